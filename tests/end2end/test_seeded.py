"""Wrong values, sown among suggestions: each is on screen with its passage before a key can confirm it."""

from __future__ import annotations

import os
import random
import shutil
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from db.model.dates import PartialDate
from db.model.records import Decision, Record
from db.model.suggestions import Suggestion
from desktop import extraction
from desktop.review.queues import task
from desktop.services.keyring import KeyRing
from desktop.services.project import Project
from desktop.ui.walking import value_spans
from desktop.workers.rendering import Renderer
from tests.helpers.clerk import Clerk, make_window
from tests.qt.shell.conftest import Reader

SOAK = os.environ.get("COUNTERPROOF_SOAK") == "1"
ROOT = Path(__file__).resolve().parents[2]
SAMPLES = ROOT / "resources" / "samples"
MAIN = {"count": "value", "financial_figure": "amount", "activity": "start"}
SOWN = 20


class Sower:
    """Suggests as the program does, and then makes twenty values wrong, confidences and passages untouched."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)
        self.sown: dict[str, tuple[str, object, object]] = {}

    def suggest(self, read: Any, *, language: str | None = None, **hooks: Any) -> list[Suggestion]:
        found = list(extraction.suggest(read, language=language))
        places = [n for n, item in enumerate(found) if item.fields.get(MAIN.get(item.family, "")) is not None]
        for place in sorted(self.random.sample(places, SOWN)):
            item = found[place]
            name = MAIN[item.family]
            right = item.fields[name]
            wrong = self._wrong(right)
            found[place] = replace(item, fields={**item.fields, name: wrong})
            self.sown[quote(item.evidence)] = (name, right, wrong)
        return found

    def _wrong(self, value: object) -> object:
        if isinstance(value, Decimal):
            return value * 10 if value and self.random.random() < 0.5 else value + 1
        assert isinstance(value, PartialDate)
        return PartialDate.parse(str(value).replace(str(value)[:4], str(int(str(value)[:4]) - 1), 1))

    def close(self) -> None:
        """Nothing runs."""


def quote(evidence: Any) -> str:
    return "|".join(f"{span.page}:{span.start}-{span.end}" for span in evidence)


@pytest.fixture
def sower() -> Sower:
    return Sower(20241)


@pytest.fixture
def clerk(qapp: QApplication, tmp_path: Path, sower: Sower) -> Iterator[Clerk]:
    """A clerk at an empty project whose suggestions are partly wrong."""
    folder = tmp_path / "work"
    folder.mkdir()

    def opener(path: Path, *, create: bool, keyring: KeyRing) -> Project:
        return Project.open(path, create=create, keyring=keyring, reader=Reader(), suggester=sower)  # type: ignore[arg-type]

    renderer = Renderer()
    window, settings = make_window(folder, renderer, opener)
    window.resize(1280, 800)
    made = Clerk(window)
    made.open(folder / "p.db", "Ada", settings)
    yield made
    window.close_project()
    window.close()
    window.deleteLater()
    renderer.close()
    qapp.setStyleSheet("")


def has_been_seen(clerk: Clerk, record: Record) -> bool:
    """Whether each passage of the value was on screen, by what the pages painted."""
    spans = value_spans(record)
    return bool(spans) and all(clerk.space.source.has_shown(span) for span in spans)


@pytest.mark.soak
@pytest.mark.parametrize("name", ["islands-centre-2024-zh.pdf", "harbour-fund-2024-en.docx"][: 2 if SOAK else 1])
def test_what_is_wrong_is_on_screen_before_it_can_be_confirmed(
    clerk: Clerk, sower: Sower, name: str, tmp_path: Path
) -> None:
    report = tmp_path / name
    shutil.copy(SAMPLES / name, report)
    clerk.add(report)
    desk = clerk.space.desk
    assert desk.loaded is not None
    places = {record.id: quote(record.evidence) for record in desk.loaded.records.values()}
    sown = {name: sower.sown[place] for name, place in places.items() if place in sower.sown}
    assert len(sown) == SOWN
    hasty: list[str] = []

    def press_at_once() -> None:
        """A hand that is faster than the eye: before anything of the record can have been painted."""
        record = desk.record()
        if record is not None and task(record, desk.person_id) is not None and not has_been_seen(clerk, record):
            hasty.append(record.id)
            QTest.keyClick(QApplication.focusWidget() or clerk.window, Qt.Key.Key_Return)

    caught: set[str] = set()
    clerk.space.focus_work()
    desk.recordShown.connect(press_at_once)
    for _ in range(2000):
        record = desk.record()
        if record is None or task(record, desk.person_id) is None:
            if desk.next_needing() is None:
                break
            clerk.key(Qt.Key.Key_F8)
            continue
        clerk.settle()
        seen = has_been_seen(clerk, record)
        if record.id in sown and seen:
            field, right, wrong = sown[record.id]
            assert clerk.space.form.editor(field).value() == wrong
            clerk.correct({field: right})  # type: ignore[dict-item]
            caught.add(record.id)
        else:
            clerk.key(Qt.Key.Key_Return)
            clerk.settle()
            after = desk.record(record.id)
            assert after is not None
            assert after.decision is record.decision or seen, "it was confirmed, and its passage was never on screen"
    desk.recordShown.disconnect(press_at_once)
    assert caught == set(sown)
    assert caught <= set(hasty), "nobody was hasty"
    left = [desk.record(name) for name in sown]
    assert all(record is not None and record.decision is Decision.CORRECTED for record in left)
