"""Rows, their places and numbers: however they came about, they are those of the rows that are there."""

from __future__ import annotations

import random
from collections import Counter
from dataclasses import replace

import pytest

from db.model.records import Decision
from desktop.ui.queue.filters import Filter
from desktop.ui.queue.record_list import RecordList, Row
from desktop.ui.queue.row_book import FAILING, NEEDS_ME, UNSURE, RowBook
from tests.qt.form.material import record

FAMILIES = ("count", "activity", "financial_figure")


def row(number: int, **kept: object) -> Row:
    made = record(FAMILIES[number % 3], id=f"r{number:04}", page=1 + number // 9, offset=number % 9)
    if number % 7 == 3:
        made = replace(made, repeat_of=f"r{number - 3:04}")
    return Row(made, **{"task": "decide", **kept})  # type: ignore[arg-type]


def expected(rows: dict[str, Row], chosen: Filter) -> list[str]:
    ordered = sorted(rows.values(), key=lambda each: each.key)
    fitting = [each for each in ordered if chosen.fits(each)]
    if chosen.folded:
        firsts = {each.record.id for each in fitting}
        fitting = [each for each in fitting if each.record.repeat_of not in firsts]
    return [each.record.id for each in fitting]


@pytest.mark.parametrize("seed", range(4))
def test_any_history_of_rows_ends_like_a_list_that_was_just_made(records: RecordList, seed: int) -> None:
    chance = random.Random(seed)
    rows = {f"r{number:04}": row(number) for number in range(0, 120, 2)}
    chosen = Filter(needs_me=seed % 2 == 0, folded=seed > 1)
    records.set_filter(chosen)
    records.set_rows(list(rows.values()))
    for _ in range(150):
        act = chance.choice(("decide", "decide", "fail", "add", "many", "drop"))
        number = chance.randrange(120)
        name = f"r{number:04}"
        if act == "many":
            more = [row(each) for each in range(number, min(120, number + 15))]
            fresh = [each for each in more if each.record.id not in rows]
            records.add_rows(fresh)
            rows.update({each.record.id: each for each in fresh})
        elif act == "drop" and name in rows:
            del rows[name]
            records.remove_rows([name])
        else:
            made = rows.get(name, row(number))
            if act == "decide":
                made = replace(made, record=replace(made.record, decision=Decision.CONFIRMED), task=None)  # type: ignore[type-var]
            elif act == "fail":
                made = replace(made, failing=not made.failing)
            rows[name] = made
            records.update_rows([made])
    assert records.shown() == expected(rows, chosen)
    assert [each.record.id for each in records.rows()] == expected(rows, Filter(needs_me=False))
    counts = records._model.counts()
    assert counts[NEEDS_ME] == sum(each.task is not None for each in rows.values())
    assert counts[FAILING] == sum(each.failing for each in rows.values())
    families = Counter(each.record.family for each in rows.values())
    assert {family: counts[family] for family in FAMILIES} == {family: families[family] for family in FAMILIES}
    assert records._model.rowCount() == len(records.shown())


def test_what_is_repeated_is_folded_under_its_first_while_that_is_shown(records: RecordList) -> None:
    first, again = row(0), replace(row(3), task="decide")
    assert again.record.repeat_of == first.record.id
    records.set_filter(Filter(needs_me=True, folded=True))
    records.set_rows([first, again])
    assert records.shown() == ["r0000"]
    assert "repeats 1×" in records._model.texts("r0000").state
    done = replace(first, record=replace(first.record, decision=Decision.CONFIRMED), task=None)  # type: ignore[type-var]
    records.update_rows([done])
    assert records.shown() == ["r0003"]  # it still needs somebody, and nothing stands for it any more


def test_the_next_that_needs_somebody_goes_round(records: RecordList) -> None:
    book = RowBook()
    book.set([row(number, task="decide" if number in (2, 5, 8) else None) for number in range(10)])
    start = book.get("r0005")
    assert start is not None
    assert [each.record.id for each in book.needing(start.key)] == ["r0008", "r0002"]
    assert [each.record.id for each in book.needing(start.key, backwards=True)] == ["r0002", "r0008"]
    assert [each.record.id for each in book.needing(None)] == ["r0002", "r0005", "r0008"]
    assert [each.record.id for each in book.needing(None, backwards=True)] == ["r0008", "r0005", "r0002"]
    assert book.counts()[UNSURE] == 0


def test_numbers_of_the_store_show_until_all_rows_are_here(records: RecordList) -> None:
    records.set_rows([row(1)], counts={NEEDS_ME: 900, "count": 400}, counting=(FAILING,))
    chips = records.filters.chips
    assert chips[NEEDS_ME].count() == 900 and chips["count"].count() == 400
    assert chips[FAILING].text().endswith("…")
    records.add_rows([row(2), row(3)])
    assert chips[NEEDS_ME].count() == 900
    records.set_counts(None)
    assert chips[NEEDS_ME].count() == 3 and not chips[FAILING].text().endswith("…")
