"""Releasing: the approved records of signed-off reports, with what proves them, as files."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from db.store import Store

if TYPE_CHECKING:
    from desktop.release.publish import Release


class Releases:
    """The releases of a project."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def export(self, destination: Path, formats: Sequence[str], *, allow: str | None = None) -> Release:
        """Write a release."""
        from desktop.services.exporting import export

        return export(self._store, destination, formats, allow=allow)
