"""Name and version of the program, as installed."""

from __future__ import annotations

from importlib.metadata import PackageNotFoundError, version

NAME = "counterproof"
VERSION = "0.1.0"


def program() -> str:
    """Name and version: "counterproof 0.1.0"."""
    try:
        return f"{NAME} {version(NAME)}"
    except PackageNotFoundError:
        return f"{NAME} {VERSION}"
