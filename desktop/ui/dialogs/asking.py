"""Opens the dialogs and hands their answers to callbacks; nothing waits, so nothing freezes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QDialog, QWidget

from desktop.ui.settings import Settings

if TYPE_CHECKING:
    from PySide6.QtWidgets import QFileDialog, QInputDialog

    from desktop.documents.encodings import Candidate
    from desktop.ui.actions.actions import Actions
    from desktop.ui.dialogs.release import ReleaseDialog
    from desktop.ui.source.page_labels import PageLabels

PROJECTS = "*.db"
REPORTS = "*.pdf *.docx *.txt *.html *.htm"


class Asking(QObject):
    """Every question the window puts to the person. A cancelled dialog calls nothing back.

    Each dialog is imported when it is asked for: the window is there before them.
    """

    def __init__(self, window: QWidget, settings: Settings) -> None:
        super().__init__(window)
        self._window = window
        self._settings = settings

    def leave(self) -> None:
        """Close what is open: the project that was asked about goes, and nobody is left to answer to."""
        for dialog in self._window.findChildren(QDialog):
            if dialog.isVisible():
                dialog.reject()

    def person(
        self, names: Sequence[str], offered: str, done: Callable[[str], None], left: Callable[[], None] | None = None
    ) -> None:
        """Who is working?"""
        from desktop.ui.dialogs.person import PersonDialog

        dialog = PersonDialog(names, offered, self._window)
        dialog.accepted.connect(lambda: done(dialog.name()))
        if left is not None:
            dialog.rejected.connect(left)
        dialog.open()

    def encoding(
        self, name: str, candidates: Sequence[Candidate], done: Callable[[str], None], left: Callable[[], None]
    ) -> None:
        """In which encoding is this text?"""
        from desktop.ui.dialogs.encoding import EncodingDialog

        dialog = EncodingDialog(name, candidates, self._window)
        dialog.accepted.connect(lambda: done(dialog.encoding()))
        dialog.rejected.connect(left)
        dialog.open()

    def question(self, caption: str, done: Callable[[str], None]) -> None:
        """With which question does the record go back?"""
        from desktop.ui.dialogs.question import QuestionDialog

        dialog = QuestionDialog(
            self.tr("Return with a question"),
            self.tr("What should be looked at again? {record}").format(record=caption),
            self.tr("Return"),
            self.tr("Say what is doubtful, so that it can be answered without asking back."),
            self._window,
        )
        dialog.accepted.connect(lambda: done(dialog.words()))
        dialog.open()

    def reason(self, sentence: str, done: Callable[[str], None]) -> None:
        """Why may it be as a check found it?"""
        from desktop.ui.dialogs.question import QuestionDialog

        dialog = QuestionDialog(
            self.tr("Accept what a check found"),
            self.tr("Why is this right as it stands? {sentence}").format(sentence=sentence),
            self.tr("Accept"),
            self.tr(
                "For example: so says the report itself, and where. The reviewer sees this; it is released with it."
            ),
            self._window,
        )
        dialog.accepted.connect(lambda: done(dialog.words()))
        dialog.open()

    def password(
        self, name: str, wrong: bool, done: Callable[[str], None], left: Callable[[], None] | None = None
    ) -> None:
        """The password of an encrypted report."""
        from desktop.ui.dialogs.password import PasswordDialog

        dialog = PasswordDialog(name, wrong=wrong, parent=self._window)
        dialog.accepted.connect(lambda: done(dialog.password()))
        if left is not None:
            dialog.rejected.connect(left)
        dialog.open()

    def choice(
        self,
        title: str,
        question: str,
        detail: str,
        accept: str,
        done: Callable[[], None],
        *,
        otherwise: str = "",
        instead: Callable[[], None] | None = None,
    ) -> None:
        """Really? Where "no" means something, too, `otherwise` says what and `instead` does it."""
        from desktop.ui.dialogs.choice import ChoiceDialog

        dialog = ChoiceDialog(title, question, detail, accept, self._window, otherwise=otherwise)
        dialog.accepted.connect(done)
        if instead is not None:
            dialog.rejected.connect(instead)
        dialog.open()

    def page(self, current: int, labels: PageLabels, done: Callable[[int], None]) -> None:
        """Which page to show?"""
        from desktop.ui.dialogs.page import PageDialog

        def find(typed: str) -> int | None:
            return labels.find(typed, current)

        dialog = PageDialog(labels.label(current), labels.count, find, labelled=labels.differ, parent=self._window)
        dialog.accepted.connect(lambda: done(dialog.page or current))
        dialog.open()

    def printing(self, pages: int, find: Callable[[str], int | None], done: Callable[..., None]) -> None:
        """Which pages, with marks or without, and on which printer?"""
        from PySide6.QtPrintSupport import QPrintDialog, QPrinter

        from desktop.ui.dialogs.printing import PrintDialog

        dialog = PrintDialog(pages, find, self._window)

        def chosen() -> None:
            printer = QPrinter(QPrinter.PrinterMode.HighResolution)
            which = QPrintDialog(printer, self._window)
            which.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            which.accepted.connect(lambda: done(printer, dialog.pages, with_marks=dialog.with_marks()))
            QDialog.open(which)

        dialog.accepted.connect(chosen)
        dialog.open()

    def release(self, folder: Path) -> ReleaseDialog:
        """Where to, and in which formats? The caller listens and shows the dialog."""
        from desktop.ui.dialogs.release import ReleaseDialog

        return ReleaseDialog(folder, parent=self._window)

    def shortcuts(self, actions: Actions) -> None:
        """Show the sheet of keys; from there they can be changed."""
        from desktop.ui.dialogs.shortcuts import ShortcutsDialog

        dialog = ShortcutsDialog(self._window, actions.specs, actions.keys())
        dialog.changeRequested.connect(lambda: self.change_keys(actions))
        dialog.open()

    def change_keys(self, actions: Actions) -> None:
        """Which keys should do what?"""
        from desktop.ui.dialogs.keys import KeysDialog

        KeysDialog(actions, self._window).open()

    def about(self) -> None:
        """Say what this is."""
        from desktop.ui.dialogs.about import AboutDialog

        AboutDialog(self._window).open()

    def trouble(self, summary: str, details: str, log: str = "") -> None:
        """Show a failure of ours."""
        from desktop.ui.dialogs.trouble import TroubleDialog

        TroubleDialog(summary, details, log, self._window).open()

    def new_project(self, done: Callable[[Path], None]) -> None:
        """Where does the new project go?"""

        def chosen(name: str) -> None:
            path = Path(name if Path(name).suffix else f"{name}.db")
            self._settings.set_folder("project", path.parent)
            done(path)

        dialog = self._files(
            self.tr("New project"), "project", self.tr("Projects ({pattern})").format(pattern=PROJECTS)
        )
        dialog.setAcceptMode(dialog.AcceptMode.AcceptSave)
        dialog.setFileMode(dialog.FileMode.AnyFile)
        dialog.setDefaultSuffix("db")
        dialog.fileSelected.connect(chosen)
        dialog.open()

    def open_project(self, done: Callable[[Path], None]) -> None:
        """Which project?"""

        def chosen(name: str) -> None:
            self._settings.set_folder("project", Path(name).parent)
            done(Path(name))

        everything = self.tr("All files (*)")
        dialog = self._files(
            self.tr("Open project"), "project", self.tr("Projects ({pattern})").format(pattern=PROJECTS), everything
        )
        dialog.setFileMode(dialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(chosen)
        dialog.open()

    def reports(self, done: Callable[[list[Path]], None]) -> None:
        """Which reports?"""

        def chosen(names: Sequence[str]) -> None:
            if names:
                self._settings.set_folder("reports", Path(names[0]).parent)
                done([Path(name) for name in names])

        everything = self.tr("All files (*)")
        dialog = self._files(
            self.tr("Add reports"), "reports", self.tr("Reports ({pattern})").format(pattern=REPORTS), everything
        )
        dialog.setFileMode(dialog.FileMode.ExistingFiles)
        dialog.filesSelected.connect(chosen)
        dialog.open()

    def report_folder(self, done: Callable[[list[Path]], None]) -> None:
        """Which folder of reports?"""

        def chosen(name: str) -> None:
            self._settings.set_folder("reports", Path(name))
            done([Path(name)])

        dialog = self._files(self.tr("Add a folder of reports"), "reports")
        dialog.setFileMode(dialog.FileMode.Directory)
        dialog.fileSelected.connect(chosen)
        dialog.open()

    def _files(self, title: str, purpose: str, *filters: str) -> QFileDialog:
        from PySide6.QtWidgets import QFileDialog

        dialog = QFileDialog(self._window, title, self._settings.folder(purpose))
        if filters:
            dialog.setNameFilters(list(filters))
        dialog.finished.connect(dialog.deleteLater)
        return dialog

    def _open(self, dialog: QInputDialog, done: Callable[[], None]) -> None:
        dialog.accepted.connect(done)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()
