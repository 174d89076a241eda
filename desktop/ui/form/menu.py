"""The menu "…" of the form: what can be said of the focused field, what takes changes back, and what else there is."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu

from db.model.records import FieldEntry
from desktop.ui.form.editors import FieldEditor


def fill_menu(
    menu: QMenu,
    editor: FieldEditor | None,
    machine: FieldEntry | None,
    restore: Callable[[], object] | None,
    revert: Callable[[], object] | None,
    more: Sequence[QAction],
) -> None:
    """Put the entries in.

    Args:
        editor: the focused field's; machine: what the machine said of that field; restore: puts it back.
        revert: takes back all changes, None where nothing is changed.
        more: entries from elsewhere, below the form's own.
    """
    if editor is not None:
        title = menu.addAction(editor.accessibleName())
        title.setEnabled(False)
        editor.fill_state_menu(menu)
        back = menu.addAction(QCoreApplication.translate("RecordForm", "Restore the machine's value"))
        has_value = machine is not None and machine.value is not None
        back.setEnabled(machine is not None and has_value and editor.value() != machine.value)
        if restore is not None:
            back.triggered.connect(lambda _checked=False: restore())
        menu.addSeparator()
    every = menu.addAction(QCoreApplication.translate("RecordForm", "Take back all changes"))
    every.setEnabled(revert is not None)
    if revert is not None:
        every.triggered.connect(lambda _checked=False: revert())
    if more:
        menu.addSeparator()
        menu.addActions(list(more))
