"""What the desk leads: its four views, and the records as the lane of writes knows them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from db.model.records import Record

if TYPE_CHECKING:
    from desktop.ui.form.record_form import RecordForm
    from desktop.ui.queue.record_list import RecordList
    from desktop.ui.queue.report_list import ReportList
    from desktop.ui.source.view import SourceView


@dataclass(frozen=True)
class Views:
    """The four views that the desk leads; it uses nothing of them but their public methods."""

    reports: ReportList
    source: SourceView
    form: RecordForm
    records: RecordList


@dataclass
class Shelf:
    """The records of the report on the desk as the lane of writes knows them; only that lane changes it.

    The window may be a write or two behind: what is read again after a write must not build on what it shows.
    """

    records: Mapping[str, Record]
