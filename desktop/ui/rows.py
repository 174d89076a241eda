"""Records as the list and the pages show them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import partial
from typing import TYPE_CHECKING

from db.model.form import Form
from db.model.records import KEPT, Approval, Decision, Record
from desktop.review.queues import task, unsure
from desktop.ui.check_words import check_sentence
from desktop.ui.queue.caption import caption, term, value_text
from desktop.ui.queue.figures import grouped
from desktop.ui.queue.row import Row
from desktop.ui.source.marks import Mark
from desktop.ui.status_line import Sum

if TYPE_CHECKING:
    from desktop.review.checks import CheckResult


def country_name(code: str, language: str) -> str:
    """The country's name in the reader's language."""
    from desktop.language import territories

    return territories.name(code, language)


def failing_records(checks: Sequence[CheckResult]) -> frozenset[str]:
    """Ids of the records that a failing check names."""
    return frozenset(record for result in checks if not result.ok for record in result.records)


def newly_failing(
    checks: Sequence[CheckResult], changed: Collection[str], before: frozenset[str]
) -> list[tuple[CheckResult, str]]:
    """What fails since these records changed, each with the record that it came of."""
    return [
        (result, record)
        for result in checks
        for record in changed
        if not result.ok and record in result.records and record not in before
    ]


def make_rows(
    records: Mapping[str, Record], checks: Sequence[CheckResult], person: str | None, only: frozenset[str] | None = None
) -> list[Row]:
    """Rows in reading order; of `only` these records where it is given."""
    failing = failing_records(checks)
    says_same = Counter(record.repeat_of or record.id for record in records.values())
    return [
        Row(
            record=record,
            task=task(record, person),
            failing=record.id in failing,
            unsure=bool(unsure(record)),
            repeats=says_same[record.repeat_of or record.id] - 1,
        )
        for record in records.values()
        if only is None or record.id in only
    ]


class Names:
    """What records are called, kept as long as the record is the same object: a decision renames one, not all."""

    def __init__(self, form: Form, language: str) -> None:
        self._form = form
        self._language = language
        self._known: dict[str, tuple[Record, str]] = {}

    def __call__(self, record: Record) -> str:
        """The record in a few words."""
        known = self._known.get(record.id)
        if known is None or known[0] is not record:
            known = self._known[record.id] = record, name(record, self._form, self._language)
        return known[1]


class Marks:
    """What is lit on the pages, made anew only for records that changed."""

    def __init__(self, names: Names) -> None:
        self._names = names
        self._known: dict[str, tuple[Record, Mark]] = {}

    def of(self, records: Mapping[str, Record], checks: Sequence[CheckResult]) -> list[Mark]:
        """The marks of all records of a report, in reading order."""
        failing = failing_records(checks)
        known, self._known = self._known, {}
        for record in records.values():
            old = known.get(record.id)
            if old is None or old[0] is not record or old[1].failing != (record.id in failing):
                old = record, self._make(record, record.id in failing)
            self._known[record.id] = old
        return [mark for _, mark in self._known.values()]

    def _make(self, record: Record, failing: bool) -> Mark:
        return Mark(
            record=record.id,
            family=record.family,
            state=mark_state(record),
            evidence=record.evidence,
            failing=failing,
            unsure=bool(unsure(record)),
            label=partial(self._names, record),
        )


def mark_state(record: Record) -> str:
    """The state that the pages tell apart."""
    if record.decision is Decision.REJECTED:
        return "rejected"
    if record.approval is Approval.APPROVED:
        return "approved"
    return "decided" if record.decision in KEPT else "undecided"


def name(record: Record, form: Form, language: str) -> str:
    """The record in a few words, as a list or a message names it."""
    values = {key: entry.value for key, entry in record.current.items()}
    figure = value_text(record.family, values)
    words = caption(form, record.family, values, language, country_name)
    return f"{figure} {words}".strip()


@dataclass(frozen=True)
class Sentence:
    """What a check found, in words that are made when they are read."""

    result: CheckResult
    form: Form
    language: str

    def __call__(self) -> str:
        return check_sentence(self.result, self.form, self.language)


def make_sums(
    checks: Sequence[CheckResult], form: Form, language: str, names: Callable[[str], str] | None = None
) -> list[Sum]:
    """The sums of statements, those that hold too, and what other checks find wrong.

    Args:
        names: a record in a few words, by its id; what other checks find is left out where it is not given.
    """
    found_sums = [result for result in checks if result.code in ("sum_holds", "sum_differs")]
    one_year = len({result.parameters.get("fiscal_year") for result in found_sums}) == 1
    sums = []
    for result in found_sums:
        found = result.parameters.get("found")
        year = result.parameters.get("fiscal_year")
        text = term(form, "item", result.parameters.get("item"), language)
        text = text[:1].upper() + text[1:]
        text += f" {year}" if year and not one_year else ""
        text += f" {grouped(found)}" if isinstance(found, Decimal) else ""
        detail = Sentence(result, form, language)
        sums.append(Sum(text.strip(), result.ok, detail, result.records[0] if result.records else None))
    for result in checks:
        if names is not None and not result.ok and result.code != "sum_differs" and result.records:
            words = names(result.records[0])
            words = words if len(words) <= 32 else words[:31] + "…"
            sums.append(Sum(words, False, Sentence(result, form, language), result.records[0], sign=""))
    return sums
