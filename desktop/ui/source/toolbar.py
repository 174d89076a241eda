"""The row above the pages: back and forward, which page, how large."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QKeyEvent, QPalette, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLayout, QLineEdit, QToolButton, QToolTip, QWidget

from db.model.readings import Page
from desktop.ui.source.page_labels import PageLabels
from desktop.ui.source.tool_signs import SignButton
from desktop.ui.theme import Theme

HEIGHT = 36
NUMBER, LABEL = 44, 72  # pixels of the page box: numbers are shorter than what may be printed


class SourceToolbar(QWidget):
    """Buttons for moving through a report; says what is wanted and does nothing itself."""

    backRequested = Signal()
    forwardRequested = Signal()
    pageRequested = Signal(int)
    zoomInRequested = Signal()
    zoomOutRequested = Signal()
    actualSizeRequested = Signal()
    fitRequested = Signal(str)
    dimmingRequested = Signal(bool)
    contentsRequested = Signal()
    findRequested = Signal()
    turnLeftRequested = Signal()
    turnRightRequested = Signal()
    twoPagesRequested = Signal()
    leaveRequested = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("sourceToolbar")
        self.setFixedHeight(HEIGHT)
        self.setAutoFillBackground(True)
        self._back = self._button("‹", self.tr("Back to where you were"), self.backRequested)
        self._forward = self._button("›", self.tr("Forward again"), self.forwardRequested)
        self._caption = QLabel(self.tr("Page"))
        self._page = PageEdit()
        self._page.setAccessibleName(self.tr("Page number"))
        self._page.returnPressed.connect(self._page_typed)
        self._page.left.connect(self.leaveRequested)
        self._count = QLabel()
        self._labels = PageLabels()
        self._shown = 1
        smaller = self._button("−", self.tr("Smaller"), self.zoomOutRequested)
        self._zoom = self._button("100 %", self.tr("Actual size"), self.actualSizeRequested)
        self._zoom.setMinimumWidth(56)
        larger = self._button("+", self.tr("Larger"), self.zoomInRequested)
        self._text = self._button(self.tr("Fit text"), self.tr("The text as wide as the window"), None)
        self._text.setCheckable(True)
        self._text.clicked.connect(lambda: self.fitRequested.emit("text"))
        self._width = self._button(self.tr("Fit width"), self.tr("As wide as the window"), None)
        self._width.setCheckable(True)
        self._width.clicked.connect(lambda: self.fitRequested.emit("width"))
        self._whole = self._button(self.tr("Fit page"), self.tr("The whole page in the window"), None)
        self._whole.setCheckable(True)
        self._whole.clicked.connect(lambda: self.fitRequested.emit("page"))
        self.dim = self._button("◐", self.tr("Darken the pages; their colours stay"), None)
        self.dim.setCheckable(True)
        self.dim.toggled.connect(self.dimmingRequested)
        contents = self._button("contents", self.tr("Contents and small pages"), self.contentsRequested, sign=True)
        find = self._button("find", self.tr("Find in this report"), self.findRequested, sign=True)
        self._left = self._button("turn-left", self.tr("Turn the pages to the left"), self.turnLeftRequested, sign=True)
        self._right = self._button(
            "turn-right", self.tr("Turn the pages to the right"), self.turnRightRequested, sign=True
        )
        self._two = self._button("two-pages", self.tr("Two pages side by side"), self.twoPagesRequested, sign=True)
        self._two.setCheckable(True)
        row = QHBoxLayout(self)
        row.setContentsMargins(8, 0, 8, 0)
        row.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)
        row.setSpacing(2)
        for widget in (contents, self._back, self._forward):
            row.addWidget(widget)
        row.addSpacing(6)
        row.addWidget(self._caption)
        row.addSpacing(4)
        row.addWidget(self._page)
        row.addSpacing(2)
        row.addWidget(self._count)
        row.addSpacing(8)
        for widget in (smaller, self._zoom, larger):
            row.addWidget(widget)
        row.addSpacing(6)
        for widget in (self._text, self._width, self._whole):
            row.addWidget(widget)
        row.addStretch(1)
        for widget in (self._two, self._left, self._right, self.dim, find):
            row.addWidget(widget)
        # what goes first where there is no room; all of it is in the menu or on the keyboard, too
        self._dispensable = [
            self._left, self._whole, self._caption, self._width, self._forward, self._back,
            self._right, self.dim, contents, find, self._two, self._text,
        ]  # fmt: skip
        self._needing = [
            smaller, self._zoom, larger, self._text, self._width, self._whole, self.dim, self._page,
            contents, find, self._two,
        ]  # fmt: skip
        self.set_theme(theme)
        self.set_pages(0)
        self.set_history(back=False, forward=False)

    def set_theme(self, theme: Theme) -> None:
        """Use other colours."""
        palette = QPalette(self.palette())
        palette.setColor(QPalette.ColorRole.Window, QColor(theme.panel))
        palette.setColor(QPalette.ColorRole.Button, QColor(theme.panel))
        palette.setColor(QPalette.ColorRole.Base, QColor(theme.editor))
        for role in (QPalette.ColorRole.WindowText, QPalette.ColorRole.ButtonText, QPalette.ColorRole.Text):
            palette.setColor(role, QColor(theme.text))
            palette.setColor(QPalette.ColorGroup.Disabled, role, QColor(theme.muted))
        palette.setColor(QPalette.ColorRole.Highlight, QColor(theme.accent))
        palette.setColor(QPalette.ColorRole.HighlightedText, QColor(theme.accent_text))
        self.setPalette(palette)

    def minimumSizeHint(self) -> QSize:
        """Narrow panes are fine: what has no room is left out."""
        return QSize(200, HEIGHT)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave out what has no room."""
        super().resizeEvent(event)
        self._fit_in()

    def _fit_in(self) -> None:
        layout = self.layout()
        if layout is None:
            return
        for widget in self._dispensable:
            widget.setVisible(True)
        for widget in self._dispensable:
            layout.activate()
            if layout.sizeHint().width() <= self.width():
                break
            widget.setVisible(False)

    def set_pages(self, count: int, labels: PageLabels | None = None) -> None:
        """How many pages the report has, and what is printed on them; without any the row is idle."""
        self._labels = labels or PageLabels([Page(number, "") for number in range(1, count + 1)])
        self._shown = 1
        differ = self._labels.differ
        self._page.setText("")
        self._page.setFixedWidth(LABEL if differ else NUMBER)
        words = self.tr("Type a page number and press Enter")
        if differ:
            words += "\n" + self.tr(
                "As it is printed, such as xii or 3/8. With # before it, the page so far into the file."
            )
        self._page.setToolTip(words)
        self._show_count()
        self._fit_in()
        for widget in self._needing:
            widget.setEnabled(count > 0)
        if not count:
            self.set_standing(can_turn=False, two=self._two.isChecked())

    def set_standing(self, *, can_turn: bool, two: bool) -> None:
        """Whether the pages can be turned, and whether two stand side by side."""
        self._left.setEnabled(can_turn)
        self._right.setEnabled(can_turn)
        self._two.setChecked(two)

    def set_page(self, page: int) -> None:
        """Which page is being read; a number that is being typed is left alone."""
        self._shown = page
        if not (self._page.hasFocus() and self._page.isModified()):
            self._page.setText(self._labels.label(page))
        self._show_count()

    def _show_count(self) -> None:
        """How many pages there are; which of them this is, where something else is printed on it."""
        count, page = self._labels.count, self._shown
        words = f"/ {count}" if count else ""
        if count and self._labels.differ:
            words = f"({page} / {count})"
        if words != self._count.text():
            self._count.setText(words)

    def set_zoom(self, zoom: float, fit: str | None) -> None:
        """How large the pages are, and whether they follow the window."""
        self._zoom.setText(f"{round(zoom * 100)} %")
        self._text.setChecked(fit == "text")
        self._width.setChecked(fit == "width")
        self._whole.setChecked(fit == "page")

    def set_history(self, *, back: bool, forward: bool) -> None:
        """Whether there is somewhere to go back or forward to."""
        self._back.setEnabled(back)
        self._forward.setEnabled(forward)

    def _page_typed(self) -> None:
        typed = self._page.text()
        if not typed.strip():
            return
        page = self._labels.find(typed, self._shown)
        if page is None:
            where = self._page.mapToGlobal(self._page.rect().bottomLeft())
            QToolTip.showText(where, self.tr("There is no such page."), self._page)
            self._page.selectAll()
            return
        self._page.setText(self._labels.label(page))
        self._page.setModified(False)
        self.pageRequested.emit(page)
        self.leaveRequested.emit()

    def _button(self, text: str, tip: str, signal: object, *, sign: bool = False) -> QToolButton:
        button = SignButton(text, self) if sign else QToolButton(self)  # type: ignore[arg-type]
        if not sign:
            button.setText(text)
        button.setToolTip(tip)
        button.setAccessibleName(tip)
        button.setAutoRaise(True)
        button.setProperty("plain", True)
        button.setMinimumSize(28, 28)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        if signal is not None:
            button.clicked.connect(lambda: signal.emit())  # type: ignore[attr-defined]
        return button


class PageEdit(QLineEdit):
    """A page number to type; Esc goes back to the pages."""

    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedWidth(NUMBER)
        self.setFixedHeight(28)
        self.setAlignment(Qt.AlignmentFlag.AlignRight)

    def event(self, event: QEvent) -> bool:
        """Enter means the page here, and is no decision about a record."""
        mine = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Escape)
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and event.key() in mine:
            event.accept()
            return True
        return bool(super().event(event))

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Ready to type over."""
        super().focusInEvent(event)
        self.selectAll()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc leaves."""
        if event.key() == Qt.Key.Key_Escape:
            self.setModified(False)
            self.left.emit()
            return
        super().keyPressEvent(event)
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            event.accept()
