"""Asks for a page, by what is printed on it or by its number in the file."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QLineEdit, QWidget

from desktop.ui.dialogs.base import Dialog


class PageDialog(Dialog):
    """A page to go to.

    Args:
        shown: what is printed on the page that is read.
        pages: how many there are.
        labelled: whether what is printed differs from the number in the file.
        find: the page that is meant by what was typed, None where there is none.
    """

    def __init__(
        self,
        shown: str,
        pages: int,
        find: Callable[[str], int | None],
        *,
        labelled: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(self.tr("Go to page"), parent)
        self._find = find
        self.page: int | None = None
        self.add_text(self.tr("Page, 1 to {pages}").format(pages=pages), heading=True)
        if labelled:
            self.add_text(
                self.tr("As it is printed, such as xii or 3/8. With # before it, the page so far into the file."),
                muted=True,
            )
        self._typed = QLineEdit(shown)
        self._typed.setObjectName("page")
        self._typed.setAccessibleName(self.tr("Page"))
        self._typed.selectAll()
        self._typed.textEdited.connect(lambda: self.show_problem(""))
        self.body.addWidget(self._typed)
        self.add_buttons(self.tr("Go there"))
        self._typed.setFocus()

    def accept(self) -> None:
        """Go only where there is a page."""
        self.page = self._find(self._typed.text())
        if self.page is None:
            self.show_problem(self.tr("There is no such page."))
            self._typed.selectAll()
            self._typed.setFocus()
            return
        super().accept()
