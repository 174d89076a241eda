"""Searching all reports from the window: in the background, the last thing typed alone, and on to the place chosen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

if TYPE_CHECKING:
    from desktop.services.searching import Found, ProjectHit
    from desktop.ui.desk import Desk
    from desktop.ui.search.panel import SearchPanel
    from desktop.ui.tasks import Task

AFTER_OPENING = 1500  # milliseconds that a report which is opened or added has for itself first


class Seeking(QObject):
    """Leads the search panel."""

    def __init__(self, desk: Desk, panel: SearchPanel, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._panel = panel
        self._task: Task | None = None
        self._preparing: Task | None = None
        self._typed = ""
        self._after: int | None = None
        self._wanted: tuple[str, ProjectHit] | None = None
        panel.typed.connect(self._look_for)
        panel.hitChosen.connect(self._go_to)
        panel.model.moreWanted.connect(self._go_on)
        desk.views.source.projectSearchRequested.connect(panel.begin)
        desk.reportShown.connect(self._arrived)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(AFTER_OPENING)
        self._soon.timeout.connect(self.prepare)
        desk.reportShown.connect(self._soon.start)

    def prepare(self) -> None:
        """Make what was added since ready to be searched; searching works before, only slower."""
        if self._preparing is None:
            searching = self._desk.project.searching

            def ended(_result: object = None) -> None:
                self._preparing = None

            self._preparing = self._desk.tasks.run(lambda task: searching.prepare(task.cancelled), ended, ended)

    def close(self) -> None:
        """Stop what is under way."""
        self._soon.stop()
        for task in (self._task, self._preparing):
            if task is not None:
                task.cancel()

    def _look_for(self, typed: str) -> None:
        if self._task is not None:
            self._task.cancel()
            self._task = None
        self._typed = typed
        self._panel.model.clear()
        self._panel.say("")
        if typed.strip():
            self._panel.say(self.tr("Searching…"))
            self._search(0)

    def _go_on(self) -> None:
        if self._after is not None and self._task is None:
            self._search(self._after)

    def _search(self, after: int) -> None:
        typed, searching = self._typed, self._desk.project.searching

        def done(found: Found) -> None:
            if self._task is task:
                self._task = None
                self._show(found)

        def failed(error: Exception) -> None:
            if self._task is task:
                self._task = None
                self._desk.fail(error)

        task = self._desk.tasks.run(
            lambda task: searching.search(typed, after=after, cancelled=task.cancelled), done, failed
        )
        self._task = task

    def _show(self, found: Found) -> None:
        self._after = found.after
        titles = {key: state.work.title for key, state in self._desk.reports.items()}
        self._panel.model.add(found.hits, titles, found.after is not None)
        count = self._panel.model.count
        if not count:
            words = self.tr("Not found in any report.")
        elif count == 1 and found.after is None:
            words = self.tr("1 place")
        else:
            words = self.tr("{0} places").format(f"{count}+" if found.after is not None else count)
        self._panel.say(words)

    def _go_to(self, hit: ProjectHit) -> None:
        self._wanted = (self._typed, hit)
        if self._desk.work_id == hit.work:
            self._arrived()
        else:
            self._desk.choose_report(hit.work)

    def _arrived(self) -> None:
        """The report of the place is shown: go to the place, with the others of that report marked."""
        if self._wanted is not None and self._desk.work_id == self._wanted[1].work:
            typed, hit = self._wanted
            self._wanted = None
            self._desk.views.source.search.go_to(typed, hit.hit)
