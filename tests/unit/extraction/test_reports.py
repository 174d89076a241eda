"""Whole reports of the project's own wording, hand-labelled, in every layout that files have."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from db.model.suggestions import Suggestion
from desktop.extraction import suggest
from tests.unit.extraction import layouts, scoring

REPORTS = Path(__file__).parent / "reports"
NAMES = sorted(path.stem for path in REPORTS.glob("*.toml"))


@cache
def labels(name: str) -> dict[str, Any]:
    return tomllib.loads((REPORTS / f"{name}.toml").read_text("utf-8"))


@cache
def suggested(name: str, layout: str) -> list[Suggestion]:
    reading = layouts.LAYOUTS[layout]((REPORTS / f"{name}.txt").read_text("utf-8"))
    found = suggest(reading)
    for item in found:
        for spans in (item.evidence, *item.field_evidence.values()):
            for span in spans:
                assert reading.pages[span.page - 1].text[span.start : span.end] == span.quote
    return found


@pytest.mark.parametrize("name", NAMES)
def test_labels_quote_the_report(name: str) -> None:
    text = scoring.squeeze((REPORTS / f"{name}.txt").read_text("utf-8"))
    for key in scoring.FAMILIES.values():
        for label in labels(name)["labels"].get(key, []):
            assert scoring.squeeze(label[0]) in text


@pytest.mark.parametrize("layout", layouts.LAYOUTS)
@pytest.mark.parametrize("name", NAMES)
def test_marks(name: str, layout: str) -> None:
    data = labels(name)
    found = suggested(name, layout)
    assert found[0].origin.startswith(f"rules-{data['language']} ")
    marks = scoring.score(data["labels"], found)
    least = data.get("least", {})
    for family, part in marks.items():
        key = scoring.FAMILIES[family]
        assert part.f1 >= least.get(key, 0.8 if family == "activity" else 0.95), part.missed
    for name_, value in data["report"].items():
        assert str(value) in str(found[0].fields.get(name_)), name_


@pytest.mark.parametrize("name", NAMES)
def test_layouts_agree(name: str) -> None:
    """Wrapping, indents, pages and boxes change nothing of what is counted."""

    def values(layout: str) -> list[str]:
        return [str(item.fields["value"]) for item in suggested(name, layout) if item.family == "count"]

    assert all(values(layout) == values("lines") for layout in layouts.LAYOUTS)
