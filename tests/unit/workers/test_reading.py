"""Reading in a child process that may crash, hang, be stopped or run out of memory."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from db.model.errors import ReadError
from desktop.documents.reading import read
from desktop.workers.reading import ReadingWorker
from tests.helpers import bad_files
from tests.helpers.leaks import children_of_this_process
from tests.helpers.pdfs import Sheet, lines, make_pdf

ROOT = Path(__file__).resolve().parents[3]

# A child that does what the name of the file says, and otherwise reads it.
SCRIPT = """
import os, sys, time
from pathlib import Path
from desktop.workers.child import serve
from desktop.workers.reading_child import answer

def handler(request, send):
    name = Path(request["path"]).stem
    if name == "abort":
        os.abort()
    if name == "leave":
        os._exit(0)
    if name == "hang":
        send({"kind": "progress", "page": 1, "pages": 2})
        while True:
            time.sleep(60)
    if name == "spin":
        while True:
            pass
    if name == "noise":
        print("noise", flush=True)
        os.system("echo more noise; echo and more >&2")
    if name == "lie":
        return send({"kind": "reading", "pages": 7})
    if name == "babble":
        return os.write(3 if len(os.listdir("/proc/self/fd")) < 0 else OUT, b"x" * 100)
    if name == "raise":
        raise RecursionError("deep")
    answer(request, send)

OUT = os.dup(1)
serve(handler)
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "report.pdf"
    path.write_bytes(make_pdf([Sheet(lines([f"page {n}", "1 100"])) for n in range(5)]))
    return path


@pytest.fixture
def worker() -> Iterator[ReadingWorker]:
    """The program's own child."""
    with contextlib.closing(ReadingWorker()) as made:
        yield made


@pytest.fixture
def odd() -> Iterator[ReadingWorker]:
    """A child that misbehaves by the file's name."""
    with contextlib.closing(ReadingWorker(timeout=0.5, command=[sys.executable, "-P", "-c", SCRIPT])) as made:
        made.prewarm()
        time.sleep(0.3)
        yield made


def _named(path: Path, name: str) -> Path:
    other = path.with_name(f"{name}.pdf")
    other.write_bytes(path.read_bytes())
    return other


def _code(worker: ReadingWorker, path: Path, **options: object) -> str:
    with pytest.raises(ReadError) as refusal:
        worker.read(path, **options)  # type: ignore[arg-type]
    assert refusal.value.parameters["path"] == str(path)
    return refusal.value.code


def test_reads_what_reading_here_would(worker: ReadingWorker, file: Path) -> None:
    told: list[tuple[int, int]] = []
    assert worker.read(file, progress=lambda *at: told.append(at)) == read(file)
    assert told[-1] == (5, 5)


def test_one_child_is_kept_for_the_next(worker: ReadingWorker, file: Path) -> None:
    worker.read(file)
    first = set(children_of_this_process())
    worker.read(file)
    assert set(children_of_this_process()) == first


def test_refusals_come_through(worker: ReadingWorker, tmp_path: Path, file: Path) -> None:
    locked = tmp_path / "locked.pdf"
    locked.write_bytes(bad_files.encrypted_pdf("密码"))
    assert _code(worker, locked) == "encrypted"
    assert _code(worker, locked, password="x") == "wrong_password"
    assert worker.read(locked, password="密码").pages[0].text.startswith("A first line")
    assert _code(worker, tmp_path / "none.pdf") == "not_found"
    assert worker.read(file).pages[0].text == "page 0\n1 100"


def test_names_that_are_no_utf_8(worker: ReadingWorker, tmp_path: Path) -> None:
    path = Path(os.fsdecode(os.fsencode(tmp_path) + b"/bericht-\xe4.txt"))
    try:
        path.write_bytes(b"text")
    except OSError:
        pytest.skip("this file system takes no such names")
    assert worker.read(path).pages[0].text == "text"


@pytest.mark.parametrize("name", ["abort", "leave", "lie", "babble", "raise"])
def test_a_crash_is_one_refusal(odd: ReadingWorker, file: Path, name: str) -> None:
    assert _code(odd, _named(file, name)) == "crashed"
    assert len(odd.read(file).pages) == 5


@pytest.mark.parametrize("name", ["hang", "spin"])
def test_a_hanging_child_is_killed(odd: ReadingWorker, file: Path, name: str) -> None:
    assert _code(odd, _named(file, name)) == "timed_out"
    assert children_of_this_process() == {}


def test_cancelling_kills_at_once(odd: ReadingWorker, file: Path) -> None:
    stop = threading.Event()

    def progress(page: int, pages: int) -> None:
        stop.set()

    assert _code(odd, _named(file, "hang"), progress=progress, cancelled=stop.is_set) == "cancelled"
    assert children_of_this_process() == {}


def test_cancelled_before_it_began(worker: ReadingWorker, file: Path) -> None:
    assert _code(worker, file, cancelled=lambda: True) == "cancelled"


def test_closing_stops_what_is_under_way(odd: ReadingWorker, file: Path) -> None:
    codes: list[str] = []
    begun = threading.Event()
    hanging = _named(file, "hang")
    thread = threading.Thread(target=lambda: codes.append(_code(odd, hanging, progress=lambda *at: begun.set())))
    thread.start()
    assert begun.wait(5)
    odd.close()
    thread.join(2)
    assert codes == ["cancelled"]
    assert children_of_this_process() == {}
    with pytest.raises(ReadError, match="cancelled"):
        odd.read(file)


def test_nothing_that_a_child_prints_gets_out(
    odd: ReadingWorker, file: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    assert len(odd.read(_named(file, "noise")).pages) == 5
    assert capfd.readouterr() == ("", "")


def test_several_threads_read_at_once(worker: ReadingWorker, file: Path) -> None:
    found: list[int] = []
    threads = [threading.Thread(target=lambda: found.append(len(worker.read(file).pages))) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == [5, 5, 5]
    assert len(children_of_this_process()) == 1


@pytest.mark.skipif(sys.platform == "win32", reason="no limits there")
def test_running_out_of_memory_is_a_refusal(file: Path) -> None:
    script = """
import desktop.workers.child as child
child.MEMORY = 1 << 30
def handler(request, send):
    held = []
    while True:
        held.append(bytes(1 << 26))
child.serve(handler)
"""
    with contextlib.closing(ReadingWorker(timeout=20, command=[sys.executable, "-P", "-c", script])) as worker:
        assert _code(worker, file) in ("too_large", "crashed")


@pytest.mark.skipif(sys.platform == "win32", reason="signals of POSIX")
@pytest.mark.parametrize("name", ["hang", "spin"])
def test_a_child_ends_with_its_parent(file: Path, name: str) -> None:
    """Even while it is at work, and even where the parent had no time to say goodbye."""
    parent = f"""
import sys
from pathlib import Path
from desktop.workers.reading import ReadingWorker
worker = ReadingWorker(command=[sys.executable, "-P", "-c", {SCRIPT!r}])
worker.prewarm()
print(worker._pool._idle.pid, flush=True)
worker.read(Path({str(_named(file, name))!r}))
"""
    process = subprocess.Popen([sys.executable, "-c", parent], cwd=ROOT, stdout=subprocess.PIPE, text=True)
    with process:
        assert process.stdout is not None
        child = int(process.stdout.readline())
        time.sleep(0.5)
        process.kill()
    for _ in range(100):
        try:
            os.kill(child, 0)
            if Path(f"/proc/{child}/stat").exists() and ") Z " in Path(f"/proc/{child}/stat").read_text():
                break
        except OSError:
            break
        time.sleep(0.05)
    else:
        os.kill(child, signal.SIGKILL)
        pytest.fail("the child outlived its parent")


def test_the_child_imports_neither_qt_nor_the_window() -> None:
    script = "import sys, desktop.workers.reading_child, desktop.workers.rendering_child; print(*sorted(sys.modules))"
    run = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True)
    loaded = run.stdout.split()
    assert not [name for name in loaded if name.split(".")[0] in ("PySide6", "shiboken6", "sqlite3", "docx", "pypdf")]
    assert not [name for name in loaded if name.startswith(("desktop.ui", "desktop.services", "desktop.extraction"))]


def test_a_system_that_starts_no_process_is_a_refusal(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("text")
    with contextlib.closing(ReadingWorker(command=[str(tmp_path / "no-such-program")])) as worker:
        worker.prewarm()
        with pytest.raises(ReadError, match="crashed") as refusal:
            worker.read(path)
        assert refusal.value.parameters["path"] == str(path)
