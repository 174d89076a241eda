"""Paints one row of a group: the value large, beside it what is cut out of its page."""

from __future__ import annotations

import math

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QApplication, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from db.model.dataclass import dataclass
from db.model.readings import Reading
from desktop.ui import theme as themes
from desktop.ui.groups.cuts import Passage, Strip, passage_of, strip_of
from desktop.ui.groups.entries import ENTRY, Entry
from desktop.ui.groups.pictures import Pictures
from desktop.ui.queue.badge import paint_badge
from desktop.ui.queue.figures import tabular
from desktop.ui.source.page_painter import DARK_DIM
from desktop.ui.source.paragraphs import LINE_HEIGHT, Paragraph, serif
from desktop.ui.theme import Theme

SIDE, PAD = 16, 6
VALUE = 196, 360  # pixels for the value and its caption, at least and where there is room
MARK = 44  # pixels at the right: a click there marks the odd one
LOWEST, WITH_DOUBT = 56, 74
LETTERS = 15  # pixels: the size of a passage shown as text
_Index = QModelIndex | QPersistentModelIndex


@dataclass
class Face:
    """How a row looks at the present width."""

    strip: Strip | None
    passage: Passage
    height: int
    lines: list[Paragraph] | None = None


class GroupDelegate(QStyledItemDelegate):
    """Paints rows; cuts are made when a row is first measured, text is laid out when it is first painted."""

    def __init__(self, pictures: Pictures, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pictures = pictures
        self._theme = theme
        self._paper = themes.light()
        self._reading: Reading | None = None
        self._width = 0
        self._faces: dict[int, Face] = {}
        self._font = serif()
        self._font.setPixelSize(LETTERS)

    def set_reading(self, reading: Reading | None) -> None:
        """Cut out of this report from now on."""
        self._reading = reading
        self._faces.clear()

    def set_theme(self, theme: Theme) -> None:
        """Paint in these colours from now on."""
        self._theme = theme

    def set_width(self, width: int) -> bool:
        """Rows are so wide from now on, in pixels; whether that is new."""
        new = width != self._width
        self._width = width
        if self._pictures.fit(self._room()) or new:
            self._faces.clear()
            return True
        return False

    def forget(self) -> None:
        """Other values are there; in another order they look as before."""
        self._faces.clear()

    def page_of(self, entry: Entry) -> int | None:
        """The page whose picture a row needs; None where it needs none."""
        strip = self.face(entry).strip
        return strip.page if strip is not None else None

    def is_ready(self, entry: Entry) -> bool:
        """Whether the row shows its passage as soon as it is painted."""
        page = self.page_of(entry)
        return page is None or self._pictures.image(page) is not None or self._pictures.failed(page)

    def face(self, entry: Entry) -> Face:
        """How a row looks."""
        face = self._faces.get(id(entry.item))
        if face is None:
            face = self._faces[id(entry.item)] = self._make(entry)
        return face

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        entry = index.data(ENTRY)
        return QSize(200, self.face(entry).height if isinstance(entry, Entry) else LOWEST)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        entry = index.data(ENTRY)
        if not isinstance(entry, Entry):
            return
        rect: QRect = option.rect  # type: ignore[attr-defined]
        state: QStyle.StateFlag = option.state  # type: ignore[attr-defined]
        font: QFont = option.font  # type: ignore[attr-defined]
        theme = self._theme
        painter.save()
        painter.setClipRect(rect, Qt.ClipOperation.IntersectClip)
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        if chosen:
            painter.fillRect(rect, QColor(theme.accent_soft))
            painter.fillRect(QRect(rect.left(), rect.top(), 4, rect.height()), QColor(theme.accent))
        painter.setPen(QPen(QColor(theme.border), 1))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        self._words(painter, rect, entry, font)
        face = self.face(entry)
        room = QRect(rect.left() + SIDE + self._value(), rect.top() + PAD, self._room(), rect.height() - 2 * PAD)
        if face.strip is not None and not self._pictures.failed(face.strip.page):
            self._picture(painter, room, face.strip, entry)
        else:
            self._text(painter, room, face, entry, index)
        self._mark(painter, QRect(rect.right() - MARK, rect.top(), MARK, rect.height()), entry, font, chosen)
        painter.restore()

    # -- parts of a row

    def _words(self, painter: QPainter, rect: QRect, entry: Entry, font: QFont) -> None:
        theme = self._theme
        value = entry.value()
        box = QRect(rect.left() + SIDE, rect.top() + PAD, self._value() - 2 * SIDE, rect.height() - 2 * PAD)
        large, small, lines = self._set(value, font)
        metrics, under = QFontMetrics(large), QFontMetrics(small).height()
        height = self._words_height(entry, font)
        top = box.top() + max(0, (box.height() - height) // 2)
        painter.setFont(large)
        painter.setPen(QColor(theme.bad if entry.odd else theme.text))
        shown = value if lines == 1 else metrics.elidedText(value, Qt.TextElideMode.ElideRight, 2 * box.width() - 24)
        flags = Qt.TextFlag.TextWrapAnywhere if lines == 2 and " " not in value else Qt.TextFlag.TextWordWrap
        painter.drawText(QRect(box.left(), top, box.width(), lines * metrics.height()), int(flags), shown)
        painter.setFont(small)
        painter.setPen(QColor(theme.muted))
        line = QRect(box.left(), top + lines * metrics.height() + 2, box.width(), under)
        paint_badge(
            painter, QPointF(line.left() + 5, line.center().y() + 0.5), entry.item.record.family, theme, hollow=False
        )
        line.setLeft(line.left() + 15)
        words = QFontMetrics(small).elidedText(entry.caption(), Qt.TextElideMode.ElideRight, line.width())
        painter.drawText(line, int(Qt.AlignmentFlag.AlignVCenter), words)
        if entry.doubt is not None:
            line = QRect(box.left(), line.bottom() + 2, box.width(), under)
            sign = "! " if entry.doubt.tone == "bad" else "? "
            painter.setPen(QColor(theme.bad if entry.doubt.tone == "bad" else theme.warning))
            words = QFontMetrics(small).elidedText(sign + entry.doubt.text, Qt.TextElideMode.ElideRight, line.width())
            painter.drawText(line, int(Qt.AlignmentFlag.AlignVCenter), words)

    def _picture(self, painter: QPainter, room: QRect, strip: Strip, entry: Entry) -> None:
        image = self._pictures.image(strip.page)
        width = round(strip.areas[-1].width() * self._pictures.scale)
        y = float(room.top())
        for number, area in enumerate(strip.areas):
            target = QRectF(room.left(), y, width, area.height() * self._pictures.scale)
            if image is None:
                painter.fillRect(target, QColor(self._theme.backdrop))
            else:
                assert self._pictures.pages is not None
                scale = image.width() / self._pictures.pages.size(strip.page)[0]
                source = QRectF(area.x() * scale, area.y() * scale, area.width() * scale, area.height() * scale)
                painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
                painter.drawImage(target, image, source)
                self._light(painter, area, target, strip, entry)
            if number:
                painter.setPen(QPen(QColor(self._paper.border), 1, Qt.PenStyle.DashLine))
                painter.drawLine(target.topLeft(), target.topRight())
            y += target.height()
        whole = QRectF(room.left(), room.top(), width, y - room.top())
        if entry.odd:
            self._veil(painter, whole)
        painter.setPen(QPen(QColor(self._theme.border), 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(whole.adjusted(0.5, 0.5, -0.5, -0.5))

    def _light(self, painter: QPainter, area: QRectF, target: QRectF, strip: Strip, entry: Entry) -> None:
        """Colour behind the letters, lines around what proves the value: the light theme's, as the paper is white."""
        paper = self._paper
        painter.save()
        painter.setClipRect(target, Qt.ClipOperation.IntersectClip)

        def placed(rect: QRectF) -> QRectF:
            return QRectF(
                target.x() + (rect.x() - area.x()) * self._pictures.scale,
                target.y() + (rect.y() - area.y()) * self._pictures.scale,
                rect.width() * self._pictures.scale,
                rect.height() * self._pictures.scale,
            ).adjusted(-1.5, -1, 1.5, 1)

        painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Multiply)
        for rect in strip.soft:
            painter.fillRect(placed(rect), QColor(paper.accent_soft))
        for rect in strip.lit:
            painter.fillRect(placed(rect), QColor(paper.family_soft(entry.item.record.family)))
        painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceOver)
        if self._theme.name == "dark":
            shade = QColor(0, 0, 0)
            shade.setAlphaF(DARK_DIM)
            painter.fillRect(target, shade)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(QColor(paper.accent), 1.6))
        for rect in strip.lit:
            painter.drawRoundedRect(placed(rect), 3, 3)
        painter.restore()

    def _text(self, painter: QPainter, room: QRect, face: Face, entry: Entry, index: _Index) -> None:
        theme = self._theme
        if face.lines is None:
            face.lines = [Paragraph(text, start, self._font, room.width() - 16) for start, text in face.passage.lines]
            needed = max(self._lowest(entry), math.ceil(sum(line.height for line in face.lines)) + 2 * PAD)
            if needed > face.height or face.strip is not None:
                face.height = needed
                self.sizeHintChanged.emit(QModelIndex(index))  # type: ignore[arg-type]
        y = room.top() + max(0.0, (room.height() - sum(line.height for line in face.lines)) / 2)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        coloured = [(start, end, QColor(theme.page_text)) for start, end in face.passage.lit]
        for line in face.lines:
            at = QPointF(room.left() + 8, y)
            for start, end in face.passage.soft:
                for rect in line.rects(start, end) if start < line.end and line.start < end else ():
                    painter.fillRect(rect.translated(at).adjusted(-2, 2, 2, -2), QColor(theme.track))
            for start, end in face.passage.lit:
                for rect in line.rects(start, end) if start < line.end and line.start < end else ():
                    painter.setPen(QPen(QColor(theme.accent), 1.4))
                    painter.setBrush(QColor(theme.family_soft(entry.item.record.family)))
                    painter.drawRoundedRect(rect.translated(at).adjusted(-2, 1, 2, -1), 3, 3)
            painter.setPen(QColor(theme.muted))
            line.paint(painter, at, coloured)
            y += line.height
        if entry.odd:
            self._veil(painter, QRectF(room))

    def _veil(self, painter: QPainter, area: QRectF) -> None:
        veil = QColor(self._theme.panel)
        veil.setAlphaF(0.45)
        painter.fillRect(area, veil)

    def _mark(self, painter: QPainter, box: QRect, entry: Entry, font: QFont, chosen: bool) -> None:
        theme = self._theme
        ring = QRectF(0, 0, 22, 22)
        ring.moveCenter(QPointF(box.center()))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if not entry.odd:
            painter.setPen(QPen(QColor(theme.muted), 1.4 if chosen else 0.9))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawEllipse(ring)
            return
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(theme.bad))
        painter.drawEllipse(ring)
        painter.setPen(QPen(QColor(theme.panel), 2.2))
        inner = ring.adjusted(6.5, 6.5, -6.5, -6.5)
        painter.drawLine(inner.topLeft(), inner.bottomRight())
        painter.drawLine(inner.topRight(), inner.bottomLeft())

    # -- measuring

    def _value(self) -> int:
        """How wide the value and its caption are, in pixels."""
        return min(VALUE[1], max(VALUE[0], self._width * 23 // 100))

    def _room(self) -> int:
        return max(160, self._width - 2 * SIDE - self._value() - MARK)

    def _set(self, value: str, font: QFont) -> tuple[QFont, QFont, int]:
        """How a value is set: its font and its caption's, and how many lines it takes, two at the most."""
        large, small = tabular(font), QFont(font)
        large.setPixelSize(21)
        large.setWeight(QFont.Weight.DemiBold)
        small.setPixelSize(12)
        room = self._value() - 2 * SIDE
        if QFontMetrics(large).horizontalAdvance(value) > room:
            large.setPixelSize(15)  # words rather than a figure
        return large, small, 1 if QFontMetrics(large).horizontalAdvance(value) <= room else 2

    def _words_height(self, entry: Entry, font: QFont) -> int:
        """How high the value, its caption and its doubt are, in pixels."""
        large, small, lines = self._set(entry.value(), font)
        under = QFontMetrics(small).height()
        return lines * QFontMetrics(large).height() + under + 2 + (under + 1 if entry.doubt is not None else 0)

    def _lowest(self, entry: Entry) -> int:
        """How high a row is at least, in pixels: what stands beside the picture fits, too."""
        return max(
            LOWEST if entry.doubt is None else WITH_DOUBT, self._words_height(entry, QApplication.font()) + 2 * PAD
        )

    def _make(self, entry: Entry) -> Face:
        pages, evidence = self._pictures.pages, entry.item.evidence
        strip = strip_of(pages, evidence, self._room() / self._pictures.scale) if pages is not None else None
        passage = passage_of(self._reading, evidence)
        lowest = self._lowest(entry)
        if strip is not None:
            return Face(strip, passage, max(lowest, math.ceil(strip.height * self._pictures.scale) + 2 * PAD))
        lines = sum(self._lines(text) for _, text in passage.lines)
        return Face(None, passage, max(lowest, math.ceil(lines * LINE_HEIGHT) + 2 * PAD))

    def _lines(self, text: str) -> int:
        """About how many lines a text takes; laid out it is measured exactly."""
        wide = sum("\u2e80" <= letter <= "\uffef" for letter in text)
        ems = wide + 0.5 * (len(text) - wide)
        return max(1, math.ceil(ems * LETTERS / (self._room() - 16)))
