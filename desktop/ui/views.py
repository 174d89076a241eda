"""What the desk leads: its four views."""

from __future__ import annotations

from typing import TYPE_CHECKING

from db.model.dataclass import dataclass

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
