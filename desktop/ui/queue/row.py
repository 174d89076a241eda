"""What the lists are given: a record with what is known of it besides, and a report with its numbers."""

from __future__ import annotations

from typing import Literal, TypeAlias

from db.model.dataclass import dataclass
from db.model.lines import Line
from db.model.records import Record
from db.model.works import Progress, Work

Key: TypeAlias = tuple[int, int, str]  # page, offset, id: reading order


@dataclass(frozen=True, slots=True)
class Row:
    """One record in the list.

    Attributes:
        record: the record, or its line where there are thousands; both tell id, family, order and what was decided.
        task: what the person who works must do with it.
        failing: whether a check that names it fails; unsure: whether the machine is unsure of one of its fields.
        repeats: how many other records say the same again; the list counts those that it has itself.
    """

    record: Record | Line
    task: Literal["decide", "approve", "answer"] | None = None
    failing: bool = False
    unsure: bool = False
    repeats: int = 0

    @property
    def key(self) -> Key:
        """Its place in reading order."""
        record = self.record
        return *record.order, record.id


@dataclass(frozen=True)
class ReportRow:
    """One report in the list; `failing` counts its failing checks."""

    work: Work
    progress: Progress
    failing: int = 0


@dataclass(frozen=True)
class Running:
    """A task in the background that concerns a report.

    Attributes:
        id: names it to `cancelRequested`.
        title: file or report.
        stage: what it does, in the reader's words.
        done, total: how far it is; total 0 where nobody knows.
        cancelling: whether it has been told to stop; waiting: whether it has not begun.
    """

    id: str
    title: str
    stage: str = ""
    done: int = 0
    total: int = 0
    cancelling: bool = False
    waiting: bool = False
