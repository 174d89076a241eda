"""What list and pages show of the report on the desk: rows, marks and numbers, changed where the records did."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from db.model.evidence import Evidence
from db.model.lines import Counts, Line, place_of
from db.model.records import Record
from desktop.review.queues import is_unsure, task
from desktop.ui.loading import Loading
from desktop.ui.queue.row import Row
from desktop.ui.queue.row_book import FAILING, NEEDS_ME, UNSURE
from desktop.ui.rows import Names, mark_state
from desktop.ui.snapshot import Fresh, Loaded, lists_of, unplaced
from desktop.ui.source.marks import Block, Mark, passages
from desktop.ui.source.ticks import Spot
from desktop.ui.tasks import Tasks
from desktop.ui.views import Views

if TYPE_CHECKING:
    from desktop.review.checks import CheckResult
    from desktop.services.project import Project

WHOLE_PAGE = 2**31  # code points: no page has more


class Showing(QObject):
    """Leads list and pages for one report after the other.

    Of a small report everything is there at once. Of a large one the list begins with the lines around the first
    record, its numbers come from the store, and marks come for the pages that show; `Loading` brings the rest.

    Signals:
        checksChanged(): more of the report was checked, and something else is found.
    """

    checksChanged = Signal()

    def __init__(
        self, project: Project, views: Views, tasks: Tasks, names: Names, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._project = project
        self._views = views
        self._tasks = tasks
        self._names = names
        self._loaded: Loaded | None = None
        self._person: str | None = None
        self._written: set[str] = set()  # while lines come: records of which something newer is shown
        self._unspotted: Sequence[Line] = ()
        self._looked_at: set[int] = set()  # pages of which all records were checked, while checks come
        self.loading = Loading(project, tasks, self)
        self.loading.linesCame.connect(self._lines_came)
        self.loading.rowsEnded.connect(self._rows_ended)
        self.loading.checked.connect(self._checked)
        self.loading.placed.connect(self._placed)
        self.loading.ended.connect(self.checksChanged)
        views.source.marksWanted.connect(self._want_marks)

    def show(self, loaded: Loaded | None, person: str | None) -> None:
        """Show another report, or none."""
        self._loaded, self._person = loaded, person
        self._written.clear()
        self._looked_at.clear()
        self._unspotted = ()
        self.loading.stop()
        records, source = self._views.records, self._views.source
        if loaded is None:
            source.set_marks([])
            records.set_rows([], reported=False)
        elif loaded.lines is None:
            rows = [self._row(record, record.id in loaded.unsure) for record in loaded.records.values()]
            records.set_rows(rows, counting=() if loaded.findings.complete else (FAILING,))
            source.set_marks([self._mark(row, row.record.evidence) for row in rows if isinstance(row.record, Record)])
        else:
            records.set_rows(
                [self._row(line) for line in loaded.lines], counts=_numbers(loaded.counts), counting=(FAILING,)
            )
            if loaded.moved:
                source.set_marks([])  # they come as their records are found in this file
            else:
                source.expect_marks()
            self._unspotted = loaded.lines  # they come onto the strip with the next ones: what is read comes first

    def load_rest(self) -> None:
        """Bring what is not there yet; to be called once the first screen is shown."""
        if self._loaded is not None:
            self.loading.start(self._loaded)

    def set_person(self, person: str | None, counts: Counts | None) -> None:
        """Show what this person must do; `counts` are the report's numbers for them."""
        self._person = person
        if self._loaded is None:
            return
        rows = [replace(row, task=task(row.record, person)) for row in self._views.records.rows()]
        if self.loading.rows_missing and counts is not None:
            self._views.records.set_rows(rows, counts=_numbers(counts), counting=(FAILING,))
        else:
            self._views.records.set_rows(rows, counting=(FAILING,) if self.loading.busy else ())

    def check(self, record: Record, told: Sequence[CheckResult]) -> bool:
        """Check a record now, with what it may be held against, if nobody has; says whether more is known than told.

        Of a small report that is all of it, of a large one what stands on the same pages.

        Args:
            told: what the form tells of the record.
        """
        if self._loaded is None:
            return False
        findings = self._loaded.findings
        if not findings.complete:
            waiting = findings.unknown(self._beside(self._loaded, record))
            small, records = self._loaded.lines is None, self._loaded.records
            if waiting:
                read = [records[each] for each in waiting] if small else lists_of(self._project).records_of(waiting)
                self._checked(findings.take_in(read))
        return tuple(told) != findings.of(record.id)

    def light(self, record: Record) -> None:
        """See to it that a record that is about to be shown has its mark."""
        if self._views.source.mark(record.id) is None:
            self._views.source.update_marks([self._mark(self._row(record), record.evidence)])

    def apply(self, fresh: Fresh, counts: Counts | None = None) -> None:
        """Show what a write changed, and only that; `counts` are the new numbers while lines are missing."""
        assert fresh.touched is not None
        views, touched = self._views, fresh.touched
        gone = [record_id for record_id, record in touched.items() if record is None]
        rows = {record.id: self._row(record) for record in touched.values() if record is not None}
        marks = [self._mark(rows[record.id], record.evidence) for record in touched.values() if record is not None]
        if self.loading.rows_missing:
            self._written.update(touched)
        if gone:
            views.records.remove_rows(gone)
        if counts is not None and self.loading.rows_missing:
            views.records.set_counts(_numbers(counts), (FAILING,))
        others = self._now(fresh.failing)
        changed = [*rows.values(), *self._other_failing(others, rows)]
        if changed:
            views.records.update_rows(changed)
        marks += self._other_marks(others, rows)
        views.source.update_marks(marks, gone)
        self._add_spots(row.record for row in changed)

    # -- what comes by and by

    def _lines_came(self, lines: Sequence[Line]) -> None:
        if self._loaded is None:
            return
        fresh = [line for line in lines if line.id not in self._written]
        if self._loaded.moved:
            fresh = [unplaced(line) for line in fresh]
        failing = self._loaded.findings.failing_of(line.id for line in fresh)
        person = self._person
        self._views.records.add_rows(
            [Row(line, task(line, person), line.id in failing, is_unsure(line)) for line in fresh]
        )
        self._add_spots([*(line for line in self._unspotted if line.id not in self._written), *fresh])
        self._unspotted = ()

    def _placed(self, records: Sequence[Record]) -> None:
        """Show records of another file where they are in this one; what a write has brought since is newer."""
        if self._loaded is None:
            return
        rows, marks = [], []
        for record in records:
            row = self._views.records.row(record.id)
            if row is None:
                continue
            if isinstance(row.record, Line):
                row = replace(row, record=row.record._replace(place=place_of(record) if record.evidence else (0, 0)))
                rows.append(row)
                marks.append(self._mark(row, record.evidence))
        if rows:
            self._views.records.update_rows(rows)
        self._views.source.update_marks([mark for mark in marks if mark.evidence])

    def _rows_ended(self) -> None:
        self._written.clear()
        self._views.records.set_counts(None, (FAILING,))

    def _checked(self, touched: Iterable[str]) -> None:
        failing = self._now(touched)
        rows = self._other_failing(failing, {})
        if rows:
            self._views.records.update_rows(rows)
            self._views.source.update_marks(self._other_marks(failing, {}))
            self._add_spots(row.record for row in rows)
        if self._loaded is not None and self._loaded.findings.complete:
            self._views.records.set_counts(None)
        if rows:
            self.checksChanged.emit()

    def _want_marks(self, blocks: tuple[Block, ...]) -> None:
        loaded = self._loaded
        if loaded is None:
            return
        lists, work = lists_of(self._project), loaded.work.id

        def read() -> tuple[Mapping[str, Evidence], Mapping[str, Line]]:
            found = lists.within(work, passages(blocks))
            return found, {line.id: line for line in lists.lines_of(found)}

        def done(found: tuple[Mapping[str, Evidence], Mapping[str, Line]]) -> None:
            if loaded is not self._loaded:
                return
            evidence, lines = found
            marks = []
            for record_id, spans in evidence.items():
                line = lines.get(record_id)
                row = self._views.records.row(record_id) or (self._row(line) if line is not None else None)
                if row is not None:
                    marks.append(self._mark(row, spans))
            self._views.source.add_marks(blocks, marks)

        self._tasks.run(lambda _: read(), done)

    # -- within

    def _beside(self, loaded: Loaded, record: Record) -> Iterable[str]:
        """Ids of a record and of those that checks may hold it against."""
        if loaded.lines is None:
            return loaded.records
        pages = {span.page for span in record.evidence} - self._looked_at
        self._looked_at |= pages
        lists, whole = lists_of(self._project), [(page, 0, WHOLE_PAGE) for page in sorted(pages)]
        return [record.id, *(lists.within(loaded.work.id, whole) if pages else ())]

    def _row(self, record: Record | Line, doubtful: bool | None = None) -> Row:
        assert self._loaded is not None
        doubtful = is_unsure(record) if doubtful is None else doubtful
        return Row(record, task(record, self._person), self._loaded.findings.fails(record.id), doubtful)

    def _mark(self, row: Row, evidence: Evidence) -> Mark:
        record = row.record
        return Mark(
            record=record.id,
            family=record.family,
            state=mark_state(record),
            evidence=evidence,
            failing=row.failing,
            unsure=row.unsure,
            label=lambda: self._names(record),
        )

    def _now(self, touched: Iterable[str]) -> dict[str, bool]:
        """Of which of these records a check fails now: what was told on the way here may be older than a write."""
        touched = list(touched)
        failing = self._loaded.findings.failing_of(touched) if self._loaded is not None else set()
        return {record_id: record_id in failing for record_id in touched}

    def _other_failing(self, failing: Mapping[str, bool], but: Mapping[str, Row]) -> list[Row]:
        """Rows of which the checks tell something else now."""
        found = []
        for record_id, fails in failing.items():
            row = self._views.records.row(record_id) if record_id not in but else None
            if row is not None and row.failing != fails:
                found.append(replace(row, failing=fails))
        return found

    def _other_marks(self, failing: Mapping[str, bool], but: Mapping[str, Row]) -> list[Mark]:
        found = []
        for record_id, fails in failing.items():
            mark = self._views.source.mark(record_id) if record_id not in but else None
            if mark is not None and mark.failing != fails:
                found.append(replace(mark, failing=fails))
        return found

    def _add_spots(self, records: Iterable[Record | Line]) -> None:
        if self._loaded is None or self._loaded.lines is None:
            return
        records = list(records)
        failing = self._loaded.findings.failing_of(record.id for record in records)
        self._views.source.add_spots(
            [
                Spot(record.id, *_place(record), record.family, mark_state(record), record.id in failing)
                for record in records
                if _place(record)[0]
            ]
        )


def _place(record: Record | Line) -> tuple[int, int]:
    return record.place if isinstance(record, Line) else place_of(record)


def _numbers(counts: Counts) -> dict[str, int]:
    """What the chips show of a report's numbers."""
    found = {NEEDS_ME: counts.needing, UNSURE: counts.unsure}
    for (family, _, _), number in counts.states.items():
        found[family] = found.get(family, 0) + number
    return found
