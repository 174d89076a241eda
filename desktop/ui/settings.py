"""What this machine remembers between two starts: sizes, theme, recent projects, who worked last."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Literal, cast

from PySide6.QtCore import QByteArray, QSettings

ThemeChoice = Literal["system", "light", "dark"]
RECENT = 8


def default_path() -> Path:
    """Where the settings of the person at this machine lie; COUNTERPROOF_HOME moves them."""
    home = os.environ.get("COUNTERPROOF_HOME")
    if home:
        return Path(home) / "window.ini"
    from platformdirs import user_config_path

    return user_config_path("counterproof", appauthor=False) / "window.ini"


class Settings:
    """An INI file at a path that the caller names, so that tests never touch the person's own."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._store = QSettings(str(path), QSettings.Format.IniFormat)

    def save(self) -> None:
        """Write what changed."""
        self._store.sync()

    def bytes(self, key: str) -> QByteArray | None:
        """Window geometry or the state of a splitter; None where nothing was remembered."""
        value = self._store.value(f"window/{key}")
        return value if isinstance(value, QByteArray) and not value.isEmpty() else None

    def set_bytes(self, key: str, value: QByteArray) -> None:
        """Remember a geometry or a splitter state."""
        self._store.setValue(f"window/{key}", value)

    @property
    def theme(self) -> ThemeChoice:
        """The choice of colours."""
        value = str(self._store.value("view/theme", "system"))
        return cast(ThemeChoice, value) if value in ("light", "dark") else "system"

    @theme.setter
    def theme(self, value: ThemeChoice) -> None:
        self._store.setValue("view/theme", value)

    @property
    def language(self) -> str:
        """The interface language: "system", "en" or "zh_CN"."""
        return str(self._store.value("view/language", "system"))

    @language.setter
    def language(self, value: str) -> None:
        self._store.setValue("view/language", value)

    def recent(self) -> list[Path]:
        """The projects opened last, newest first."""
        value = self._store.value("projects/recent", [])
        names = value if isinstance(value, list) else [value]
        return [Path(str(name)) for name in names if name]

    def add_recent(self, path: Path) -> None:
        """Put a project on top of the recent ones."""
        names = [str(path), *(str(p) for p in self.recent() if p != path)]
        self._store.setValue("projects/recent", names[:RECENT])

    def drop_recent(self, path: Path) -> None:
        """Forget a project that is not there any more."""
        self._store.setValue("projects/recent", [str(p) for p in self.recent() if p != path])

    def person(self, project: Path) -> str:
        """The name under which somebody last worked on this project here, or nothing."""
        return str(self._store.value(f"people/{_key(project)}", ""))

    def set_person(self, project: Path, name: str) -> None:
        """Remember who works on this project here."""
        self._store.setValue(f"people/{_key(project)}", name)
        self._store.setValue("people/last", name)

    def last_person(self) -> str:
        """The name last used here on any project, to be offered."""
        return str(self._store.value("people/last", ""))

    def place(self, project: Path) -> tuple[str, str]:
        """The work and record shown last in this project."""
        value = str(self._store.value(f"places/{_key(project)}", ""))
        work, _, record = value.partition("|")
        return work, record

    def set_place(self, project: Path, work: str, record: str) -> None:
        """Remember the work and record shown."""
        self._store.setValue(f"places/{_key(project)}", f"{work}|{record}")

    def keys(self) -> dict[str, tuple[str, ...]]:
        """The keys that the person gave to actions, by the action's id."""
        self._store.beginGroup("keys")
        names = self._store.childKeys()
        self._store.endGroup()
        kept = {name: str(self._store.value(f"keys/{name}", "")).split("\t") for name in names}
        return {name: tuple(key for key in keys if key) for name, keys in kept.items()}

    def set_keys(self, keys: Mapping[str, Sequence[str]]) -> None:
        """Remember these, and no others."""
        self._store.remove("keys")
        for name, each in keys.items():
            self._store.setValue(f"keys/{name}", "\t".join(each))

    def folder(self, purpose: str) -> str:
        """The folder last used for "project", "reports" or "release"."""
        return str(self._store.value(f"folders/{purpose}", ""))

    def set_folder(self, purpose: str, folder: Path) -> None:
        """Remember a folder."""
        self._store.setValue(f"folders/{purpose}", str(folder))


def _key(project: Path) -> str:
    return hashlib.sha256(str(project.resolve()).encode("utf-8", "surrogateescape")).hexdigest()[:16]
