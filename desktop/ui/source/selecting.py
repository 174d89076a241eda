"""Selecting in the report by keys: word by word, letter by letter, line by line; what is found is selected already."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent

from desktop.documents.spans import make_span
from desktop.ui.source.pointer import word_at
from desktop.ui.source.selection import Place

if TYPE_CHECKING:
    from desktop.ui.source.area import PageArea

_SHIFT, _CONTROL = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier
_KEYPAD = Qt.KeyboardModifier.KeypadModifier
_ACROSS = {Qt.Key.Key_Right: 1, Qt.Key.Key_Left: -1}
_DOWN = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}


class KeySelecting(QObject):
    """Ctrl with an arrow takes the next word or the one before; Shift carries the selection on.

    Where nothing is selected it begins at the current record's passage, or at what shows first.
    """

    def __init__(self, area: PageArea) -> None:
        super().__init__(area)
        self._area = area
        area.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take the keys that select; the others go on."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and self._area.content is not None:
            return self._press(event)
        return False

    def select(self, page: int, start: int, end: int) -> None:
        """Select a run of one page, and bring its end into sight."""
        self._area.selection.select(page, start, end)
        self._show()

    def _press(self, event: QKeyEvent) -> bool:
        key, held = Qt.Key(event.key()), event.modifiers() & ~_KEYPAD
        by = _ACROSS.get(key)
        if by is not None and held == _CONTROL:
            self._take_word(by)
        elif by is not None and held in (_SHIFT, _SHIFT | _CONTROL):
            caret = self._begin()
            step = self._word_from if held & _CONTROL else self._letter_from
            self._carry(step(caret, by))
        elif key in _DOWN and held == _SHIFT:
            self._carry(self._line_from(self._begin(), _DOWN[key]))
        else:
            return False
        return True

    def _take_word(self, by: int) -> None:
        """Select the next word alone."""
        selection = self._area.selection
        began = selection.is_empty
        here = self._begin()
        if not began and selection.anchor is not None and selection.caret is not None:
            here = max(selection.anchor, selection.caret) if by > 0 else min(selection.anchor, selection.caret)
        end = self._word_from(here, by)
        if end == here:
            return
        start = self._word_from(end, -by)
        if start.page == end.page:
            self.select(end.page, *((start.offset, end.offset) if by > 0 else (end.offset, start.offset)))

    def _begin(self) -> Place:
        """Where the selection ends that is carried on; it begins here where there is none."""
        selection = self._area.selection
        if selection.caret is None:
            selection.begin(self._first())
        assert selection.caret is not None
        return selection.caret

    def _first(self) -> Place:
        mark = self._area.index.get(self._area.current)
        if mark is not None and mark.evidence:
            span = next((each for each in mark.evidence if each.role == "value"), mark.evidence[0])
            return Place(span.page, span.start)
        return Place(*(self._area.place_at_top() or (1, 0)))

    def _carry(self, caret: Place) -> None:
        self._area.selection.caret = caret
        self._show()

    def _show(self) -> None:
        area, caret = self._area, self._area.selection.caret
        if caret is not None:
            page = area.pages[caret.page - 1]
            start = max(0, min(caret.offset, len(page.text)) - 1)
            if page.text:
                area.reveal((make_span(page, start, start + 1),))
        area.viewport().update()
        area.selectionChanged.emit()

    def _letter_from(self, place: Place, by: int) -> Place:
        length = len(self._text(place.page))
        if 0 <= place.offset + by <= length:
            return Place(place.page, place.offset + by)
        return self._beside(place, by)

    def _word_from(self, place: Place, by: int) -> Place:
        """The end of the next word, or the beginning of the one before."""
        page, offset = place.page, place.offset
        text = self._text(page)
        while True:
            at = offset if by > 0 else offset - 1
            if not 0 <= at < len(text):
                following = self._beside(Place(page, offset), by)
                if following.page == page:
                    return following
                page, offset, text = following.page, following.offset, self._text(following.page)
                continue
            start, end = word_at(text, at)
            if any(map(str.isalnum, text[start:end])) and (end if by > 0 else -start) > (offset if by > 0 else -offset):
                return Place(page, end if by > 0 else start)
            offset += by

    def _line_from(self, place: Place, by: int) -> Place:
        content = self._area.content
        assert content is not None
        text = self._text(place.page)
        start, end = content.line_at(place.page, min(place.offset, max(0, len(text) - 1)))
        other = end if by > 0 else start - 1
        while 0 <= other < len(text) and text[other].isspace():
            other += by
        if not 0 <= other < len(text):
            return self._beside(place, by)
        first, last = content.line_at(place.page, other)
        return Place(place.page, min(first + place.offset - start, last))

    def _beside(self, place: Place, by: int) -> Place:
        """The beginning of the next page, the end of the one before, or the edge of the report."""
        page = place.page + by
        if not 1 <= page <= len(self._area.pages):
            return Place(place.page, len(self._text(place.page)) if by > 0 else 0)
        return Place(page, 0 if by > 0 else len(self._text(page)))

    def _text(self, page: int) -> str:
        return self._area.pages[page - 1].text
