"""The library: adding is whole or not at all."""

from __future__ import annotations

from pathlib import Path

import pytest

from db.model.errors import ProjectError, ReadError, RuleError
from desktop.services.keyring import KeyRing
from desktop.services.library import sha256_of
from desktop.services.project import Project
from tests.helpers.bad_files import good_pdf
from tests.helpers.projects import CHINESE, Reader, Suggester, new_project, report


def test_adding_reads_suggests_and_saves(tmp_path: Path) -> None:
    with new_project(tmp_path) as project:
        told: list[tuple[str, int, int]] = []
        added = project.library.add(report(tmp_path), progress=lambda *step: told.append(step))
        assert [stage for stage, _, _ in told] == sorted(
            [stage for stage, _, _ in told], key=["reading", "suggesting", "saving"].index
        )
        assert told[-1] == ("saving", 1, 1) and {stage for stage, _, _ in told} >= {"suggesting", "saving"}
        assert not added.already_there and added.work in added.changes.works
        records = project.review.records(added.work)
        assert len(records) == added.suggestions == len(added.changes.records)
        (customs,) = [r for r in records if r.family == "count" and r.value("women") == 45]
        assert customs.value("value") == 120
        (work,) = project.library.works()
        assert work.files[0].name == "valley.txt" and work.language == "zh"
        assert project.library.reading(work.id).pages[0].text == CHINESE
        assert project.library.file_path(work.id) is None
        assert project.verify() == []


def test_the_same_bytes_are_there_already_whatever_their_name(tmp_path: Path) -> None:
    reader = Reader()
    with new_project(tmp_path, reader=reader) as project:
        first = project.library.add(report(tmp_path))
        again = project.library.add(report(tmp_path, "copy.txt"))
        assert again.already_there and again.work == first.work and again.changes.entries == ()
        assert len(project.library.works()) == 1 and len(reader.passwords) == 1


def test_without_suggestions_and_suggesting_later(tmp_path: Path) -> None:
    with new_project(tmp_path) as project:
        added = project.library.add(report(tmp_path), suggest=False)
        assert project.review.records(added.work) == [] and added.suggestions == 0
        changes = project.library.suggest(added.work)
        assert len(changes.records) == len(project.review.records(added.work)) > 5
        assert project.library.suggest(added.work).records == frozenset()


def test_suggesting_again_leaves_what_persons_decided(tmp_path: Path) -> None:
    with new_project(tmp_path) as project:
        added = project.library.add(report(tmp_path))
        ana = project.people.enter("Ana")
        item = project.review.records(added.work)[1]
        project.review.reject(item.id, ana)
        project.library.suggest(added.work)
        assert project.review.record(item.id).decision == "rejected"


@pytest.mark.parametrize("stage", ["reading", "suggesting", "saving"])
def test_a_cancel_at_any_stage_leaves_nothing(tmp_path: Path, stage: str) -> None:
    with new_project(tmp_path) as project:
        asked = 0
        calls = {"reading": 1, "suggesting": 2, "saving": 3}[stage]

        def cancelled() -> bool:
            nonlocal asked
            asked += 1
            return asked >= calls

        with pytest.raises(ReadError, match="cancelled"):
            project.library.add(report(tmp_path), cancelled=cancelled)
        assert asked == calls
        assert project.library.works() == []
        assert project.library.add(report(tmp_path)).already_there is False


def test_a_failure_of_a_worker_leaves_nothing(tmp_path: Path) -> None:
    reader, suggester = Reader(), Suggester()
    with new_project(tmp_path, reader=reader, suggester=suggester) as project:
        reader.fail = ReadError("crashed", path="x")
        with pytest.raises(ReadError, match="crashed"):
            project.library.add(report(tmp_path))
        reader.fail, suggester.fail = None, ReadError("suggesting_timed_out")
        with pytest.raises(ReadError, match="suggesting_timed_out") as caught:
            project.library.add(report(tmp_path))
        assert caught.value.parameters["name"] == "valley.txt"
        assert project.library.works() == []


def test_a_file_that_changes_meanwhile_is_not_added(tmp_path: Path) -> None:
    path = report(tmp_path)

    class Slow(Suggester):
        def suggest(self, *args: object, **options: object) -> list:  # type: ignore[type-arg, override]
            path.write_text("something else", encoding="utf-8")
            return []

    with new_project(tmp_path, suggester=Slow()) as project:
        with pytest.raises(ReadError, match="changed"):
            project.library.add(path)
        assert project.library.works() == []


def test_what_is_no_ordinary_file_is_named(tmp_path: Path) -> None:
    for path, code in ((tmp_path, "is_folder"), (tmp_path / "none", "not_found"), (Path("a\x00b"), "not_found")):
        with pytest.raises(ReadError) as caught:
            sha256_of(path)
        assert caught.value.code == code and "name" in caught.value.parameters
    with pytest.raises(ReadError, match="not_found"):
        sha256_of(report(tmp_path) / "below")


def test_reports_are_found_by_path_name_and_hash(tmp_path: Path) -> None:
    with new_project(tmp_path) as project:
        one = project.library.add(report(tmp_path), suggest=False).work
        other = tmp_path / "other"
        other.mkdir()
        two = project.library.add(report(other, text=CHINESE + "x"), suggest=False).work
        find = project.library.find
        assert find(str(tmp_path / "valley.txt"))[0].id == one
        assert find(str(other / "valley.txt"))[0].id == two
        file = project.library.work(two).files[0]
        assert find(file.sha256)[0].id == find(file.sha256[:10].upper())[0].id == two
        with pytest.raises(RuleError) as caught:
            find("valley.txt")
        assert caught.value.code == "ambiguous_report" and file.sha256[:12] in caught.value.parameters["hashes"]  # type: ignore[operator]
        for name in ("none.txt", "", "ab", file.sha256[:5]):
            with pytest.raises(RuleError, match="unknown_report"):
                find(name)


def test_the_renderer_gets_a_private_copy_until_the_project_closes(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(good_pdf())
    project = new_project(tmp_path)
    work = project.library.add(path).work
    copy = project.library.file_path(work)
    assert copy is not None and copy.read_bytes() == path.read_bytes() and copy != path
    assert project.library.file_path(work) == copy
    project.close()
    assert not copy.exists() and not copy.parent.exists()
    project.close()


def test_a_project_that_can_t_be_written_refuses_before_anything_is_lost(tmp_path: Path) -> None:
    with new_project(tmp_path):
        pass
    with Project.open(
        tmp_path / "p.db", keyring=KeyRing(tmp_path / "keys"), reader=Reader(), suggester=Suggester(), read_only=True
    ) as opened:
        assert opened.read_only
        with pytest.raises(ProjectError, match="read_only"):
            opened.library.add(report(tmp_path))


def test_no_room_for_a_private_copy_is_a_refusal(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(good_pdf())

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    with new_project(tmp_path) as project:
        work = project.library.add(path).work
        with monkeypatch.context() as patch:
            patch.setattr(Path, "write_bytes", full)
            with pytest.raises(ReadError) as refusal:
                project.library.file_path(work)
        assert (refusal.value.code, refusal.value.parameters["name"]) == ("no_access", "a.pdf")
        copy = project.library.file_path(work)
        assert copy is not None and copy.read_bytes() == good_pdf()
