"""What all editors of a field have in common: value, state, draft text, problem, and the way back."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QInputMethodEvent
from PySide6.QtWidgets import QMenu, QWidget

from db.model.evidence import Evidence
from db.model.form import Field, Form, label
from db.model.values import State, Value
from desktop.ui.form.tools import LanguageTools
from desktop.ui.theme import Theme

ANSWERS = (State.NOT_STATED, State.UNREADABLE, State.NOT_APPLICABLE, State.NOT_LOOKED_AT)


class FieldEditor(QWidget):
    """Edits one field of a record.

    The value is what its text means; without text the state says why there is none. Each editor remembers what it
    was given, so that it knows whether it was changed and can go back.

    Attributes:
        evidence: where a value that was filled from the page came from; None where the evidence did not move.

    Signals:
        changed: the person changed text, value or state.
        focusChanged: the keyboard came (True) or went.
        actionRequested: id of what a key asked for ("confirm", "not_stated").
    """

    changed = Signal()
    focusChanged = Signal(bool)
    actionRequested = Signal(str)

    def __init__(
        self, field: Field, form: Form, language: str, tools: LanguageTools, theme: Theme, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.field = field
        self.form = form
        self.language = language
        self.report_language = language
        self.tools = tools
        self.theme = theme
        self.evidence: Evidence | None = None
        self._original: tuple[Value, State] = (None, State.NOT_LOOKED_AT)
        self.setObjectName(f"editor_{field.id}")
        self.setAccessibleName(label(field.labels, language))

    # -- what each editor says for itself

    def text(self) -> str:
        """What stands in the editor, half-typed or not."""
        raise RuntimeError(f"{type(self).__name__} has no text")

    def set_text(self, text: str) -> None:
        """Put half-typed text back, as if it had just been typed."""
        raise RuntimeError(f"{type(self).__name__} takes no text")

    def value(self) -> Value:
        """The value, None where there is none or where the text can't be read."""
        raise RuntimeError(f"{type(self).__name__} has no value")

    def state(self) -> State:
        """STATED where there is text; else why there is none."""
        raise RuntimeError(f"{type(self).__name__} has no state")

    def problem(self) -> str | None:
        """Why the text can't be read, in the reader's language; None where it can."""
        return None

    def show_value(self, value: Value, state: State) -> None:
        """Show this value and state without touching what the editor was given."""
        raise RuntimeError(f"{type(self).__name__} shows nothing")

    def value_text(self, value: Value) -> str:
        """A value as this editor would write it; for showing the machine's beside it."""
        raise RuntimeError(f"{type(self).__name__} writes nothing")

    def set_theme(self, theme: Theme) -> None:
        """Paint in these colours from now on."""
        self.theme = theme
        self.update()

    def set_links(self, links: Mapping[str, str]) -> None:
        """Offer these records; only a LINK editor cares."""

    # -- what is the same for all

    def set_value(self, value: Value, state: State | None = None) -> None:
        """Give the editor what the record holds; this is what `revert` goes back to.

        Args:
            value: in the shape of the field's type.
            state: left out, STATED with a value and NOT_LOOKED_AT without.
        """
        if value is None and state in (None, State.STATED):
            state = State.NOT_LOOKED_AT
        elif value is not None:
            state = State.STATED
        assert state is not None
        self._original = (value, state)
        self.evidence = None
        self.show_value(value, state)

    def put(self, value: Value, state: State = State.STATED, evidence: Evidence | None = None) -> None:
        """Change to this value or, with None, to this state, as the person would; evidence moves with it."""
        self.evidence = evidence
        self.show_value(value, State.STATED if value is not None else state)
        self.changed.emit()

    def is_changed(self) -> bool:
        """Whether it differs from what the record holds, moved evidence and unreadable text included."""
        if self.evidence is not None or self.problem() is not None:
            return True
        value, state = self._original
        return self.state() is not state or (state is State.STATED and self.value() != value)

    def is_empty(self) -> bool:
        """Whether there is neither text nor value."""
        return not self.text()

    def original(self) -> tuple[Value, State]:
        """What the record holds."""
        return self._original

    def revert(self) -> None:
        """Go back to what the record holds."""
        self.evidence = None
        self.show_value(*self._original)
        self.changed.emit()

    def state_when_emptied(self) -> State:
        """Why there is no value once a person has taken the text away.

        Taking away what was there says that the report doesn't state it; taking away what one has just typed says
        nothing new.
        """
        state = self._original[1]
        return State.NOT_STATED if state is State.STATED else state

    def arrive(self) -> None:
        """Take the keyboard so that the value is looked at: typing replaces it, Del is still the record's."""
        inner = self.focusProxy()
        come = getattr(inner, "arrive", None)
        if come is not None:
            come()
        else:
            self.setFocus(Qt.FocusReason.OtherFocusReason)

    def is_fresh(self) -> bool:
        """Whether nothing has been done in it since `arrive`."""
        return bool(getattr(self.focusProxy(), "fresh", False))

    def mark_not_stated(self) -> None:
        """Answer that the report doesn't state it."""
        self.put(None, State.NOT_STATED)

    def state_label(self, state: State) -> str:
        """A state in the reader's words."""
        return {
            State.STATED: self.tr("stated"),
            State.NOT_STATED: self.tr("not stated"),
            State.UNREADABLE: self.tr("unreadable"),
            State.NOT_APPLICABLE: self.tr("not applicable"),
            State.NOT_LOOKED_AT: self.tr("not looked at"),
        }[state]

    def fill_state_menu(self, menu: QMenu) -> None:
        """Add the answers that are no value, the present one ticked."""
        for state in ANSWERS:
            action = menu.addAction(self.state_label(state))
            action.setCheckable(True)
            action.setChecked(self.state() is state)
            action.triggered.connect(lambda _checked=False, chosen=state: self.put(None, chosen))
        menu.addSeparator()
        back = menu.addAction(self.tr("Take back the change"))
        back.setEnabled(self.is_changed())
        back.triggered.connect(lambda _checked=False: self.revert())

    def open_menu(self, event: QContextMenuEvent, standard: QMenu | None) -> None:
        """Show the standard menu of the inner widget with the states on top of it."""
        menu = QMenu(self)
        self.fill_state_menu(menu)
        if standard is not None:
            menu.addSeparator()
            menu.addActions(standard.actions())
        menu.exec(event.globalPos())
        menu.deleteLater()
        if standard is not None:
            standard.deleteLater()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        self.open_menu(event, None)


def bare(kind: str, text: str, placeholder: str) -> str:
    """A style sheet that takes the frame away: the box around the editor has it, whatever the window's sheet says.

    Args:
        kind: class of the widget; text, placeholder: colours.
    """
    height = "min-height: 26px; max-height: 26px;" if kind == "QLineEdit" else "min-height: 0;"
    return (
        f"{kind} {{ border: none; background: transparent; padding: 0; margin: 0; {height}"
        f" color: {text}; placeholder-text-color: {placeholder}; }}"
    )


def composes(event: QInputMethodEvent) -> bool:
    """Whether an input method is in the middle of a word after this event."""
    return bool(event.preeditString())
