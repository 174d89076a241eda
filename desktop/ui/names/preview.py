"""What mending would change: record by record, before and after, beside what the report says."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableWidget, QTableWidgetItem, QWidget

from db.model.values import Value
from desktop.review.names import Mending, Use
from desktop.ui.theme import Theme

_BEFORE, _AFTER = 16, 48  # code points of a passage shown before and after the name
_WIDTHS = (3, 2, 2, 4)  # shares of the columns


class NamePreview(QTableWidget):
    """One line a record and field.

    Args:
        names: a mending's record in a few words, with its report and page.
    """

    def __init__(self, names: Callable[[Mending], str], theme: Theme, parent: QWidget) -> None:
        super().__init__(0, 4, parent)
        self._names = names
        self._theme = theme
        self.setObjectName("namePreview")
        self.setAccessibleName(self.tr("What would be changed"))
        self.horizontalHeader().setAccessibleName(self.accessibleName())
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(30)
        heads = (self.tr("Record"), self.tr("Before"), self.tr("After"), self.tr("In the report"))
        self.setHorizontalHeaderLabels(list(heads))
        header = self.horizontalHeader()
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setHighlightSections(False)
        header.setStretchLastSection(True)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)

    def show_mendings(self, mendings: Sequence[Mending], left_out: frozenset[str] = frozenset()) -> None:
        """Show these; those of records in `left_out` are told, and will not be changed."""
        self.setRowCount(0)
        for mending in mendings:
            for field, (before, after) in mending.changes.items():
                row = self.rowCount()
                self.insertRow(row)
                passage = passage_text(Use(mending.record, field), _gone(before, after))
                told = (self._names(mending), value_text(before), value_text(after), passage)
                for column, text in enumerate(told):
                    item = QTableWidgetItem(text)
                    item.setToolTip(text)
                    if mending.record.id in left_out:
                        item.setForeground(QColor(self._theme.muted))
                    elif column == 0 and mending.effect == "approved":
                        item.setForeground(QColor(self._theme.warning))
                    self.setItem(row, column, item)

    def set_theme(self, theme: Theme) -> None:
        """Paint in these colours from now on."""
        self._theme = theme

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            for column, share in enumerate(_WIDTHS[:-1]):
                self.setColumnWidth(column, self.viewport().width() * share // sum(_WIDTHS))


def value_text(value: Value) -> str:
    """A name, or several, in one line."""
    return " · ".join(value) if isinstance(value, tuple) else str(value or "")


def passage_text(use: Use, name: str = "") -> str:
    """What the report says there, with a little of what stands around the name, or around the quote without one."""
    spans = tuple(span for span in use.evidence if span.role == "value") or use.evidence
    if not spans:
        return ""
    first, last = spans[0], spans[-1]
    quote = " … ".join(span.quote for span in spans)
    text = " ".join(f"{first.prefix}{quote}{last.suffix}".split())
    at = text.find(" ".join(name.split())) if name else -1
    if at < 0:
        at = len(" ".join(first.prefix.split()))
    start = max(0, at - _BEFORE)
    end = min(len(text), at + max(len(name), 1) + _AFTER)
    return ("…" if start else "") + text[start:end] + ("…" if end < len(text) else "")


def _gone(before: Value, after: Value) -> str:
    """The first spelling that is no longer there."""
    now = after if isinstance(after, tuple) else (after,)
    gone = (name for name in (before if isinstance(before, tuple) else (before,)) if name not in now)
    return str(next(gone, None) or "")
