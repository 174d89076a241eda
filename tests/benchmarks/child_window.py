"""The real window: says "ready" once it is painted, on a project once the first record and its passage are."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from desktop import __main__ as program

app = program.wiring()

from PySide6.QtCore import QCoreApplication, QEvent, QTimer  # noqa: E402
from PySide6.QtGui import QShowEvent  # noqa: E402

if TYPE_CHECKING:
    from desktop.services.project import Project


class _Window(app.MainWindow):  # type: ignore[misc, name-defined]
    said = False

    def _opened(self, project: Project) -> None:
        super()._opened(project)
        assert self.workspace is not None
        self.workspace.desk.recordShown.connect(self._shown)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if not sys.argv[1:]:
            self._shown()

    def _shown(self) -> None:
        if not self.said:
            self.said = True
            QTimer.singleShot(0, self._ready)

    def _ready(self) -> None:
        # What is not laid out or painted yet is now, all of it and nothing twice.
        QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest.value)
        QCoreApplication.sendPostedEvents(None, QEvent.Type.UpdateRequest.value)
        print("ready", flush=True)
        self.close()


app.MainWindow = _Window  # type: ignore[attr-defined]
sys.exit(program.main(sys.argv[1:]))
