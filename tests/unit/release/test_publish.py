"""A release appears whole or not at all."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from db.model.errors import ProjectError
from desktop.release.publish import publish


@pytest.fixture
def place(tmp_path: Path) -> Path:
    folder = tmp_path / "place"
    folder.mkdir()
    return folder


def write(folder: Path) -> None:
    (folder / "a.csv").write_text("1")


def failing(error: Exception) -> object:
    def call(folder: Path) -> None:
        write(folder)
        raise error

    return call


def test_it_is_moved_into_place_with_missing_parents(place: Path) -> None:
    path = publish(place / "x" / "y" / "release", write)
    assert [p.name for p in path.iterdir()] == ["a.csv"]
    assert [p.name for p in path.parent.iterdir()] == ["release"]


def test_an_empty_folder_is_taken_and_a_full_one_left_alone(place: Path) -> None:
    target = place / "release"
    target.mkdir()
    publish(target, write)
    with pytest.raises(ProjectError) as caught:
        publish(target, lambda folder: pytest.fail("nothing may be written"))
    assert caught.value.code == "folder_not_empty"
    assert (target / "a.csv").read_text() == "1"


def test_a_file_in_the_way_is_left_alone(place: Path) -> None:
    target = place / "release"
    target.write_text("mine")
    with pytest.raises(ProjectError) as caught:
        publish(target, write)
    assert caught.value.code == "exists" and target.read_text() == "mine"


@pytest.mark.parametrize(
    ("number", "code"), [(errno.ENOSPC, "disk_full"), (errno.EROFS, "read_only"), (errno.EACCES, "no_access")]
)
def test_a_failure_leaves_nothing(place: Path, number: int, code: str) -> None:
    with pytest.raises(ProjectError) as caught:
        publish(place / "x" / "release", failing(OSError(number, os.strerror(number))))  # type: ignore[arg-type]
    assert caught.value.code == code
    assert list(place.iterdir()) == []


def test_any_other_fault_leaves_nothing_too(place: Path) -> None:
    with pytest.raises(KeyboardInterrupt):
        publish(place / "release", failing(KeyboardInterrupt()))  # type: ignore[arg-type]
    assert list(place.iterdir()) == []


def test_a_folder_that_fills_meanwhile_is_not_replaced(place: Path) -> None:
    target = place / "release"

    def rival(folder: Path) -> None:
        write(folder)
        target.mkdir()
        (target / "theirs").write_text("2")

    with pytest.raises(ProjectError) as caught:
        publish(target, rival)
    assert caught.value.code == "folder_not_empty"
    assert [p.name for p in place.iterdir()] == ["release"]
    assert [p.name for p in target.iterdir()] == ["theirs"]
