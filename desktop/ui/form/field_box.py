"""The frame around an editor: its border tells focus, doubt and failure."""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QSizePolicy, QWidget

from db.model.values import State
from desktop.ui.form.editors.base import FieldEditor
from desktop.ui.theme import Theme

HALO = 2
Tone = Literal["", "warning", "bad"]


class HintButton(QAbstractButton):
    """The quiet words "not stated" in an empty field; a click answers so."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setToolTip(self.tr("Say that the report does not state it"))
        self.setAccessibleName(self.tr("not stated"))
        self.set_key("")

    def set_key(self, key: str) -> None:
        """Show this key in front of the words."""
        self.setText(f"{key} {self.tr('not stated')}".strip())
        self.updateGeometry()

    def set_theme(self, theme: Theme) -> None:
        """Paint in these colours from now on."""
        self._theme = theme
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(QFontMetrics(self.font()).horizontalAdvance(self.text()) + 8, 26)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setPen(QColor(self._theme.text if self.underMouse() else self._theme.muted))
        painter.drawText(self.rect(), int(Qt.AlignmentFlag.AlignCenter), self.text())


class FieldBox(QWidget):
    """One editor, 28 pixels high or more, with a small companion at its right where it has one.

    Signals:
        notStated: the hint was clicked.
    """

    notStated = Signal()

    def __init__(self, editor: FieldEditor, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.editor = editor
        self.companion: FieldEditor | None = None
        self._theme = theme
        self._tone: Tone = ""
        self._focus: set[str] = set()
        self.hint = HintButton(theme, self)
        self.hint.clicked.connect(self._answer)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(HALO + 9, HALO + 1, HALO + 5, HALO + 1)
        self._row.setSpacing(4)
        self._row.addWidget(editor, 1)
        self._row.addWidget(self.hint, 0, Qt.AlignmentFlag.AlignTop)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._watch(editor)

    def add_companion(self, editor: FieldEditor) -> None:
        """Put a small editor at the right."""
        self.companion = editor
        self._row.addWidget(editor, 0, Qt.AlignmentFlag.AlignTop)
        self._row.setContentsMargins(HALO + 9, HALO + 1, HALO + 3, HALO + 1)
        self._watch(editor)

    def set_tone(self, tone: Tone) -> None:
        """Colour the border."""
        self._tone = tone
        self.refresh()

    def tone(self) -> Tone:
        """How the border is coloured."""
        return self._tone

    def set_theme(self, theme: Theme) -> None:
        """Paint in these colours from now on, with all that is inside."""
        self._theme = theme
        self.hint.set_theme(theme)
        self.editor.set_theme(theme)
        if self.companion is not None:
            self.companion.set_theme(theme)
        self.update()

    def refresh(self) -> None:
        """Show the hint where it helps: an empty field that has the keyboard, or is in doubt."""
        if self.companion is not None:  # "about" says nothing where there is no number
            alone = self.editor.is_empty() and not self.companion.is_changed()
            self.companion.setVisible(not alone or self.companion.field.id in self._focus)
        empty = self.editor.is_empty() and self.editor.state() is State.NOT_LOOKED_AT
        self.hint.setVisible(empty and (self.editor.field.id in self._focus or self._tone != ""))
        self.update()

    def _watch(self, editor: FieldEditor) -> None:
        editor.focusChanged.connect(lambda came, name=editor.field.id: self._focus_moved(name, came))
        editor.changed.connect(self.refresh)

    def _focus_moved(self, name: str, came: bool) -> None:
        if came:
            self._focus.add(name)
        else:
            self._focus.discard(name)
        self.refresh()

    def _answer(self) -> None:
        self.editor.mark_not_stated()
        self.notStated.emit()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.editor.setFocus(Qt.FocusReason.MouseFocusReason)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        theme = self._theme
        frame = QRectF(self.rect()).adjusted(HALO + 0.5, HALO + 0.5, -HALO - 0.5, -HALO - 0.5)
        focused = bool(self._focus)
        if focused:
            painter.setPen(QPen(QColor(theme.accent_soft), 2 * HALO))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(frame, 5, 5)
        toned = {"": theme.border, "warning": theme.warning, "bad": theme.bad}[self._tone]
        painter.setPen(QPen(QColor(theme.accent if focused else toned), 1.5 if focused else 1))
        painter.setBrush(QColor(theme.card if focused else theme.editor))
        painter.drawRoundedRect(frame, 5, 5)
        if focused and self._tone:  # doubt stays visible while one types
            painter.setPen(QPen(QColor(toned), 2))
            inside = frame.adjusted(5, 0, -5, 0)
            painter.drawLine(inside.bottomLeft(), inside.bottomRight())
