"""What is cut out of a page for one value: its strip of the picture, or its passage as text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF

from db.model.evidence import Evidence
from db.model.readings import Reading
from desktop.ui.source.pdf_pages import PdfPages

ABOVE, BELOW = 17.0, 15.0  # points around the passage: a line of context each way
SIDE = 10.0  # points left and right of the text
HIGHEST = 150.0  # points; a passage that is higher is shown as text
CONTEXT = 90  # code points of context before and after a passage shown as text
BREAKS = {ord("\n"): " ", ord("\r"): " ", ord("\t"): "\u2003"}


@dataclass(frozen=True)
class Strip:
    """A part of a page's picture, in points of the page.

    Attributes:
        areas: what to show, from top to bottom: a column's header where it is far above, and the passage.
        lit: the run that proves the value; soft: its labels and headers.
    """

    page: int
    areas: tuple[QRectF, ...]
    lit: tuple[QRectF, ...]
    soft: tuple[QRectF, ...] = ()

    @property
    def height(self) -> float:
        """Of all areas together, in points."""
        return sum(area.height() for area in self.areas)


@dataclass(frozen=True)
class Passage:
    """A passage as text: one line of a page's text without its breaks, and which runs of it prove the value."""

    page: int
    text: str
    lit: tuple[tuple[int, int], ...]


def strip_of(pages: PdfPages, evidence: Evidence, width: float) -> Strip | None:
    """Where to cut the page.

    Args:
        width: how much of a page there is room for, in points.

    Returns:
        None where no picture can show all of it: it goes over a page's end, is too long, or has no place.
    """
    proving = value_spans(evidence)
    page = proving[0].page
    if any(span.page != page for span in proving) or not 1 <= page <= pages.count:
        return None
    lit = [rect for span in proving for rect in pages.span_rects(span)]
    if not lit:
        return None
    around = _united(lit)
    full = pages.size(page)
    if around.height() > HIGHEST or around.width() > width - 2:
        return None
    others = [span for span in evidence if span not in proving and span.page == page]
    soft = [rect for span in others for rect in pages.span_rects(span)]
    left, right = _across(pages, around, full[0], width)
    main = _clamped(QRectF(left, around.top() - ABOVE, right - left, around.height() + ABOVE + BELOW), full)
    areas = [main]
    above = [rect for rect in soft if rect.bottom() < main.top()]
    if above:
        head = _united(above)
        if head.height() < HIGHEST / 3:
            areas.insert(0, _clamped(QRectF(left, head.top() - 4, right - left, head.height() + 8), full))
    return Strip(page, tuple(areas), tuple(lit), tuple(soft))


def passage_of(reading: Reading | None, evidence: Evidence) -> Passage:
    """The passage with what stands around it; the quotes alone where the reading has no such page."""
    proving = value_spans(evidence)
    first = proving[0]
    page = first.page
    if reading is None or not 1 <= page <= len(reading.pages) or any(span.page != page for span in proving):
        return _quoted(proving)
    text = reading.pages[page - 1].text
    start, end = min(span.start for span in proving), max(span.end for span in proving)
    if end > len(text) or end - start > 4 * CONTEXT + sum(span.end - span.start for span in proving):
        return _quoted(proving)  # far apart, with a page of other things between
    begin, stop = _line_start(text, start), _line_end(text, end)
    lit = tuple((span.start - begin, span.end - begin) for span in proving)
    return Passage(page, text[begin:stop].translate(BREAKS), lit)


def value_spans(evidence: Evidence) -> Evidence:
    """The spans that prove the value itself; all where none is said to."""
    return tuple(span for span in evidence if span.role == "value") or evidence


def _quoted(spans: Evidence) -> Passage:
    text = ""
    lit: list[tuple[int, int]] = []
    for span in spans:
        text += "" if not text else " … "
        prefix = span.prefix if not lit else ""
        text += prefix
        lit.append((len(text), len(text) + len(span.quote)))
        text += span.quote + (span.suffix if span is spans[-1] else "")
    return Passage(spans[0].page, text.translate(BREAKS), tuple(lit))


def _line_start(text: str, start: int) -> int:
    """Where the context begins: two lines above at most."""
    least = max(0, start - CONTEXT)
    line = text.rfind("\n", least, start) + 1
    before = text.rfind("\n", least, max(least, line - 1)) + 1
    begin = max(least, before)
    while begin < start and text[begin].isspace():
        begin += 1
    return begin


def _line_end(text: str, end: int) -> int:
    most = min(len(text), end + CONTEXT)
    line = text.find("\n", end, most)
    after = text.find("\n", line + 1, most) if line >= 0 else -1
    stop = after if after >= 0 else most
    while stop > end and text[stop - 1].isspace():
        stop -= 1
    return stop


def _across(pages: PdfPages, around: QRectF, page_width: float, width: float) -> tuple[float, float]:
    """From where to where across the page: all of its text, or as much around the passage as there is room for."""
    left, right = pages.text_extent()
    left, right = min(left, around.left()) - SIDE, max(right, around.right()) + SIDE
    left, right = max(0.0, left), min(page_width, right)
    if right - left <= width:
        return left, right
    middle = around.center().x()
    left = min(max(left, middle - width / 2), right - width)
    return left, left + width


def _clamped(area: QRectF, size: tuple[float, float]) -> QRectF:
    return area.intersected(QRectF(0, 0, size[0], size[1]))


def _united(rects: Sequence[QRectF]) -> QRectF:
    whole = QRectF(rects[0])
    for rect in rects[1:]:
        whole = whole.united(rect)
    return whole
