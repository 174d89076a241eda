"""Like values: what is in a group, in what order, and what confirming it says."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from db.model.batches import Step
from db.model.evidence import Span
from db.model.records import Approval, Decision, FieldChange, FieldEntry, Record
from db.model.values import State
from desktop.review.checks import evaluate
from desktop.review.groups import Facet, Item, Looked, confirming, facets, groups, left, ordered, settled_by, stated
from desktop.services.forms import standard_form
from tests.helpers.made import record

FORM = standard_form()
VALUE = Facet("count", "value", ("value", "value_max", "unit", "qualifier"), "persons")


def answered(item: Record, *fields: str) -> Record:
    """The record with these fields answered by a person."""
    current = {
        key: replace(entry, source="person", origin="ann") if key in fields else entry
        for key, entry in item.current.items()
    }
    return replace(item, current=current)


def names(found: dict[Facet, list[Item]]) -> dict[str, list[str]]:
    return {
        f"{key.family}.{key.field}{':' + key.part if key.part else ''}": [item.record.id for item in items]
        for key, items in found.items()
    }


def test_each_field_is_in_one_facet_and_the_reports_own_in_none() -> None:
    found = facets(FORM)
    assert "report" not in {facet.family for facet in found}
    for family in FORM.families[1:]:
        told = [name for facet in found if facet.family == family.id for name in facet.fields]
        assert sorted(told) == sorted(field.id for field in family.fields if not field.retired)


def test_values_are_parted_by_unit_and_currency() -> None:
    records = [
        record(1, value=24, unit="persons", noun="pilots"),
        record(2, value=3, unit="events", noun="courses"),
        record(3, value=31, unit="persons", qualifier="about"),
        record(4, "financial_figure", amount=700, currency="USD", item="income"),
        record(5, "financial_figure", amount=800, currency="EUR", item="income"),
    ]
    assert names(groups(FORM, records, "ann")) == {
        "count.value:persons": ["r1", "r3"],
        "count.value:events": ["r2"],
        "count.noun": ["r1", "r2"],
        "financial_figure.amount:EUR": ["r5"],
        "financial_figure.amount:USD": ["r4"],
        "financial_figure.item": ["r4", "r5"],
    }
    (item,) = [item for item in groups(FORM, records, "ann")[VALUE] if item.record.id == "r3"]
    assert item.fields == ("value", "unit", "qualifier")


def test_what_a_person_answered_or_somebody_returned_does_not_wait() -> None:
    open_ = record(1, value=24, unit="persons")
    records = [
        open_,
        answered(record(2, value=25, unit="persons"), "value", "unit"),
        answered(record(3, value=26, unit="persons", noun="pilots"), "value"),
        replace(record(4, value=27, unit="persons"), decision=Decision.REJECTED, deciders=frozenset({"ann"})),
        replace(record(5, value=28, unit="persons"), decision=Decision.CONFIRMED, approval=Approval.RETURNED),
        replace(record(6, value=29, unit="persons"), evidence=()),
        replace(record(7, value=30, unit="persons"), decision=Decision.POSTPONED),
    ]
    assert names(groups(FORM, records, "ann")) == {"count.value:persons": ["r1", "r3", "r7"], "count.noun": ["r3"]}


def test_the_evidence_is_the_fields_own_where_they_have_any() -> None:
    span = Span(3, 4, 6, "24")
    item = record(1, value=24, unit="persons")
    entry = item.current["value"]
    proved = replace(item, current={**item.current, "value": replace(entry, evidence=(span,))})
    (found,) = groups(FORM, [proved], "ann")[VALUE]
    assert found.evidence == (span,)
    (found,) = groups(FORM, [item], "ann")[VALUE]
    assert found.evidence == item.evidence


def test_orders_show_what_is_odd() -> None:
    values = (24, 31, 26, 31000, 29, 2)
    records = [record(n, value=value, unit="persons") for n, value in enumerate(values, 1)]
    items = groups(FORM, records, "ann")[VALUE]
    assert [int(str(item.value)) for item in ordered(items, "value")] == sorted(values)
    assert [int(str(item.value)) for item in ordered(items, "odd")][:2] == [31000, 2]
    assert [int(str(item.value)) for item in ordered(reversed_(items), "reading")] == list(values)


def test_what_is_unsure_comes_before_what_is_odd() -> None:
    records = [record(n, value=value, unit="persons") for n, value in enumerate((24, 31, 31000), 1)]
    entry = replace(records[0].current["value"], confidence=0.4)
    records[0] = replace(records[0], current={**records[0].current, "value": entry})
    items = groups(FORM, records, "ann")[VALUE]
    assert [item.record.id for item in ordered(items, "odd")] == ["r1", "r3", "r2"]


def test_rare_words_and_far_dates_are_odd() -> None:
    places = ("Lima", "lima", "Lima", "Quito", "Lima")
    records = [record(n, "activity", place=place) for n, place in enumerate(places, 1)]
    (items,) = groups(FORM, records, "ann").values()
    assert ordered(items, "odd")[0].value == "Quito"
    assert [item.value for item in ordered(items, "value")][-1] == "Quito"
    dates = ("@2030-03", "@2030-05-02", "@2003-04", "@2030")
    records = [record(n, "activity", start=date) for n, date in enumerate(dates, 1)]
    (items,) = groups(FORM, records, "ann").values()
    assert str(ordered(items, "odd")[0].value) == "2003-04"
    assert [str(item.value) for item in ordered(items, "value")] == ["2003-04", "2030", "2030-03", "2030-05-02"]


def reversed_(items: list[Item]) -> list[Item]:
    return items[::-1]


def test_a_clerk_checks_fields() -> None:
    item = record(1, value=24, unit="persons", noun="pilots")
    found = groups(FORM, [item], "ann")
    looked = Looked()
    seen = {key: FieldChange(State.STATED, item.value(key)) for key in ("value", "unit")}
    assert confirming(found[VALUE], looked) == [Step("check", "r1", "d1", seen)]
    assert settled_by(found[VALUE], looked) == 0
    assert left(found[VALUE][0], looked) == {"noun"}
    rest = groups(FORM, [answered(item, "value", "unit")], "ann")
    (items,) = rest.values()
    assert (items[0].fields, settled_by(items, looked)) == (("noun",), 1)


def test_a_reviewer_approves_once_every_stated_field_was_looked_at() -> None:
    item = replace(
        record(1, value=24, unit="persons", noun="pilots"), decision=Decision.CONFIRMED, deciders=frozenset({"ann"})
    )
    looked = Looked()
    found = groups(FORM, [item], "bob", looked)
    assert confirming(found[VALUE], looked) == []
    (rest,) = groups(FORM, [item], "bob", looked).values()
    assert rest[0].fields == ("noun",)
    assert settled_by(rest, looked) == 1
    assert confirming(rest, looked) == [Step("approve", "r1", "d1")]
    # What has changed since has to be looked at anew.
    changed = replace(item, digest="other")
    assert len(groups(FORM, [changed], "bob", looked)) == 2
    assert groups(FORM, [item], "ann", looked) == {}


def test_only_what_is_stated_counts() -> None:
    item = record(1, value=24, unit="persons")
    unreadable = FieldEntry(None, State.UNREADABLE, "person", "ann")
    assert stated(replace(item, current={**item.current, "women": unreadable})) == {"value", "unit"}


def test_huge_and_negative_numbers_have_their_order() -> None:
    values = (Decimal("1e50"), Decimal(-3), Decimal("0.5"), Decimal(7))
    records = [record(n, value=value, unit="persons") for n, value in enumerate(values, 1)]
    items = groups(FORM, records, None)[VALUE]
    assert [item.value for item in ordered(items, "value")] == sorted(values)
    assert ordered(items, "odd")[0].value == Decimal("1e50")


def test_what_was_only_found_right_must_still_be_said_by_its_passage() -> None:
    item = record(1, value=24, unit="persons", quote="31 pilots")
    checked = answered(item, "value", "unit")
    told = [[(result.code, result.fails) for result in evaluate(FORM, [each])] for each in (item, checked)]
    assert told[0] == told[1]
    assert any(fails for _, fails in told[0])
