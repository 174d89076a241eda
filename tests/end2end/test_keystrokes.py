"""Labelled reports through the real window, from suggestions to the labels: every key, click and letter is counted.

A clerk who knows the labels says yes to what is right, mends what is wrong, rejects what is none and adds what is
missing. What stands in the project afterwards must be the labels, and what it took must be little.
"""

from __future__ import annotations

import importlib.util
import json
import os
import shutil
import statistics
import sys
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from db.model.form import Form
from db.model.records import Record
from db.model.shapes import dumps, record_to_json
from db.model.values import Value
from desktop.review.queues import task
from desktop.services.keyring import KeyRing
from desktop.services.project import Project
from desktop.ui.main_window import MainWindow
from desktop.workers.rendering import Renderer
from tests.helpers.clerk import Clerk, Spent, make_window, value_of
from tests.qt.shell.conftest import Reader, Suggester
from tests.unit.extraction import scoring

SOAK = os.environ.get("COUNTERPROOF_SOAK") == "1"
ROOT = Path(__file__).resolve().parents[2]
OWN = ROOT / "tests" / "unit" / "extraction" / "reports"
GOLD = ROOT.parent / "shared" / "gold"
REPORTS = ROOT.parent / "shared" / "reports"
SPREADSHEET = 33  # keystrokes a record that typing the same table into a spreadsheet takes, at the least
ADD = {"count": Qt.Key.Key_1, "activity": Qt.Key.Key_2, "financial_figure": Qt.Key.Key_3}
ROWS = {"counts": ("value", "qualifier", "unit", "women"), "figures": ("amount", "currency", "item", "", "fiscal_year")}


@dataclass
class Label:
    """What a record should say: of some fields, what they hold; the words of the report that state it."""

    family: str
    quote: str
    wanted: dict[str, Value]
    optional: bool = False


@dataclass
class Tally:
    """What records of each kind took."""

    right: list[Spent] = field(default_factory=list)
    one_wrong: list[Spent] = field(default_factory=list)
    more_wrong: list[Spent] = field(default_factory=list)
    rejected: list[Spent] = field(default_factory=list)
    added: list[Spent] = field(default_factory=list)

    def told(self, name: str, clerk: Clerk, labels: int) -> str:
        """The figures in one paragraph."""
        lines = [f"{name}: {labels} labels, {clerk.spent}"]
        for kind in ("right", "one_wrong", "more_wrong", "rejected", "added"):
            found = getattr(self, kind)
            if found:
                events = [each.events for each in found]
                typed = sum(each.typed for each in found)
                lines.append(
                    f"  {kind}: {len(found)} × {statistics.mean(events):.2f} (most {max(events)}) + {typed} typed"
                )
        whole = clerk.spent.events + clerk.spent.typed
        lines.append(f"  in all {whole / max(1, labels):.2f} a record; a spreadsheet takes {SPREADSHEET} to 37")
        return "\n".join(lines)


@pytest.fixture
def clerk(qapp: QApplication, tmp_path: Path) -> Iterator[Clerk]:
    """A clerk at an empty project; reports are read in this process, pages are drawn by the real renderer."""
    folder = tmp_path / "work"
    folder.mkdir()

    def opener(path: Path, *, create: bool, keyring: KeyRing) -> Project:
        return Project.open(path, create=create, keyring=keyring, reader=Reader(), suggester=Suggester())  # type: ignore[arg-type]

    renderer = Renderer()
    window, settings = make_window(folder, renderer, opener)
    assert isinstance(window, MainWindow)
    window.resize(1280, 800)
    made = Clerk(window)
    made.open(folder / "p.db", "Ada", settings)
    yield made
    window.close_project()
    window.close()
    window.deleteLater()
    renderer.close()
    qapp.setStyleSheet("")


def walk(clerk: Clerk, plans: dict[str, dict[str, Value] | None]) -> Tally:
    """Go through all that needs the clerk: yes to an empty plan, mended by what one names, rejected for None."""
    tally = Tally()
    desk = clerk.space.desk
    clerk.space.focus_work()
    for _ in range(2 * len(plans) + 2):
        record = desk.record()
        if record is None or task(record, desk.person_id) is None:
            following = desk.next_needing()
            if following is None:
                return tally
            clerk.key(Qt.Key.Key_F8)
            continue
        plan = plans[record.id]
        if plan is None:
            tally.rejected.append(clerk.reject())
        elif plan:
            (tally.one_wrong if len(plan) == 1 else tally.more_wrong).append(clerk.correct(plan))
        else:
            tally.right.append(clerk.say_yes())
    raise AssertionError("it never ends")


def add_missing(clerk: Clerk, tally: Tally, missing: list[Label]) -> None:
    """Select what nobody found, add it, and say what the parser did not."""
    desk = clerk.space.desk
    for label in missing:
        assert desk.loaded is not None and desk.loaded.reading is not None
        place = find(label.quote, [page.text for page in desk.loaded.reading.pages])
        assert place is not None, label
        before = Spent(clerk.spent.keys, clerk.spent.clicks, clerk.spent.typed)
        clerk.drag(*place)
        clerk.key(ADD[label.family], Qt.KeyboardModifier.ControlModifier)
        clerk.until(lambda: desk.proposal is not None, "nothing was proposed")
        for name, value in label.wanted.items():
            if clerk.space.form.editor(name).value() != value:
                clerk.put(name, value)
        known = len(standing(clerk))
        focus = QApplication.focusWidget()
        if focus is None or not clerk.space.form.isAncestorOf(focus):
            clerk.space.records.view.setFocus()
        clerk.key(Qt.Key.Key_Return)
        wait_for_more(clerk, known)
        clerk.settle()
        tally.added.append(clerk.spent.minus(before))


def find(quote: str, pages: list[str]) -> tuple[int, int, int] | None:
    """Where words stand, white space and compatibility forms apart: page, start, end."""
    wanted = scoring.squeeze(quote)
    for number, text in enumerate(pages, 1):
        letters, places = [], []
        for place, char in enumerate(text):
            for plain in scoring.squeeze(char):
                letters.append(plain)
                places.append(place)
        at = "".join(letters).find(wanted)
        if at >= 0:
            return number, places[at], places[at + len(wanted) - 1] + 1
    return None


def wait_for_more(clerk: Clerk, known: int) -> None:
    """Until there are more records than these."""
    clerk.until(lambda: len(standing(clerk)) > known, "nothing was added")


def standing(clerk: Clerk) -> list[Record]:
    """The records that were kept."""
    loaded = clerk.space.desk.loaded
    assert loaded is not None
    return [record for record in loaded.records.values() if record.decision != "rejected"]


def kind_of(clerk: Clerk, family: str, name: str) -> Any:
    return clerk.space.desk.form.family(family).field(name).type


# Our own labelled reports


def own_labels(clerk: Clerk, name: str) -> tuple[dict[str, Any], dict[str, list[Label]]]:
    """The labels of one of the project's own reports, as the tests of extraction read them."""
    data = tomllib.loads((OWN / f"{name}.toml").read_text("utf-8"))
    families: dict[str, list[Label]] = {}
    for family, key in scoring.FAMILIES.items():
        families[family] = []
        for row in data["labels"].get(key, []):
            cells = [cell for cell in row if cell != "optional"]
            names = ROWS.get(key, ("type", "start", "countries", "participants", "women"))
            wanted = {}
            for column, cell in zip(names, cells[1:], strict=False):
                empty = cell in ("", 0, [])
                if column and not (empty and key != "activities"):
                    wanted[column] = None if empty else value_of(kind_of(clerk, family, column), cell)
            families[family].append(Label(family, cells[0], wanted, "optional" in row))
    return data, families


def differing(record: Record, wanted: dict[str, Value]) -> dict[str, Value]:
    """What of a label a record does not say."""
    found = {}
    for name, value in wanted.items():
        present = record.value(name)
        same = (
            set(present) == set(value) if isinstance(present, tuple) and isinstance(value, tuple) else present == value
        )
        if not same:
            found[name] = value
    return found


def own_plans(
    clerk: Clerk, data: dict[str, Any], families: dict[str, list[Label]]
) -> tuple[dict[str, Any], list[Label]]:
    """What the clerk will do with each record, and what is missing."""
    plans: dict[str, dict[str, Value] | None] = {}
    missing: list[Label] = []
    for family, labels in families.items():
        got = [record for record in standing(clerk) if record.family == family]
        key = scoring.FAMILIES[family]
        pairs = scoring._pairs(family, data["labels"].get(key, []), [_Like(record) for record in got])  # type: ignore[misc]
        for i, j in pairs.items():
            plans[got[j].id] = {} if labels[i].optional else differing(got[j], labels[i].wanted)
        for record in got:
            plans.setdefault(record.id, {} if record.repeat_of else None)
        missing += [label for i, label in enumerate(labels) if i not in pairs and not label.optional]
    for record in standing(clerk):
        if record.family == "report":
            plans[record.id] = {}
    return plans, missing


class _Like:
    """A record in the shape that the marks of extraction are given."""

    def __init__(self, record: Record) -> None:
        self.family = record.family
        self.evidence = record.evidence
        self.repeat_of = record.repeat_of
        self.fields = {name: entry.value for name, entry in record.current.items()}


OWN_REPORTS = ["en-situation-report", "zh-asia-centre", "fr-situation", "en-statement", "zh-agency-annual"]


@pytest.mark.soak
@pytest.mark.parametrize("name", OWN_REPORTS if SOAK else OWN_REPORTS[:1])
def test_our_reports_come_to_their_labels_with_few_keys(
    clerk: Clerk, name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    report = tmp_path / f"{name}.txt"
    shutil.copy(OWN / f"{name}.txt", report)
    clerk.add(report)
    data, families = own_labels(clerk, name)
    plans, missing = own_plans(clerk, data, families)
    clerk.spent = Spent()
    tally = walk(clerk, plans)
    add_missing(clerk, tally, missing)
    marks = scoring.score(data["labels"], [_Like(record) for record in standing(clerk)])  # type: ignore[misc]
    labels = sum(mark.labels for mark in marks.values())
    with capsys.disabled():
        print("\n" + tally.told(name, clerk, labels))
    for family, mark in marks.items():
        assert (family, mark.missed, mark.extra, mark.wrong) == (family, [], [], [])
    within(tally, clerk, labels)


def within(tally: Tally, clerk: Clerk, labels: int) -> None:
    """The marks that the window must keep."""
    assert statistics.mean(each.events for each in tally.right) <= 1.3
    assert all(each.events <= 4 for each in tally.one_wrong), tally.one_wrong
    assert clerk.spent.events + clerk.spent.typed <= SPREADSHEET * labels / 10


# Labelled reports that may not be kept here


def score_module() -> ModuleType:
    """The program that compares suggestions with the labels made by hand."""
    spec = importlib.util.spec_from_file_location("score", GOLD / "score.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["score"] = module
    spec.loader.exec_module(module)
    return module


def gold_plans(
    clerk: Clerk, score: ModuleType, labels: dict[str, Any]
) -> tuple[dict[str, dict[str, Value] | None], list[Label], int]:
    """What the clerk will do with each record, what is missing, and how many labels count."""
    plans: dict[str, dict[str, Value] | None] = {}
    missing: list[Label] = []
    wanted_all = 0
    form = clerk.space.desk.form
    for family, key in score.FAMILIES.items():
        wanted = labels.get(key, [])
        wanted_all += sum(not label.get("optional") for label in wanted)
        records = [record for record in standing(clerk) if record.family == family]
        got = [as_json(record, form) for record in records]
        pairs = dict(score.pair(family, wanted, got))
        for i, j in pairs.items():
            plan: dict[str, Value] = {}
            for name in score.STRICT[family]:
                if not wanted[i].get("optional") and not score.same(name, wanted[i], got[j]["fields"]):
                    plan |= gold_value(clerk, family, name, wanted[i])
            plans[records[j].id] = plan
        for record in records:
            plans.setdefault(record.id, {} if family == "activity" and record.repeat_of else None)
        for i, label in enumerate(wanted):
            if i not in pairs and not label.get("optional"):
                values: dict[str, Value] = {}
                for name in score.STRICT[family]:
                    values |= gold_value(clerk, family, name, label)
                missing.append(Label(family, label["quote"], values))
    own = next(record for record in standing(clerk) if record.family == "report")
    fields = as_json(own, form)["fields"]
    document = labels["document"]
    plans[own.id] = {
        name: value_of(kind_of(clerk, "report", name), document[name])
        for name in score.REPORT
        if document.get(name) is not None and not score.same(name, document, fields)
    }
    return plans, missing, wanted_all + 1


def approve_all(clerk: Clerk) -> Tally:
    """The second person says yes to everything."""
    clerk.space.working._enter("Ben", None)
    desk = clerk.space.desk
    clerk.until(lambda: desk.person is not None and desk.person.name == "Ben", "Ben is not at work")
    clerk.settle()
    assert desk.loaded is not None
    return walk(clerk, {name: {} for name in desk.loaded.records})


def exported(clerk: Clerk, folder: Path) -> list[dict[str, Any]]:
    """The records of a release, as its JSON Lines have them."""
    clerk.space.project.releases.export(folder, ["jsonl"], allow="compared with the labels")
    (file,) = folder.glob("*.jsonl")
    return [json.loads(line) for line in file.read_text("utf-8").splitlines()]


def as_json(record: Record, form: Form) -> dict[str, Any]:
    """A record as the command line prints it."""
    found: dict[str, Any] = json.loads(dumps(record_to_json(record, form, None, {})))
    return found


def gold_value(clerk: Clerk, family: str, name: str, label: dict[str, Any]) -> dict[str, Value]:
    """What one field of a label says, by field."""
    raw = label.get(name)
    if name == "party" and raw and len(raw) == 2 and raw.isascii() and raw.isupper():
        name = "party_country"
    if name == "qualifier" and raw is None:
        raw = "exact"
    return {name: value_of(kind_of(clerk, family, name), raw)}


@pytest.mark.soak
@pytest.mark.skipif(not SOAK, reason="takes minutes: COUNTERPROOF_SOAK=1")
@pytest.mark.parametrize("name", ["small-arms-2014-zh.txt", "unlirec-2020-zh.txt", "unmik-financing-2026-en.pdf"])
def test_labelled_reports_come_to_their_labels_with_few_keys(
    clerk: Clerk, name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    report = REPORTS / name
    if not GOLD.is_dir() or not report.is_file():
        pytest.skip("the labelled reports are not here")
    score = score_module()
    labels = json.loads((GOLD / f"{report.stem}.json").read_text("utf-8"))
    clerk.add(report)
    plans, missing, count = gold_plans(clerk, score, labels)
    clerk.spent = Spent()
    tally = walk(clerk, plans)
    add_missing(clerk, tally, missing)
    with capsys.disabled():
        print("\n" + tally.told(name, clerk, count))
    first = clerk.spent
    clerk.spent = Spent()
    approved = approve_all(clerk)
    marks = score.score(labels, exported(clerk, tmp_path / "release"))
    with capsys.disabled():
        print(f"  approved: {len(approved.right)} × {clerk.spent.events / len(approved.right):.2f}")
    assert clerk.spent.events <= 1.3 * len(approved.right)
    clerk.spent = first
    assert all(marks.pop("report").values())
    for family, mark in marks.items():
        assert (family, mark["missed"], mark["extra"], mark["wrong"]) == (family, [], [], [])
    within(tally, clerk, count)
