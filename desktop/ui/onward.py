"""What comes when nothing in a report needs the person any more: completing it, and the next report that does."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt

from db.model.works import Progress
from desktop.ui.closing import Closing
from desktop.ui.desk import Desk
from desktop.ui.messages import Kind, MessageBar
from desktop.ui.walking import Walking

if TYPE_CHECKING:
    from desktop.services.project import Project

PAUSE = 0.6  # seconds that the message must have stood before Enter leaves the report
TITLE = 60  # letters of a report's title in a message


class Onward(QObject):
    """Says what Enter leads to at the end of a report, and goes there in the order of the list of reports.

    Args:
        left_out: how many passages of the report are cited by no record, as far as that is known.
    """

    def __init__(
        self,
        desk: Desk,
        walking: Walking,
        closing: Closing,
        bar: MessageBar,
        parent: QObject | None = None,
        *,
        left_out: Callable[[], int] = lambda: 0,
    ) -> None:
        super().__init__(parent)
        self.pause = PAUSE
        self._left_out = left_out
        self._said_at = 0.0
        self._desk = desk
        self._walking = walking
        self._closing = closing
        self._bar = bar
        self._asked = 0
        desk.nothingLeft.connect(self.tell)

    def tell(self) -> None:
        """Say that nothing is left here, offer to complete or sign off, and name the next report."""
        desk, person = self._desk, self._desk.person_id
        asked = self._asked = self._asked + 1
        work = desk.work_id
        waiting = self._waiting()

        def done(found: str | None) -> None:
            if asked == self._asked and work == desk.work_id:
                self._say(found)

        desk.tasks.run(lambda task: first_needing(desk.project, waiting, person), done, desk.fail)

    def go(self) -> None:
        """Go to the report that was named; name it first where that was not done yet."""
        following = self._walking.next_report
        if following is None:
            self.tell()
            return
        if time.monotonic() - self._said_at < self.pause:
            return  # keys come in rhythm: what is still open here must have been readable
        self._bar.clear()
        self._desk.reportShown.connect(self._walking.arrive, Qt.ConnectionType.SingleShotConnection)
        self._desk.choose_report(following[0])

    def _waiting(self) -> list[tuple[str, Progress]]:
        """The other reports, those below the present one first, as the list shows them."""
        rows = self._desk.views.reports.reports()
        here = next((place for place, row in enumerate(rows) if row.work.id == self._desk.work_id), -1)
        return [(row.work.id, row.progress) for row in rows[here + 1 :] + rows[: max(0, here)]]

    def _say(self, following: str | None) -> None:
        desk = self._desk
        state = desk.reports.get(following) if following is not None else None
        facts = desk.facts()
        failing = desk.loaded.findings.failing() if desk.loaded is not None else 0
        left_out = self._left_out() if "report_open" in facts else 0
        # A report whose records are all decided is not yet checked: what fails or is left out is said, too.
        words = [self.tr("No record here waits for you.")]
        if failing:
            words.append(self.tr("Failing checks: {number}.").format(number=failing))
        if left_out:
            words.append(self.tr("Passages that no record cites: {number}.").format(number=left_out))
        if state is not None:
            title = state.work.title
            title = title if len(title) <= TITLE else title[: TITLE - 1] + "…"
            self._walking.set_next_report((state.work.id, title))
            words.append(self.tr("Enter: next report, “{title}”.").format(title=title))
        action, do = "", None
        if desk.loaded is not None and "writable" in facts and desk.person is not None:
            if left_out:
                action, do = self.tr("Show what is left out"), self._closing.leftOutWanted.emit
            elif "report_open" in facts:
                action, do = self.tr("Nothing more in this report"), self._closing.complete
            elif "report_unsigned" in facts and desk.loaded.work.completed_by != desk.person.id:
                action, do = self.tr("Sign off this report"), self._closing.sign_off
        self._said_at = time.monotonic()
        tone: Kind = "warning" if failing or left_out else "info"
        self._bar.show_message(" ".join(words), tone, action=action, do=do)


def first_needing(project: Project, reports: Sequence[tuple[str, Progress]], person: str | None) -> str | None:
    """The first of these reports in which something needs the person; None where nothing does.

    Args:
        reports: id and progress, in the order in which they are looked at.
    """
    for work, progress in reports:
        if progress.by_decision.get("none", 0) + progress.by_decision.get("postponed", 0) > 0:
            return work
        if project.review.lists.first_needing(work, person) is not None:
            return work
    return None
