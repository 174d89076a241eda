"""Keeps what is half typed, so that neither a crash nor looking at another record loses it."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QObject, QTimer

from desktop.ui.desk import Desk

DELAY = 300  # milliseconds without a key press


class Drafting(QObject):
    """Saves the form's draft a moment after the last change, and at once before the form shows something else."""

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(DELAY)
        self._timer.timeout.connect(self.flush)
        self._waiting: str | None = None
        desk.views.form.edited.connect(self._edited)
        desk.aboutToLeave.connect(self.flush)
        desk.settled.connect(self._settled)

    def flush(self) -> None:
        """Save what is half typed now, if anything changed since the last time."""
        self._timer.stop()
        record, self._waiting = self._waiting, None
        if record is None or record != self._desk.current or self._desk.proposal is not None:
            return
        draft = self._desk.views.form.draft()
        if draft == self._desk.drafts.get(record):
            return
        self._keep(record, draft)

    def discard(self, record: str) -> None:
        """Throw the draft away and show the record as it stands."""
        had = self._desk.drafts.pop(record, None) is not None
        self._settled(record)
        person = self._desk.person
        if had and person is not None:
            project = self._desk.project
            self._desk.tasks.write(lambda: project.review.draft(person, record, None), None, self._desk.fail)

    def _settled(self, record: str) -> None:
        if self._waiting == record:
            self._timer.stop()
            self._waiting = None

    def _edited(self) -> None:
        if self._desk.current is not None and self._desk.proposal is None:
            self._waiting = self._desk.current
            self._timer.start()

    def _keep(self, record: str, draft: Mapping[str, str] | None) -> None:
        if draft is None:
            self._desk.drafts.pop(record, None)
        else:
            self._desk.drafts[record] = draft
        person = self._desk.person
        if person is not None and not self._desk.read_only:
            project = self._desk.project
            self._desk.tasks.write(lambda: project.review.draft(person, record, draft), None, self._desk.fail)
