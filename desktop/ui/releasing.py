"""Releases: asks where to, writes in the background, says what blocks or where it lies."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QUrl
from PySide6.QtGui import QDesktopServices

from db.model.errors import Refused, RuleError
from desktop.ui.desk import Desk
from desktop.ui.dialogs.asking import Asking
from desktop.ui.messages import MessageBar, in_words
from desktop.ui.settings import Settings

if TYPE_CHECKING:
    from desktop.ui.dialogs.release import ReleaseDialog


class Releasing(QObject):
    """Leads the release dialog."""

    def __init__(
        self, desk: Desk, asking: Asking, settings: Settings, bar: MessageBar, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._desk = desk
        self._asking = asking
        self._settings = settings
        self._bar = bar

    def ask(self) -> None:
        """Open the dialog."""
        project = self._desk.project.path
        known = self._settings.folder("release")
        folder = (Path(known) if known else project.parent) / f"{project.stem}-release"
        dialog = self._asking.release(folder)
        dialog.releaseRequested.connect(lambda where, formats, why: self._write(dialog, where, formats, why))
        dialog.open()

    def _write(self, dialog: ReleaseDialog, folder: Path, formats: list[str], why: str | None) -> None:
        releases = self._desk.project.releases

        def done(release: Any) -> None:
            self._settings.set_folder("release", folder.parent)
            dialog.finish()
            self._bar.show_message(
                self.tr("Released to {folder}").format(folder=folder),
                action=self.tr("Open the folder"),
                do=lambda: self._open(folder),
            )

        def failed(error: Exception) -> None:
            sentence = in_words(error, self._desk.language)
            if isinstance(error, RuleError) and error.code == "blocked":
                reasons = error.parameters.get("reasons")
                found = list(reasons) if isinstance(reasons, Iterable) and not isinstance(reasons, str) else []
                dialog.show_blocked(
                    self.tr("The release is blocked:"), [self._reason(reason) for reason in found] or [sentence]
                )
            else:
                dialog.show_failed(sentence)

        self._desk.tasks.run(lambda task: releases.export(folder, formats, allow=why), done, failed)

    def _reason(self, reason: object) -> str:
        return in_words(reason, self._desk.language) if isinstance(reason, Refused) else str(reason)

    def _open(self, folder: Path) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))
