"""Judging the text of the report's pages in the background, and offering to read the pictures of those without text."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from desktop.ui.snapshot import ALONE

if TYPE_CHECKING:
    from desktop.documents.health import Health
    from desktop.ui.desk import Desk
    from desktop.ui.tasks import Task

SOON = 2500  # milliseconds that a report has for itself before its pages are judged


class Examining(QObject):
    """Keeps what is known of the pages of the report on the desk, and shows it on the page and in the list."""

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._task: Task | None = None
        self._tried: set[str] = set()
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(SOON)
        self._soon.timeout.connect(self.judge)
        desk.reportShown.connect(self._shown)

    def judge(self) -> None:
        """Judge the pages of the report on the desk, if nobody has; then those of the others, one by one."""
        if self._task is not None:
            return
        health, wanted, tried = self._desk.project.health, self._desk.work_id, set(self._tried)

        def judge_next(task: Task) -> tuple[str, bool] | None:
            waiting = [work for work in health.unjudged() if work not in tried]
            work = wanted if wanted in waiting else next(iter(waiting), None)
            if work is None:
                return None
            health.judge(work, cancelled=task.cancelled)
            return work, len(waiting) > 1

        def done(result: tuple[str, bool] | None) -> None:
            self._task = None
            if result is not None:
                self._tried.add(result[0])
                if result[0] == self._desk.work_id:
                    self._read()
                if result[1]:
                    self._soon.start()

        def failed(_error: Exception) -> None:
            # An encrypted file whose password is not at hand, or one that breaks the examiner: it stays unjudged.
            self._task = None
            if wanted is not None and wanted not in tried:
                self._tried.add(wanted)
                self._soon.start()

        self._task = self._desk.tasks.run(judge_next, done, failed)

    def close(self) -> None:
        """Stop what is under way."""
        self._soon.stop()
        if self._task is not None:
            self._task.cancel()

    def _shown(self) -> None:
        # Whether pictures could be read is looked up with what was judged, once the report is painted.
        self._desk.views.source.set_health({})
        self._mark(frozenset())
        if self._desk.work_id is not None:
            QTimer.singleShot(ALONE, self, self._read)
            self._soon.start()

    def _read(self) -> None:
        """Show what was judged before."""
        health, work_id = self._desk.project.health, self._desk.work_id
        if work_id is None:
            return

        def done(found: Mapping[int, Health]) -> None:
            if self._desk.work_id == work_id:
                self._show(found)

        self._desk.tasks.run(lambda task: health.pages(work_id), done, lambda error: None)

    def _show(self, found: Mapping[int, Health]) -> None:
        suspect = {page: health for page, health in found.items() if health.suspect}
        able = not self._desk.read_only and self._desk.project.recognition.available()
        self._desk.views.source.set_health(suspect, can_recognise=able)
        self._mark(frozenset(suspect))

    def _mark(self, pages: frozenset[int]) -> None:
        """Mark the values of these pages, in the list and on the card, until somebody has looked at them."""
        self._desk.views.records.set_suspect(pages)
        self._desk.views.form.header.set_suspect(pages)
