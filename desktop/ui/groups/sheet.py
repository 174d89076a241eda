"""The sheet of the group check: like values one below the other, the odd ones marked, the rest confirmed by one key."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QStackedWidget, QVBoxLayout, QWidget

from db.model.readings import Reading
from desktop.review.groups import ORDERS, Facet, Item, Order, ordered
from desktop.ui.groups.chips import Kind, KindArea, KindBar
from desktop.ui.groups.delegate import GroupDelegate
from desktop.ui.groups.entries import Doubt, Entry, EntryModel
from desktop.ui.groups.pictures import Pictures
from desktop.ui.groups.view import GroupView
from desktop.ui.groups.words import GroupWords
from desktop.ui.sheets.sheet import Sheet
from desktop.ui.source.budget import PictureBudget
from desktop.ui.source.images import PictureSource
from desktop.ui.theme import Theme

MOST = 2000  # values shown together; once these are confirmed the next ones come


class GroupSheet(Sheet):
    """Shows one group at a time.

    Nothing is confirmed that was not on screen: `advance` brings the rows on that were not, and only then confirms.

    Signals:
        confirmRequested(list, list): the Items that are right, and those that are odd.
    """

    confirmRequested = Signal(object, object)

    def __init__(
        self,
        renderer: PictureSource,
        words: GroupWords,
        names: Callable[[Item], str],
        theme: Theme,
        parent: QWidget | None = None,
        *,
        doubts: Callable[[Item], Doubt | None] = lambda item: None,
        clock: Callable[[], float] = time.monotonic,
        budget: PictureBudget | None = None,
    ) -> None:
        super().__init__("groupSheet", theme, parent)
        self._words = words
        self._names = names
        self._doubts = doubts
        self._groups: dict[Facet, list[Item]] = {}
        self._facet: Facet | None = None
        self._order: Order = "value"
        self._odd: dict[str, str] = {}
        self._note = ""
        self.pictures = Pictures(renderer, self, budget=budget)
        self.model = EntryModel(self)
        self.delegate = GroupDelegate(self.pictures, theme, self)
        self.view = GroupView(self.model, self.delegate, self.pictures, self, clock=clock)
        self.view.setAccessibleName(self.tr("Like values"))
        self.kinds = KindBar(theme, self)
        self.hint = self.quiet(self.tr("Mark what its passage does not say, then confirm the others."))
        self.told = self.quiet()
        self.sorting = self.button("order_group")
        self.marking = self.button("mark_odd", self.tr("Odd one"))
        self.confirming = self.button("confirm_group", primary=True)
        self.message = QLabel(self)
        self.message.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.message.setWordWrap(True)
        self._stack = QStackedWidget(self)
        self._stack.addWidget(self.view)
        self._stack.addWidget(self.message)
        self._lay_out()
        self.set_order(self.view, self.marking, self.confirming, self.sorting)
        self._connect()
        self.set_theme(theme)
        self._refresh()

    # -- what is shown

    def open(self, reading: Reading | None, path: Path | None, password: str | None) -> None:
        """Begin with a report; its values come with `set_groups`."""
        self.pictures.open(reading, path, password)
        self.delegate.set_reading(reading)
        self._groups, self._facet, self._odd = {}, None, {}
        self._note = ""
        self.model.set_entries([])
        self.kinds.set_kinds((), -1)
        self._say(self.tr("Looking for like values…"))

    def close_sheet(self) -> None:
        """Let the pictures go."""
        self.model.set_entries([])
        self.delegate.set_reading(None)
        self.pictures.close()

    def set_groups(self, groups: Mapping[Facet, Sequence[Item]], facet: Facet | None = None, note: str = "") -> None:
        """Show what waits now.

        Args:
            facet: the group to show; the one that is shown stays where there is still something in it.
            note: what was just done; it stands below the next group.
        """
        self.model.set_entries([])
        self.delegate.forget()
        before = list(self._groups)
        # Once its group was confirmed, what was marked is done with here: it comes when the sheet is closed.
        odd = self._odd if note else {}
        kept = {key: [each for each in items if odd.get(each.record.id) != key.field] for key, items in groups.items()}
        self._groups = {key: items for key, items in kept.items() if items}
        known = list(self._groups)
        chosen = facet if facet in self._groups else self._facet if self._facet in self._groups else None
        if chosen is None:
            alike = next((key for key in known if facet is not None and _same(key, facet)), None)
            later = before[before.index(facet) + 1 :] if facet in before else []
            chosen = alike or next((key for key in later if key in self._groups), next(iter(known), None))
        self._facet = chosen
        self._note = note
        if chosen is None:
            self.model.set_entries([])
            nothing = self.tr("No value waits for you here that a passage proves.")
            self._say(f"{note}\n{nothing}" if note else nothing)
        else:
            self._fill()
        self._refresh()

    def facet(self) -> Facet | None:
        """The group that is shown, or would be next."""
        return self._facet

    def odd(self) -> dict[str, str]:
        """What has been marked so far: record id to field."""
        return dict(self._odd)

    def set_theme(self, theme: Theme) -> None:
        """Paint in these colours from now on."""
        super().set_theme(theme)
        self.kinds.set_theme(theme)
        self.delegate.set_theme(theme)
        self.message.setStyleSheet(f"QLabel {{ color: {theme.muted}; background: transparent; font-size: 15px; }}")
        self.view.viewport().update()

    # -- what keys and buttons do

    def advance(self) -> None:
        """Go to rows that were not on screen yet; once all were, confirm those that are not odd."""
        if not self.model.rowCount():
            return
        row = self.model.first_unseen()
        if row is not None:
            if not self.view.show_row(row):
                self.told.setText(self.tr("The picture of this page is still being drawn."))
            return
        if not self.view.rest():
            return
        entries = self.model.entries()
        self.confirmRequested.emit(
            [entry.item for entry in entries if not entry.odd], [entry.item for entry in entries if entry.odd]
        )

    def mark(self, row: int | None = None) -> None:
        """Mark a row as odd, the current one without a number, or take the mark back; then go to the next."""
        by_key = row is None
        here = self.view.currentIndex().row() if row is None else row
        if not 0 <= here < self.model.rowCount():
            return
        self.model.toggle_odd(here)
        entry = self.model.entries()[here]
        if entry.odd:
            self._odd[entry.item.record.id] = entry.item.facet.field
        else:
            self._odd.pop(entry.item.record.id, None)
        if by_key and entry.odd and here + 1 < self.model.rowCount():
            self.view.setCurrentIndex(self.model.index(here + 1, 0))
        self._refresh()

    def step(self, backwards: bool = False) -> None:
        """Show the group beside the present one."""
        known = list(self._groups)
        if self._facet in known:
            self._choose((known.index(self._facet) + (-1 if backwards else 1)) % len(known))

    def order_otherwise(self) -> None:
        """Order by value, the oddest first, or as the report has them."""
        self._order = ORDERS[(ORDERS.index(self._order) + 1) % len(ORDERS)]
        if self._facet is not None:
            self._fill()
        self._refresh()

    # -- within

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(self.head_line(self.hint, self.sorting))
        column.addWidget(KindArea(self.kinds, self))
        column.addWidget(self._stack, 1)
        column.addLayout(self.foot_line(self.told, self.marking, self.confirming))
        self.setFocusProxy(self.view)

    def _connect(self) -> None:
        self.kinds.kindChosen.connect(self._choose)
        self.view.rowsSeen.connect(self._refresh)
        self.view.oddRequested.connect(self.mark)
        self.sorting.clicked.connect(self.order_otherwise)
        self.marking.clicked.connect(lambda: self.mark())
        self.confirming.clicked.connect(self.advance)

    def _choose(self, number: int) -> None:
        self._facet = list(self._groups)[number]
        self._note = ""
        self._fill()
        self._refresh()
        self.view.setFocus()

    def _fill(self) -> None:
        assert self._facet is not None
        items = ordered(self._groups[self._facet], self._order)
        seen = {
            entry.item.record.id for entry in self.model.entries() if entry.seen and entry.item.facet == self._facet
        }
        self.model.set_entries([self._entry(item, seen) for item in items[:MOST]])
        self._stack.setCurrentWidget(self.view)
        self.view.begin()

    def _entry(self, item: Item, seen: set[str]) -> Entry:
        odd = self._odd.get(item.record.id) == item.facet.field
        return Entry(
            item,
            lambda: self._words.value(item),
            lambda: self._names(item),
            self._doubts(item),
            seen=item.record.id in seen,
            odd=odd,
        )

    def _say(self, text: str) -> None:
        self.message.setText(text)
        self._stack.setCurrentWidget(self.message)

    def _refresh(self) -> None:
        known = list(self._groups)
        chosen = known.index(self._facet) if self._facet in known else -1
        self.kinds.set_kinds(
            [Kind(self._words.family(key.family), self._words.facet(key), len(self._groups[key])) for key in known],
            chosen,
        )
        total, seen, odd = self.model.counts()
        shown = bool(total)
        self.title.setText(self._words.facet(self._facet) if self._facet and shown else self.tr("Like values together"))
        self.hint.setVisible(shown)
        words = {
            "value": self.tr("By value"),
            "odd": self.tr("The oddest first"),
            "reading": self.tr("As in the report"),
        }
        self.sorting.set_words(words[self._order])
        self.sorting.setToolTip(self.tr("Order the values otherwise"))
        self.sorting.setVisible(shown)
        self.marking.setVisible(shown)
        self.confirming.setVisible(shown)
        if seen < total:
            self.confirming.set_words(self.tr("Go on"))
        elif odd:
            self.confirming.set_words(self.tr("Confirm the other {number}").format(number=total - odd))
        else:
            self.confirming.set_words(self.tr("Confirm all {number}").format(number=total))
        text = self.tr("{seen} of {total} were on screen").format(seen=seen, total=total) if shown else ""
        if odd:
            text += " · " + self.tr("{number} odd").format(number=odd)
        if shown and self._note:
            text = f"{self._note} {text}"
        self.told.setText(text)


def _same(one: Facet, other: Facet) -> bool:
    return (one.family, one.field) == (other.family, other.field)
