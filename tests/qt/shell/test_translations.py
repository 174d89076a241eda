"""The translations: nothing unfinished, nothing forgotten, placeholders kept, and the window really speaks Chinese."""

from __future__ import annotations

import re
import subprocess
import sys
import xml.etree.ElementTree as ElementTree
from pathlib import Path

import pytest
from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QApplication

from desktop.review.checks import CheckResult
from desktop.services.forms import standard_form
from desktop.ui import languages
from desktop.ui.actions.actions import translated
from desktop.ui.actions.registry import ACTIONS
from desktop.ui.check_words import check_sentence

ROOT = Path(__file__).parents[3]
TRANSLATIONS = ROOT / "resources" / "translations"
PLACEHOLDER = re.compile(r"\{\w*\}")


def messages(path: Path) -> dict[tuple[str, str], ElementTree.Element]:
    root = ElementTree.parse(path).getroot()
    return {
        (context.findtext("name") or "", message.findtext("source") or ""): message
        for context in root.iter("context")
        for message in context.iter("message")
    }


@pytest.mark.parametrize("path", sorted(TRANSLATIONS.glob("*.ts")), ids=lambda path: path.stem)
def test_nothing_is_unfinished_and_placeholders_stay(path: Path) -> None:
    found = messages(path)
    assert found
    for (context, source), message in found.items():
        translation = message.find("translation")
        assert translation is not None and translation.text, (context, source)
        assert translation.get("type") is None, (context, source)
        assert sorted(PLACEHOLDER.findall(source)) == sorted(PLACEHOLDER.findall(translation.text)), (context, source)


def test_every_word_of_the_code_is_in_the_translations(tmp_path: Path) -> None:
    sys.path.insert(0, str(ROOT / "packaging"))
    try:
        import translate
    finally:
        sys.path.pop(0)
    fresh = tmp_path / "fresh.ts"
    translate.collect(fresh, "zh_CN")
    for path in TRANSLATIONS.glob("*.ts"):
        missing = set(messages(fresh)) - set(messages(path))
        assert not missing, f"run packaging/translate.py and translate: {sorted(missing)}"


def test_the_compiled_file_is_made_from_the_source(tmp_path: Path) -> None:
    tool = Path(sys.executable).parent / "pyside6-lrelease"
    for path in TRANSLATIONS.glob("*.ts"):
        made = tmp_path / "made.qm"
        subprocess.run([str(tool), "-silent", str(path), "-qm", str(made)], check=True, timeout=60)
        assert made.read_bytes() == path.with_suffix(".qm").read_bytes(), "run packaging/translate.py"


def test_the_window_speaks_chinese(qapp: QApplication) -> None:
    before = QLocale()
    installed = languages.install(qapp, "zh_CN")
    try:
        words = {spec.id: translated(spec) for spec in ACTIONS}
        assert words["confirm"] == "确认并继续"
        same = [spec.text for spec in ACTIONS if words[spec.id] == spec.text]
        assert same == ["English", "中文"]  # languages go by their own names
        assert qapp.translate("QPlatformTheme", "Cancel") == "取消"
    finally:
        for translator in installed:
            qapp.removeTranslator(translator)
        QLocale.setDefault(before)


def test_what_a_check_lists_is_parted_as_chinese_parts_it(qapp: QApplication) -> None:
    before = QLocale()
    result = CheckResult("c", False, ("r",), ("countries",), "not_around", {"field": "countries", "value": "KE, FJ"})
    installed = languages.install(qapp, "zh_CN")
    try:
        said = check_sentence(result, standard_form(), "zh", lambda code, named, _: str(named["value"]), "activity")
    finally:
        for translator in installed:
            qapp.removeTranslator(translator)
        QLocale.setDefault(before)
    assert said == "肯尼亚、斐济"


def test_an_update_under_the_running_window_costs_no_words(
    qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The file of words is written anew while they are in use: mapped from the disk, that ends the process."""
    name = "counterproof_zh_CN.qm"
    words = (TRANSLATIONS / name).read_bytes()
    (tmp_path / name).write_bytes(words)
    monkeypatch.setattr(languages, "resource", lambda *parts: tmp_path / parts[-1])
    before = QLocale()
    installed = languages.install(qapp, "zh_CN")
    try:
        (tmp_path / name).write_bytes(bytes(len(words)))  # as long: where it is mapped, the test fails and goes on
        assert {translated(spec) for spec in ACTIONS if spec.id == "confirm"} == {"确认并继续"}
    finally:
        for translator in installed:
            qapp.removeTranslator(translator)
        QLocale.setDefault(before)


def test_the_language_is_chosen() -> None:
    assert languages.chosen("zh_CN") == "zh_CN"
    assert languages.chosen("en") == "en"
    assert languages.chosen("system") in languages.OFFERED
