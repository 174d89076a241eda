"""Other extractors end to end: both entries are kept with their makers, and an upgrade touches no decision."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

from db.model.readings import Reading
from db.model.records import Record
from db.model.suggestions import Suggestion
from desktop.documents.spans import make_span
from desktop.extraction import protocol
from tests.helpers.projects import Suggester, new_project, report


class Numbers:
    """An extractor that counts people by a shape of its own; a newer version counts weapons, too."""

    name = "numbers"

    def __init__(self, version: str, shape: str) -> None:
        self.version, self.shape = version, shape

    def suggest(self, reading: Reading, language: str) -> Iterable[Suggestion]:
        for page in reading.pages:
            for match in re.finditer(self.shape, page.text):
                number = Decimal(match[1].replace(" ", ""))
                fields = {"value": number, "qualifier": "exact", "unit": "persons", "noun": match[2]}
                yield Suggestion("own", "count", fields, (make_span(page, *match.span()),), confidence=0.7)


class Both(Suggester):
    """Suggests as the program does: the rules first, then other extractors."""

    def __init__(self, extractors: Sequence[protocol.Extractor]) -> None:
        super().__init__()
        self.extractors = extractors

    def suggest(
        self,
        reading: Reading,
        *,
        language: str | None = None,
        progress: Callable[[int, int], None] | None = None,
        cancelled: Callable[[], bool] | None = None,
    ) -> list[Suggestion]:
        return protocol.suggest_all(reading, language=language, extractors=self.extractors)


PEOPLE = r"(\d+) 名(海关官员)"
WEAPONS = r"(\d+(?: \d{3})*) [名件](海关官员|武器)"


def _counts(records: Iterable[Record], value: int) -> list[Record]:
    found = (item for item in records if item.family == "count" and item.value("value") == value)
    return sorted(found, key=lambda item: item.origin)


def test_both_makers_stand_in_the_project_and_the_later_one_says_whom_it_agrees_with(tmp_path: Path) -> None:
    with new_project(tmp_path, suggester=Both([Numbers("1", PEOPLE)])) as project:
        work = project.library.add(report(tmp_path)).work
        other, rules = _counts(project.review.records(work), 120)
        assert rules.origin.startswith("rules-zh ") and other.origin == "numbers 1"
        assert {entry.origin for entry in other.current.values()} == {"numbers 1"}
        assert other.links == {"agrees_with": rules.id} and other.repeat_of == rules.id
        assert project.verify() == []


def test_an_upgrade_adds_what_is_new_and_leaves_what_was_decided(tmp_path: Path) -> None:
    suggester = Both([Numbers("1", PEOPLE)])
    with new_project(tmp_path, suggester=suggester) as project:
        work = project.library.add(report(tmp_path)).work
        ana = project.people.enter("Ana")
        other, rules = _counts(project.review.records(work), 120)
        project.review.confirm(rules.id, ana)
        project.review.reject(other.id, ana)
        before = {item.id: item for item in project.review.records(work)}
        suggester.extractors = [Numbers("2", WEAPONS)]
        added = project.library.suggest(work).records
        after: dict[str, Any] = {item.id: item for item in project.review.records(work)}
        assert {key: after[key] for key in before} == before
        assert added == after.keys() - before.keys()
        (new,) = (after[key] for key in added)
        assert new.value("value") == 3400 and new.origin == "numbers 2"
