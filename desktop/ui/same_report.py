"""Asking from a task whether a file is another file of a report that is there, and waiting for the answer."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, Qt, Signal

from db.model.errors import ReadError
from desktop.services.alike import Match, certain
from desktop.ui.dialogs.asking import Asking


class SameReport(QObject):
    """Chooses where nothing is certain, by asking the person.

    The task waits in its own thread; the window goes on meanwhile.
    """

    _asked = Signal(str, object)

    def __init__(self, asking: Asking, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._asking = asking
        self._answered = threading.Event()
        self._answer: str | None = None
        self._asked.connect(self._ask, Qt.ConnectionType.QueuedConnection)

    def choose(self, name: str, matches: Sequence[Match], cancelled: Callable[[], bool]) -> str | None:
        """The work that a file belongs to, None for one of its own; called in the task's thread.

        Raises:
            ReadError: cancelled, while the question stood.
        """
        sure = certain(matches)
        if sure is not None:
            return sure
        self._answered.clear()
        self._asked.emit(name, matches[0])
        while not self._answered.wait(0.05):
            if cancelled():
                raise ReadError("cancelled", name=name)
        return self._answer

    def _ask(self, name: str, match: Match) -> None:
        def say(answer: str | None) -> None:
            self._answer = answer
            self._answered.set()

        reason = {
            "words": self.tr("{0} % of its words are the same.").format(round(100 * match.score)),
            "symbol": self.tr("It has the same symbol, in another language."),
            "figures": self.tr("It has the same figures, in another language."),
        }[match.reason]
        self._asking.choice(
            self.tr("Is this the same report?"),
            self.tr("{name} looks like another file of “{work}”.").format(name=name, work=match.work.title),
            reason + " " + self.tr("As another file of it, it adds no records: what it says is not counted twice."),
            self.tr("Another file of it"),
            lambda: say(match.work.id),
            otherwise=self.tr("A report of its own"),
            instead=lambda: say(None),
        )
