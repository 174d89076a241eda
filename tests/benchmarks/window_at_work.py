"""The real window on a project, for measuring: it waits as the window does, sleeping in Qt between two events."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path


class WindowAtWork:
    """A shown window in which somebody works; nothing is under way when it has been made.

    Args:
        path: the project. Keys are expected in the folder "keys" beside it.
        number: which of its reports is open at first.
    """

    def __init__(self, path: Path, number: int = 0) -> None:
        from PySide6.QtWidgets import QApplication

        from desktop.services.keyring import KeyRing
        from desktop.ui.main_window import MainWindow
        from desktop.ui.settings import Settings
        from desktop.workers.rendering import Renderer

        app = QApplication.instance() or QApplication(["counterproof"])
        assert isinstance(app, QApplication)
        self.app = app
        keys = KeyRing(path.parent / "keys")
        settings = Settings(path.with_suffix(".ini"))
        settings.set_person(path, "Ana")
        self._renderer = Renderer()
        self.window = MainWindow(app, settings, keys, self._renderer)
        self.window.resize(1280, 800)
        self.window.show()
        self.window.open_project(path)
        self.until(lambda: self.window.workspace is not None and self.workspace.desk.current is not None)
        self.until(lambda: self.workspace.desk.person is not None)
        self.workspace.walking.glance = 0.0  # nobody has to be given time to look
        self.rest()
        self.window.activateWindow()
        self.workspace.focus_work()
        self.settle()

    @property
    def workspace(self):  # type: ignore[no-untyped-def]
        """The open project."""
        assert self.window.workspace is not None
        return self.window.workspace

    def until(self, condition: Callable[[], bool], seconds: float = 90.0) -> None:
        """Sleeps in Qt between two events: a loop that spins would take time from the writer."""
        from PySide6.QtCore import QEventLoop, QTimer

        alarm = QTimer()
        alarm.setSingleShot(True)
        alarm.start(round(seconds * 1000))
        while not condition():
            self.app.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
            if alarm.remainingTime() <= 0:
                raise RuntimeError("the window did not come to rest")

    def rest(self) -> None:
        """Wait until nothing has been under way for a while."""
        from PySide6.QtCore import QElapsedTimer, QTimer

        beat = QTimer()
        beat.start(20)
        quiet = QElapsedTimer()
        quiet.start()
        space = self.workspace

        def rested() -> bool:
            if space.desk.loading or space.tasks.writing or space.tasks.running:
                quiet.restart()
            return quiet.elapsed() > 600

        self.until(rested)

    def settle(self) -> None:
        """Deliver what has arrived."""
        from PySide6.QtCore import QEventLoop

        for _ in range(5):
            self.app.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 20)

    def paint(self) -> None:
        """What is not laid out or painted yet is now, all of it and nothing twice."""
        from PySide6.QtCore import QCoreApplication, QEvent

        QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest.value)
        QCoreApplication.sendPostedEvents(None, QEvent.Type.UpdateRequest.value)

    def close(self) -> None:
        """Close the project and end the renderer."""
        self.window.close()
        self._renderer.close()
        self.window.deleteLater()
        self.settle()
