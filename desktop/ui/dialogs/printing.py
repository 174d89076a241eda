"""Asks which pages to print, and whether with the marks of the records."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QCheckBox, QLineEdit, QWidget

from desktop.ui.dialogs.base import Dialog


class PrintDialog(Dialog):
    """What to print; which printer is asked by the system's own dialog.

    Args:
        pages: how many there are.
        find: the page that is meant by a label or number, None where there is none.
    """

    def __init__(self, pages: int, find: Callable[[str], int | None], parent: QWidget | None = None) -> None:
        super().__init__(self.tr("Print"), parent)
        self._count, self._find = pages, find
        self.pages: Sequence[int] = range(1, pages + 1)
        self.add_text(self.tr("Which pages?"), heading=True)
        self._typed = QLineEdit()
        self._typed.setObjectName("pages")
        self._typed.setAccessibleName(self.tr("Which pages?"))
        self._typed.setPlaceholderText(self.tr("All, or such as 3, 8-12"))
        self._typed.textEdited.connect(lambda: self.show_problem(""))
        self.body.addWidget(self._typed)
        self._marks = QCheckBox(self.tr("With the marks of the records"))
        self._marks.setChecked(True)
        self.body.addWidget(self._marks)
        self.add_buttons(self.tr("Print…"))
        self._typed.setFocus()

    def with_marks(self) -> bool:
        """Whether records are to be lit."""
        return self._marks.isChecked()

    def accept(self) -> None:
        """Go on only with pages that there are."""
        found = self._chosen()
        if found is None:
            self.show_problem(self.tr("There is no such page."))
            self._typed.selectAll()
            self._typed.setFocus()
            return
        self.pages = found
        super().accept()

    def _chosen(self) -> Sequence[int] | None:
        text = self._typed.text().replace("，", ",").replace("–", "-").strip()
        if not text:
            return range(1, self._count + 1)
        found: set[int] = set()
        for part in filter(None, (each.strip() for each in text.split(","))):
            one = self._find(part)
            if one is not None:
                found.add(one)
                continue
            first, between, last = part.partition("-")
            begin, end = self._find(first), self._find(last)
            if not between or begin is None or end is None or end < begin:
                return None
            found.update(range(begin, end + 1))
        return sorted(found) or None
