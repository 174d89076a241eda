"""Paragraphs of a text page laid out in lines; code points on the outside, UTF-16 units towards Qt."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QTextCharFormat, QTextLayout, QTextLine, QTextOption

FAMILIES = (
    "Noto Serif CJK SC",
    "Source Han Serif SC",
    "Songti SC",
    "SimSun",
    "Noto Serif",
    "Noto Naskh Arabic",
    "Georgia",
    "serif",
)
FONT_SIZE = 13  # points of the page, so 17 pixels at 100 %
LINE_HEIGHT = 22.5
BLANK_HEIGHT = 8.0
TIGHT_BLANK_HEIGHT = 2.0  # where every other line is blank, blank lines part nothing
PARAGRAPH_GAP = 5.0
LONGEST_PARAGRAPH = 4000  # code points; a longer one is laid out in parts, as one would hold up the window
_FIGURE = re.compile(r"[-+−(（$€£¥%\s\d.,'’)）–—]*[a-z*]?")


def serif() -> QFont:
    """The font of text pages, sized in page points."""
    font = QFont()
    font.setFamilies(list(FAMILIES))
    font.setStyleHint(QFont.StyleHint.Serif)
    font.setPixelSize(FONT_SIZE)
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return font


class Units:
    """Code points to UTF-16 units and back, for one string."""

    def __init__(self, text: str) -> None:
        # the letters that take two units: as code points and as units; none in most texts
        self._wide: list[int] = []
        if text and max(text) > "\uffff":
            self._wide = [index for index, letter in enumerate(text) if letter > "\uffff"]
        self._wide_units = [index + number for number, index in enumerate(self._wide)]

    def to_units(self, offset: int) -> int:
        """UTF-16 units before a code point."""
        return offset + bisect_right(self._wide, offset - 1) if self._wide else offset

    def to_points(self, unit: int) -> int:
        """Code points before a UTF-16 unit; the middle of a pair counts as before it."""
        return unit - bisect_left(self._wide_units, unit)


class Paragraph:
    """One paragraph: its text from `start` of the page, laid out to a width."""

    def __init__(self, text: str, start: int, font: QFont, width: float, blank: float = BLANK_HEIGHT) -> None:
        self.start = start
        self.end = start + len(text)
        self._text = text
        self._units = Units(text)
        self._layout = QTextLayout(text, font)
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        option.setUseDesignMetrics(True)
        if "\t" in text:
            option.setTabs(_columns(text, width))
        self._layout.setTextOption(option)
        self._layout.setCacheEnabled(True)
        self._layout.beginLayout()
        y = 0.0
        if text.strip():
            while (line := self._layout.createLine()).isValid():
                line.setLineWidth(width)
                line.setPosition(QPointF(0, y + (LINE_HEIGHT - line.height()) / 2))
                y += LINE_HEIGHT
        self._layout.endLayout()
        # what fills more than a line is a paragraph; single lines may be the lines of one
        self.height = y + (PARAGRAPH_GAP if self._layout.lineCount() > 1 else 0.0) or blank

    def paint(self, painter: QPainter, at: QPointF, coloured: Sequence[tuple[int, int, QColor]] = ()) -> None:
        """Draw the text in the painter's pen; runs of the page in `coloured` in their own colours."""
        formats = []
        for start, end, colour in coloured:
            if start < self.end and end > self.start:
                first = self._units.to_units(max(start, self.start) - self.start)
                piece = QTextLayout.FormatRange()
                piece.start = first
                piece.length = self._units.to_units(min(end, self.end) - self.start) - first
                style = QTextCharFormat()
                style.setForeground(colour)
                piece.format = style
                formats.append(piece)
        self._layout.draw(painter, at, formats)

    def rects(self, start: int, end: int) -> list[QRectF]:
        """Where the run is within the paragraph, one rectangle a line or table cell."""
        first, last = max(start, self.start) - self.start, min(end, self.end) - self.start
        result = []
        while first < last:
            tab = self._text.find("\t", first, last)
            result += self._run_rects(first, last if tab < 0 else tab)
            first = last if tab < 0 else tab + 1
        return result

    def _run_rects(self, start: int, end: int) -> list[QRectF]:
        first, last = self._units.to_units(start), self._units.to_units(end)
        result = []
        for line in self._lines():
            begin, stop = line.textStart(), line.textStart() + line.textLength()
            if begin >= last:
                break
            if stop <= first:
                continue
            left, right = sorted((_x(line, max(first, begin)), _x(line, min(last, stop))))
            # white space at a line's end hangs over the margin: it is not shown as part of the run
            right = min(right, line.x() + line.naturalTextWidth()) if not self._is_mirrored() else right
            if right > left:
                result.append(QRectF(left, line.y(), right - left, line.height()))
        return result

    def offset_at(self, x: float, y: float, *, between: bool) -> int | None:
        """The letter under a place, or the nearest place between letters."""
        lines = self._lines()
        if not lines:
            return self.start if between else None
        line = lines[min(max(0, int(y // LINE_HEIGHT)), len(lines) - 1)]
        if between:
            unit = line.xToCursor(x, QTextLine.CursorPosition.CursorBetweenCharacters)
        else:
            if not 0 <= x - line.x() <= line.naturalTextWidth() or not 0 <= y < self.height:
                return None
            unit = line.xToCursor(x, QTextLine.CursorPosition.CursorOnCharacter)
        offset = self.start + self._units.to_points(unit)
        return offset if between else min(offset, self.end - 1)

    def line_at(self, offset: int) -> tuple[int, int]:
        """The line around an offset of the page."""
        unit = self._units.to_units(min(offset, max(self.start, self.end - 1)) - self.start)
        line = self._layout.lineForTextPosition(unit)
        if not line.isValid():
            return self.start, self.end
        begin = line.textStart()
        return (
            self.start + self._units.to_points(begin),
            self.start + self._units.to_points(begin + line.textLength()),
        )

    def _lines(self) -> list[QTextLine]:
        return [self._layout.lineAt(index) for index in range(self._layout.lineCount())]

    def _is_mirrored(self) -> bool:
        return self._layout.textOption().textDirection() == Qt.LayoutDirection.RightToLeft


def _x(line: QTextLine, unit: int) -> float:
    """Where a UTF-16 unit begins; the binding gives the place together with the unit it settled on."""
    found: Any = line.cursorToX(unit)
    return float(found[0]) if isinstance(found, tuple) else float(found)


def _columns(text: str, width: float) -> list[QTextOption.Tab]:
    """Tab stops for a table's row: figures end at their column's end, words begin at its beginning."""
    cells = text.split("\t")[1:]
    share = max(0.28, 0.62 - 0.12 * (len(cells) - 1))
    column = width * (1 - share) / len(cells)
    tabs = []
    for index, cell in enumerate(cells):
        left = width * share + index * column
        stop = QTextOption.Tab()
        if _FIGURE.fullmatch(cell.strip()):
            stop.type = QTextOption.TabType.RightTab
            stop.position = left + column - 1
        else:
            stop.type = QTextOption.TabType.LeftTab
            stop.position = left + 8
        tabs.append(stop)
    return tabs


def pieces(text: str) -> list[tuple[int, str]]:
    """Paragraphs of a text with their starts; too long ones are cut behind a space or a full stop."""
    result: list[tuple[int, str]] = []
    start = 0
    for line in text.split("\n"):
        rest, at = line, start
        while len(rest) > LONGEST_PARAGRAPH:
            cut = max(rest.rfind(mark, LONGEST_PARAGRAPH // 2, LONGEST_PARAGRAPH) for mark in " 。.;；") + 1
            cut = cut or LONGEST_PARAGRAPH
            result.append((at, rest[:cut]))
            rest, at = rest[cut:], at + cut
        result.append((at, rest))
        start += len(line) + 1
    return result


def blank_height(text: str) -> float:
    """How high the blank lines of a page are."""
    lines = text.count("\n") + 1
    return TIGHT_BLANK_HEIGHT if lines > 8 and text.count("\n\n") > 0.35 * lines else BLANK_HEIGHT


def estimated_height(text: str, width: float, blank_line: float = BLANK_HEIGHT) -> float:
    """About how high a text will be, without laying it out; Chinese letters are twice as wide as Latin ones."""
    if not text.strip():
        return blank_line * (text.count("\n") + 1)
    extra = len(text.encode("utf-8", "replace")) - len(text)
    ems = len(text) * 0.5 + min(extra / 2, len(text)) * 0.5
    blank = text.count("\n\n")
    written = text.count("\n") + 1 - blank
    per_line = width / FONT_SIZE
    return blank_line * blank + LINE_HEIGHT * max(written, ems / per_line + written * 0.4)
