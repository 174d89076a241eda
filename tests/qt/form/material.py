"""Records of the shipped form, made up for tests."""

from __future__ import annotations

import json
from collections.abc import Mapping
from decimal import Decimal
from functools import cache
from typing import Any

from db.model.dates import PartialDate
from db.model.evidence import Span
from db.model.form import Form
from db.model.records import FieldEntry, Record
from db.model.values import State, Value
from resources import resource


@cache
def form() -> Form:
    """The form that the project ships."""
    return Form.from_json(json.loads(resource("forms", "institutional-reports.json").read_text("utf-8")))


def span(quote: str, page: int = 1, start: int = 10) -> Span:
    """A passage."""
    return Span(page, start, start + len(quote), quote)


def entry(value: Value, source: str = "machine", confidence: float | None = 0.9, quote: str = "") -> FieldEntry:
    """An answer."""
    evidence = (span(quote),) if quote else ()
    return FieldEntry(value, State.STATED, source, "someone", confidence if source == "machine" else None, evidence)


COUNT: Mapping[str, Value] = {
    "value": Decimal(1100),
    "qualifier": "about",
    "unit": "persons",
    "noun": "国家官员",
    "women": Decimal(376),
    "women_qualifier": "exact",
}
ACTIVITY: Mapping[str, Value] = {
    "title": "边境管制课程",
    "type": "training",
    "start": PartialDate(2019, 7),
    "countries": ("DO", "CR"),
    "participants": Decimal(60),
    "partners": ("国家警察", "海关"),
}
MONEY: Mapping[str, Value] = {
    "amount": Decimal("-1655607.50"),
    "currency": "USD",
    "item": "surplus_or_deficit",
    "fiscal_year": Decimal(2019),
    "party_country": "DE",
}


def record(
    family: str = "count",
    fields: Mapping[str, Value] | None = None,
    machine: Mapping[str, Value] | None = None,
    id: str = "r1",
    page: int = 1,
    offset: int = 10,
    **more: Any,
) -> Record:
    """A record; where `machine` differs from `fields`, a person has changed it."""
    shipped = {"count": COUNT, "activity": ACTIVITY, "financial_figure": MONEY}.get(family, {})
    fields = shipped if fields is None else fields
    machine = fields if machine is None else machine
    current = {
        name: entry(value) if machine.get(name) == value else entry(value, "person") for name, value in fields.items()
    }
    return Record(
        id=id,
        work="w1",
        reading="reading",
        family=family,
        order=(page, offset),
        current=current,
        machine={name: entry(value) for name, value in machine.items()},
        evidence=(span("x", page, offset),),
        confidence=more.pop("confidence", 0.97),
        **more,
    )
