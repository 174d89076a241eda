"""One row of the form: a label, its editors, and the notes under them."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from db.model.form import label as label_of
from desktop.ui.form.editors import CompactChoice, FieldEditor
from desktop.ui.form.field_box import HALO, FieldBox, Tone
from desktop.ui.form.field_notes import FieldNotes, Note
from desktop.ui.theme import Theme

LABEL_WIDTH = 92


class FieldRow(QWidget):
    """A field and the fields that share its row.

    Signals:
        restoreRequested: id of the field whose machine value is wanted back.
    """

    restoreRequested = Signal(str)

    def __init__(self, editors: list[FieldEditor], language: str, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.editors = editors
        self._theme = theme
        main = editors[0]
        self.setObjectName(f"row_{main.field.id}")
        self.boxes: dict[str, FieldBox] = {}
        self._dashes: list[QLabel] = []
        self.notes = FieldNotes(theme, self)
        self.notes.restoreRequested.connect(self.restoreRequested)

        words = [label_of(main.field.labels, language)]
        line = QHBoxLayout()
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(2)
        first = FieldBox(main, theme, self)
        self.boxes[main.field.id] = first
        line.addWidget(first, 1)
        for editor in editors[1:]:
            if isinstance(editor, CompactChoice) and first.companion is None:
                first.add_companion(editor)
                continue
            dash = QLabel("–", self)
            self._dashes.append(dash)
            line.addWidget(dash)
            box = FieldBox(editor, theme, self)
            self.boxes[editor.field.id] = box
            line.addWidget(box, 1)
            words.append(label_of(editor.field.labels, language))

        self._words = " – ".join(words)
        self.label = QLabel(self._words, self)
        self.label.setTextFormat(Qt.TextFormat.PlainText)
        self.label.setWordWrap(True)
        self.label.setFixedWidth(LABEL_WIDTH)
        self.label.setMinimumHeight(28 + 2 * HALO)
        self.label.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.label.setBuddy(main)
        hint = label_of(main.field.hints, language) if main.field.hints else ""
        self._hint = hint
        self.label.setToolTip(hint)

        right = QVBoxLayout()
        right.setContentsMargins(0, 0, 0, 0)
        right.setSpacing(0)
        right.addLayout(line)
        right.addWidget(self.notes)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        row.addWidget(self.label, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(right, 1)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        self.set_theme(theme)

    def set_theme(self, theme: Theme) -> None:
        """Paint in these colours from now on."""
        self._theme = theme
        sheet = f"QLabel {{ color: {theme.muted}; background: transparent; }}"
        for quiet in (self.label, *self._dashes):
            quiet.setStyleSheet(sheet)
        for box in self.boxes.values():
            box.set_theme(theme)
        self.notes.set_theme(theme)

    def set_tick(self, words: str) -> None:
        """Show that a person has checked the row's answers, and how; nothing where there are no words for it."""
        self.label.setText(f"{self._words} ✓" if words else self._words)
        self.label.setToolTip(words or self._hint)

    def is_ticked(self) -> bool:
        """Whether the row says that a person has checked its answers."""
        return self.label.text() != self._words

    def box_of(self, field: str) -> FieldBox:
        """The box in which a field of this row stands."""
        return self.boxes.get(field) or next(iter(self.boxes.values()))

    def show_notes(self, notes: Iterable[tuple[str, Note]]) -> None:
        """Show the notes of the row's fields (field id, note) and colour their boxes by the gravest."""
        notes = list(notes)
        self.notes.set_notes(tuple(note for _, note in notes))
        for name, box in self.boxes.items():
            inside = {name, *([box.companion.field.id] if box.companion is not None else [])}
            tones = {note.tone for field, note in notes if field in inside}
            tone: Tone = "bad" if "bad" in tones else "warning" if "warning" in tones else ""
            box.set_tone(tone)
        for editor in self.editors:
            words = "; ".join(note.text for field, note in notes if field == editor.field.id)
            (editor.focusProxy() or editor).setAccessibleDescription(words)
