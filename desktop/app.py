"""Wires the window: builds its objects, catches what nobody caught, runs until it is closed."""

from __future__ import annotations

import gc
import logging
import signal
import sys
import traceback
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from desktop.services.keyring import KeyRing
from desktop.ui import languages, style
from desktop.ui.main_window import MainWindow
from desktop.ui.settings import Settings, default_path

log = logging.getLogger("counterproof")

AT_REST = 5000  # milliseconds after which nearly everything that a start makes is there


def main(project: Path | None = None, argv: Sequence[str] = ()) -> int:
    """Open the window, on a project where one is named; returns the exit code.

    Args:
        argv: what Qt should know of the command line, the program's name first.
    """
    from desktop.workers.rendering import Renderer

    app = style.application(argv or ["counterproof"])
    describe(app)
    settings = Settings(default_path())
    logged = start_log(settings.path.parent / "counterproof.log")
    language = languages.chosen(settings.language)
    kept = languages.install(app, language)
    renderer = Renderer()
    window = MainWindow(app, settings, KeyRing(), renderer, language.split("_")[0])
    catch(window, logged)
    # Ctrl+C in a terminal closes the window the ordinary way; Python sees the signal when it next runs.
    signal.signal(signal.SIGINT, lambda *_: window.close())
    pulse = QTimer()
    pulse.timeout.connect(lambda: None)
    pulse.start(500)
    QTimer.singleShot(AT_REST, window, at_rest)
    window.show()
    if project is not None:
        window.open_project(project, create=True)
    try:
        return app.exec()
    finally:
        pulse.stop()
        sys.excepthook = sys.__excepthook__
        renderer.close()
        kept.clear()


def at_rest() -> None:
    """Look for garbage again, but no more among what the start has made: that stays, and looking takes time."""
    gc.freeze()
    gc.enable()


def describe(app: QApplication) -> None:
    """Tell the desktop who we are."""
    app.setApplicationName("counterproof")
    app.setApplicationDisplayName("Counterproof")
    app.setOrganizationName("counterproof")
    QGuiApplication.setDesktopFileName("counterproof")


def start_log(path: Path) -> Path | None:
    """Log warnings to a file that never grows large; None where it can't be written."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError:
        return None
    root = logging.getLogger()
    root.addHandler(_LogFile(path))
    root.setLevel(logging.WARNING)
    return path


class _LogFile(logging.Handler):
    """A file that is begun anew when it grows large; what it takes is imported with the first line, if one comes."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self._path = path
        self._handler: logging.Handler | None = None

    def emit(self, record: logging.LogRecord) -> None:
        if self._handler is None:
            from logging.handlers import RotatingFileHandler

            self._handler = RotatingFileHandler(
                self._path, maxBytes=512 * 1024, backupCount=1, encoding="utf-8", delay=True
            )
            self._handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
        self._handler.emit(record)

    def close(self) -> None:
        if self._handler is not None:
            self._handler.close()
        super().close()


def catch(window: MainWindow, logged: Path | None) -> None:
    """Show and log what nobody caught; the window lives on."""
    showing = False

    def hook(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        nonlocal showing
        if issubclass(kind, KeyboardInterrupt):
            window.close()
            return
        log.error("nobody caught this", exc_info=(kind, error, trace))
        if showing:
            return
        showing = True
        try:
            details = "".join(traceback.format_exception(kind, error, trace))
            window.asking.trouble(f"{kind.__name__}: {error}", details, str(logged or ""))
        finally:
            showing = False

    sys.excepthook = hook
