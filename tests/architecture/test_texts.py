"""What README.md and CONTRIBUTING.md say is so."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from desktop.cli.commands import COMMANDS
from desktop.ui.actions.registry import ACTIONS, clashes

ROOT = Path(__file__).resolve().parents[2]
README = (ROOT / "README.md").read_text("utf-8")


def test_the_keys_in_the_readme_do_what_it_says() -> None:
    block = README.split("<!-- keys -->")[1].split("<!-- /keys -->")[0]
    said = dict(re.findall(r"^\| `([^`]+)` \| (.+) \|$", block, re.M))
    assert len(said) > 5
    for keys, words in said.items():
        assert [spec.text for spec in ACTIONS if keys in spec.keys and spec.scope != "sheet"] == [words], keys


def test_no_two_actions_want_the_same_key() -> None:
    assert clashes() == []


def test_the_readme_names_every_command() -> None:
    named = set(re.findall(r"^    \.venv/bin/counterproof ([a-z]+) ", README, re.M))
    assert named == set(COMMANDS)


@pytest.mark.parametrize("name", ["README.md", "CONTRIBUTING.md"])
def test_paths_that_are_named_exist(name: str) -> None:
    text = (ROOT / name).read_text("utf-8")
    paths = set(re.findall(r"`((?:desktop|db|resources|tests|packaging)/[\w./-]+)`", text))
    paths |= set(re.findall(r"\]\(((?:packaging|resources)/[^)]+)\)", text))
    assert paths
    assert not [path for path in paths if not (ROOT / path).exists()]


def test_the_map_names_the_rooms_there_are() -> None:
    tree = README[README.index("## The tree") : README.index("## Licence")]
    rooms = {path.name for path in (ROOT / "desktop").iterdir() if path.is_dir() and not path.name.startswith("_")}
    assert {room for room in rooms if f"{room}/" not in tree} == set()
