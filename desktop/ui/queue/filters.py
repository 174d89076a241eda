"""The filters of the record list: chips with counts, and a menu for the state."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, replace

from PySide6.QtCore import QCoreApplication, QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QMenu, QSizePolicy, QWidget

from db.model.form import Form, label
from db.model.records import Approval, Decision
from desktop.ui.own_keys_button import OwnKeysButton
from desktop.ui.queue.row import Row
from desktop.ui.queue.row_book import FAILING, NEEDS_ME, REPEATS, UNSURE
from desktop.ui.queue.words import approval_word, decision_word
from desktop.ui.theme import Theme

_SIDE, _ABOVE, _GAP = 14, 10, 4


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
        self._arrow = False
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def set_words(self, word: str, count: int | None, tip: str, *, arrow: bool = False, growing: bool = False) -> None:
        """Show a word and, where there is one, a count; "…" behind it while it may still grow."""
        self._count, self._arrow = count, arrow
        text = word if count is None else f"{word} {count}{'…' if growing else ''}"
        self.setText(f"{text} ▾" if arrow else text)
        self.setAccessibleName(text)
        self.setToolTip(tip)
        self.updateGeometry()
        self.update()

    def count(self) -> int | None:
        """The count shown."""
        return self._count

    def set_theme(self, theme: Theme) -> None:
        """Paint in these colours from now on."""
        self._theme = theme
        self.update()

    def sizeHint(self) -> QSize:
        font = QFont(self.font())
        font.setWeight(QFont.Weight.DemiBold)  # the width stays when it is checked
        return QSize(QFontMetrics(font).horizontalAdvance(self.text()) + 18, 26)

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
    """Chips for what needs me, what fails, what is unsure, and the families; a menu for the state.

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
        self.left_out = FilterChip(theme, self)
        self.left_out.clicked.connect(lambda: self.leftOutChosen.emit(not self._left_out))
        self.status = FilterChip(theme, self)
        self.status.clicked.connect(self.open_status)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
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
        self.chips[REPEATS].setVisible(bool(counts.get(REPEATS)) or self._filter.folded)
        self._show_checked()

    def set_left_out(self, shown: bool) -> None:
        """Whether what no record cites is shown instead of records."""
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
        """The states to filter by."""
        menu = QMenu(self)
        counts = self.states()
        for status, word in {"": self.tr("Any state"), **status_words()}.items():
            action = menu.addAction(f"{word}\t{counts[status]}" if status in counts else word)
            action.setCheckable(True)
            action.setChecked((self._filter.status or "") == status)
            action.triggered.connect(lambda _checked=False, chosen=status: self._choose_status(chosen))
        return menu

    def open_status(self) -> None:
        """Show the states under their chip."""
        self._show_checked()
        menu = self.status_menu()
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.status.mapToGlobal(QPoint(0, self.status.height() + 2)))

    def sizeHint(self) -> QSize:
        return QSize(420, self.minimumHeight())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        """Chips from left to right, in as many lines as they need."""
        x, y = _SIDE, _ABOVE
        for chip in (*self.chips.values(), self.left_out, self.status):
            if chip.isHidden():
                continue
            size = chip.sizeHint()
            if x > _SIDE and x + size.width() > self.width() - _SIDE:
                x, y = _SIDE, y + size.height() + _GAP
            chip.setGeometry(x, y, size.width(), size.height())
            x += size.width() + _GAP
        height = y + self.status.sizeHint().height() + _ABOVE
        if height != self.minimumHeight():
            self.setFixedHeight(height)

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
            chosen = replace(chosen, failing=not chosen.failing, unsure=False)
        elif name == UNSURE:
            chosen = replace(chosen, unsure=not chosen.unsure, failing=False)
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
        word = status_words().get(chosen.status or "", self.tr("State"))
        self.status.setChecked(chosen.status is not None)
        self.status.set_words(word, None, self.tr("Only records in one state"), arrow=True)
        self._arrange()
