"""The rows of the card: as high as they need to be, and scrolling where there is less room."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from desktop.ui.plain_viewport import plain_viewport


class FormScroll(QScrollArea):
    """Asks for the height that its content has at the present width.

    Signals:
        contentChanged: the content may need another height.
    """

    contentChanged = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setViewport(plain_viewport(self))
        self.viewport().setAutoFillBackground(False)
        self.setObjectName("formScroll")

    def setWidget(self, widget: QWidget) -> None:
        super().setWidget(widget)
        widget.setAutoFillBackground(False)
        widget.installEventFilter(self)

    def content_height(self) -> int:
        """What the content needs at the full width, without a scroll bar, in pixels."""
        content = self.widget()
        layout = content.layout() if content is not None else None
        if content is None or layout is None:
            return 0
        if layout.hasHeightForWidth():
            return layout.totalHeightForWidth(self.width())
        return content.sizeHint().height()

    def _choose_bar(self) -> None:
        # A bar that is shown makes lines shorter and the content higher, and so keeps itself: ask without it.
        fits = self.height() >= self.content_height()
        self.setVerticalScrollBarPolicy(
            Qt.ScrollBarPolicy.ScrollBarAlwaysOff if fits else Qt.ScrollBarPolicy.ScrollBarAsNeeded
        )

    def sizeHint(self) -> QSize:
        return QSize(360, self.content_height())

    def minimumSizeHint(self) -> QSize:
        return QSize(240, min(self.content_height(), 120))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.widget() and event.type() == QEvent.Type.LayoutRequest:
            self._choose_bar()
            self.contentChanged.emit()
        return super().eventFilter(watched, event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._choose_bar()
        if event.oldSize().width() != event.size().width():
            self.contentChanged.emit()
