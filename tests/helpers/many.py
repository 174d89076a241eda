"""Projects with as many records as one likes, written in one go: what extraction would take minutes for."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

from db.model.dates import PartialDate
from db.model.evidence import CONTEXT_LENGTH, Span
from db.model.readings import Page, Reading
from db.model.suggestions import Suggestion
from desktop.services.project import Project

A_PAGE = 40  # records
_PLACES = ("the harbour hall", "the old school", "the reading room", "the northern depot", "the river station")
_PEOPLE = ("archivists", "divers", "teachers", "boat builders", "clerks", "lamp keepers", "printers")


def add_many(project: Project, number: int, *, name: str = "many.txt", seed: int = 0, unsure: bool = True) -> str:
    """Add a report of plain text with this many suggested records beside its own; returns its id.

    Two of five are counts, two are activities, one is money; every ninth is unsure, where that is wanted, and every
    eleventh says again what the one eleven places before said.
    """
    texts, suggestions = [], []
    for page, numbers in enumerate(_pages(number), 1):
        text = f"{name}, part {page}\n\n"
        for each in numbers:
            line, made = _line(each, seed)
            suggestions.append(_suggestion(each, made, page, len(text), line, name, unsure))
            text += line + "\n\n"
        texts.append(text)
    texts = texts or [f"{name}\n"]
    data = "\f".join(texts).encode()
    reading = Reading(
        file=hashlib.sha256(data).hexdigest(),
        format="txt",
        reader="made",
        version="1",
        pages=tuple(Page(place, text) for place, text in enumerate(texts, 1)),
    )
    located = [_with_context(item, texts) for item in suggestions]
    head = Span(1, 0, len(name), name, "", texts[0][len(name) :][:CONTEXT_LENGTH])
    own = Suggestion(f"{name}-own", "report", {"title": name.title()}, (head,), confidence=0.9, origin="made 1")
    store = project.library._store
    machine = project.people.machine()
    return store.add_file(data, name, reading, machine, language="en", suggestions=[own, *located])[1]


def _pages(number: int) -> Iterator[range]:
    for first in range(0, number, A_PAGE):
        yield range(first, min(number, first + A_PAGE))


def _line(each: int, seed: int) -> tuple[str, tuple[str, dict[str, tuple[object, str]]]]:
    """One sentence, and what it says: family, field to (value, the words that say it)."""
    told = each - 11 if each >= 11 and each % 11 == 0 else each
    mixed = (told * 7919 + seed * 104729) % 99991
    people, place = _PEOPLE[mixed % 7], _PLACES[mixed % 5]
    month, whole = 1 + mixed % 12, 20 + mixed
    part = whole // 3
    kind = told % 5
    if kind in (0, 1):
        text = f"Item {each}: {whole} {people}, {part} of them women, were counted at {place}."
        fields: dict[str, tuple[object, str]] = {
            "value": (Decimal(whole), str(whole)),
            "unit": ("persons", people),
            "noun": (people, people),
            "women": (Decimal(part), f"{part} of them women"),
        }
        return text, ("count", fields)
    if kind in (2, 3):
        text = f"Item {each}: in 2023-{month:02} a course for {people} was held at {place}, and {whole} came."
        fields = {
            "title": (f"a course for {people}", f"a course for {people}"),
            "type": ("training", "course"),
            "start": (PartialDate(2023, month), f"2023-{month:02}"),
            "place": (place, place),
            "participants": (Decimal(whole), f"{whole} came"),
        }
        return text, ("activity", fields)
    text = f"Item {each}: {whole * 100} crowns went to {people} in 2023."
    fields = {
        "amount": (Decimal(whole * 100), str(whole * 100)),
        "currency": ("SEK", "crowns"),
        "item": ("funding", "went to"),
        "party": (people, people),
        "fiscal_year": (Decimal(2023), "2023"),
    }
    return text, ("financial_figure", fields)


def _suggestion(
    each: int,
    made: tuple[str, dict[str, tuple[object, str]]],
    page: int,
    start: int,
    line: str,
    name: str,
    unsure: bool,
) -> Suggestion:
    family, said = made
    proofs = {}
    for field, (_, words) in said.items():
        at = line.index(words, line.index(":"))
        proofs[field] = (Span(page, start + at, start + at + len(words), words),)
    doubt = 0.5 if unsure and each % 9 == 0 else 0.95
    return Suggestion(
        id=f"{name}-{each:06}",
        family=family,
        fields={field: value for field, (value, _) in said.items()},  # type: ignore[misc]
        evidence=(Span(page, start, start + len(line), line),),
        field_evidence=proofs,
        confidence=doubt,
        field_confidence=dict.fromkeys(said, doubt),
        origin="made 1",
        repeat_of=f"{name}-{each - 11:06}" if each >= 11 and each % 11 == 0 else None,
    )


def _with_context(item: Suggestion, texts: list[str]) -> Suggestion:
    from dataclasses import replace

    def placed(span: Span) -> Span:
        text = texts[span.page - 1]
        before = text[max(0, span.start - CONTEXT_LENGTH) : span.start]
        return replace(span, prefix=before, suffix=text[span.end : span.end + CONTEXT_LENGTH])

    proofs = {field: tuple(map(placed, spans)) for field, spans in item.field_evidence.items()}
    return replace(item, evidence=tuple(map(placed, item.evidence)), field_evidence=proofs)


def many(folder: Path, number: int, *, name: str = "many.db", unsure: bool = True) -> Path:
    """A project file with one report of this many records; it is closed."""
    from desktop.services.keyring import KeyRing

    path = folder / name
    with Project.open(path, create=True, keyring=KeyRing(folder / "keys")) as project:
        add_many(project, number, unsure=unsure)
    return path
