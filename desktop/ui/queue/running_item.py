"""A task in the background: what it does, how far it is, and a way to stop it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QToolButton, QVBoxLayout, QWidget

from desktop.ui.elided_label import ElidedLabel
from desktop.ui.queue.row import Running
from desktop.ui.theme import Theme


class RunningItem(QWidget):
    """One task.

    Signals:
        cancelRequested: the person wants it to stop.
    """

    cancelRequested = Signal()

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("runningItem")
        self.title = ElidedLabel("", self)
        self.stage = QLabel(self)
        self.bar = QProgressBar(self)
        self.bar.setTextVisible(False)
        self.bar.setFixedHeight(4)
        self.cancel = QToolButton(self)
        self.cancel.setText(self.tr("Cancel"))
        self.cancel.setProperty("plain", True)
        self.cancel.clicked.connect(self.cancelRequested)
        texts = QVBoxLayout()
        texts.setSpacing(2)
        texts.addWidget(self.title)
        texts.addWidget(self.stage)
        top = QHBoxLayout()
        top.addLayout(texts, 1)
        top.addWidget(self.cancel)
        box = QVBoxLayout(self)
        box.setContentsMargins(16, 6, 14, 8)
        box.setSpacing(4)
        box.addLayout(top)
        box.addWidget(self.bar)
        self.set_theme(theme)

    def show_item(self, item: Running) -> None:
        """Show how far it is."""
        self.title.set_whole(item.title)
        self.stage.setText(self.tr("stopping…") if item.cancelling else item.stage)
        self.bar.setRange(0, 1 if item.waiting else item.total)  # 0..0: moves without an end
        self.bar.setValue(min(item.done, item.total))
        words = self.tr("{done} of {total}").format(done=item.done, total=item.total) if item.total else item.stage
        self.bar.setAccessibleName(words)
        self.bar.setToolTip(words)
        self.cancel.setEnabled(not item.cancelling)
        self.cancel.setToolTip(self.tr("Stop {title}; what is already saved stays").format(title=item.title))
        self.cancel.setAccessibleName(self.tr("Cancel {title}").format(title=item.title))

    def set_theme(self, theme: Theme) -> None:
        """Paint in these colours from now on."""
        self.title.setStyleSheet(f"QLabel {{ color: {theme.text}; background: transparent; }}")
        self.stage.setStyleSheet(f"QLabel {{ color: {theme.muted}; background: transparent; }}")
        self.bar.setStyleSheet(
            f"QProgressBar {{ background: {theme.track}; border: none; border-radius: 2px; max-height: 4px; }}"
            f"QProgressBar::chunk {{ background: {theme.accent}; border-radius: 2px; }}"
        )
