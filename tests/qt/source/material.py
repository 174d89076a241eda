"""Made-up readings, marks and a renderer for the tests of the source view."""

from __future__ import annotations

from array import array
from concurrent.futures import Future
from pathlib import Path

from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication, QWidget

from db.model.evidence import Span
from db.model.readings import Page, Reading
from desktop.documents.spans import make_span
from desktop.ui.source.area import PageArea
from desktop.ui.source.marks import Mark
from desktop.ui.source.view import SourceView
from desktop.workers.rendering import Part, Picture

WHITE = b"\xff\xff\xff\x00"


class FakeRenderer:
    """Keeps what is asked; draws it in one colour when told to."""

    def __init__(self) -> None:
        self.asked: list[tuple[int, int, int]] = []
        self.futures: list[Future[Picture]] = []
        self.forgotten: list[Path] = []
        self.passwords: list[str | None] = []
        self.parts: list[Part | None] = []
        self.turns: list[int] = []

    def request(
        self,
        path: Path,
        page: int,
        width: int,
        height: int,
        *,
        password: str | None = None,
        priority: int = 0,
        part: Part | None = None,
        turn: int = 0,
    ) -> Future[Picture]:
        self.asked.append((page, width, height))
        self.parts.append(part)
        self.turns.append(turn)
        self.passwords.append(password)
        self.futures.append(Future())
        return self.futures[-1]

    def prepare(self, path: Path, *, password: str | None = None) -> None:
        """Nothing to open."""

    def forget(self, path: Path) -> None:
        self.forgotten.append(path)

    def draw(self, index: int, pixel: bytes = WHITE) -> None:
        """Answer one request, as the renderer's thread would."""
        _, width, height = self.asked[index]
        part = self.parts[index]
        if part is not None:
            _, _, width, height = part
        if self.futures[index].set_running_or_notify_cancel():
            self.futures[index].set_result(picture(width, height, pixel))

    def draw_all(self, pixel: bytes = WHITE) -> None:
        """Answer everything open."""
        for index, future in enumerate(self.futures):
            if not future.done():
                self.draw(index, pixel)


def picture(width: int, height: int, pixel: bytes = WHITE) -> Picture:
    return Picture(width, height, width * 4, pixel * (width * height))


def boxed_page(number: int, text: str, width: float = 595.0, height: float = 842.0) -> Page:
    """Letters on a grid: 12 x 14 points each, lines 24 points apart, from 60, 60."""
    boxes = array("f")
    row = column = 0
    for letter in text:
        if letter == "\n":
            boxes.extend([float("nan")] * 4)
            row, column = row + 1, 0
            continue
        left, top = 60 + 12 * column, 60 + 24 * row
        boxes.extend((left / width, top / height, (left + 12) / width, (top + 14) / height))
        column += 1
    return Page(number, text, width, height, boxes.tobytes())


def pdf(*texts: str) -> Reading:
    return Reading("f" * 64, "pdf", "test", "1", tuple(boxed_page(n, text) for n, text in enumerate(texts, 1)))


def plain(*texts: str) -> Reading:
    return Reading("f" * 64, "txt", "test", "1", tuple(Page(n, text) for n, text in enumerate(texts, 1)))


def span(reading: Reading, quote: str, page: int = 1, nth: int = 0, role: str = "value") -> Span:
    text = reading.pages[page - 1].text
    start = text.index(quote)
    for _ in range(nth):
        start = text.index(quote, start + 1)
    return make_span(reading.pages[page - 1], start, start + len(quote), role)  # type: ignore[arg-type]


def mark(reading: Reading, record: str, quote: str, page: int = 1, family: str = "count", **more: object) -> Mark:
    state = str(more.pop("state", "undecided"))
    return Mark(record, family, state, (span(reading, quote, page),), **more)  # type: ignore[arg-type]


def area_of(view: SourceView) -> PageArea:
    found = view.findChild(PageArea)
    assert isinstance(found, PageArea)
    return found


def middle(view: SourceView, where: Span) -> QPoint:
    """The middle of a span's first rectangle, in the viewport."""
    area = area_of(view)
    assert area.content is not None
    rects = area.to_viewport(where.page, area.content.span_rects(where))
    assert rects, f"{where.quote!r} is nowhere"
    return rects[0].center().toPoint()


def wheel(widget: QWidget, at: QPoint, delta: int, modifiers: Qt.KeyboardModifier) -> None:
    """Turn the wheel over a widget."""
    event = QWheelEvent(
        QPointF(at),
        QPointF(widget.mapToGlobal(at)),
        QPoint(),
        QPoint(0, delta),
        Qt.MouseButton.NoButton,
        modifiers,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(widget, event)
