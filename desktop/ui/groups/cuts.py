"""What is cut out of a page for one value: its strip of the picture, or its passage as text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from PySide6.QtCore import QRectF

from db.model.dataclass import dataclass
from db.model.evidence import Evidence
from db.model.readings import Reading
from desktop.ui.source.pdf_pages import PdfPages

NEAR = 26.0  # points: lines farther off belong to something else
EDGE = 3.0  # points above and below what is shown
LOOSE = 0.14  # of a line's box: where no letter is
SIDE = 8.0  # points left and right of the text
HIGHEST = 150.0  # points; a passage that is higher is shown as text
BESIDE = 0.25  # of a line: a passage that begins or ends so near its end is read with the line beside it
CONTEXT = 90  # code points of context before and after a passage shown as text


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
    """A passage as text.

    Attributes:
        lines: what to show, from top to bottom, each with where it begins: a column's header, the passage, and a line
            before and after it.
        lit, soft: runs that prove the value, and its labels and headers, counted as the lines are.
    """

    page: int
    lines: tuple[tuple[int, str], ...]
    lit: tuple[tuple[int, int], ...]
    soft: tuple[tuple[int, int], ...] = ()


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
    top, bottom = _down(pages, proving, around)
    main = _clamped(QRectF(left, top - EDGE, right - left, bottom - top + 2 * EDGE), full)
    areas = [main]
    above = [rect for rect in soft if rect.bottom() < main.top()]
    if above:
        head = _united(above)
        if head.height() < HIGHEST / 3:
            areas.insert(0, _clamped(QRectF(left, head.top() - EDGE, right - left, head.height() + 2 * EDGE), full))
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
    soft = [span for span in evidence if span not in proving and span.page == page and span.end <= len(text)]
    runs = [_line_of(text, span.start) for span in soft if span.end <= begin]
    runs += [(begin, stop)]
    lines = [line for left, right in dict.fromkeys(runs) for line in _lines(text, left, right)]
    return Passage(
        page,
        tuple(lines),
        tuple((span.start, span.end) for span in proving),
        tuple((span.start, span.end) for span in soft),
    )


def value_spans(evidence: Evidence) -> Evidence:
    """The spans that prove the value itself; all where none is said to."""
    return tuple(span for span in evidence if span.role == "value") or evidence


def _quoted(spans: Evidence) -> Passage:
    text = ""
    lit: list[tuple[int, int]] = []
    for span in spans:
        text += " … " if text else ""
        text += span.prefix if not lit else ""
        lit.append((len(text), len(text) + len(span.quote)))
        text += span.quote + (span.suffix if span is spans[-1] else "")
    for gap in "\n\r\t":
        text = text.replace(gap, " ")
    return Passage(spans[0].page, ((0, text),), tuple(lit))


def _line_of(text: str, offset: int) -> tuple[int, int]:
    end = text.find("\n", offset)
    return text.rfind("\n", 0, offset) + 1, len(text) if end < 0 else end


def _lines(text: str, start: int, end: int) -> Iterator[tuple[int, str]]:
    for line in text[start:end].split("\n"):
        if line.strip():
            yield start, line
        start += len(line) + 1


def _line_start(text: str, start: int) -> int:
    """Where the context begins: with the line before, or with a word of it."""
    own = text.rfind("\n", 0, start) + 1
    before = len(text[:own].rstrip())
    begin = max(text.rfind("\n", 0, before) + 1, start - CONTEXT)
    if begin > 0 and text[begin - 1].isascii() and not text[begin - 1].isspace():
        begin = next((at + 1 for at in range(begin, start) if text[at].isspace()), begin)
    return begin


def _line_end(text: str, end: int) -> int:
    line = text.find("\n", end)
    rest = text[line:] if line >= 0 else ""
    next_ = line + len(rest) - len(rest.lstrip()) if line >= 0 else len(text)
    after = text.find("\n", next_)
    stop = min(after if after >= 0 else len(text), end + CONTEXT)
    if stop < len(text) and text[stop].isascii() and not text[stop].isspace():
        stop = next((at for at in range(stop, end, -1) if text[at].isspace()), stop)
    return stop


def _down(pages: PdfPages, proving: Evidence, around: QRectF) -> tuple[float, float]:
    """From where to where down the page, no line cut: the passage, and the lines beside it where it begins or ends."""
    page = proving[0].page
    text = pages.text(page)
    top, bottom = around.top(), around.bottom()
    first, _ = pages.line_at(page, min(min(span.start for span in proving), len(text)))
    _, last = pages.line_at(page, min(max(span.end for span in proving), len(text)))
    own = pages.rects(page, first, last)
    if own:
        whole = _united(own)
        if whole.height() < HIGHEST:
            top, bottom = min(top, whole.top()), max(bottom, whole.bottom())
    start, end = min(span.start for span in proving), max(span.end for span in proving)
    begun, ended = pages.line_at(page, min(start, len(text)))[1], pages.line_at(page, min(end, len(text)))[0]
    early = start - first < BESIDE * (begun - first)
    late = last - end < BESIDE * (last - ended)
    for near, wanted in ((first - 1, early), (last + 1, late)):
        if not 0 <= near < len(text):
            continue
        rects = pages.rects(page, *pages.line_at(page, near))
        line = _united(rects) if rects else None
        if line is None or line.top() < top - NEAR or line.bottom() > bottom + NEAR:
            continue
        # Fonts may have boxes that are higher than their lines are apart.
        slack = LOOSE * line.height()
        if wanted:
            top, bottom = min(top, line.top() + slack), max(bottom, line.bottom() - slack)
        elif near < first:
            top = max(top, min(line.bottom() - slack + EDGE, around.top() + slack))
        else:
            bottom = min(bottom, max(line.top() + slack - EDGE, around.bottom() - slack))
    return top, bottom


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
