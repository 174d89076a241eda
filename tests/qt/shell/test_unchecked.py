"""Enter in the moment before the checks of a report come: what they will find is not passed unseen."""

from __future__ import annotations

import hashlib
from decimal import Decimal

import pytest
from PySide6.QtCore import Qt

from db.model.evidence import Span
from db.model.readings import Page, Reading
from db.model.records import Decision
from db.model.suggestions import Suggestion
from db.model.values import Value
from desktop.services.project import Project
from desktop.ui import loading, snapshot
from tests.qt.shell.conftest import Shell

ROWS = (
    ("voluntary_contributions", "Voluntary contributions", 400),
    ("other_income", "Other income", 300),
    ("total_income", "Total income", 900),
    ("refunds", "Refunds", 50),
)
YEAR = Decimal(2021)


def statement(shell: Shell) -> None:
    """A project whose one report has a statement: each row is what the page says, but the total is not the sum."""
    lines = [f"{label} {amount} USD 2021" for _, label, amount in ROWS]
    text = "\n\n".join(lines)
    suggestions = []
    for number, ((item, label, amount), line) in enumerate(zip(ROWS, lines, strict=True)):
        fields: dict[str, tuple[Value, str]] = {
            "amount": (Decimal(amount), str(amount)),
            "currency": ("USD", "USD"),
            "item": (item, label),
            "fiscal_year": (YEAR, "2021"),
            "source": ("table", line),
        }
        at = text.index(line)
        spans = {
            name: (Span(1, at + line.index(words), at + line.index(words) + len(words), words),)
            for name, (_, words) in fields.items()
        }
        suggestions.append(
            Suggestion(
                id=f"row-{number}",
                family="financial_figure",
                fields={name: value for name, (value, _) in fields.items()},
                evidence=(Span(1, at, at + len(line), line),),
                field_evidence=spans,
                confidence=0.99,
                field_confidence=dict.fromkeys(fields, 0.99),
                origin="made 1",
            )
        )
    data = text.encode()
    reading = Reading(hashlib.sha256(data).hexdigest(), "txt", "made", "1", (Page(1, text),))
    with Project.open(shell.folder / "p.db", create=True, keyring=shell.keyring) as project:
        machine = project.people.machine()
        project.library._store.add_file(data, "rows.txt", reading, machine, language="en", suggestions=suggestions)


@pytest.fixture(params=["small", "large", "untold"])
def unchecked(request: pytest.FixtureRequest, shell: Shell, monkeypatch: pytest.MonkeyPatch) -> Shell:
    """The total of the statement on the form; the checks do not come, or were made and are not told yet."""
    monkeypatch.setattr(loading, "ALONE", 600_000)
    if request.param == "large":
        monkeypatch.setattr(snapshot, "FEW", 1)
        monkeypatch.setattr(snapshot, "BEFORE", 1)
        monkeypatch.setattr(snapshot, "AFTER", 1)
    statement(shell)
    shell.open()
    shell.until(lambda: shell.space.desk.loaded is not None)
    loaded = shell.space.desk.loaded
    assert loaded is not None and (loaded.lines is not None) == (request.param == "large")
    shell.choose(next(record for record in shell.records() if record.value("item") == "total_income"))
    if request.param == "untold":
        loaded.findings.take_in(shell.records())
        loaded.findings.complete = True
    return shell


def test_enter_before_the_checks_come_stops_at_what_they_find(unchecked: Shell) -> None:
    total = unchecked.space.desk.current or ""
    assert unchecked.space.form.notes_of("amount") == ()
    unchecked.key(Qt.Key.Key_Return)
    unchecked.settle()
    assert unchecked.record(total).decision is Decision.NONE
    assert [note.tone for note in unchecked.space.form.notes_of("amount")] == ["bad"]
    unchecked.key(Qt.Key.Key_Return)
    unchecked.settle()
    assert unchecked.space.desk.current == total and unchecked.space.form.focused_field() == "amount"
    assert unchecked.record(total).decision is Decision.NONE
    unchecked.key(Qt.Key.Key_Return)
    unchecked.until(lambda: unchecked.space.walking.step().kind == "decide")
    unchecked.key(Qt.Key.Key_Return)
    unchecked.until(lambda: unchecked.record(total).decision is Decision.CONFIRMED)


def test_a_key_that_finds_nothing_wrong_is_not_lost(unchecked: Shell) -> None:
    first = next(record for record in unchecked.records() if record.value("item") == "refunds")
    unchecked.choose(first)
    unchecked.key(Qt.Key.Key_Return)
    unchecked.settle()
    assert unchecked.record(first.id).decision is Decision.CONFIRMED
