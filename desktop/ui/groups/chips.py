"""The kinds of values there are, as chips with counts, family by family."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QLabel, QScrollArea, QSizePolicy, QWidget

from db.model.dataclass import dataclass
from desktop.ui.queue.filters import FilterChip
from desktop.ui.theme import Theme

_SIDE, _ABOVE, _GAP, _LINE = 16, 6, 6, 26


@dataclass(frozen=True)
class Kind:
    """One chip: the family it stands under, its words, and how many values wait."""

    family: str
    words: str
    count: int


MOST_LINES = 4  # of chips; where they need more they are scrolled


class KindBar(QWidget):
    """Chips in as many lines as they need; one is chosen.

    Signals:
        kindChosen(int): the number of the chip that was clicked.
        arranged(): they need another height, or another one is chosen.
    """

    kindChosen = Signal(int)
    arranged = Signal()

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._kinds: tuple[Kind, ...] = ()
        self._chosen = -1
        self.chips: list[FilterChip] = []
        self._heads: list[QLabel] = []
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def set_kinds(self, kinds: Sequence[Kind], chosen: int) -> None:
        """Show these; number `chosen` is the one whose values are shown, -1 where none is."""
        self._kinds, self._chosen = tuple(kinds), chosen
        while len(self.chips) < len(kinds):
            chip = FilterChip(self._theme, self)
            number = len(self.chips)
            chip.clicked.connect(lambda _checked=False, which=number: self.kindChosen.emit(which))
            self.chips.append(chip)
        families = list(dict.fromkeys(kind.family for kind in kinds))
        while len(self._heads) < len(families):
            head = QLabel(self)
            head.setTextFormat(Qt.TextFormat.PlainText)
            head.setAlignment(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight)
            self._heads.append(head)
        for number, head in enumerate(self._heads):
            head.setText(families[number] if number < len(families) else "")
            head.setVisible(number < len(families))
        for number, chip in enumerate(self.chips):
            if number < len(kinds):
                kind = kinds[number]
                chip.set_words(kind.words, kind.count, f"{kind.family}: {kind.words}")
                chip.setChecked(number == chosen)
            chip.setVisible(number < len(kinds))
        self.set_theme(self._theme)
        self._arrange()

    def set_theme(self, theme: Theme) -> None:
        """Paint in these colours from now on."""
        self._theme = theme
        for chip in self.chips:
            chip.set_theme(theme)
        for head in self._heads:
            head.setStyleSheet(f"QLabel {{ color: {theme.muted}; background: transparent; }}")

    def sizeHint(self) -> QSize:
        return QSize(420, self.minimumHeight())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        """A line or more for each family, its name in front, all names equally wide."""
        heads = [head for head in self._heads if not head.isHidden()]
        width = max((head.sizeHint().width() for head in heads), default=0)
        left = _SIDE + width + 2 * _GAP
        x, y = left, _ABOVE
        family, number = "", -1
        for kind, chip in zip(self._kinds, self.chips, strict=False):
            size = chip.sizeHint()
            if kind.family != family:
                y += _LINE + _GAP if number >= 0 else 0
                family, number, x = kind.family, number + 1, left
                heads[number].setGeometry(_SIDE, y, width, _LINE)
            elif x + size.width() > self.width() - _SIDE:
                x, y = left, y + _LINE + _GAP
            chip.setGeometry(x, y, size.width(), _LINE)
            x += size.width() + _GAP
        height = y + _LINE + _ABOVE if self._kinds else 0
        if height != self.minimumHeight() or height != self.maximumHeight():
            self.setFixedHeight(height)
        self.arranged.emit()

    def chosen(self) -> FilterChip | None:
        """The chip of the group that is shown."""
        return self.chips[self._chosen] if 0 <= self._chosen < len(self._kinds) else None


class KindArea(QScrollArea):
    """The chips, no higher than some lines; the chosen one is always in sight."""

    def __init__(self, kinds: KindBar, parent: QWidget) -> None:
        super().__init__(parent)
        self._kinds = kinds
        self.setWidget(kinds)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.viewport().setAutoFillBackground(False)
        kinds.setAutoFillBackground(False)
        kinds.arranged.connect(self._fit)

    def _fit(self) -> None:
        most = 2 * _ABOVE + MOST_LINES * (_LINE + _GAP) - _GAP
        self.setFixedHeight(min(self._kinds.minimumHeight(), most))
        chip = self._kinds.chosen()
        if chip is not None:
            self.ensureWidgetVisible(chip, 0, _ABOVE)
