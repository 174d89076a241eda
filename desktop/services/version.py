"""Name and version of the program, as installed."""

from __future__ import annotations

NAME = "counterproof"
VERSION = "0.1.0"


def program() -> str:
    """Name and version: "counterproof 0.1.0"."""
    # Imported where it is asked for: it brings the parser of e-mail along, and the window opens without it.
    from importlib.metadata import PackageNotFoundError, version

    try:
        return f"{NAME} {version(NAME)}"
    except PackageNotFoundError:
        return f"{NAME} {VERSION}"
