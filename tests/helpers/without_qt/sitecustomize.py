"""On PYTHONPATH, makes PySide6 impossible to import, in the tests and in every Python process that they start."""

import sys
from importlib.abc import MetaPathFinder

BLOCKED = ("PySide6", "shiboken6")


class _Blocked(MetaPathFinder):
    """Finds no module, and refuses those of Qt."""

    def find_spec(self, name: str, path: object = None, target: object = None) -> None:
        if name.split(".")[0] in BLOCKED:
            raise ImportError(f"{name} is blocked here", name=name)


sys.meta_path.insert(0, _Blocked())
