"""Several countries by name: chips, and a line that finds the next one."""

from __future__ import annotations

import re

from PySide6.QtCore import QEvent, QPoint, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from db.model.form import Field, Form
from db.model.values import State, Value
from desktop.ui.form.editors.base import FieldEditor
from desktop.ui.form.editors.chip import HEIGHT, Chip
from desktop.ui.form.editors.country import country_items
from desktop.ui.form.editors.pick import PickLine, exactly
from desktop.ui.form.tools import LanguageTools
from desktop.ui.theme import Theme

_PARTING = re.compile("[;；、\n]")
_GAP = 4
_LINE_ROOM = 96


class CountriesLine(PickLine):
    """The line behind the chips.

    Signals:
        backspaced: Backspace in the empty line. leftPressed: Left at its start. parted: a semicolon was typed.
    """

    backspaced = Signal()
    leftPressed = Signal()
    parted = Signal()

    def event(self, event: QEvent) -> bool:
        override = event.type() == QEvent.Type.ShortcutOverride
        if override and isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Backspace:
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self.composing and event.key() == Qt.Key.Key_Backspace and not self.text():
            event.accept()
            self.backspaced.emit()
        elif not self.composing and event.key() == Qt.Key.Key_Left and self.cursorPosition() == 0:
            event.accept()
            self.leftPressed.emit()
        elif not self.composing and event.text() and event.text() in ";；、":
            event.accept()
            self.parted.emit()
        else:
            super().keyPressEvent(event)


class CountriesEditor(FieldEditor):
    """A list of countries; its value is a tuple of ISO 3166 alpha-2 codes in the order given."""

    def __init__(
        self, field: Field, form: Form, language: str, tools: LanguageTools, theme: Theme, parent: QWidget | None = None
    ) -> None:
        super().__init__(field, form, language, tools, theme, parent)
        self._codes: list[str] = []
        self._chips: list[Chip] = []
        self._empty_state = State.NOT_LOOKED_AT
        self.line = CountriesLine(self)
        self.line.set_items(country_items(tools, language))
        self.line.setAccessibleName(self.accessibleName())
        self.setFocusProxy(self.line)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.line.picked.connect(self._add)
        self.line.textEdited.connect(self._was_edited)
        self.line.submitted.connect(self._submit)
        self.line.escaped.connect(self.revert)
        self.line.backspaced.connect(self._remove_last)
        self.line.leftPressed.connect(lambda: self._move_from(len(self._chips), -1))
        self.line.parted.connect(self._take_typed)
        self.line.focusChanged.connect(self._focus_moved)
        self._rebuild()

    # -- the editor's words

    def text(self) -> str:
        typed = self.line.text()
        return "; ".join([*(self._name(code) for code in self._codes), *([typed] if typed else [])])

    def set_text(self, text: str) -> None:
        codes: list[str] = []
        rest: list[str] = []
        for part in _PARTING.split(text):
            code = self._find(part) if part.strip() else None
            if code is not None and code not in codes:
                codes.append(code)
            elif code is None and part.strip():
                rest.append(part.strip())
        self._codes = codes
        self.line.setText("; ".join(rest))
        self._note_empty()
        self._rebuild()
        self.changed.emit()

    def value(self) -> Value:
        codes = list(self._codes)
        typed = self.line.text().strip()
        if typed:
            code = self._find(typed)
            if code is None:
                return None
            if code not in codes:
                codes.append(code)
        return tuple(codes) or None

    def state(self) -> State:
        return State.STATED if self._codes or self.line.text().strip() else self._empty_state

    def problem(self) -> str | None:
        typed = self.line.text().strip()
        if typed and self._find(typed) is None:
            return self.tr("No country is called “{text}”.").format(text=typed)
        return None

    def show_value(self, value: Value, state: State) -> None:
        self._codes = list(value) if isinstance(value, tuple) else []
        self._empty_state = State.NOT_LOOKED_AT if state is State.STATED else state
        self.line.setText("")
        self.line.close_list()
        self._rebuild()

    def value_text(self, value: Value) -> str:
        return ", ".join(self._name(code) for code in value) if isinstance(value, tuple) else ""

    def set_theme(self, theme: Theme) -> None:
        super().set_theme(theme)
        for chip in self._chips:
            chip.set_theme(theme)
        self._show_placeholder()

    # -- chips

    def chips(self) -> list[Chip]:
        """The chips as shown."""
        return list(self._chips)

    def _name(self, code: str) -> str:
        return self.tools.country_name(code, self.language)

    def _find(self, text: str) -> str | None:
        item = exactly(self.line.items(), text)
        if item is not None:
            return item.id
        text = text.strip()
        return self.tools.parse_country(text, self.language) or self.tools.parse_country(text, self.report_language)

    def _add(self, code: str) -> None:
        self.line.setText("")
        if code not in self._codes:
            self._codes.append(code)
            self._rebuild()
        self.changed.emit()

    def _take_typed(self) -> None:
        code = self._find(self.line.text()) if self.line.text().strip() else None
        if code is not None:
            self.line.close_list()
            self._add(code)

    def _remove(self, place: int, focus: bool) -> None:
        del self._codes[place]
        self._note_empty()
        self._rebuild()
        if focus:
            self._move_from(place, 0)
        self.changed.emit()

    def _remove_last(self) -> None:
        if self._codes:
            self._remove(len(self._codes) - 1, focus=False)

    def _move_from(self, place: int, step: int) -> None:
        place += step
        if not self._chips or place >= len(self._chips):
            self.line.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self._chips[max(0, place)].setFocus(Qt.FocusReason.OtherFocusReason)

    def _note_empty(self) -> None:
        if not self._codes and not self.line.text().strip():
            self._empty_state = self.state_when_emptied()

    def _rebuild(self) -> None:
        for chip in self._chips:
            chip.hide()
            chip.deleteLater()
        self._chips = []
        for place, code in enumerate(self._codes):
            chip = Chip(self._name(code), self.theme, self)
            chip.removeRequested.connect(lambda p=place, c=chip: self._remove(p, c.hasFocus()))
            chip.moveRequested.connect(lambda step, p=place: self._move_from(p, step))
            chip.show()
            self._chips.append(chip)
        self._show_placeholder()
        self._arrange()

    def _arrange(self) -> None:
        """Chips from left to right, as many rows as they need; the line takes what is left of the last one."""
        width = max(self.width(), _LINE_ROOM)
        x, y = 0, 0
        for chip in self._chips:
            wanted = min(chip.sizeHint().width(), width)
            if x and x + wanted > width:
                x, y = 0, y + HEIGHT + _GAP
            chip.setGeometry(x, y + 2, wanted, HEIGHT)
            x += wanted + _GAP
        if x and width - x < _LINE_ROOM:
            x, y = 0, y + HEIGHT + _GAP
        self.line.move(QPoint(x + (2 if x else 0), y))
        self.line.setFixedWidth(max(20, width - x - 2))
        height = y + 26
        if height != self.height() or height != self.minimumHeight():
            self.setFixedHeight(height)
            self.updateGeometry()

    def sizeHint(self) -> QSize:
        return QSize(120, self.minimumHeight())

    def minimumSizeHint(self) -> QSize:
        return QSize(60, self.minimumHeight())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self._arrange()

    # -- keys and focus

    def _submit(self) -> None:
        typed = self.line.text().strip()
        if typed:
            self._take_typed()
            return  # the first Enter takes the country, or shows that there is none; the next one decides
        self.actionRequested.emit("confirm")

    def _was_edited(self, text: str) -> None:
        if not text.strip():
            self._note_empty()
            self._show_placeholder()
        self.changed.emit()

    def _focus_moved(self, came: bool) -> None:
        if not came:
            self._take_typed()
        self.focusChanged.emit(came)

    def _show_placeholder(self) -> None:
        self.line.setPlaceholderText("" if self._codes else self.state_label(self._empty_state))
        self.line.dress(self.theme, quiet=self._empty_state is State.NOT_LOOKED_AT)
