"""Bad input on the command line: one clear line each, nothing lost, never a traceback."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from tests.helpers import bad_files
from tests.helpers.command import counterproof, surroundings, write_lines
from tests.helpers.projects import CHINESE, report

BAD = {
    "empty.pdf": (b"", "empty"),
    "empty.txt": (b"", "empty"),
    "text.pdf": (bad_files.text_named_pdf(), "not what its name says"),
    "cut.pdf": (bad_files.headless_pdf(), "damaged"),
    "locked.pdf": (bad_files.encrypted_pdf("secret"), "password"),
    "none.pdf": (bad_files.pdf_without_pages(), "no pages"),
    "broken.docx": (bad_files.damaged_docx(), "damaged"),
    "bomb.docx": (bad_files.zip_bomb_docx(), "large"),
    "picture.png": (b"\x89PNG\r\n\x1a\n" + bytes(64), "formats"),
}


@pytest.fixture
def bad(tmp_path: Path) -> Path:
    folder = tmp_path / "bad"
    folder.mkdir()
    for name, (data, _) in BAD.items():
        (folder / name).write_bytes(data)
    return folder


def test_every_bad_report_is_one_line_and_exit_2(bad: Path, tmp_path: Path) -> None:
    for name, (_, words) in BAD.items():
        run = counterproof("suggest", bad / name)
        assert (run.code, run.out) == (2, ""), (name, run)
        (line,) = run.faults
        assert name in line and words in line, line
    run = counterproof("add", tmp_path / "p.db", *sorted(bad.iterdir()))
    assert (run.code, run.out, len(run.faults)) == (2, "", len(BAD))
    assert not (tmp_path / "p.db").exists()


def test_the_good_one_among_bad_ones_is_added(bad: Path, tmp_path: Path) -> None:
    report(bad, "good.txt")
    files = sorted(path for path in bad.iterdir())
    run = counterproof("add", tmp_path / "p.db", *files, tmp_path / "missing.txt")
    assert run.code == 1 and len(run.faults) == len(BAD) + 1
    assert "good.txt" in run.out and "missing.txt: there is no such file" in run.faults[-1]
    (status,) = counterproof("status", tmp_path / "p.db", "--json").objects
    assert status["file"] == "good.txt" and status["records"] > 5


def test_numbers_beyond_any_measure_and_names_given_twice_are_lines_like_others(tmp_path: Path) -> None:
    project = tmp_path / "p.db"
    counterproof("add", project, report(tmp_path))
    one, two = (item["id"] for item in counterproof("records", project).objects[:2])
    lines = tmp_path / "d.jsonl"
    lines.write_text(
        f'{{"record": "{one}", "action": "correct", "fields": {{"value": 1e{"9" * 30}}}}}\n'
        f'{{"record": "{one}", "action": "confirm", "action": "reject"}}\n'
        f'{{"record": "{two}", "action": "confirm"}}\n'
    )
    run = counterproof("decide", project, lines, "--as", "Ana")
    assert run.code == 1 and run.out == "1 done, 2 refused\n"
    assert "line 1: " in run.faults[0] and "line 2: " in run.faults[1] and len(run.faults) == 2


@pytest.mark.skipif(os.name == "nt", reason="a file of no name is POSIX")
def test_a_project_is_never_made_for_reports_that_can_t_be_read(bad: Path, tmp_path: Path) -> None:
    """Made and taken away again it might have been found by another program in between, with its work lost then."""
    folder = tmp_path / "watched"
    folder.mkdir(mode=0o555)
    run = counterproof("add", folder / "p.db", bad / "empty.txt", bad / "text.pdf", through=as_anybody())
    assert run.code == 2 and len(run.faults) == 2 and "p.db" not in run.err


def test_programs_that_make_one_project_at_once_all_add_to_it(tmp_path: Path) -> None:
    project = tmp_path / "p.db"
    reports = [report(tmp_path, f"{n}.txt", CHINESE + str(n)) for n in range(3)]
    running = [
        subprocess.Popen(
            [sys.executable, "-P", "-m", "desktop", "add", str(project), str(path)],
            stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, env=surroundings(),
        )
        for path in reports
    ]  # fmt: skip
    for process in running:
        _, err = process.communicate(timeout=60)
        assert (process.returncode, err) == (0, b"")
    assert len(counterproof("status", project).out.splitlines()) == 3
    assert counterproof("verify", project).code == 0


def test_a_missing_report_and_a_folder(tmp_path: Path) -> None:
    for command in ("text", "suggest"):
        assert "no such file" in counterproof(command, tmp_path / "none.pdf").err
        run = counterproof(command, tmp_path)
        assert run.code == 2 and "folder" in run.err
    empty = tmp_path / "empty"
    empty.mkdir()
    run = counterproof("add", tmp_path / "p.db", empty)
    assert run.code == 2 and "no report in this folder" in run.err and not (tmp_path / "p.db").exists()


def test_passwords(tmp_path: Path) -> None:
    path = tmp_path / "locked.pdf"
    path.write_bytes(bad_files.encrypted_pdf("secret"))
    assert counterproof("text", path, "--password", "secret").code == 0
    assert counterproof("text", path, environment={"COUNTERPROOF_PASSWORD": "secret"}).code == 0
    run = counterproof("text", path, "--password", "wrong")
    assert run.code == 2 and "does not open it" in run.err and "wrong" not in run.out
    path.write_bytes(bad_files.encrypted_pdf(""))
    assert counterproof("text", path).code == 0
    run = counterproof("add", tmp_path / "p.db", path)
    assert run.code == 0 and counterproof("verify", tmp_path / "p.db").code == 0


def test_a_report_without_text_is_added_and_says_so(tmp_path: Path) -> None:
    path = tmp_path / "scan.pdf"
    path.write_bytes(bad_files.pdf_without_text(2))
    run = counterproof("add", tmp_path / "p.db", path)
    assert run.code == 0 and "holds no text" in run.err and "2 pages" in run.out
    run = counterproof("text", path)
    assert run.code == 0 and run.out.strip("\n") == "\f" and "holds no text" in run.err


def test_a_cut_off_report_is_read_as_far_as_it_goes_or_refused(tmp_path: Path) -> None:
    path = tmp_path / "cut.pdf"
    path.write_bytes(bad_files.cut_off_pdf())
    run = counterproof("suggest", path)
    assert run.code in (0, 2) and run.faults and all("cut.pdf: " in line for line in run.faults)
    assert "damaged" in run.err


def test_the_same_report_again(tmp_path: Path) -> None:
    project, path = tmp_path / "p.db", report(tmp_path)
    counterproof("add", project, path)
    before = counterproof("records", project).out
    shutil.copy(path, tmp_path / "copy.txt")
    for again in (path, tmp_path / "copy.txt"):
        run = counterproof("add", project, again)
        assert run.code == 0 and run.out == "" and f"{again.name} is already there" in run.err
    assert counterproof("records", project).out == before


def test_names_of_files_that_are_no_text(tmp_path: Path) -> None:
    if os.name == "nt":
        pytest.skip("Windows has no such names")
    name = os.fsencode(tmp_path) + b"/\xff\n\x1b[31m.txt"
    Path(os.fsdecode(name)).write_text(CHINESE, encoding="utf-8")
    run = counterproof("add", tmp_path / "p.db", os.fsdecode(name))
    assert run.code == 0 and "\x1b" not in run.out
    assert counterproof("verify", tmp_path / "p.db").code == 0
    assert "\x1b" not in counterproof("status", tmp_path / "p.db").out


def commands(project: Path, tmp_path: Path) -> list[tuple[object, ...]]:
    lines = write_lines(tmp_path / "d.jsonl", [{"record": "x", "action": "confirm"}])
    return [
        ("records", project),
        ("status", project),
        ("decide", project, lines, "--as", "Ana"),
        ("import", project, lines, "--report", "x"),
        ("export", project, tmp_path / "out", "--format", "csv"),
        ("add", project, report(tmp_path, "again.txt", CHINESE + "又")),
    ]


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (None, "no such project"),
        (b"", "no Counterproof project"),
        (b"SQLite format 3\0" + bytes(2000), "no Counterproof project"),
        (b"just a text\n" * 50, "no Counterproof project"),
    ],
)
def test_what_is_no_project_is_left_as_it_is(tmp_path: Path, content: bytes | None, words: str) -> None:
    project = tmp_path / "p.db"
    if content is not None:
        project.write_bytes(content)
    for command in commands(project, tmp_path):
        if content is None and command[0] == "add":
            continue
        run = counterproof(*command)  # type: ignore[arg-type]
        assert run.code == 2 and len(run.faults) == 1 and words in run.err and "p.db" in run.err, command
    assert (project.read_bytes() if project.exists() else None) == content
    assert counterproof("verify", project).code == 2


def test_another_program_s_database_a_newer_one_and_a_folder(tmp_path: Path) -> None:
    other = tmp_path / "other.db"
    connection = sqlite3.connect(other)
    connection.execute("CREATE TABLE t (x)")
    connection.commit()
    connection.close()
    before = other.read_bytes()
    assert "no Counterproof project" in counterproof("add", other, report(tmp_path)).err
    assert other.read_bytes() == before
    newer = tmp_path / "newer.db"
    counterproof("add", newer, tmp_path / "valley.txt")
    connection = sqlite3.connect(newer)
    connection.execute("PRAGMA user_version = 999")
    connection.commit()
    connection.close()
    before = newer.read_bytes()
    for command in commands(newer, tmp_path):
        run = counterproof(*command)  # type: ignore[arg-type]
        assert run.code == 2 and "newer version" in run.err
    assert newer.read_bytes() == before
    run = counterproof("records", tmp_path)
    assert run.code == 2 and "folder" in run.err


def test_a_damaged_project(tmp_path: Path) -> None:
    project = tmp_path / "p.db"
    counterproof("add", project, report(tmp_path))
    data = bytearray(project.read_bytes())
    data[4096:] = b"\xa5" * (len(data) - 4096)
    project.write_bytes(bytes(data))
    for command in commands(project, tmp_path):
        run = counterproof(*command)  # type: ignore[arg-type]
        assert run.code == 2 and len(run.faults) == 1 and "p.db is damaged" in run.err, (command, run)
    assert counterproof("verify", project).code in (1, 2)
    assert project.read_bytes() == bytes(data)


def test_a_tampered_project_is_found_by_verify(tmp_path: Path) -> None:
    project = tmp_path / "p.db"
    counterproof("add", project, report(tmp_path))
    connection = sqlite3.connect(project)
    connection.execute("UPDATE works SET title = 'another'")
    connection.commit()
    connection.close()
    run = counterproof("verify", project)
    assert run.code == 1 and run.faults and "works" in run.err


def test_a_journal_cut_short_shows_against_a_release(tmp_path: Path) -> None:
    project, release = tmp_path / "p.db", tmp_path / "release"
    counterproof("add", project, report(tmp_path))
    older = project.read_bytes()
    one = counterproof("records", project).objects[0]["id"]
    lines = write_lines(tmp_path / "d.jsonl", [{"record": one, "action": "confirm"}])
    assert counterproof("decide", project, lines, "--as", "Ana").code == 0
    assert counterproof("export", project, release, "--format", "csv", "--allow", "draft").code == 0
    assert counterproof("verify", project, "--release", release).code == 0
    project.write_bytes(older)
    assert counterproof("verify", project).code == 0
    run = counterproof("verify", project, "--release", release)
    assert run.code == 1 and run.faults and all("lacks journal entry" in line for line in run.faults)
    run = counterproof("verify", project, "--release", tmp_path)
    assert run.code == 2 and len(run.faults) == 1
    assert counterproof("verify", release, "--release", release).code == 2


def as_anybody() -> list[str]:
    """What takes the administrator's right to write everything away for one command."""
    if os.name == "nt" or os.geteuid() != 0:
        return []
    if shutil.which("setpriv") is None:
        pytest.skip("the administrator may write everything, and there is no setpriv")
    rights = "-dac_override,-dac_read_search"
    return ["setpriv", f"--bounding-set={rights}", f"--inh-caps={rights}"]


def test_a_read_only_project_can_be_read_and_refuses_writes(tmp_path: Path) -> None:
    project = tmp_path / "p.db"
    counterproof("add", project, report(tmp_path))
    project.chmod(0o444)
    before = project.read_bytes()
    for name in ("records", "status", "verify"):
        assert counterproof(name, project, through=as_anybody()).code == 0
    for command in (c for c in commands(project, tmp_path) if c[0] in ("decide", "add")):
        run = counterproof(*command, through=as_anybody())  # type: ignore[arg-type]
        assert run.code == 2 and len(run.faults) == 1 and "p.db can only be read" in run.err
    assert project.read_bytes() == before


def test_a_project_that_another_program_holds(tmp_path: Path) -> None:
    project = tmp_path / "p.db"
    counterproof("add", project, report(tmp_path))
    one = counterproof("records", project).objects[0]["id"]
    lines = write_lines(tmp_path / "d.jsonl", [{"record": one, "action": "confirm"}])
    connection = sqlite3.connect(project, isolation_level=None)
    try:
        connection.execute("BEGIN EXCLUSIVE")
        run = counterproof("decide", project, lines, "--as", "Ana")
        assert run.code == 2 and "in use" in run.err and "p.db" in run.err
        connection.execute("ROLLBACK")
    finally:
        connection.close()
    assert counterproof("decide", project, lines, "--as", "Ana").code == 0


@pytest.mark.skipif(os.name == "nt", reason="limits of file sizes are POSIX")
def test_a_full_disk_loses_nothing(tmp_path: Path) -> None:
    """A disk that takes no more bytes, by the limit that the system puts on files."""
    project = tmp_path / "p.db"
    counterproof("add", project, report(tmp_path))
    before = counterproof("records", project).out
    other = report(tmp_path, "other.txt", CHINESE * 3)
    code = (
        "import resource, sys; resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[1]),) * 2);"
        "from desktop.__main__ import main; sys.exit(main(sys.argv[2:]))"
    )
    limit = str(project.stat().st_size + 8192)
    done = subprocess.run(
        [sys.executable, "-c", code, limit, "add", str(project), str(other)],
        capture_output=True, env=surroundings(), timeout=60,
    )  # fmt: skip
    assert done.returncode == 2 and b"disk is full" in done.stderr and done.stderr.count(b"\n") == 1, done.stderr
    assert counterproof("records", project).out == before
    assert counterproof("verify", project).code == 0
    assert counterproof("add", project, other).code == 0


def test_a_release_that_can_t_be_written_leaves_nothing(tmp_path: Path) -> None:
    project = tmp_path / "p.db"
    counterproof("add", project, report(tmp_path))
    taken = tmp_path / "taken"
    taken.write_text("mine")
    for destination in (taken, taken / "below"):
        run = counterproof("export", project, destination, "--format", "csv", "--allow", "draft")
        assert run.code == 2 and len(run.faults) == 1 and destination.name in run.err
    assert taken.read_text() == "mine"


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="/dev/full is Linux's")
@pytest.mark.parametrize("unbuffered", ["", "1"])
def test_a_full_disk_behind_standard_output_is_one_line(tmp_path: Path, unbuffered: str) -> None:
    path = report(tmp_path)
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [sys.executable, "-P", "-m", "desktop", "text", str(path)],
            stdout=full, stderr=subprocess.PIPE, env={**surroundings(), "PYTHONUNBUFFERED": unbuffered}, timeout=60,
        )  # fmt: skip
    assert done.returncode == 2 and b"Traceback" not in done.stderr and done.stderr.count(b"\n") == 1
