"""A sample report as PDF: A4, a running header, footnotes under a rule, a statement table; text stays text."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QMarginsF, QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import (
    QFont,
    QFontDatabase,
    QPageLayout,
    QPageSize,
    QPainter,
    QPdfWriter,
    QPen,
    QTextCharFormat,
    QTextLayout,
    QTextLine,
    QTextOption,
)
from sample_source import MARKER, Block, Source, markers

WIDTH, HEIGHT = 595.0, 842.0  # A4, in points
LEFT, RIGHT, TOP, BOTTOM = 85.0, 510.0, 88.0, 770.0
LEADING = 1.42
GAP = 14.0  # between the text and its footnotes; the rule is in it
SIZES = {"title": 15.0, "heading": 12.0, "note": 8.0, "table_note": 8.0}
BOLD = {"title", "heading", "subheading", "summary_title", "group_row", "total_row", "annex", "subtitle"}
SPACE_BEFORE = {"title": 14.0, "heading": 12.0, "subheading": 8.0, "paragraph": 5.0, "summary": 4.0, "note": 6.0,
                "table_note": 5.0, "subtitle": 4.0, "summary_title": 12.0, "annex": 0.0, "header": 1.0}  # fmt: skip
FAMILIES = {"zh": "Noto Sans CJK SC", "en": "DejaVu Sans"}


class _Pages:
    """Puts lines on pages, top down, footnotes bottom up."""

    def __init__(self, source: Source, path: Path) -> None:
        family = FAMILIES[source.language]
        if family not in QFontDatabase.families():
            raise SystemExit(f"The font {family} is missing; packaging/setup names its package.")
        self._source = source
        self._family = family
        self._writer = QPdfWriter(str(path))
        self._writer.setPageSize(QPageSize(QSizeF(WIDTH, HEIGHT), QPageSize.Unit.Point, "A4"))
        self._writer.setPageMargins(QMarginsF(0, 0, 0, 0), QPageLayout.Unit.Point)
        self._writer.setResolution(720)
        self._writer.setTitle(source.title)
        self._writer.setCreator("Counterproof samples")
        self._painter = QPainter(self._writer)
        self._painter.scale(10, 10)  # ten device pixels a point
        self._number = 0
        self._start_page()

    def close(self) -> None:
        self._end_page()
        self._painter.end()

    def font(self, size: float, bold: bool = False) -> QFont:
        """In points of the page, whatever the resolution of the device."""
        font = QFont(self._family)
        font.setPixelSize(round(size))  # the painter's scale makes a pixel a point
        # Localised forms have no character of their own: digits after Latin letters would come out as nothing.
        font.setFeature(QFont.Tag("locl"), 0)
        font.setBold(bold)
        font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
        return font

    def _start_page(self) -> None:
        self._number += 1
        self._y = TOP
        self._notes: list[QTextLayout] = []
        self._notes_height = 0.0
        self._painter.setFont(self.font(8.0))
        header = QRectF(LEFT, 48, RIGHT - LEFT, 14)
        self._painter.drawText(header, Qt.AlignmentFlag.AlignRight, self._source.symbol)
        self._painter.setPen(QPen(Qt.GlobalColor.black, 0.6))
        self._painter.drawLine(QPointF(LEFT, 66), QPointF(RIGHT, 66))

    def _end_page(self) -> None:
        if self._notes:
            y = BOTTOM - self._notes_height + 7
            self._painter.setPen(QPen(Qt.GlobalColor.black, 0.4))
            self._painter.drawLine(QPointF(LEFT, y), QPointF(LEFT + 110, y))
            y += 5
            for layout in self._notes:
                layout.draw(self._painter, QPointF(LEFT, y))
                y += _height(layout)
        self._painter.setFont(self.font(8.0))
        footer = QRectF(LEFT, 790, RIGHT - LEFT, 14)
        self._painter.drawText(footer, Qt.AlignmentFlag.AlignHCenter, str(self._number))

    def next_page(self) -> None:
        self._end_page()
        self._writer.newPage()
        self._start_page()

    def space(self, points: float) -> None:
        if self._y > TOP:
            self._y += points

    def room(self, points: float) -> bool:
        return self._y + points + self._notes_height <= BOTTOM

    def layout(self, text: str, size: float, bold: bool, width: float, indent: float = 0.0) -> QTextLayout:
        """Broken into lines of this width, in points; markers of footnotes raised."""
        plain, formats = "", []
        last = 0
        for match in MARKER.finditer(text):
            plain += text[last : match.start()]
            style = QTextCharFormat()
            style.setVerticalAlignment(QTextCharFormat.VerticalAlignment.AlignSuperScript)
            formats.append(_range(len(plain), len(match[1]), style))
            plain += match[1]
            last = match.end()
        plain += text[last:]
        layout = QTextLayout(plain, self.font(size, bold))
        option = QTextOption(Qt.AlignmentFlag.AlignLeft)
        option.setWrapMode(QTextOption.WrapMode.WordWrap)
        layout.setTextOption(option)
        layout.setFormats(formats)
        layout.beginLayout()
        y = 0.0
        first = True
        while (line := layout.createLine()).isValid():
            line.setLineWidth(width - (indent if first else 0.0))
            line.setPosition(QPointF(indent if first else 0.0, y))
            y += size * LEADING
            first = False
        layout.endLayout()
        layout.setCacheEnabled(True)
        return layout

    def flow(self, block: Block, left: float = LEFT, width: float = RIGHT - LEFT, align: str = "left") -> None:
        """One block, line by line, over pages where it has to; its footnotes below the line that calls them."""
        size = SIZES.get(block.kind, 10.0)
        layout = self.layout(block.text, size, block.kind in BOLD, width)
        self.space(SPACE_BEFORE.get(block.kind, 0.0))
        keep = 3 if block.kind in ("heading", "subheading") else 1
        calls = {_place(block.text, number): number for number in markers(block.text)}
        for index in range(layout.lineCount()):
            line = layout.lineAt(index)
            notes = [
                self.layout(f"{calls[place]} {self._source.footnotes[calls[place]]}", 8.0, False, RIGHT - LEFT)
                for place in calls
                if line.textStart() <= place < line.textStart() + line.textLength()
            ]
            needed = sum(map(_height, notes)) + (GAP if notes and not self._notes else 0.0)
            if not self.room(size * LEADING * keep + needed):
                self.next_page()
                needed = sum(map(_height, notes)) + (GAP if notes else 0.0)
            self._notes += notes
            self._notes_height += needed
            x = left + ((width - line.naturalTextWidth()) / 2 if align == "center" else 0.0)
            line.draw(self._painter, QPointF(x - line.position().x(), self._y - line.position().y()))
            self._y += size * LEADING

    def row(self, block: Block, columns: int) -> None:
        """A row of the statement: label, then figures flush right; a rule above and below a total."""
        size, step = 10.0, 17.0
        if not self.room(step):
            self.next_page()
        bold = block.kind in BOLD
        rights = [RIGHT - 75.0 * (columns - 1 - index) for index in range(columns)]
        if block.kind == "total_row":
            self._rule(rights[0] - 62, RIGHT, 0.0)
        indent = 0.0 if bold else 10.0
        for index, cell in enumerate(block.cells):
            if not cell:
                continue
            layout = self.layout(cell, size, bold, 320.0)
            line: QTextLine = layout.lineAt(0)
            x = LEFT + indent if index == 0 else rights[index - 1] - line.naturalTextWidth()
            line.draw(self._painter, QPointF(x, self._y + 1))
        self._y += step
        if block.kind == "total_row":
            self._rule(rights[0] - 62, RIGHT, -1.5)

    def _rule(self, left: float, right: float, down: float) -> None:
        self._painter.setPen(QPen(Qt.GlobalColor.black, 0.5))
        self._painter.drawLine(QPointF(left, self._y + down), QPointF(right, self._y + down))

    def box(self, top: float) -> None:
        self._painter.setPen(QPen(Qt.GlobalColor.black, 0.6))
        self._painter.drawRect(QRectF(LEFT, top, RIGHT - LEFT, self._y - top + 6))
        self._y += 8

    @property
    def y(self) -> float:
        return self._y


def _range(start: int, length: int, style: QTextCharFormat) -> QTextLayout.FormatRange:
    item = QTextLayout.FormatRange()
    item.start, item.length, item.format = start, length, style
    return item


def _height(layout: QTextLayout) -> float:
    return layout.lineCount() * layout.font().pixelSize() * LEADING


def _place(text: str, number: int) -> int:
    """Where the marker of this footnote stands once the markers before it are written as bare numbers."""
    before = text[: text.index(f"[^{number}]")]
    return len(MARKER.sub(r"\1", before))


def write(source: Source, path: Path) -> None:
    """Write the report; needs a QGuiApplication."""
    pages = _Pages(source, path)
    columns = max((len(block.cells) - 1 for block in source.blocks if block.cells), default=1)
    box_top: float | None = None
    previous = ""
    for block in source.blocks:
        if box_top is not None and block.kind != "summary":
            pages.box(box_top)
            box_top = None
        if block.kind == "page_break":
            pages.next_page()
        elif block.cells:
            if not previous.endswith("row"):
                pages.space(12.0)
            pages.row(block, columns)
        elif block.kind == "summary_title":
            pages.space(14.0)
            box_top = pages.y - 2
            pages.flow(block, LEFT + 10, RIGHT - LEFT - 20, "center")
        elif block.kind == "summary":
            pages.flow(block, LEFT + 10, RIGHT - LEFT - 20)
        else:
            pages.flow(block, align="center" if block.kind in ("subtitle",) and previous == "title" else "left")
        previous = block.kind
    pages.close()
