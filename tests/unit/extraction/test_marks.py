"""The marks on the labelled reports, where they are at hand; skipped where they are not."""

from __future__ import annotations

import importlib.util
import json
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from db.model.values import to_json
from desktop.documents.reading import read
from desktop.extraction import suggest

SHARED = Path(__file__).resolve().parents[4] / "shared"
needs_reports = pytest.mark.skipif(not (SHARED / "gold" / "score.py").is_file(), reason="no labelled reports here")
CHINESE = [f"{name}.{kind}" for name in ("unlirec-2020-zh", "small-arms-2014-zh") for kind in ("txt", "pdf", "docx")]


@cache
def _score() -> Any:
    spec = importlib.util.spec_from_file_location("labels_score", SHARED / "gold" / "score.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def _plain(value: Any) -> Any:
    return float(value) if isinstance(value, Decimal) else to_json(value)


@cache
def marks(name: str) -> Any:
    reading = read(SHARED / "reports" / name)
    suggested = suggest(reading)
    for item in suggested:
        for spans in (item.evidence, *item.field_evidence.values()):
            for span in spans:
                assert reading.pages[span.page - 1].text[span.start : span.end] == span.quote
    rows = [
        {
            "family": item.family,
            "repeat_of": item.repeat_of,
            "fields": {field: _plain(value) for field, value in item.fields.items()},
            "evidence": [{"quote": span.quote} for span in item.evidence],
        }
        for item in suggested
    ]
    labels = json.loads((SHARED / "gold" / f"{name.rsplit('.', 1)[0]}.json").read_text("utf-8"))
    return _score().score(labels, rows)


@needs_reports
@pytest.mark.parametrize("name", CHINESE)
def test_chinese_marks(name: str) -> None:
    result = marks(name)
    assert result["count"]["found"]["f1"] >= 0.99
    assert result["count"]["strict"]["f1"] >= 0.98
    assert result["financial_figure"]["found"]["f1"] >= 0.98
    assert result["financial_figure"]["strict"]["f1"] >= 0.98
    assert result["activity"]["found"]["f1"] >= 0.87
    assert result["activity"]["strict"]["f1"] >= 0.74
    for field, least in (("start", 0.90), ("countries", 0.95), ("type", 0.93), ("participants", 0.95), ("women", 0.99)):
        share = result["activity"]["fields"][field]
        assert share is None or share[0] >= least, field
    assert all(result["report"].values())


@needs_reports
def test_english_marks() -> None:
    result = marks("unmik-financing-2026-en.pdf")
    assert result["count"]["found"]["f1"] >= 0.97
    assert result["count"]["strict"]["f1"] >= 0.97
    assert result["financial_figure"]["found"]["f1"] >= 0.98
    assert result["financial_figure"]["strict"]["f1"] >= 0.95
    for field, least in (("as_of", 0.9), ("fiscal_year", 0.95)):
        assert result["financial_figure"]["fields"][field][0] >= least, field
    assert all(result["report"].values())


@needs_reports
@pytest.mark.parametrize("name", ["unlirec-2020-zh", "small-arms-2014-zh"])
def test_formats_agree(name: str) -> None:
    """TXT, PDF and DOCX of one report give the same counts and figures."""
    totals = {
        tuple(marks(f"{name}.{kind}")[family]["suggested"] for family in ("count", "financial_figure"))
        for kind in ("txt", "pdf", "docx")
    }
    assert len(totals) == 1
