"""Releasing: the approved records of signed-off reports, with what proves them, as files."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from db.store import Store
from desktop.services.version import program

if TYPE_CHECKING:
    from desktop.services.exporting import Release


class Releases:
    """The releases of a project."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def export(self, destination: Path, formats: Sequence[str], *, allow: str | None = None) -> Release:
        """Write a release into a folder that is missing or empty.

        Args:
            formats: "csv", "xlsx", "jsonl".
            allow: why a preliminary release is made although not everything is settled.

        Raises:
            RuleError: blocked (`reasons`: a RuleError each), unknown_format, not_built, needs_reason.
            ProjectError: the folder can't be written; nothing is left of it.
        """
        from desktop.services.exporting import export

        return export(self._store, destination, formats, allow=allow, program=program())
