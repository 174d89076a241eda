"""Records, works and readings made by hand for tests of the rooms above the store."""

from __future__ import annotations

from decimal import Decimal

from db.model.dates import PartialDate
from db.model.evidence import Span
from db.model.records import Approval, Decision, FieldEntry, Record
from db.model.values import State, Value
from db.model.works import ReportFile, Work, WorkState

SHA = "ab" * 32


def entry(value: Value, source: str = "machine", confidence: float | None = 0.9) -> FieldEntry:
    """An answer; None is "not stated"."""
    state = State.NOT_STATED if value is None else State.STATED
    return FieldEntry(value, state, source, "rules", None if source == "person" else confidence)


def record(
    number: int,
    family: str = "count",
    *,
    decision: Decision = Decision.NONE,
    approval: Approval = Approval.NONE,
    deciders: frozenset[str] = frozenset(),
    approved_by: str | None = None,
    quote: str = "1 100",
    machine: dict[str, Value] | None = None,
    **values: Value | int | str,
) -> Record:
    """A record with these values; ints become Decimals, texts that start with "@" dates."""
    current = {key: entry(_value(value)) for key, value in values.items()}
    span = Span(1, number * 10, number * 10 + len(quote), quote)
    return Record(
        id=f"r{number}",
        work="w1",
        reading="x",
        family=family,
        order=(1, number * 10),
        current=current,
        machine={key: entry(value) for key, value in (machine or {}).items()} or current,
        evidence=(span,),
        decision=decision,
        approval=approval,
        decided_by="p1" if decision is not Decision.NONE else None,
        decided_at="2026-03-01T09:30:00.250Z" if decision is not Decision.NONE else None,
        approved_by=approved_by or ("p2" if approval is Approval.APPROVED else None),
        approved_at="2026-03-02T09:30:00.250Z" if approval is Approval.APPROVED else None,
        deciders=deciders,
        digest=f"d{number}",
    )


def approved(number: int, family: str = "count", **values: object) -> Record:
    """A record that two persons have settled."""
    return record(
        number,
        family,
        decision=Decision.CONFIRMED,
        approval=Approval.APPROVED,
        deciders=frozenset({"p1"}),
        **values,  # type: ignore[arg-type]
    )


def work(state: WorkState = WorkState.SIGNED_OFF, *, title: str = "Bericht", name: str = "report.pdf") -> Work:
    file = ReportFile(SHA, "w1", name, "pdf", 1000, 3)
    return Work("w1", title, "A/1/2", "en", state, "p1", "p2", (file,), "x")


def _value(value: object) -> Value:
    if isinstance(value, int):
        return Decimal(value)
    if isinstance(value, str) and value.startswith("@") and value[1:2].isdigit():
        return PartialDate.parse(value[1:])
    return value  # type: ignore[return-value]
