"""Scrolls pages of every kind and says where what moved along differs from what is painted anew."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from concurrent.futures import Future
from dataclasses import replace
from pathlib import Path
from random import Random

from PySide6.QtCore import QPoint
from PySide6.QtGui import QColor, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from db.model.errors import ReadError
from db.model.readings import Reading
from desktop.review.omission_state import Omissions
from desktop.review.omissions import find
from desktop.ui import theme
from desktop.ui.source.marks import Mark
from desktop.ui.source.view import SourceView
from desktop.workers.rendering import Part, Picture
from tests.qt.source.material import area_of, mark, middle, pdf, plain, span

TEXT = "\n".join(
    f"{row}. about 15 officials came to pier {row}, 27 left" + " and looked at the sea" * (row % 3) for row in range(28)
)
LOOKS = [("count", "undecided"), ("financial_figure", "decided"), ("activity", "approved"), ("report", "rejected")]
FAILING_PAGE, NEVER_DRAWN = 4, 5
STEPS = (120, 7, 1, -3, 333, -118, 48, 900, -2000, 5000, -61, 2400)
ROUNDING = 2  # of 255: a curve that is cut elsewhere may be smoothed by that much otherwise


class NoisyRenderer:
    """Draws something else in every pixel, the same at every time; one page fails, one never comes."""

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
        future: Future[Picture] = Future()
        if page == NEVER_DRAWN:
            return future
        future.set_running_or_notify_cancel()
        if page == FAILING_PAGE:
            future.set_exception(ReadError("damaged"))
            return future
        _, _, width, height = part or (0, 0, width, height)
        some = Random(page).randbytes(4 * (7 * width + 3))  # repeats, but nowhere near
        future.set_result(Picture(width, height, 4 * width, (some * (height // 7 + 1))[: 4 * width * height]))
        return future

    def prepare(self, path: Path, *, password: str | None = None) -> None:
        """Nothing to open."""

    def forget(self, path: Path) -> None:
        pass


def marks(reading: Reading) -> list[Mark]:
    """On each page some that lie over one another, of all families and states."""
    found = []
    for page in range(1, len(reading.pages) + 1):
        for nth, (family, state) in enumerate(
            [("count", "undecided"), ("financial_figure", "decided"), ("activity", "approved"), ("report", "rejected")]
            * 4
        ):
            whole = span(reading, "15 officials came to pier", page, nth)
            inner = span(reading, "officials", page, nth)
            more = {"failing": nth % 3 == 0, "unsure": nth % 3 == 1}
            found.append(Mark(f"{page}.{nth}", family, state, (whole,), **more))  # type: ignore[arg-type]
            found.append(Mark(f"{page}.{nth} inner", "count", "undecided", (inner,)))
        header = replace(span(reading, "27 left", page, 2), role="header")
        first = mark(reading, f"{page}.current", "27 left", page)
        found.append(replace(first, evidence=(*first.evidence, header)))
    return found


def main() -> None:
    app = QApplication([])
    reading = pdf(*[TEXT] * 8)
    wrong = []
    for name, view in shown(reading):
        area = area_of(view)
        settle(app, view)
        for number, step in enumerate(STEPS):
            bar = area.verticalScrollBar()
            bar.setValue(bar.value() + step)
            if number % 4 == 3:
                across = area.horizontalScrollBar()
                across.setValue(across.value() + (step % 90) - 30)
            settle(app, view)
            moved = picture(view)
            view.repaint()
            for widget in (area.viewport(), view._lane, view._strip):
                widget.update()
            app.processEvents()
            if picture(view) != moved and (found := difference(moved, picture(view))):
                wrong.append(f"{name}, step {number}: {found}")
        view.close_report()
        view.close()
        view.deleteLater()
        app.processEvents()
    print("\n".join(wrong) if wrong else f"exact at {app.primaryScreen().devicePixelRatio()}")


def shown(reading: Reading) -> Iterator[tuple[str, SourceView]]:
    """Views of pictures, large and small, turned, and of text."""
    texts = plain(*[TEXT] * 8)
    for colours, kinds in (
        (theme.light(), ("pictures", "large", "turned", "two", "text")),
        (theme.dark(), ("pictures", "two", "text")),
    ):
        for kind in kinds:
            view = SourceView(NoisyRenderer(), colours)
            # An odd size: at one and a half nothing falls on whole pixels.
            view.resize(701, 503)
            view.show()
            read = texts if kind == "text" else reading
            view.set_report(read, None if kind == "text" else Path("/nowhere/report.pdf"))
            view.set_marks(marks(read))
            view.set_covered(Omissions(find(read, "en"), []))
            area = area_of(view)
            if kind == "large":
                area.zoom_to(6.0)
            elif kind == "turned":
                view.turning.clockwise()
            elif kind == "two":
                view.turning.toggle_two()
            area.finder.look_for("looked at")
            view.set_dimmed(kind == "two")
            view.set_adjustable(True)
            view.set_current("1.current", (span(read, "27", 1),))
            area.selection.select(2, 300, 700)
            view.activateWindow()
            view.setFocus()
            if kind == "text":
                view.set_filling(True)
            QTest.mouseMove(area.viewport(), middle(view, span(read, "27 left", 1)) + QPoint(3, 2))
            yield f"{colours.name} {kind}", view


def settle(app: QApplication, view: SourceView) -> None:
    """Until everything that comes has come and is painted."""
    area = area_of(view)
    for _ in range(200):
        app.processEvents()
        running = [item for item in area._images._running if item.page != NEVER_DRAWN]
        if not (area.asking.waiting or running or area.finder.searching or area.handles.dragging):
            break
        QTest.qWait(2)
    app.processEvents()


def picture(view: SourceView) -> QImage:
    """What the window has put on the screen, in device pixels; `grab` would paint it anew."""
    device = view.backingStore().paintDevice()
    assert isinstance(device, QImage)
    return device.copy()


def difference(one: QImage, other: QImage) -> str:
    """Where two pictures differ by more than rounding; nothing where they do not."""
    if one.size() != other.size():
        return f"{one.size()} and {other.size()}"
    found = [
        (x, y)
        for y in range(one.height())
        for x in range(one.width())
        if one.pixel(x, y) != other.pixel(x, y) and _apart(one.pixelColor(x, y), other.pixelColor(x, y)) > ROUNDING
    ]
    if not found:
        return ""
    across, down = [x for x, _ in found], [y for _, y in found]
    return f"{len(found)} pixels within {min(across)}-{max(across)}, {min(down)}-{max(down)} of {one.size().toTuple()}"


def _apart(one: QColor, other: QColor) -> int:
    return max(abs(a - b) for a, b in zip(one.getRgb(), other.getRgb(), strict=True))


if __name__ == "__main__":
    sys.exit(main())
