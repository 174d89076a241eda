"""Words: every code of the program has a sentence in both languages, which says what and what to do."""

from __future__ import annotations

import ast
import re
from decimal import Decimal
from pathlib import Path
from string import Formatter

import pytest

from db.model import errors
from db.model.entries import Fault
from db.model.errors import ProjectError, ReadError, RuleError
from desktop.services import words
from desktop.services.words import explain, sentence

ROOT = Path(__file__).resolve().parents[3]
SECTIONS = {
    "ReadError": "read",
    "ProjectError": "project",
    "RuleError": "rule",
    "Fault": "fault",
    "CheckResult": "check",
}


def _texts(node: ast.AST | None) -> set[str]:
    """Every text that an expression may be: both sides of a choice, the values of a lookup."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return {node.value}
    if isinstance(node, ast.IfExp):
        return _texts(node.body) | _texts(node.orelse)
    return set()


def raised() -> set[tuple[str, str, str]]:
    """(section, code, file) of every refusal, fault and result that the source makes."""
    found = set()
    for path in [*(ROOT / "db").rglob("*.py"), *(ROOT / "desktop").rglob("*.py")]:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if (
                isinstance(node, ast.Call)
                and isinstance(node.func, ast.Name)
                and node.func.id in SECTIONS
                and node.args
            ):
                place = 4 if node.func.id == "CheckResult" else 0
                if len(node.args) > place:
                    for code in _texts(node.args[place]):
                        found.add((SECTIONS[node.func.id], code, path.name))
    return found


def listed(kind: type) -> set[str]:
    """The codes that a class of refusals lists in its docstring."""
    text = kind.__doc__ or ""
    return set(re.findall(r"[a-z_]+", text.split("Codes:")[1])) if "Codes:" in text else set()


@pytest.mark.parametrize("language", ["en", "zh"])
def test_every_code_in_the_tree_has_a_sentence(language: str) -> None:
    found = raised()
    assert len(found) > 60
    missing = sorted(item for item in found if not words.has(f"{item[0]}.{item[1]}", language))
    missing = [item for item in missing if item[1] not in words.messages(language)[item[0]]]
    assert missing == []


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize(("kind", "section"), [(ReadError, "read"), (ProjectError, "project"), (RuleError, "rule")])
def test_every_listed_code_has_a_sentence(kind: type, section: str, language: str) -> None:
    assert listed(kind) <= set(words.messages(language)[section])
    assert len(listed(kind)) > 8


def test_every_code_of_verify_has_a_sentence() -> None:
    codes = set(re.findall(r"[a-z_]+", (Fault.__doc__ or "").split("code:")[1].split("parameters:")[0]))
    assert codes <= set(words.messages("en")["fault"]) and len(codes) > 10


@pytest.mark.parametrize("path", sorted((ROOT / "desktop" / "documents").glob("*.py")), ids=lambda p: p.name)
def test_every_note_of_a_reading_has_a_sentence(path: Path) -> None:
    notes = re.findall(r"""(?:notes|found)\.add\("([a-z_]+)"\)""", path.read_text(encoding="utf-8"))
    assert [note for note in notes if not words.has(f"note.{note}", "zh")] == []


def test_both_languages_name_the_same_things() -> None:
    english, chinese = words.messages("en"), words.messages("zh")
    assert english.keys() == chinese.keys()
    for section in english:
        assert english[section].keys() == chinese[section].keys(), section
        for code in english[section]:
            named = [
                {name for _, name, _, _ in Formatter().parse(t[section][code]) if name} for t in (english, chinese)
            ]
            assert named[0] == named[1], (section, code)


@pytest.mark.parametrize("section", ["read", "project", "rule"])
def test_a_refusal_says_what_to_do(section: str) -> None:
    """Parts of a list of reasons aside, each is at least two statements."""
    parts = {
        "nothing_signed_off",
        "no_reports",
        "record_undecided",
        "record_unapproved",
        "record_returned",
        "check_fails",
    }
    short = {"cancelled", "already_there", "already_signed_off", "bad_line", "not_found"} | parts
    for code, text in words.messages("en")[section].items():
        if code not in short:
            assert len(re.findall(r"[.:;] |[.]$|\n", text)) >= 2, (code, text)


def test_the_kind_of_refusal_chooses_the_meaning() -> None:
    assert "report" in explain(ReadError("is_folder", path="/a/b")) and "project" in explain(
        ProjectError("is_folder", path="/a/b")
    )
    assert explain(ProjectError("damaged", path="/x/p.db")).startswith("p.db is damaged as a project")
    assert explain(ReadError("damaged", path="/x/r.pdf"), "zh_CN").startswith("r.pdf 已损坏")
    assert explain(ReadError("not_found", path="r.pdf"), "fr") == explain(ReadError("not_found", path="r.pdf"))


def test_names_that_can_t_be_shown_do_not_spoil_the_line() -> None:
    line = explain(ReadError("not_found", path="/a/b\nc\x1b[31m\udcff.pdf"))
    assert "\n" not in line and "\x1b" not in line
    line.encode("utf-8")
    assert sentence("read.not_found", {"name": "{what}{0}"}) == "{what}{0}: there is no such file. Check the path."


def test_what_is_not_given_leaves_no_gap() -> None:
    assert sentence("rule.undecided_left", {}) == "There are records nobody has decided yet. Decide them first."
    assert sentence("read.cancelled", {}) == "cancelled, nothing was changed."
    assert sentence("no_such_code", {"a": 1}) == "no_such_code a: 1"


def test_numbers_and_reasons_are_spelled_out() -> None:
    text = sentence("sum_differs", {"item": "x", "found": Decimal("528530"), "expected": Decimal("1E+3")})
    assert "528,530" in text and "1,000" in text
    reasons = [RuleError("record_undecided", report="a.pdf", record="r1"), RuleError("no_reports")]
    assert explain(RuleError("blocked", reasons=reasons)).split("\n") == [
        "Nothing was released:",
        "- a.pdf: record r1 is undecided",
        "- the project has no reports",
        "Settle these, or release as preliminary with a reason.",
    ]


def test_refusals_of_the_model_are_the_three_kinds_known_here() -> None:
    kinds = {item for item in vars(errors).values() if isinstance(item, type) and issubclass(item, errors.Refused)}
    assert kinds == {errors.Refused, ReadError, ProjectError, RuleError}
