"""Choose: a command of the command line, or the window."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from types import ModuleType

_QT_VALUES = ("platform", "platformpluginpath", "platformtheme", "plugin", "qwindowgeometry", "style", "stylesheet")
_OF_THE_COMMAND_LINE = ("-h", "--help", "--version")


def main(argv: Sequence[str] | None = None) -> int:
    """Run a command, or open the window on a project; returns the exit code."""
    arguments = list(sys.argv[1:] if argv is None else argv)
    if arguments[:1] == ["--worker"]:  # how a bundled program starts its children
        from desktop.workers.child import main as serve

        serve(arguments[1:])
    from desktop.cli.commands import COMMANDS

    if arguments and (arguments[0] in COMMANDS or arguments[0] in _OF_THE_COMMAND_LINE):
        from desktop.cli.main import main as command_line

        return command_line(arguments)
    return _window(arguments)


def _window(arguments: list[str]) -> int:
    """Open the window; what is no option is the project."""
    from desktop.cli.output import NOTHING, say, use_utf8

    use_utf8()
    names, options = _sorted(arguments)
    project = Path(names[0]) if names else None
    if len(names) > 1 or (project is not None and not project.suffix and not project.exists()):
        say(f"{names[0]}: no such command or project. Try: counterproof --help")
        return NOTHING
    if not _has_screen(options):
        say("there is no screen here to open the window on. The commands work without one: counterproof --help")
        return NOTHING
    try:
        app = wiring()
        return int(app.main(project, ["counterproof", *options]))
    except ImportError as error:
        say(f"the window can't open: {error}. Install what is missing; the commands work without it.")
        return NOTHING
    finally:
        gc.enable()


def _has_screen(options: Sequence[str]) -> bool:
    """Whether Qt could find a display: where it finds none on Linux, it aborts the process."""
    if not sys.platform.startswith("linux") or any(option.lstrip("-") == "platform" for option in options):
        return True
    return any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"))


def wiring() -> ModuleType:
    """The module that wires the window.

    Garbage is not looked for from here on, for of what a start makes nearly everything stays; once the window has
    come to rest it is again (`app.main`).
    """
    gc.disable()
    from desktop.ui.imports import read_no_sources

    read_no_sources()
    from desktop import app

    return app


def _sorted(arguments: list[str]) -> tuple[list[str], list[str]]:
    """Names, and options for Qt, some of which take the next word as their value."""
    names: list[str] = []
    options: list[str] = []
    for word in arguments:
        if word.startswith("-") or (options and options[-1].lstrip("-") in _QT_VALUES and options[-1].startswith("-")):
            options.append(word)
        else:
            names.append(word)
    return names, options


if __name__ == "__main__":
    sys.exit(main())
