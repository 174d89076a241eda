"""The few words under a field: what the machine said, why it is unsure, what fails, what can't be read."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Literal

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QLabel, QSizePolicy, QVBoxLayout, QWidget

from db.model.dataclass import dataclass
from desktop.ui.theme import Theme

if TYPE_CHECKING:
    from desktop.review.checks import CheckResult


@dataclass(frozen=True)
class Note:
    """One line.

    Attributes:
        restores: the field whose machine value a click on it restores.
        result: what a check found, where a click accepts it, or opens it again where it was accepted.
    """

    tone: Literal["muted", "warning", "bad"]
    text: str
    restores: str | None = None
    result: CheckResult | None = None


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
        checkRequested(CheckResult): what a check found is to be accepted, or opened again.
    """

    restoreRequested = Signal(str)
    checkRequested = Signal(object)

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
            label.linkActivated.connect(partial(self._follow, len(self._labels)))
            self._labels.append(label)
            self._box.addWidget(label)
        for line, note in zip(self._labels, notes, strict=False):
            self._write(line, note)
        for number, line in enumerate(self._labels):
            line.setVisible(number < len(notes))
        self.setVisible(bool(notes))
        self.updateGeometry()

    def _follow(self, number: int, _link: str) -> None:
        note = self._notes[number]
        if note.result is not None:
            self.checkRequested.emit(note.result)
        elif note.restores is not None:
            self.restoreRequested.emit(note.restores)

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
        words, hint = self._link(note)
        if not words:
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setText(note.text)
        else:
            label.setTextFormat(Qt.TextFormat.RichText)
            label.setText(f'{_html(note.text)} &nbsp;<a style="color:{theme.accent}" href="do">{_whole(words)}</a>')
        label.setToolTip(hint)
        label.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # Tab goes field to field; menus do the same by key
        label.setAccessibleName(note.text)

    def _link(self, note: Note) -> tuple[str, str]:
        """The words that can be clicked, and what they would do; nothing where there is nothing to do."""
        if note.result is not None:
            if note.result.accepted is not None:
                return self.tr("Open again"), self.tr("Say that this is not to be accepted after all")
            return self.tr("Accept…"), self.tr("Say that the report has it so, and why (Ctrl+Shift+A)")
        if note.restores is not None:
            return self.tr("Restore"), self.tr("Take the machine's value again")
        return "", ""


def _whole(words: str) -> str:
    """Words that no line end parts, also where their script has no blanks."""
    return "\u2060".join(words) if not words.isascii() and " " not in words else words.replace(" ", "\u00a0")


def _html(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
