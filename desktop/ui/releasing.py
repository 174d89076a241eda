"""Releases: asks where to, writes in the background, says what blocks or where it lies."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject

from db.model.errors import Refused, RuleError
from db.model.records import Record
from desktop.ui.check_words import check_sentence
from desktop.ui.desk import Desk
from desktop.ui.dialogs.asking import Asking
from desktop.ui.messages import MessageBar, in_words
from desktop.ui.queue.figures import GROUP
from desktop.ui.queue.words import listed
from desktop.ui.rows import name
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
        reasons: list[str] = []

        def write(task: object) -> object:
            try:
                return releases.export(folder, formats, allow=why)
            except RuleError as error:
                found = error.parameters.get("reasons") if error.code == "blocked" else None
                if isinstance(found, Iterable) and not isinstance(found, str):
                    # Read here, off the GUI thread: the records may be those of reports that are not on the desk.
                    reasons.extend(self._reason(reason) for reason in found)
                raise

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
                dialog.show_blocked(self.tr("The release is blocked:"), reasons or [sentence])
            else:
                dialog.show_failed(sentence)

        self._desk.tasks.run(write, done, failed)

    def _reason(self, reason: object) -> str:
        """One reason, its records by what they say and not by their ids."""
        if not isinstance(reason, Refused):
            return str(reason)
        told: dict[str, Any] = dict(reason.parameters)
        review = self._desk.project.review
        if reason.code == "check_fails":
            records = [review.record(record) for record in told["records"]]
            return self.tr("{report}, {records}: {sentence}").format(
                report=told["report"],
                records=listed(self._quoted(record) for record in records),
                sentence=self._found(str(told["check"]), records),
            )
        if "record" in told:
            told["record"] = self._quoted(review.record(told["record"]))
        return in_words(type(reason)(reason.code, **told), self._desk.language)

    def _quoted(self, record: Record) -> str:
        # A sentence takes what can be printed, and that leaves the narrow space out.
        return f"“{name(record, self._desk.form, self._desk.language).replace(GROUP, ' ')}”"

    def _found(self, check: str, records: Sequence[Record]) -> str:
        ids = {record.id for record in records}
        for work in {record.work for record in records}:
            for result in self._desk.project.review.checks(work):
                if result.check == check and ids == set(result.records) and not result.ok:
                    return check_sentence(result, self._desk.form, self._desk.language)
        return check

    def _open(self, folder: Path) -> None:
        from PySide6.QtCore import QUrl  # what only a release needs is not brought along at every start
        from PySide6.QtGui import QDesktopServices

        QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))
