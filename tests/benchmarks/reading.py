"""The pages: the first one painted, scrolling, memory, a record's passage, searching; each against the bare thing."""

from __future__ import annotations

import hashlib
import os
import resource
import sqlite3
import statistics
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tests.benchmarks.measure import SAMPLES, Figure
from tests.benchmarks.window_at_work import WindowAtWork

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication, QWidget

    from db.model.readings import Reading
    from desktop.services.project import Project
    from desktop.ui.source.view import SourceView

PAGES = 900
SCROLLED = 200
STEP = 120  # pixels a frame, a turn of the wheel
ROUNDS = 3
SEARCHED = 10_000
FRAME = 1 / 60


def measure(folder: Path) -> list[Figure]:
    """The marks of the source view; the best of three rounds of each."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtWidgets import QApplication

    app = QApplication.instance() or QApplication(["counterproof"])
    assert isinstance(app, QApplication)
    path, reading = _large(folder)
    figures = []
    with _shown(app) as (view, wait, renderer):
        figures.append(_first_page(app, view, wait, renderer, path, reading))
        figures += _scrolling(app, view, wait)
    figures.append(_record(folder))
    figures += _searching(folder)
    return figures


def _large(folder: Path) -> tuple[Path, Reading]:
    """A file of many pages full of words and a few lines and boxes."""
    from desktop.documents.reading import read
    from tests.helpers.pdfs import Sheet, Text, make_pdf

    drawn = b"".join(b"0.8 g %d %d 180 9 re f\n" % (72 + 200 * (n % 2), 60 + 24 * n) for n in range(20))
    sheets = [
        Sheet(
            [
                Text(72, 730 - 15 * row, f"{page}.{row} The pier of the harbour office counted {page * row} boats.", 11)
                for row in range(44)
            ],
            extra=drawn,
        )
        for page in range(1, PAGES + 1)
    ]
    path = folder / "large.pdf"
    path.write_bytes(make_pdf(sheets))
    return path, read(path)


@contextmanager
def _shown(app: QApplication) -> Iterator[tuple[SourceView, Callable[[Callable[[], bool]], None], Any]]:
    """A source view of its own, and how to wait for something in it."""
    from PySide6.QtCore import QEventLoop, QTimer

    from desktop.ui import theme
    from desktop.ui.source.view import SourceView
    from desktop.workers.rendering import Renderer

    renderer = Renderer()
    view = SourceView(renderer, theme.light())
    view.resize(900, 1000)
    view.show()

    def wait(condition: Callable[[], bool]) -> None:
        alarm = QTimer()
        alarm.setSingleShot(True)
        alarm.start(30_000)
        while not condition():
            app.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
            if alarm.remainingTime() <= 0:
                raise RuntimeError("the page did not come")

    try:
        yield view, wait, renderer
        view.close_report()
    finally:
        renderer.close()
        view.close()
        view.deleteLater()


def _first_page(
    app: QApplication, view: SourceView, wait: Callable[..., None], renderer: Any, path: Path, reading: Reading
) -> Figure:
    """From being told which report to its first page on the screen."""
    import pypdfium2

    area, images = view._area, view._images
    pairs = []
    view.set_report(reading, path)
    wait(lambda: area.is_drawn(1))
    for _ in range(ROUNDS):
        view.set_report(None, None)
        app.processEvents()
        start = time.perf_counter()
        view.set_report(reading, path)
        wait(lambda: images.image(1) is not None)
        _paint(view)
        ours = time.perf_counter() - start
        size = area._painter.size_of(1)
        start = time.perf_counter()
        with pypdfium2.PdfDocument(path.read_bytes()) as document:
            page = document[0]
            page.render(scale=size[0] / page.get_width()).close()
            page.close()
        bare = time.perf_counter() - start
        bare += 2 * _timed(view.repaint) + _round_trip(renderer, path)
        pairs.append((ours, bare))
    ours, bare = min(pairs, key=lambda pair: pair[0] / pair[1])
    return Figure(f"first page of {PAGES} painted / one render, two paints, one round trip", ours, bare, 1.3)


def _round_trip(renderer: Any, path: Path) -> float:
    """To the process that draws and back, with nothing to draw."""
    return _timed(lambda: renderer.request(path, 0, 10, 10).exception(10))


def _scrolling(app: QApplication, view: SourceView, wait: Callable[..., None]) -> list[Figure]:
    """Turning the wheel through many pages, frame by frame, and what it leaves in memory."""
    from PySide6.QtGui import QPixmap
    from PySide6.QtWidgets import QLabel, QScrollArea, QVBoxLayout, QWidget

    area = view._area
    pages = QWidget()
    column = QVBoxLayout(pages)
    size = area.card(1).size()
    for number in range(SCROLLED):
        pixmap = QPixmap(size)
        pixmap.fill(number * 7919)
        label = QLabel()
        label.setPixmap(pixmap)
        column.addWidget(label)
    plain = QScrollArea()
    plain.setWidget(pages)
    plain.resize(900, 1000)
    plain.show()
    app.processEvents()
    held = _memory()
    pairs = []
    for _ in range(ROUNDS):
        view.go_to_page(1)
        wait(lambda: area.is_drawn(1))
        ours = _frames(app, area, area.stack.top(SCROLLED))
        bare = _frames(app, plain, pages.height() - plain.viewport().height())
        pairs.append((ours, bare))
    grown = _memory() - held
    plain.deleteLater()
    ours, bare = min(pairs, key=lambda pair: pair[0] / pair[1])
    return [
        Figure(f"a frame of scrolling {SCROLLED} pages, 95th percentile / ready pixmaps", ours, bare, 2.0),
        Figure("  memory that it takes, in MB, of 300", grown / 1e9, 0.3, 1.0),
    ]


def _frames(app: QApplication, area: Any, bottom: int) -> float:
    """Seconds of this thread's own time that 19 of 20 frames stay below."""
    bar = area.verticalScrollBar()
    bar.setValue(0)
    app.processEvents()
    spent = []
    while bar.value() < min(bottom, bar.maximum()):
        begun, start = time.perf_counter(), time.thread_time()
        bar.setValue(bar.value() + STEP)
        app.processEvents()
        spent.append(time.thread_time() - start)
        time.sleep(max(0.0, FRAME / 4 - (time.perf_counter() - begun)))
    return statistics.quantiles(spent, n=20)[-1]


def _record(folder: Path) -> Figure:
    """From choosing a record on another page, drawn already, to its passage on the screen."""
    from desktop.services.keyring import KeyRing
    from desktop.services.project import Project

    path = folder / "reading.db"
    with Project.open(path, create=True, keyring=KeyRing(folder / "keys")) as project:
        project.library.add(SAMPLES / "islands-centre-2024-zh.pdf")
    window = WindowAtWork(path)
    desk, source = window.workspace.desk, window.workspace.source
    records = [record for record in desk.loaded.records.values() if record.evidence] if desk.loaded else []
    first, last = records[0].id, max(records, key=lambda record: record.evidence[0].page).id
    pairs = []
    for _ in range(2 * ROUNDS + 2):
        for record in (last, first):
            start = time.perf_counter()
            desk.choose_record(record)
            window.paint()
            ours = time.perf_counter() - start
            assert source._area.current == record
            window.settle()
            window.rest()
            pairs.append((ours, _timed(window.window.repaint)))
    window.close()
    ours, bare = min(pairs[2:], key=lambda pair: pair[0] / pair[1])
    return Figure("a record chosen to its passage painted / a bare paint", ours, bare, 3.0)


def _searching(folder: Path) -> list[Figure]:
    """All places of a word in a project of very many pages, against the bare query of the pages that hold it."""
    from desktop.documents.searching import level
    from desktop.services.keyring import KeyRing
    from desktop.services.project import Project

    path = folder / "searching.db"
    figures = []
    with Project.open(path, create=True, keyring=KeyRing(folder / "keys")) as project:
        _add_pages(project)
        project.searching.prepare()
        connection = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
        for typed, name in (
            ("lighthouse", "a word"),
            ("lighthouse (灯塔) was painted", "a long phrase"),
            ("灯塔", "two Chinese letters"),
        ):
            pairs = []
            for _ in range(ROUNDS):
                ours = _timed(lambda typed=typed: _find_all(project, typed))  # type: ignore[misc]
                pairs.append((ours, _timed(lambda typed=typed: _query(connection, level(typed)))))  # type: ignore[misc]
            best = min(pairs, key=lambda pair: pair[0] / pair[1])
            figures.append(Figure(f"searching {SEARCHED} pages for {name} / a bare query of the texts", *best, 2.0))
        connection.close()
    return figures


def _add_pages(project: Project) -> None:
    """Reports of a hundred pages each, as if they had been read; every fortieth page tells of a lighthouse."""
    from db.model.readings import Page, Reading

    store, machine = project.library._store, project.people.machine()
    for report in range(SEARCHED // 100):
        texts = []
        for page in range(100):
            body = "".join(f"{n}. The office of port {report} counted {n * page} crates of pear.\n" for n in range(30))
            known = "The lighthouse (灯塔) was painted.\n" if page % 40 == 7 else ""
            texts.append(body + known + body)
        data = "\f".join(texts).encode()
        pages = tuple(Page(number, text) for number, text in enumerate(texts, 1))
        reading = Reading(hashlib.sha256(data).hexdigest(), "txt", "made", "1", pages)
        store.add_file(data, f"{report}.txt", reading, machine, language="en")


def _find_all(project: Project, typed: str) -> None:
    after: int | None = 0
    found = 0
    while after is not None:
        some = project.searching.search(typed, after=after, pages=SEARCHED)
        after, found = some.after, found + len(some.hits)
    assert found == SEARCHED // 100 * 3, found


def _query(connection: sqlite3.Connection, words: str) -> None:
    """The texts of the pages that hold it, by SQLite alone.

    Which report, which page and its text as read, by the same index and joins that anybody would write; what a person
    sees (each place in the text, and what stands around it) is not in it, nor how pages without an index are found.
    """
    by_index = len(words) >= 3
    rows = connection.execute(
        "SELECT works.id, pages.number, pages.text FROM "
        + ("page_search JOIN page_words ON page_words.id = page_search.rowid" if by_index else "page_words")
        + " JOIN works ON works.reading = page_words.reading"
        " JOIN pages ON pages.reading = page_words.reading AND pages.number = page_words.page WHERE "
        + ("page_search MATCH ?" if by_index else "instr(words, ?)"),
        (f'"{words}"' if by_index else words,),
    ).fetchall()
    assert len(rows) == SEARCHED // 100 * 3, len(rows)


def _timed(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def _paint(widget: QWidget) -> None:
    """What is not painted yet is now."""
    from PySide6.QtCore import QCoreApplication, QEvent

    QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest.value)
    QCoreApplication.sendPostedEvents(None, QEvent.Type.UpdateRequest.value)


def _memory() -> int:
    """Bytes of this process that are in memory now; the most there were where that is not told."""
    try:
        return int(Path("/proc/self/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")
    except OSError:
        most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        return most if sys.platform == "darwin" else most * 1024
