"""The handles at both ends of what is proved: dragged, they move the ends of the passage."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING
from unicodedata import bidirectional

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter

from db.model.dataclass import dataclass
from db.model.evidence import Evidence, Span
from desktop.ui.source.selection import Place

if TYPE_CHECKING:
    from desktop.ui.source.area import PageArea

KNOB = 5.0  # radius in pixels
NEAR = 9.0  # pixels around a knob that still take hold of it
AROUND = 26.0  # pixels around the passage in which its handles show


@dataclass(frozen=True)
class Grip:
    """One end of one run of the passage.

    Attributes:
        number: which run; at_end: which of its ends; bar: the line along the letter, in the viewport.
    """

    number: int
    at_end: bool
    bar: QRectF

    @property
    def knob(self) -> QPointF:
        """Where it is taken hold of: above the beginning, below the end."""
        return QPointF(self.bar.center().x(), self.bar.bottom() if self.at_end else self.bar.top())


class Handles:
    """Shows and moves the ends of the focused field's passage, or else of the current record's.

    Attributes:
        enabled: whether passages may be moved here.
        shift: from where an end was taken hold of to the letter that it is at.
    """

    def __init__(self, area: PageArea) -> None:
        self._area = area
        self.enabled = False
        self.shift = QPointF()
        self._shown = False
        self._held: Grip | None = None
        self._original: Evidence = ()

    @property
    def dragging(self) -> bool:
        """Whether an end is being dragged."""
        return self._held is not None

    def passage(self) -> Evidence:
        """What the handles are at: what proves the field or, without one, the value of the record."""
        if self._area.field_spans:
            return self._area.field_spans
        mark = self._area.index.get(self._area.current)
        return mark.evidence if mark is not None else ()

    def grips(self) -> list[Grip]:
        """The ends that are on screen."""
        area, content = self._area, self._area.content
        if content is None or not self.enabled:
            return []
        found = []
        for number, span in _values(self.passage()):
            if not 1 <= span.page <= area.stack.count:
                continue
            for at_end in (False, True):
                bar = self._bar(span, at_end)
                if bar is not None:
                    found.append(Grip(number, at_end, bar))
        return found

    def hover(self, at: QPointF | None) -> bool:
        """Show the handles where the pointer is near the passage; says whether it is at one of them."""
        shown = at is not None and self.enabled and self._is_near(at)
        if shown != self._shown:
            self._shown = shown
            self._area.viewport().update()
        return shown and at is not None and self._at(at) is not None

    def press(self, at: QPointF) -> bool:
        """Take hold of an end; says whether there is one."""
        grip = self._at(at) if self.hover(at) else None
        if grip is None:
            return False
        self._held, self._original = grip, self.passage()
        self.shift = grip.bar.center() - at
        span = self._original[grip.number]
        first, last = Place(span.page, span.start), Place(span.page, span.end)
        selection = self._area.selection
        selection.anchor, selection.caret = (first, last) if grip.at_end else (last, first)
        return True

    def release(self) -> Evidence:
        """Let go; the passage as it is now, nothing where it did not change."""
        grip, before, self._held = self._held, self._original, None
        self.shift = QPointF()
        area = self._area
        run = area.selection.evidence(area.pages)
        moved = _with_run(before, grip.number, run) if grip is not None and run else ()
        area.clear_selection()
        same = [(span.page, span.start, span.end) for span in moved]
        return moved if same != [(span.page, span.start, span.end) for span in before] else ()

    def leave(self) -> None:
        """Forget what was begun, and what is shown."""
        self._held, self.shift = None, QPointF()
        self.hover(None)

    def paint(self) -> None:
        """Paint them over the pages, while they show."""
        if not self._shown or self._held is not None:
            return
        colour = QColor(self._area.accent)
        painter = QPainter(self._area.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for grip in self.grips():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colour)
            painter.drawRect(grip.bar)
            painter.setPen(QColor("white"))
            painter.drawEllipse(grip.knob, KNOB, KNOB)
        painter.end()

    def _bar(self, span: Span, at_end: bool) -> QRectF | None:
        area, content = self._area, self._area.content
        assert content is not None
        letters = [n for n in range(span.start, span.end) if not content.text(span.page)[n : n + 1].isspace()]
        if not letters:
            return None
        letter = letters[-1 if at_end else 0]
        rects = area.to_viewport(span.page, content.rects(span.page, letter, letter + 1))
        if not rects:
            return None
        backwards = bidirectional(content.text(span.page)[letter]) in ("R", "AL")
        x = rects[0].right() if at_end != backwards else rects[0].left()
        return QRectF(x - 1, rects[0].top(), 2, rects[0].height())

    def _at(self, at: QPointF) -> Grip | None:
        def away(grip: Grip) -> float:
            return (grip.knob - at).manhattanLength()

        nearest = min(self.grips(), key=away, default=None)
        return nearest if nearest is not None and away(nearest) <= NEAR else None

    def _is_near(self, at: QPointF) -> bool:
        area, content = self._area, self._area.content
        if content is None:
            return False
        for _, span in _values(self.passage()):
            if 1 <= span.page <= area.stack.count:
                for rect in area.to_viewport(span.page, content.span_rects(span)):
                    if rect.adjusted(-AROUND, -AROUND, AROUND, AROUND).contains(at):
                        return True
        return False


def _values(passage: Evidence) -> list[tuple[int, Span]]:
    """The runs that can be moved, with their numbers: those of the value, or all where none is marked so."""
    numbered = list(enumerate(passage))
    return [(n, span) for n, span in numbered if span.role == "value"] or numbered


def _with_run(passage: Evidence, number: int, run: Evidence) -> Evidence:
    """A passage of which one run is another one now, over a page's end perhaps; what it swallows is told once."""
    role = passage[number].role
    new = tuple(replace(span, role=role) for span in run)

    def swallowed(span: Span) -> bool:
        return any(
            span.role == role and one.page == span.page and one.start <= span.start and span.end <= one.end
            for one in new
        )

    before = tuple(span for span in passage[:number] if not swallowed(span))
    after = tuple(span for span in passage[number + 1 :] if not swallowed(span))
    return (*before, *new, *after)
