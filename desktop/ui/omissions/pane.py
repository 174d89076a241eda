"""The worklist of omissions: the card above, the list below, plain words where nothing is left."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QStackedLayout, QVBoxLayout, QWidget

from desktop.ui.omissions.card import OmissionCard
from desktop.ui.omissions.omission_list import OmissionList
from desktop.ui.tab_order import EnteredAt

if TYPE_CHECKING:
    from db.model.readings import Reading
    from desktop.review.omissions import Omission
    from desktop.ui.theme import Theme


class OmissionPane(EnteredAt):
    """Stands where the records' card and list stand while "Left out" is chosen."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("omissionPane")
        self.card = OmissionCard(theme, self)
        self.list = OmissionList(theme, self)
        self.empty = QLabel(self)
        self.empty.setObjectName("empty")
        self.empty.setWordWrap(True)
        self.empty.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        self.empty.setContentsMargins(16, 24, 16, 16)
        below = QWidget(self)
        self._stack = QStackedLayout(below)
        self._stack.addWidget(self.list)
        self._stack.addWidget(self.empty)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(self.card)
        box.addWidget(below, 1)
        self.enter_at(self.list)
        self._adding = False
        self.set_theme(theme)

    def show_omissions(
        self, items: Sequence[Omission], reading: Reading | None, current: Omission | None, *, searching: bool = False
    ) -> None:
        """Show the open ones, and one of them on the card."""
        self.list.show_omissions(items, reading, current.id if current else None)
        self._stack.setCurrentWidget(self.list if items else self.empty)
        if searching:
            self.empty.setText(self.tr("Looking for what no record cites…"))
        elif reading is None:
            self.empty.setText("")
        else:
            self.empty.setText(
                self.tr("Nothing is left out: every number, amount, date and country is cited or dismissed.")
            )
        if current is not None and reading is not None:
            row = self.list.items.place(current.id)
            self.card.show_omission(current, reading, ((row or 0) + 1, len(items)))
        self.card.setVisible(current is not None and not self._adding)

    def set_adding(self, adding: bool) -> None:
        """Whether the form stands in the card's place, with what will be added."""
        self._adding = adding
        self.card.setVisible(not adding and self.list.items.rowCount() > 0)

    def set_theme(self, theme: Theme) -> None:
        """Paint in these colours from now on."""
        self.card.set_theme(theme)
        self.list.set_theme(theme)
        self.empty.setStyleSheet(f"QLabel {{ color: {theme.muted}; background: transparent; }}")
