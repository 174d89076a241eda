"""The filters of the record list: chips with counts, and a menu for the state."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import replace

from PySide6.QtCore import QCoreApplication, QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QMenu, QSizePolicy, QWidget

from db.model.dataclass import dataclass
from db.model.form import Form, label
from db.model.records import Approval, Decision
from desktop.ui.own_keys_button import OwnKeysButton
from desktop.ui.queue.row import Row
from desktop.ui.queue.row_book import FAILING, NEEDS_ME, REPEATS, UNSURE
from desktop.ui.queue.words import approval_word, decision_word, listed
from desktop.ui.theme import Theme

_SIDE, _ABOVE, _GAP = 12, 10, 4
_LEFT_OUT = "left_out"


@dataclass(frozen=True)
class Filter:
    """Which rows are shown: those that fit every part that is set.

    Attributes:
        needs_me, failing, unsure: only such rows.
        family: only this one; status: "decision:confirmed" or "approval:approved", say.
        folded: what says again what another row says stands under that one, where that one is shown.
    """

    needs_me: bool = True
    failing: bool = False
    unsure: bool = False
    family: str | None = None
    status: str | None = None
    folded: bool = False

    def fits(self, row: Row) -> bool:
        """Whether a row is shown."""
        record = row.record
        if self.needs_me and row.task is None:
            return False
        if (self.failing and not row.failing) or (self.unsure and not row.unsure):
            return False
        if self.family is not None and record.family != self.family:
            return False
        if self.status is None:
            return True
        kind, _, value = self.status.partition(":")
        return value == (record.decision if kind == "decision" else record.approval)


def status_words() -> dict[str, str]:
    """The states one can filter by, in the reader's words."""
    words = {"decision:none": QCoreApplication.translate("Words", "undecided")}
    for decision in Decision:
        if decision is not Decision.NONE:
            words[f"decision:{decision}"] = decision_word(decision)
    for approval in Approval:
        if approval is not Approval.NONE:
            words[f"approval:{approval}"] = approval_word(approval)
    return words


class FilterChip(OwnKeysButton):
    """A pill with a word and a count; checked while it filters."""

    def __init__(self, theme: Theme, parent: QWidget, tone: str = "") -> None:
        super().__init__(parent)
        self._theme = theme
        self._tone = tone
        self._count: int | None = None
        self._measured: tuple[str, QFont, int] | None = None
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def set_words(self, word: str, count: int | None, tip: str, *, arrow: bool = False, growing: bool = False) -> None:
        """Show a word and, where there is one, a count; "…" behind it while it may still grow."""
        self._count = count
        text = word if count is None else f"{word} {count}{'…' if growing else ''}"
        shown = f"{text} ▾" if arrow else text
        if shown != self.text():
            self.setText(shown)
            self.setAccessibleName(text)
            self.updateGeometry()
        if tip != self.toolTip():
            self.setToolTip(tip)

    def count(self) -> int | None:
        """The count shown."""
        return self._count

    def set_theme(self, theme: Theme) -> None:
        """Paint in these colours from now on."""
        self._theme = theme
        self.update()

    def sizeHint(self) -> QSize:
        text, own = self.text(), self.font()
        if self._measured is None or self._measured[:2] != (text, own):
            font = QFont(own)
            font.setWeight(QFont.Weight.DemiBold)  # the width stays when it is checked
            self._measured = text, own, QFontMetrics(font).horizontalAdvance(text)
        return QSize(self._measured[2] + 16, 26)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        theme = self._theme
        loud = self._tone == "bad" and bool(self._count)
        ink = theme.bad if loud else theme.accent if self.isChecked() else theme.muted
        edge = theme.bad if loud else theme.accent if self.isChecked() or self.underMouse() else theme.border
        frame = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        painter.setPen(QPen(QColor(edge), 2 if self.hasFocus() else 1))
        painter.setBrush(QColor(theme.accent_soft) if self.isChecked() else Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(frame, 12, 12)
        font = QFont(self.font())
        font.setWeight(QFont.Weight.DemiBold if self.isChecked() else QFont.Weight.Normal)
        painter.setFont(font)
        painter.setPen(QColor(ink))
        painter.drawText(self.rect(), int(Qt.AlignmentFlag.AlignCenter), self.text())


class FilterBar(QWidget):
    """One line of chips: what needs me, fails, is unsure or left out, and the families; a menu for the rest.

    Chips that have no room are in the menu; where one of those filters, the menu's chip says so.

    Signals:
        filterChanged: the person chose another filter.
        leftOutChosen(bool): the person wants to see what no record cites, or the records again.
    """

    filterChanged = Signal()
    leftOutChosen = Signal(bool)

    def __init__(self, form: Form, language: str, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._language = language
        self._filter = Filter()
        self.setObjectName("recordFilters")
        self._families = {family.id: label(family.plurals, language) for family in form.families}
        self.chips: dict[str, FilterChip] = {}
        self.states: Callable[[], Mapping[str, int]] = dict  # how many records are in each state, counted when asked
        for name in (NEEDS_ME, FAILING, UNSURE, *self._family_order(), REPEATS):
            chip = FilterChip(theme, self, "bad" if name == FAILING else "")
            chip.clicked.connect(lambda _checked=False, which=name: self.choose(which))
            self.chips[name] = chip
        self._left_out = False
        self._rest: list[str] = []  # chips that have no room
        self._arranged: tuple[object, ...] = ()
        self.left_out = FilterChip(theme, self)
        self.left_out.clicked.connect(lambda: self.leftOutChosen.emit(not self._left_out))
        self.status = FilterChip(theme, self)
        self.status.clicked.connect(self.open_status)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(self.status.sizeHint().height() + 2 * _ABOVE)
        self._told: dict[str, tuple[int, bool]] = {}
        self.set_left_out_count(None)
        self.count({})

    def _family_order(self) -> list[str]:
        # a report has one record about itself: a filter for it would only take room
        return [family for family in self._families if family != "report"]

    def filter(self) -> Filter:
        """What is chosen."""
        return self._filter

    def set_filter(self, chosen: Filter) -> None:
        """Choose; says so where it is another."""
        if chosen == self._filter:
            self._show_checked()
            return
        self._filter = chosen
        self._show_checked()
        self.filterChanged.emit()

    def count(self, counts: Mapping[str, int], *, counting: Collection[str] = ()) -> None:
        """Show what each chip would show by itself.

        Args:
            counts: chip to number; counting: chips whose number may still grow.
        """
        words: Mapping[str, tuple[str, str]] = {
            NEEDS_ME: (self.tr("Needs me"), self.tr("Only what you must do something with")),
            FAILING: (self.tr("Failing"), self.tr("Only what a check finds wrong")),
            UNSURE: (self.tr("Unsure"), self.tr("Only what the machine is unsure of")),
            REPEATS: (self.tr("Repeats"), self.tr("Fold what is said again under where it is said first")),
        }
        told = {name: (counts.get(name, 0), name in counting) for name in self.chips}
        if told == self._told:
            return
        for name, chip in self.chips.items():
            if told[name] != self._told.get(name):
                family = self._families.get(name, "")
                word, tip = words.get(name, (family, self.tr("Only {family}").format(family=family)))
                chip.set_words(word, told[name][0], tip, growing=told[name][1])
        self._told = told
        self._show_checked()

    def set_left_out(self, shown: bool) -> None:
        """Whether what no record cites is shown instead of records."""
        if shown != self._left_out:
            self._left_out = shown
            self._show_checked()

    def set_left_out_count(self, number: int | None) -> None:
        """How much no record cites; None while that is not known."""
        tip = self.tr("What the report says and no record cites")
        self.left_out.set_words(self.tr("Left out"), number, tip)
        self._arrange()

    def set_theme(self, theme: Theme) -> None:
        """Paint in these colours from now on."""
        for chip in (*self.chips.values(), self.left_out, self.status):
            chip.set_theme(theme)

    def status_menu(self) -> QMenu:
        """The families, what has no room among the chips, and the states to filter by."""
        menu = QMenu(self)
        for name, chip in self._in_order().items():
            if name in self._families or name in self._rest:
                action = menu.addAction(chip.text())
                action.setCheckable(True)
                action.setChecked(chip.isChecked())
                action.triggered.connect(chip.click)
        menu.addSeparator()
        counts = self.states()
        for status, word in {"": self.tr("Any state"), **status_words()}.items():
            action = menu.addAction(f"{word}\t{counts[status]}" if status in counts else word)
            action.setCheckable(True)
            action.setChecked((self._filter.status or "") == status)
            action.triggered.connect(lambda _checked=False, chosen=status: self._choose_status(chosen))
        return menu

    def open_status(self) -> None:
        """Show the menu under its chip."""
        self._show_checked()
        menu = self.status_menu()
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.status.mapToGlobal(QPoint(0, self.status.height() + 2)))

    def sizeHint(self) -> QSize:
        return QSize(420, self.minimumHeight())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _in_order(self) -> Mapping[str, FilterChip]:
        """The chips that have something to say, what is asked for most first."""
        first = {name: self.chips[name] for name in (NEEDS_ME, FAILING, UNSURE)}
        said_again = self.chips[REPEATS].count() or self._filter.folded
        last = {} if said_again else {REPEATS}
        others = {name: chip for name, chip in self.chips.items() if name not in first and name not in last}
        return {**first, _LEFT_OUT: self.left_out, **others}

    def _arrange(self) -> None:
        """Chips from left to right, as many as have room before the menu's."""
        chips = self._in_order()
        if self._looks(chips) == self._arranged:
            return
        self._name_rest(())
        self._rest = self._without_room(chips)
        self._name_rest([chips[name].text() for name in self._rest if chips[name].isChecked()])
        self._rest = self._without_room(chips)
        x = _SIDE
        for name in (*self.chips, _LEFT_OUT):
            chip = self.left_out if name == _LEFT_OUT else self.chips[name]
            chip.setVisible(name in chips and name not in self._rest)
        for chip in (*(chip for name, chip in chips.items() if name not in self._rest), self.status):
            chip.setGeometry(x, _ABOVE, chip.sizeHint().width(), chip.sizeHint().height())
            x += chip.width() + _GAP
        self._arranged = self._looks(chips)

    def _looks(self, chips: Mapping[str, FilterChip]) -> tuple[object, ...]:
        """All that the places of the chips hang on."""
        words = [(name, chip.text(), chip.sizeHint().width(), chip.isChecked()) for name, chip in chips.items()]
        return self.width(), self._filter.status, self.status.isChecked(), *words

    def _without_room(self, chips: Mapping[str, FilterChip]) -> list[str]:
        room = self.width() - 2 * _SIDE - self.status.sizeHint().width()
        found = []
        for name, chip in chips.items():
            room -= chip.sizeHint().width() + _GAP
            if room < 0:
                found.append(name)
        return found

    def _name_rest(self, filtering: Sequence[str]) -> None:
        """Say on the menu's chip what filters by it."""
        state = status_words().get(self._filter.status or "")
        words = [*filtering, *([state] if state else [])]
        self.status.setChecked(bool(words))
        self.status.set_words(listed(words) or self.tr("More"), None, self.tr("More filters"), arrow=True)

    def _choose_status(self, status: str) -> None:
        # what is confirmed needs nobody: a state is looked for among all
        self.set_filter(replace(self._filter, status=status or None, needs_me=self._filter.needs_me and not status))

    def choose(self, name: str) -> None:
        """Turn a filter on or off: what a click on its chip does."""
        chosen = self._filter
        if self._left_out:
            # The first click goes back to the records as they were.
            self.leftOutChosen.emit(False)
            self._show_checked()
            return
        if name == NEEDS_ME:
            status = chosen.status if chosen.needs_me else None
            chosen = replace(chosen, needs_me=not chosen.needs_me, status=status)
        elif name == FAILING:
            # what fails may be decided, and need nobody: it is looked for among all
            chosen = replace(chosen, failing=not chosen.failing, unsure=False, needs_me=chosen.failing)
        elif name == UNSURE:
            chosen = replace(
                chosen, unsure=not chosen.unsure, failing=False, needs_me=chosen.needs_me or chosen.failing
            )
        elif name == REPEATS:
            chosen = replace(chosen, folded=not chosen.folded)
        else:
            chosen = replace(chosen, family=None if chosen.family == name else name)
        self.set_filter(chosen)

    def _show_checked(self) -> None:
        chosen = self._filter
        for name, chip in self.chips.items():
            on = {
                NEEDS_ME: chosen.needs_me,
                FAILING: chosen.failing,
                UNSURE: chosen.unsure,
                REPEATS: chosen.folded,
            }.get(name, chosen.family == name)
            chip.setChecked(on and not self._left_out)
        self.left_out.setChecked(self._left_out)
        self._arrange()
