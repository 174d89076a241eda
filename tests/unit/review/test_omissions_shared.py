"""The finder over real reports that lie beside the repository: what suggestions miss of the labels is in the list."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from db.model.evidence import Evidence
from db.model.readings import Reading
from db.model.records import FieldEntry, Record
from db.model.suggestions import Suggestion
from db.model.values import State
from desktop import extraction
from desktop.documents.folding import fold
from desktop.documents.reading import read
from desktop.review.omission_state import Omissions
from desktop.review.omissions import find

SHARED = Path(__file__).resolve().parents[4] / "shared"
PAIRS = [
    ("small-arms-2014-zh.pdf", "small-arms-2014-zh.json"),
    ("unlirec-2020-zh.txt", "unlirec-2020-zh.json"),
    ("unmik-financing-2026-en.pdf", "unmik-financing-2026-en.json"),
]
Place = tuple[int, int, int]


def record(item: Suggestion) -> Record:
    current = {
        key: FieldEntry(value, State.STATED, "machine", "", None, item.field_evidence.get(key, ()))
        for key, value in item.fields.items()
    }
    return Record(item.id, "w", "r", item.family, (0, 0), current, current, item.evidence)


def places(reading: Reading, quote: str) -> Iterator[Place]:
    wanted = fold(quote).text
    for page in reading.pages:
        folded = fold(page.text)
        for match in re.finditer(re.escape(wanted), folded.text):
            yield page.number, *folded.original(match.start(), match.end())


def overlap(evidence: Evidence, at: list[Place]) -> bool:
    return any(s.page == page and s.start < end and s.end > start for s in evidence for page, start, end in at)


@pytest.mark.parametrize(("file", "labels"), PAIRS)
def test_every_label_that_suggestions_miss_is_in_the_list(file: str, labels: str) -> None:
    if not (SHARED / "reports" / file).exists() or not (SHARED / "gold" / labels).exists():
        pytest.skip("no shared reports here")
    reading = read(SHARED / "reports" / file)
    gold = json.loads((SHARED / "gold" / labels).read_text("utf-8"))
    suggested = extraction.suggest(reading)
    state = Omissions(find(reading), [record(item) for item in suggested])
    shown = state.open()
    passages = [part for item in shown for part in item.passage]
    missed: list[str] = []
    looked_at = 0
    for kind, families in (
        ("counts", ("count", "financial_figure")),
        ("financial", ("financial_figure", "count")),
        ("activities", ("activity",)),
    ):
        spans: Evidence = tuple(s for item in suggested if item.family in families for s in item.evidence)
        for label in gold[kind]:
            at = list(places(reading, label["quote"]))
            if not at or _is_row(label):
                continue  # the label of a table's row: its figures are looked at below
            looked_at += 1
            listed = any(p == page and a < end and b > start for p, a, b in passages for page, start, end in at)
            if not overlap(spans, at) and not listed:
                missed.append(label["quote"])
    found = {fact.digits for item in state._found for fact in item.facts}
    figures = [label for kind in ("counts", "financial") for label in gold[kind] if _is_row(label)]
    missed += [f"{label['quote']} {_value(label)}" for label in figures if _digits(label) not in found]
    assert looked_at + len(figures) > 60
    assert not missed
    assert len(shown) <= 1.5 * len(suggested)


def _is_row(label: dict[str, Any]) -> bool:
    return not re.search(r"\d|[一二两三四五六七八九十百千万半]", label["quote"]) and (
        "value" in label or "amount" in label
    )


def _value(label: dict[str, Any]) -> Any:
    return label.get("value", label.get("amount"))


def _digits(label: dict[str, Any]) -> str:
    return re.sub(r"\D", "", f"{_value(label):.3f}").strip("0")
