"""Records of another file or reading of the report, brought to where they stand in the one that is shown."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from db.model.readings import Reading
from db.model.records import Record

if TYPE_CHECKING:
    from desktop.documents.editions import Edition
    from desktop.documents.placing import Placed


class Placer:
    """Finds the passages of records again; those that are not found are told, and stay as they were on the disk.

    Args:
        reading: the one that is shown; reading_id: its id.
        source: brings another reading by its id: what its words do not find is looked for by paragraphs and figures.
    """

    def __init__(
        self,
        reading: Reading | None = None,
        reading_id: str | None = None,
        source: Callable[[str], Reading] | None = None,
    ) -> None:
        self._reading = reading
        self._id = reading_id
        self._source = source
        self._editions: dict[str, Edition] = {}
        self._placed: dict[tuple[str, str], Placed] = {}

    def __call__(self, record: Record) -> Record:
        """The record with its passages where they stand in the reading that is shown, without what is not there."""
        placed = self._find(record)
        if placed is None:
            return record
        current = {
            key: replace(entry, evidence=placed.fields.get(key, ())) if entry.evidence else entry
            for key, entry in record.current.items()
        }
        return replace(record, reading=self._id or record.reading, evidence=placed.evidence, current=current)

    def place(self, record: Record) -> Placed:
        """Where a record's passages stand, all as it was where they are of this reading."""
        found = self._find(record)
        if found is not None:
            return found
        from desktop.documents.placing import Placed

        return Placed(record.evidence, {key: entry.evidence for key, entry in record.current.items() if entry.evidence})

    def placed(self, record: Record) -> Placed | None:
        """What became of a record's passages; None where they are of this reading, or nobody asked for the record.

        Args:
            record: as it was given, or as it came back.
        """
        return self._placed.get((record.id, record.digest))

    def _find(self, record: Record) -> Placed | None:
        if self._reading is None or record.reading == self._id:
            return None
        key = record.id, record.digest
        found = self._placed.get(key)
        if found is None:
            from desktop.documents.placing import place  # only reports of several readings need it

            fields = {name: entry.evidence for name, entry in record.current.items() if entry.evidence}
            edition = self._edition(record.reading, self._reading)
            found = self._placed[key] = place(record.evidence, fields, self._reading, edition)
        return found

    def _edition(self, reading_id: str, shown: Reading) -> Edition | None:
        if self._source is None:
            return None
        known = self._editions.get(reading_id)
        if known is None:
            from desktop.documents.editions import Edition

            known = self._editions[reading_id] = Edition(self._source(reading_id), shown)
        return known
