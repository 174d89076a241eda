"""The line below the panes: how far the report is, which sums hold, how fast it goes, what undo would undo."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QToolButton, QWidget

from db.model.dataclass import dataclass
from db.model.works import Progress
from desktop.ui.elided_label import ElidedLabel
from desktop.ui.segment_bar import SegmentBar
from desktop.ui.theme import Theme
from desktop.ui.top_bar import set_property

ROOM = ((1440, 3), (1200, 2), (0, 1))  # from this width on, so many sums are shown
UNDO_WIDTH = 160, 420  # pixels, at least and at most


@dataclass(frozen=True)
class Sum:
    """One sum of a statement: its words, whether it holds, a record that belongs to it.

    Attributes:
        accepted: somebody said that it may be so although it does not hold.
        sign: what stands before the words; nothing where it is no sum but another check that fails.
        detail: a sentence about it, or what makes it: few are ever pointed at.
    """

    text: str
    ok: bool
    detail: str | Callable[[], str] = ""
    record: str | None = None
    sign: str = "Σ"
    accepted: bool = False

    def shown(self) -> str:
        """Its words with sign and mark."""
        mark = "✓" if self.ok else "(✗)" if self.accepted else "✗"
        return f"{self.sign} {self.text} {mark}".strip()

    def sentence(self) -> str:
        """The sentence about it."""
        return self.detail if isinstance(self.detail, str) else self.detail()


class _Holding(QLabel):
    """A sum that holds; its sentence is made once somebody points at it."""

    def __init__(self, text: str, each: Sum) -> None:
        super().__init__(text)
        self._sum = each

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip:
            self.setToolTip(self._sum.sentence())
        return super().event(event)


class StatusLine(QFrame):
    """Progress, sums, pace and undo.

    Signals:
        recordRequested(str): a failing sum was clicked; the record where to look.
    """

    recordRequested = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("statusLine")
        self.setFixedHeight(34)
        self._decided = QLabel()
        self._bar = SegmentBar(theme)
        self._sums: list[Sum] = []
        self._laid = 0
        self._sums_box = QWidget()
        self._sums_layout = QHBoxLayout(self._sums_box)
        self._sums_layout.setContentsMargins(0, 0, 0, 0)
        self._sums_layout.setSpacing(16)
        self._pace = QLabel()
        self._undo = ElidedLabel()
        self._undo.setMinimumWidth(UNDO_WIDTH[0])
        self._undo.setMaximumWidth(UNDO_WIDTH[1])
        self._key = QLabel()
        self._key.setProperty("keycap", True)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(16, 0, 16, 0)
        layout.setSpacing(16)
        for widget in (self._decided, self._bar, self._sums_box):
            layout.addWidget(widget)
        layout.addStretch(1)
        layout.addWidget(self._pace)
        layout.addWidget(self._undo)
        layout.addWidget(self._key, 0, Qt.AlignmentFlag.AlignVCenter)
        self.clear()

    def set_theme(self, theme: Theme) -> None:
        """Take other colours."""
        self._bar.set_theme(theme)

    def clear(self) -> None:
        """Show nothing: no report is open."""
        self.set_progress(None)
        self.set_sums(())
        self.set_pace(None)
        self.set_undo("", "")

    def set_progress(self, progress: Progress | None) -> None:
        """Show decided of all, and the approved among them."""
        shown = progress is not None and progress.total > 0
        self._decided.setVisible(shown)
        self._bar.setVisible(shown)
        if progress is None:
            return
        approved = progress.by_approval.get("approved", 0)
        decided = sum(progress.by_decision.get(name, 0) for name in ("confirmed", "corrected", "added", "rejected"))
        self._decided.setText(
            self.tr("{decided} of {total} decided").format(decided=decided, total=progress.total)
            + (" · " + self.tr("{approved} approved").format(approved=approved) if approved else "")
        )
        self._bar.set_parts(approved, decided, progress.total)

    def set_sums(self, sums: Sequence[Sum]) -> None:
        """Show the sums of statements, those that fail first."""
        if list(sums) != self._sums:
            self._sums = list(sums)
            self._lay_sums()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._room() != self._laid:
            self._lay_sums()

    def _room(self) -> int:
        """How many sums there is room for; the rest is counted, and told in a tooltip."""
        return next(number for width, number in ROOM if self.width() >= width)

    def _lay_sums(self) -> None:
        self._laid = self._room()
        while (item := self._sums_layout.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        ordered = sorted(self._sums, key=lambda s: (s.ok, s.accepted))
        for each in ordered[: self._laid]:
            self._sums_layout.addWidget(self._sum(each))
        rest = ordered[self._laid :]
        if rest:
            label = QLabel(self.tr("+{number} more").format(number=len(rest)))
            label.setToolTip("\n".join(each.shown() for each in rest))
            if not all(each.ok or each.accepted for each in rest):
                label.setProperty("tone", "bad")
            self._sums_layout.addWidget(label)

    def set_pace(self, seconds: float | None) -> None:
        """Show seconds a record, once there is something to tell."""
        shown = seconds is not None and seconds >= 0.1
        self._pace.setVisible(shown)
        if shown:
            self._pace.setText(self.tr("{seconds} s a record").format(seconds=f"{seconds:.1f}"))

    def set_undo(self, text: str, key: str) -> None:
        """Show what undo would take back, and its key."""
        self._undo.set_whole(self.tr("Undo: {what}").format(what=text) if text else "")
        self._undo.setVisible(bool(text))
        self._key.setText(key)
        self._key.setVisible(bool(text and key))

    def undo_text(self) -> str:
        """What it says undo would take back."""
        return self._undo.whole()

    def decided_text(self) -> str:
        """What it says of progress."""
        return self._decided.text() if not self._decided.isHidden() else ""

    def _sum(self, each: Sum) -> QWidget:
        text = each.shown()
        if each.ok or each.accepted or each.record is None:
            label = _Holding(text, each)
            label.setProperty("tone", "good" if each.ok else "muted" if each.accepted else "bad")
            return label
        button = QToolButton()
        button.setText(text)
        button.setProperty("plain", True)
        button.setProperty("tone", "bad")
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.setToolTip(each.sentence())
        record = each.record
        button.clicked.connect(lambda *_: self.recordRequested.emit(record))
        set_property(button, "tone", "bad")
        return button
