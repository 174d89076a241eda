"""Keeps PySide6 from reading the source of every module that is imported after it."""

from __future__ import annotations

import sys

import PySide6.QtCore  # noqa: F401 -- brings what is looked up here


def read_no_sources() -> None:
    """Have modules imported without a look into their source: that takes as long as half of them.

    PySide6 looks whether a module could ask for Python-like names of Qt's methods; none here does. Where PySide6 has
    changed, it reads on.
    """
    features = sys.modules.get("shibokensupport.feature")
    if features is not None and hasattr(features, "_mod_uses_pyside"):
        setattr(features, "_mod_uses_pyside", lambda module: True)  # noqa: B010 -- no attribute that mypy knows of
