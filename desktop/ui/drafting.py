"""Keeps what is half typed, so that neither a crash nor looking at another record loses it."""

from __future__ import annotations

import time
from collections.abc import Mapping

from PySide6.QtCore import QObject, QTimer

from db.model.shapes import dumps, loads, suggestion_from_json, suggestion_to_json
from desktop.ui.desk import Desk

DELAY = 300  # milliseconds without a key press
LONGEST = 2.0  # seconds of typing without a pause, after which what there is so far is saved
PROPOSAL = "@proposal"  # beside the fields of a draft: the new record that they are about


class Drafting(QObject):
    """Saves the form's draft a moment after the last change, and at once before the form shows something else.

    The draft of a new record is kept under its report's name, and shown again when the report is opened.
    """

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(DELAY)
        self._timer.timeout.connect(self.flush)
        self._waiting: str | None = None
        self._since = 0.0
        self._opened: int | None = None
        desk.views.form.edited.connect(self._edited)
        desk.aboutToLeave.connect(self.flush)
        desk.settled.connect(self._settled)
        desk.proposalLeft.connect(self._drop_proposal)
        desk.reportShown.connect(self._report_shown)
        desk.personChanged.connect(self._restore_proposal)
        desk.personChanged.connect(self._mark)

    def flush(self) -> None:
        """Save what is half typed now, if anything changed since the last time."""
        self._timer.stop()
        key, self._waiting = self._waiting, None
        if key is None or key != self._key():
            return
        draft = self._desk.views.form.draft()
        proposal = self._desk.proposal
        if proposal is not None:
            draft = {**(draft or {}), PROPOSAL: dumps(suggestion_to_json(proposal, self._desk.form, whole=True))}
        if draft != self._desk.drafts.get(key):
            self._keep(key, draft)

    def discard(self, record: str) -> None:
        """Throw the draft away and show the record as it stands."""
        had = record in self._desk.drafts
        self._settled(record)
        if had:
            self._keep(record, None)

    def _key(self) -> str | None:
        """What the form's draft is kept under."""
        return _new_in(self._desk.work_id) if self._desk.proposal is not None else self._desk.current

    def _settled(self, key: str) -> None:
        if self._waiting == key:
            self._timer.stop()
            self._waiting = None
        self._mark()

    def _mark(self) -> None:
        """Show in the list which records hold something half typed."""
        self._desk.views.records.set_edited(self._desk.drafts)

    def _edited(self) -> None:
        if self._waiting is None:
            self._since = time.monotonic()
        self._waiting = self._key()
        if self._waiting is None:
            return
        if time.monotonic() - self._since >= LONGEST:
            self.flush()
        else:
            self._timer.start()

    def _drop_proposal(self) -> None:
        self.discard(_new_in(self._desk.work_id))

    def _report_shown(self) -> None:
        if self._desk.loads != self._opened:
            self._opened = self._desk.loads
            self._mark()
            self._restore_proposal()

    def _restore_proposal(self) -> None:
        """Where a report is opened, or somebody else works: show the new record that was half typed."""
        if self._desk.loaded is None:
            return
        draft = dict(self._desk.drafts.get(_new_in(self._desk.work_id), {}))
        try:
            proposal = suggestion_from_json(loads(draft.pop(PROPOSAL)), self._desk.form)
        except (KeyError, TypeError, ValueError):
            return
        self._desk.show_proposal(proposal, draft)

    def _keep(self, key: str, draft: Mapping[str, str] | None) -> None:
        if draft is None:
            self._desk.drafts.pop(key, None)
        else:
            self._desk.drafts[key] = draft
        self._mark()
        person = self._desk.person
        if person is not None and not self._desk.read_only:
            project = self._desk.project
            self._desk.tasks.write(lambda: project.review.draft(person, key, draft), None, self._desk.fail)


def _new_in(work_id: str | None) -> str:
    return f"new in {work_id}"
