"""A small choice that shares the row of another field: the qualifier beside its number."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QMenu, QWidget

from db.model.form import Field, Form, Term, label
from db.model.values import State, Value
from desktop.ui.form.editors.base import FieldEditor
from desktop.ui.form.editors.keys import ENTER, is_plain
from desktop.ui.form.editors.pick import folded
from desktop.ui.form.tools import LanguageTools
from desktop.ui.theme import Theme


class CompactButton(QAbstractButton):
    """The words "about ▾", painted flat.

    Signals:
        typed: a letter was typed. opened: the list is asked for. submitted, escaped, focusChanged: as a line's.
    """

    typed = Signal(str)
    opened = Signal()
    submitted = Signal()
    escaped = Signal()
    focusChanged = Signal(bool)

    def __init__(self, editor: CompactChoice) -> None:
        super().__init__(editor)
        self._editor = editor
        self.quiet = False
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFixedHeight(26)
        self.pressed.connect(self.opened)

    def sizeHint(self) -> QSize:
        return QSize(QFontMetrics(self.font()).horizontalAdvance(self.text() + " ▾") + 12, 26)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            escapes = event.key() == Qt.Key.Key_Escape and self._editor.is_changed()
            letter = event.text() if not event.modifiers() else ""
            chooses = bool(letter) and self._editor.term_for(letter) is not None
            if (event.key() in ENTER and is_plain(event)) or escapes or chooses:
                event.accept()
                return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if key in ENTER and is_plain(event):
            if not event.isAutoRepeat():
                self.submitted.emit()
        elif key in (Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_Space):
            self.opened.emit()
        elif key == Qt.Key.Key_Escape and self._editor.is_changed():
            self.escaped.emit()
        elif not event.modifiers() and event.text() and self._editor.term_for(event.text()) is not None:
            self.typed.emit(event.text())
        else:
            event.ignore()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.focusChanged.emit(True)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self.focusChanged.emit(False)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        super().mousePressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        theme = self._editor.theme
        if self.hasFocus() or self.underMouse():
            painter.setPen(QPen(QColor(theme.accent), 1) if self.hasFocus() else Qt.PenStyle.NoPen)
            painter.setBrush(QColor(theme.accent_soft))
            painter.drawRoundedRect(self.rect().adjusted(0, 2, -1, -3), 4, 4)
        painter.setPen(QColor(theme.muted if self.quiet else theme.text))
        room = QRect(6, 0, self.width() - 12, self.height())
        text = QFontMetrics(self.font()).elidedText(self.text() + " ▾", Qt.TextElideMode.ElideRight, room.width() + 1)
        painter.drawText(room, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight), text)


class CompactChoice(FieldEditor):
    """A term of a vocabulary, chosen from a menu or by its first letter."""

    def __init__(
        self, field: Field, form: Form, language: str, tools: LanguageTools, theme: Theme, parent: QWidget | None = None
    ) -> None:
        super().__init__(field, form, language, tools, theme, parent)
        self._value: str | None = None
        self._state = State.NOT_LOOKED_AT
        self._draft = ""  # text that names no term
        self.button = CompactButton(self)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.button)
        self.setFocusProxy(self.button)
        self.button.opened.connect(self.open)
        self.button.typed.connect(self._find_typed)
        self.button.submitted.connect(lambda: self.actionRequested.emit("confirm"))
        self.button.escaped.connect(self.revert)
        self.button.focusChanged.connect(self.focusChanged)
        self._show()

    def terms(self) -> list[Term]:
        """What is on offer."""
        return [term for term in self.form.vocabularies.get(self.field.vocabulary or "", ()) if not term.retired]

    def text(self) -> str:
        return self.value_text(self._value) if self._value else self._draft

    def set_text(self, text: str) -> None:
        wanted = folded(text)
        for term in self.terms():
            if wanted in (folded(term.id), *(folded(word) for word in term.labels.values())):
                self.put(term.id)
                return
        self._value, self._draft = None, text
        self._state = State.STATED if text.strip() else self.state_when_emptied()
        self._show()
        self.changed.emit()

    def value(self) -> Value:
        return self._value

    def state(self) -> State:
        return self._state

    def problem(self) -> str | None:
        if self._draft.strip():
            return self.tr("“{text}” is not one of the choices.").format(text=self._draft.strip())
        return None

    def show_value(self, value: Value, state: State) -> None:
        self._value = value if isinstance(value, str) else None
        self._state = State.STATED if self._value else State.NOT_LOOKED_AT if state is State.STATED else state
        self._draft = ""
        self._show()

    def value_text(self, value: Value) -> str:
        for term in self.form.vocabularies.get(self.field.vocabulary or "", ()):
            if term.id == value:
                return label(term.labels, self.language)
        return str(value or "")

    def set_theme(self, theme: Theme) -> None:
        super().set_theme(theme)
        self._show()

    def term_for(self, letter: str) -> Term | None:
        """The next term, after the present one, whose label begins with this letter."""
        terms = self.terms()
        present = next((n for n, term in enumerate(terms) if term.id == self._value), -1)
        wanted = folded(letter)
        for term in terms[present + 1 :] + terms[: present + 1]:
            if wanted and folded(label(term.labels, self.language)).startswith(wanted):
                return term
        return None

    def menu(self) -> QMenu:
        """The terms, and the answers that are no value."""
        menu = QMenu(self)
        for term in self.terms():
            action = menu.addAction(label(term.labels, self.language))
            action.setCheckable(True)
            action.setChecked(term.id == self._value)
            action.triggered.connect(lambda _checked=False, chosen=term.id: self.put(chosen))
            if term.id == self._value:
                menu.setActiveAction(action)
        menu.addSeparator()
        self.fill_state_menu(menu)
        return menu

    def open(self) -> None:
        """Show the choices."""
        menu = self.menu()
        menu.aboutToHide.connect(menu.deleteLater)
        self.button.setDown(False)
        menu.popup(self.mapToGlobal(QPoint(0, self.height() + 2)))

    def _find_typed(self, letter: str) -> None:
        term = self.term_for(letter)
        if term is not None:
            self.put(term.id)

    def _show(self) -> None:
        default = self.value_text(self.field.default) if self.field.default else ""
        unseen = self._state is State.NOT_LOOKED_AT
        self.button.quiet = unseen
        shown = self.text() or (default if unseen and default else self.state_label(self._state))
        self.button.setText(shown)
        self.button.setAccessibleName(f"{self.accessibleName()}: {shown}")
        self.button.setToolTip(f"{self.accessibleName()}: {shown}")
        self.button.updateGeometry()
        self.button.update()
