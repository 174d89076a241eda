"""Three panes side by side: reports, source, form; their widths are remembered."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from desktop.ui.settings import Settings

WIDTHS = (224, 640, 416)


class WorkArea(QWidget):
    """Holds the panes; knows nothing of what is in them.

    Attributes:
        decisions: the part in which decision keys are heard: source and form, not the list of reports.
        pages: holds the source, and beside it what is compared with it.
        sheets: what may cover that part; keys of sheets are heard in it.
    """

    def __init__(
        self,
        reports: QWidget,
        source: QWidget,
        records: QWidget,
        stops: Sequence[QWidget],
        settings: Settings,
        parent: QWidget | None = None,
    ) -> None:
        """Lay the panes out.

        Args:
            stops: where F6 goes, in order, the inner ones before those around them.
            parent: where the area will be; whoever is put elsewhere later is dressed by the style sheet twice.
        """
        super().__init__(parent)
        self.setObjectName("work")
        self._settings = settings
        self._reports = reports
        self._stops = tuple(stops)
        reports.setMinimumWidth(176)
        source.setMinimumWidth(320)
        records.setMinimumWidth(352)
        self._all = _splitter("panes", self)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._all)
        self._middle = QStackedWidget(self._all)
        self.decisions = _splitter("decisions", self._middle)
        self.sheets = QStackedWidget(self._middle)
        self._middle.addWidget(self.decisions)
        self._middle.addWidget(self.sheets)
        _fill(self._all, reports, self._middle, stretched=1)
        self.pages = _splitter("pages", self.decisions)
        self.pages.addWidget(source)
        _fill(self.decisions, self.pages, records, stretched=0)
        self._restore()

    def save(self) -> None:
        """Remember the widths."""
        for name, splitter in self._splitters():
            self._settings.set_bytes(name, splitter.saveState())

    def toggle_reports(self) -> None:
        """Show or hide the list of reports."""
        self._reports.setVisible(self._reports.isHidden())

    def show_beside(self, widget: QWidget) -> None:
        """Show a widget beside the source, each as wide as the other."""
        widget.show()
        half = max(1, self.pages.width() // 2)
        self.pages.setSizes([half, half])

    def show_sheet(self, sheet: QWidget) -> None:
        """Cover source and form with a sheet, and give it the keyboard."""
        if self.sheets.indexOf(sheet) < 0:
            self.sheets.addWidget(sheet)
        self.sheets.setCurrentWidget(sheet)
        self._middle.setCurrentWidget(self.sheets)
        sheet.setFocus()

    def leave_sheet(self) -> None:
        """Show source and form again."""
        self._middle.setCurrentWidget(self.decisions)

    def sheet(self) -> QWidget | None:
        """The sheet that covers source and form."""
        return self.sheets.currentWidget() if self._middle.currentWidget() is self.sheets else None

    def move_focus(self, backwards: bool = False) -> None:
        """Put the focus into the next pane, or the one before."""
        sheet = self.sheet()
        stops = [stop for stop in (*self._stops, *((sheet,) if sheet else ())) if stop.isVisible()]
        focus = QApplication.focusWidget()
        here = next((i for i, stop in enumerate(stops) if focus is not None and _within(focus, stop)), -1)
        order = range(1, len(stops) + 1)
        for step in order:
            stop = stops[(here - step if backwards else here + step) % len(stops)]
            if _focus_into(stop):
                return

    def _splitters(self) -> tuple[tuple[str, QSplitter], ...]:
        return ("panes", self._all), ("decisions", self.decisions)

    def _restore(self) -> None:
        self._all.setSizes([WIDTHS[0], WIDTHS[1] + WIDTHS[2]])
        self.decisions.setSizes([WIDTHS[1], WIDTHS[2]])
        for name, splitter in self._splitters():
            state = self._settings.bytes(name)
            if state is not None:
                splitter.restoreState(state)
                splitter.setHandleWidth(1)


def _splitter(name: str, parent: QWidget) -> QSplitter:
    splitter = QSplitter(Qt.Orientation.Horizontal, parent)
    splitter.setObjectName(name)
    splitter.setChildrenCollapsible(False)
    splitter.setHandleWidth(1)
    return splitter


def _fill(splitter: QSplitter, left: QWidget, right: QWidget, stretched: int) -> None:
    splitter.insertWidget(0, left)
    splitter.insertWidget(1, right)
    splitter.setStretchFactor(stretched, 1)
    splitter.setStretchFactor(1 - stretched, 0)


def _within(widget: QWidget, ancestor: QWidget) -> bool:
    return widget is ancestor or ancestor.isAncestorOf(widget)


def _focus_into(pane: QWidget) -> bool:
    """Focus the pane, or the first widget in it that takes the focus by Tab."""
    target = pane.focusProxy() or pane
    if target.focusPolicy() & Qt.FocusPolicy.TabFocus and target.isEnabled():
        target.setFocus(Qt.FocusReason.ShortcutFocusReason)
        return True
    for child in pane.findChildren(QWidget):
        if child.focusPolicy() & Qt.FocusPolicy.TabFocus and child.isEnabled() and child.isVisibleTo(pane):
            child.setFocus(Qt.FocusReason.ShortcutFocusReason)
            return True
    return False
