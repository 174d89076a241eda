"""The foot of the card: what can be done with the record, each with its key."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from PySide6.QtCore import QPoint, Signal
from PySide6.QtWidgets import QHBoxLayout, QMenu, QWidget

from desktop.ui.form.key_button import KeyButton
from desktop.ui.theme import Theme

Mode = Literal["decide", "answer", "approve", "done", "add"]
DEFAULT_KEYS: Mapping[str, str] = {
    "confirm": "Enter",
    "approve": "Enter",
    "add": "Enter",
    "reject": "Del",
    "postpone": "P",
    "return": "R",
    "cancel": "Esc",
    "not_stated": "N",
}


class CardFooter(QWidget):
    """Buttons by what the person must do.

    Signals:
        actionRequested: id of the action.
        menuWanted: the menu "…" is about to be shown and can be filled.
    """

    actionRequested = Signal(str)
    menuWanted = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._mode: Mode = "decide"
        self._dirty = self._rejected = False
        self._keys = dict(DEFAULT_KEYS)
        self._typed_keys: dict[str, str] = {}
        self._typing = False
        self._enter: str | None = None
        self.primary = KeyButton("", "", theme, self, primary=True)
        self.second = KeyButton("", "", theme, self)
        self.third = KeyButton("", "", theme, self)
        self.more = KeyButton("…", "", theme, self)
        self.more.setToolTip(self.tr("More that can be done"))
        self.more.setAccessibleName(self.tr("More"))
        self._ids: dict[KeyButton, str] = {}
        row = QHBoxLayout(self)
        row.setContentsMargins(11, 8, 11, 8)
        row.setSpacing(6)
        for button in (self.primary, self.second, self.third):
            row.addWidget(button)
            button.clicked.connect(lambda _checked=False, which=button: self.actionRequested.emit(self._ids[which]))
        row.addStretch(1)
        row.addWidget(self.more)
        self.more.clicked.connect(self.open_menu)
        self.set_mode("decide", dirty=False)

    def set_theme(self, theme: Theme) -> None:
        """Paint in these colours from now on."""
        for button in (self.primary, self.second, self.third, self.more):
            button.set_theme(theme)

    def set_keys(self, keys: Mapping[str, str], typed: Mapping[str, str] | None = None) -> None:
        """Show these keys, action id to text.

        Args:
            typed: the keys that do the same while a field is being typed in, where letters and Del are text.
        """
        self._keys |= keys
        self._typed_keys |= typed or {}
        self.set_mode(self._mode, dirty=self._dirty)

    def set_typing(self, typing: bool) -> None:
        """Show the keys for a field that is being typed in, or the others."""
        if typing != self._typing:
            self._typing = typing
            self.set_mode(self._mode, dirty=self._dirty)

    def set_enter(self, words: str | None) -> None:
        """Say what Enter will do now, where that is not the decision itself: the words then can be pressed, too."""
        if words != self._enter:
            self._enter = words
            self.set_mode(self._mode, dirty=self._dirty)

    def enter_words(self) -> str:
        """What it says Enter will do."""
        return self.primary.text()

    def buttons(self) -> list[KeyButton]:
        """All buttons, in the order of Tab."""
        return [self.primary, self.second, self.third, self.more]

    def key(self, action: str) -> str:
        """The key of an action as shown."""
        return (self._typing and self._typed_keys.get(action)) or self._keys.get(action, "")

    def primary_action(self) -> str:
        """What Enter does."""
        return self._ids[self.primary]

    def set_mode(self, mode: Mode, *, dirty: bool, rejected: bool | None = None) -> None:
        """Show the buttons of a mode; a changed record is corrected, not confirmed or approved.

        Args:
            rejected: whether the record was rejected: who approves says yes to that; as it was where it is not said.
        """
        self._mode, self._dirty = mode, dirty
        self._rejected = self._rejected if rejected is None else rejected
        correct = ("confirm", self.tr("Correct"))
        reject, postpone = ("reject", self.tr("Reject")), ("postpone", self.tr("Postpone"))
        buttons: list[tuple[str, str]]
        if mode == "add":
            buttons = [("add", self.tr("Add")), ("cancel", self.tr("Cancel"))]
        elif mode == "approve":
            yes = self.tr("Approve rejection") if self._rejected else self.tr("Approve")
            buttons = [correct if dirty else ("approve", yes), ("return", self.tr("Return"))]
        elif mode == "answer":
            buttons = [correct if dirty else ("confirm", self.tr("Confirm again")), reject, postpone]
        else:
            buttons = [correct if dirty else ("confirm", self.tr("Confirm")), reject, postpone]
        for button, content in zip((self.primary, self.second, self.third), [*buttons, None, None], strict=False):
            button.setVisible(content is not None)
            if content is not None:
                self._ids[button] = content[0]
                button.set_words(content[1], self.key(content[0]))
        if self._enter is not None and mode != "add":
            self.primary.set_words(self._enter)
        self.primary.setEnabled(mode != "done" or dirty or self._enter is not None)
        self.more.setVisible(mode != "add")

    def open_menu(self) -> None:
        """Show the menu under its button."""
        menu = QMenu(self)
        menu.aboutToHide.connect(menu.deleteLater)
        self.menuWanted.emit(menu)
        menu.popup(self.more.mapToGlobal(QPoint(0, self.more.height() + 2)))
