"""The few words under a field: what the machine said, why it is unsure, what fails, what can't be read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QLabel, QSizePolicy, QVBoxLayout, QWidget

from desktop.ui.theme import Theme


@dataclass(frozen=True)
class Note:
    """One line: its tone, its words, and the field whose machine value a click on it restores."""

    tone: Literal["muted", "warning", "bad"]
    text: str
    restores: str | None = None


class WrappedLabel(QLabel):
    """Wraps at its width, and asks for the height that this takes: not for that of its narrowest shape."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWordWrap(True)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def minimumSizeHint(self) -> QSize:
        return QSize(40, self.fontMetrics().height())


class FieldNotes(QWidget):
    """The lines, none while there is nothing to say.

    Signals:
        restoreRequested: id of the field whose machine value is wanted back.
    """

    restoreRequested = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._notes: tuple[Note, ...] = ()
        self._labels: list[WrappedLabel] = []
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(2, 0, 2, 2)
        self._box.setSpacing(2)
        self.hide()

    def set_margins(self, left: int, top: int, right: int, bottom: int) -> None:
        """Leave this room around the lines, in pixels."""
        self._box.setContentsMargins(left, top, right, bottom)

    def height_at(self, width: int) -> int:
        """What the lines need at this width, in pixels."""
        return self._box.totalHeightForWidth(width)

    def notes(self) -> tuple[Note, ...]:
        """What is shown."""
        return self._notes

    def set_notes(self, notes: tuple[Note, ...]) -> None:
        """Show these."""
        if notes == self._notes:
            return
        self._notes = notes
        while len(self._labels) < len(notes):
            label = WrappedLabel(self)
            label.linkActivated.connect(self.restoreRequested)
            self._labels.append(label)
            self._box.addWidget(label)
        for line, note in zip(self._labels, notes, strict=False):
            self._write(line, note)
        for number, line in enumerate(self._labels):
            line.setVisible(number < len(notes))
        self.setVisible(bool(notes))
        self.updateGeometry()

    def set_theme(self, theme: Theme) -> None:
        """Paint in these colours from now on."""
        self._theme = theme
        for label, note in zip(self._labels, self._notes, strict=False):
            self._write(label, note)

    def _write(self, label: QLabel, note: Note) -> None:
        theme = self._theme
        colour = {"muted": theme.muted, "warning": theme.warning, "bad": theme.bad}[note.tone]
        label.setProperty("tone", note.tone)
        label.setStyleSheet(f"QLabel {{ color: {colour}; background: transparent; font-size: 12px; }}")
        if note.restores is None:
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setText(note.text)
            label.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            label.setToolTip("")
        else:
            label.setTextFormat(Qt.TextFormat.RichText)
            words = self.tr("Restore")
            text = _html(note.text)
            label.setText(f'{text} &nbsp;<a style="color:{theme.accent}" href="{note.restores}">{words}</a>')
            label.setToolTip(self.tr("Take the machine's value again"))
            label.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # Tab goes field to field; the field's menu restores by key
        label.setAccessibleName(note.text)


def _html(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
