"""The shape of the tree: what lies where, how long, with a first line that says what it is."""

from __future__ import annotations

import ast
import json
import re
import subprocess
import tomllib
from collections import Counter
from pathlib import Path

import pytest

from db.model.form import Form

ROOT = Path(__file__).resolve().parents[2]
TOP = {
    "pyproject.toml", "README.md", "Makefile", "CHANGELOG.md", "CONTRIBUTING.md", "LICENSE",
    "desktop", "resources", "db", "tests", "packaging",
}  # fmt: skip
LONGEST = 450


def tracked() -> list[Path]:
    """The files that git knows, as paths below the root; a tree without git has none to look at."""
    run = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True)
    if run.returncode:
        pytest.skip("not a git clone")
    return [Path(name) for name in run.stdout.decode().split("\0") if name and (ROOT / name).is_file()]


def sources() -> list[Path]:
    return [path for path in tracked() if path.suffix == ".py"]


def texts() -> list[tuple[Path, str]]:
    """Every tracked file that is text, with its text."""
    found = []
    for path in tracked():
        data = (ROOT / path).read_bytes()
        if b"\0" not in data:
            found.append((path, data.decode("utf-8", "replace")))
    return found


def test_only_the_agreed_entries_are_on_top() -> None:
    strange = {path.parts[0] for path in tracked()} - TOP
    assert not {name for name in strange if not name.startswith(".")}


def test_every_module_begins_with_one_line_that_says_what_it_is() -> None:
    wrong = []
    for path in sources():
        text = ast.get_docstring(ast.parse((ROOT / path).read_text("utf-8")))
        first = (text or "").split("\n")[0]
        if not first or (text and "\n" in text and text.split("\n")[1].strip()):
            wrong.append(str(path))
    assert not wrong


def test_no_module_is_longer_than_can_be_held_in_mind() -> None:
    lengths = {str(path): len((ROOT / path).read_text("utf-8").splitlines()) for path in sources()}
    long = {path: n for path, n in lengths.items() if n > LONGEST and not path.startswith("tests/")}
    assert not long


def test_nothing_large_is_kept() -> None:
    assert not [str(path) for path in tracked() if (ROOT / path).stat().st_size > 400_000]


def test_nothing_is_left_to_do() -> None:
    words = re.compile(r"\b(" + "|".join(["TO" + "DO", "FIX" + "ME", "XX" + "X"]) + r")\b")
    assert not [str(path) for path, text in texts() if path.suffix == ".py" and words.search(text)]
    # It may be caught, as some libraries raise it on odd files, and not raised.
    raising = re.compile(r"raise NotImplemented" + "Error")
    assert not [str(path) for path, text in texts() if path.suffix == ".py" and raising.search(text)]


def test_no_file_names_a_host_to_fetch_from_or_a_path_of_one_machine() -> None:
    """The clone works with whatever package index and wherever the person has it."""
    hosts = re.compile(
        r"pypi\." + r"org|pythonhosted\." + r"org|index-" + r"url|extra-" + r"index|trusted-" + r"host", re.I
    )
    paths = re.compile(r"(?<![\w.-])/(?:work|home/\w+|root|Users/\w+)/")
    allowed = {Path("packaging/make_lock.py"), Path("tests/architecture/test_layout.py")}
    wrong = [
        (str(path), match.group())
        for path, text in texts()
        if path not in allowed and path.suffix != ".pdf"
        for match in (hosts.search(text), paths.search(text))
        if match
    ]
    assert not wrong


def test_the_packages_are_the_ones_that_are_shipped() -> None:
    """Every folder with modules has its __init__.py, or it would be left out of a wheel."""
    folders = {path.parent for path in sources() if path.parts[0] in ("desktop", "db", "resources")}
    assert not [str(folder) for folder in folders if not (ROOT / folder / "__init__.py").exists()]


def test_forms_are_valid_and_come_back_as_they_are() -> None:
    paths = [path for path in tracked() if path.match("resources/forms/*.json")]
    assert paths
    for path in paths:
        data = json.loads((ROOT / path).read_text("utf-8"))
        form = Form.from_json(data)
        assert Form.from_json(form.to_json()) == form
        for family in form.families:
            ids = [field.id for field in family.fields]
            assert not [name for name, n in Counter(ids).items() if n > 1]
            for field in family.fields:
                assert field.labels.get("en") and field.labels.get("zh"), (family.id, field.id)
                assert re.fullmatch(r"[a-z][a-z0-9_]*", field.id)
                assert field.vocabulary is None or field.vocabulary in form.vocabularies, field.id
                assert field.family is None or form.family(field.family)
                assert field.beside is None or field.beside in ids
        for name, terms in form.vocabularies.items():
            assert len({term.id for term in terms}) == len(terms), name
            assert all(term.labels.get("en") and term.labels.get("zh") for term in terms), name
        for check in form.checks:
            assert all(form.family(family) for family in check.families)


def test_data_files_are_readable() -> None:
    for path in tracked():
        if path.suffix == ".toml":
            tomllib.loads((ROOT / path).read_text("utf-8"))
        elif path.suffix == ".json":
            json.loads((ROOT / path).read_text("utf-8"))


def test_messages_have_the_same_codes_in_every_language() -> None:
    tables = {
        path.stem: tomllib.loads((ROOT / path).read_text("utf-8"))
        for path in tracked()
        if path.match("resources/messages/*.toml")
    }
    assert {"en", "zh"} <= tables.keys()
    for language, table in tables.items():
        assert _shape(table) == _shape(tables["en"]), language


def _shape(table: dict[str, object], above: str = "") -> dict[str, set[str]]:
    """Code to the names that its sentence has place for."""
    shape: dict[str, set[str]] = {}
    for key, value in table.items():
        if isinstance(value, dict):
            shape |= _shape(value, f"{above}{key}.")
        else:
            shape[f"{above}{key}"] = set(re.findall(r"\{(\w+)", str(value)))
    return shape
