"""Where the report says the record's fact again: the passages, and the values where it contradicts itself."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from db.model.dataclass import dataclass
from desktop.ui.form.field_notes import WrappedLabel
from desktop.ui.form.key_button import KeyButton
from desktop.ui.queue.words import listed
from desktop.ui.theme import Theme

AT_ONCE = 3  # passages shown together; the others by the key that steps through them


@dataclass(frozen=True)
class Again:
    """One passage that says the fact again.

    Attributes:
        where: its page; before, quote, after: the passage, `quote` what proves the value.
        differs: what it says otherwise, in words; more: what it says besides.
        settles: whether one decision settles it with the record.
    """

    record: str
    where: str
    before: str
    quote: str
    after: str
    differs: str = ""
    more: str = ""
    settles: bool = False


class RepeatsNote(QWidget):
    """A few lines in the card, none while nothing is said again.

    Signals:
        stepRequested(), confirmRequested(): the buttons.
    """

    stepRequested = Signal()
    confirmRequested = Signal()

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._found: tuple[Again, ...] = ()
        self._first = 0
        self._current: str | None = None
        self._painted: set[str] = set()
        self._keys: Mapping[str, str] = {}
        self.label = WrappedLabel(self)
        self.label.setTextFormat(Qt.TextFormat.RichText)
        self.label.setTextInteractionFlags(Qt.TextInteractionFlag.NoTextInteraction)
        self.stepping = KeyButton("", "", theme, self)
        self.confirming = KeyButton("", "", theme, self)
        for button in (self.stepping, self.confirming):
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # both have a key; Tab goes field to field
        self.stepping.clicked.connect(self.stepRequested)
        self.confirming.clicked.connect(self.confirmRequested)
        buttons = QHBoxLayout()
        buttons.setContentsMargins(0, 0, 0, 0)
        buttons.addWidget(self.stepping)
        buttons.addStretch(1)
        buttons.addWidget(self.confirming)
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(14, 6, 14, 6)
        self._box.setSpacing(6)
        self._box.addWidget(self.label)
        self._box.addLayout(buttons)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.hide()

    def show_repeats(self, found: Sequence[Again]) -> None:
        """Show these; those that contradict first."""
        ordered = tuple(sorted(found, key=lambda again: not again.differs))
        if ordered == self._found:
            return
        self._found, self._first, self._current = ordered, 0, None
        self._painted.clear()
        self._write()

    def repeats(self) -> Sequence[Again]:
        """What is shown, or can be stepped to."""
        return self._found

    def shown(self) -> frozenset[str]:
        """The records whose passages have been painted since they are told here."""
        return frozenset(self._painted)

    def step(self) -> str | None:
        """Go to the next passage, and after the last to none; the record that it belongs to."""
        names = [again.record for again in self._found]
        here = names.index(self._current) if self._current in names else -1
        self._current = names[here + 1] if here + 1 < len(names) else None
        self._first = max(0, here + 1) // AT_ONCE * AT_ONCE if self._current else 0
        self._write()
        return self._current

    def height_at(self, width: int) -> int:
        """What it needs at this width, in pixels."""
        margins = self._box.contentsMargins()
        inner = width - margins.left() - margins.right()
        height = self.label.heightForWidth(inner) + margins.top() + margins.bottom() + self._box.spacing()
        return height + self.stepping.sizeHint().height()

    def set_keys(self, keys: Mapping[str, str]) -> None:
        """Show these keys at the buttons, action id to text."""
        self._keys = keys
        self._write()

    def set_theme(self, theme: Theme) -> None:
        """Paint in these colours from now on."""
        self._theme = theme
        for button in (self.stepping, self.confirming):
            button.set_theme(theme)
        self._write()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.label.visibleRegion().boundingRect().height() >= self.label.height() - 1:
            self._painted.update(again.record for again in self._here())

    def _here(self) -> Sequence[Again]:
        return self._found[self._first : self._first + AT_ONCE]

    def _write(self) -> None:
        self.setVisible(bool(self._found))
        if not self._found:
            return
        settling = sum(again.settles for again in self._found)
        self.label.setText("<br>".join([self._head(), *(self._line(again) for again in self._here())]))
        plain = (
            f"{each.where} {each.differs} {each.before}{each.quote}{each.after} {each.more}" for each in self._here()
        )
        self.label.setAccessibleName("; ".join(plain))
        self.label.setStyleSheet(f"QLabel {{ color: {self._theme.muted}; background: transparent; font-size: 12px; }}")
        words = self.tr("Show the next") if len(self._found) > 1 else self.tr("Show it")
        self.stepping.set_words(words, self._keys.get("next_repeat", ""))
        self.confirming.setVisible(settling > 0)
        words = self.tr("Confirm all {number}").format(number=settling + 1)
        self.confirming.set_words(words, self._keys.get("confirm_repeats", ""))
        self.updateGeometry()
        self.update()

    def _head(self) -> str:
        against = sum(bool(again.differs) for again in self._found)
        if against:
            words = self.tr("The report says otherwise elsewhere")
            return f'<b style="color:{self._theme.bad}">{words}</b>'
        pages = list(dict.fromkeys(again.where for again in self._found))
        more = f" (+{len(pages) - 6})" if len(pages) > 6 else ""
        words = self.tr("Also on {pages}").format(pages=listed(pages[:6]) + more)
        return f"<b>{_html(words)}</b>"

    def _line(self, again: Again) -> str:
        theme = self._theme
        sign = "▸ " if again.record == self._current else ""
        quote = f'<b style="color:{theme.text}">{_html(again.quote)}</b>'
        line = f"{sign}{_html(again.where)} &nbsp;…{_html(again.before)}{quote}{_html(again.after)}…"
        if again.differs:
            line += f' &nbsp;<span style="color:{theme.bad}">{_html(again.differs)}</span>'
        if again.more:
            line += f" &nbsp;<i>{_html(again.more)}</i>"
        return line


def _html(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
