"""Small projects for the tests of db: a form, a report in an invented language of numbers, people with keys."""

from __future__ import annotations

import hashlib
import json
from decimal import Decimal
from pathlib import Path

from db.journal import KeySigner
from db.model.evidence import Rect, Span
from db.model.form import Form
from db.model.people import Person
from db.model.readings import Page, Reading
from db.model.records import FieldChange
from db.model.suggestions import Suggestion
from db.model.values import State, Value
from db.store import Store
from resources import resource

PAGES = ("In 2030 the office trained 120 persons (40 women).\nIt spent 7 500 dollars.", "Nothing else was done.\n")
MACHINE = KeySigner(b"m" * 32, "machine-1")


def signer(name: str, seed: str = "") -> KeySigner:
    return KeySigner(hashlib.sha256((name + seed).encode()).digest(), name)


def form() -> Form:
    return Form.from_json(json.loads(resource("forms", "institutional-reports.json").read_text(encoding="utf-8")))


def reading(data: bytes, pages: tuple[str, ...] = PAGES) -> Reading:
    made = tuple(Page(n, text, 595.0, 842.0, b"\0" * (16 * len(text))) for n, text in enumerate(pages, 1))
    return Reading(hashlib.sha256(data).hexdigest(), "txt", "text", "1", made)


def span(text: str, page: int = 1, pages: tuple[str, ...] = PAGES, role: str = "value") -> Span:
    start = pages[page - 1].index(text)
    end = start + len(text)
    whole = pages[page - 1]
    return Span(
        page,
        start,
        end,
        text,
        whole[max(0, start - 32) : start],
        whole[end : end + 32],
        role,  # type: ignore[arg-type]
        (Rect(0.1, 0.25, 0.5, 0.275),),
    )


def suggestions(prefix: str = "s") -> list[Suggestion]:
    return [
        Suggestion(f"{prefix}-report", "report", {"title": "A year of work", "symbol": "X/1"}, (span("In 2030"),)),
        Suggestion(
            f"{prefix}-count",
            "count",
            {"value": Decimal(120), "qualifier": "exact", "unit": "persons", "noun": "persons", "women": Decimal(40)},
            (span("120 persons (40 women)"),),
            {"value": (span("120"),), "women": (span("40"),)},
            0.93,
            {"value": 0.99},
            "rules 1.0",
        ),
        Suggestion(
            f"{prefix}-money",
            "financial_figure",
            {"amount": Decimal("7500"), "currency": "USD", "item": "other"},
            (span("7 500 dollars"),),
            origin="rules 1.0",
        ),
        Suggestion(f"{prefix}-lame", "financial_figure", {"amount": Decimal("1.5")}, (span("Nothing", 2),)),
    ]


def stated(value: Value) -> FieldChange:
    return FieldChange(State.STATED, value)


def project(path: Path, *names: str) -> Store:
    """A project with a machine and these persons; close its database."""
    store = Store.create_project(path, form(), MACHINE)
    for name in names:
        who = signer(name)
        store.add_person(Person(name, name.title(), (who.key,)), who)
    return store


def reviewed(path: Path, *names: str, data: bytes = b"a report") -> tuple[Store, str]:
    """The same with one report and its suggestions."""
    store = project(path, *(names or ("ann", "bob")))
    _, work = store.add_file(data, "report.txt", reading(data), MACHINE, suggestions=suggestions())
    return store, work
