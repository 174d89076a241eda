"""Other extractors: an example of one, and what is taken of what they say."""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal

import pytest

from db.model.evidence import Span
from db.model.readings import Page, Reading
from db.model.suggestions import Suggestion
from desktop.documents.spans import make_span
from desktop.extraction import protocol, suggest

TEXT = "1. The harbour office trained 45 pilots in May 2018. It counted 17 buoys.\n"


def reading() -> Reading:
    return Reading("0" * 64, "txt", "test", "1", (Page(1, TEXT),))


class Buoys:
    """An extractor as a package would offer one: it counts buoys and pilots, and nothing else."""

    name = "buoys"
    version = "0.3"

    def suggest(self, reading: Reading, language: str) -> Iterable[Suggestion]:
        for page in reading.pages:
            for match in re.finditer(r"(\d+) (buoys|pilots)", page.text):
                fields = {"value": Decimal(match[1]), "qualifier": "exact", "unit": "other", "noun": match[2]}
                yield Suggestion("mine", "count", fields, (make_span(page, *match.span()),), confidence=None)


class Liar(Buoys):
    """One whose quotes are not in the report."""

    name = "liar"

    def suggest(self, reading: Reading, language: str) -> Iterable[Suggestion]:
        yield Suggestion("x", "count", {"value": Decimal(9)}, (Span(page=1, start=0, end=3, quote="999"),))
        yield Suggestion("y", "report", {"title": "Mine"}, (make_span(reading.pages[0], 0, 3),))


class Broken(Buoys):
    """One that fails."""

    name = "broken"

    def suggest(self, reading: Reading, language: str) -> Iterable[Suggestion]:
        raise RuntimeError("no dictionary")


def test_the_example_fits_the_protocol() -> None:
    assert isinstance(Buoys(), protocol.Extractor)


def test_both_are_kept_and_agreement_is_linked() -> None:
    own = suggest(reading(), language="en")
    both = protocol.suggest_all(reading(), language="en", extractors=[Buoys()])
    assert both[: len(own)] == own
    theirs = both[len(own) :]
    assert [str(item.fields["value"]) for item in theirs] == ["45", "17"]
    assert {item.origin for item in theirs} == {"buoys 0.3"}
    pilots = next(item for item in own if item.family == "count" and item.fields["value"] == 45)
    assert theirs[0].links == {"agrees_with": pilots.id}
    assert len({item.id for item in both}) == len(both)
    assert both == protocol.suggest_all(reading(), language="en", extractors=[Buoys()])


def test_what_no_page_says_is_not_taken() -> None:
    own = suggest(reading(), language="en")
    assert protocol.suggest_all(reading(), language="en", extractors=[Liar()]) == own


def test_one_that_fails_is_named_and_left_out() -> None:
    with pytest.warns(UserWarning, match="broken"):
        found = protocol.suggest_all(reading(), language="en", extractors=[Broken(), Buoys()])
    assert any(item.origin == "buoys 0.3" for item in found)
    assert found[0].family == "report"


def test_entry_points_are_found(monkeypatch: pytest.MonkeyPatch) -> None:
    from importlib.metadata import EntryPoint

    points = [
        EntryPoint("buoys", f"{__name__}:Buoys", protocol.GROUP),
        EntryPoint("gone", "nowhere:It", protocol.GROUP),
    ]
    monkeypatch.setattr("importlib.metadata.entry_points", lambda group: points if group == protocol.GROUP else [])
    monkeypatch.setattr(EntryPoint, "load", lambda self: Buoys if self.name == "buoys" else __import__("nowhere"))
    protocol.installed.cache_clear()
    try:
        with pytest.warns(UserWarning, match="gone"):
            assert [item.name for item in protocol.installed()] == ["buoys"]
    finally:
        protocol.installed.cache_clear()
