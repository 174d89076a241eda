"""The group check: opens the sheet of like values, writes what was confirmed, and leads to the odd ones afterwards."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from db.model.changes import Changes
from db.model.records import Record
from desktop.review.queues import task
from desktop.review.queues import unsure as unsure_fields
from desktop.ui.check_words import check_sentence
from desktop.ui.drafting import Drafting
from desktop.ui.queue.caption import caption, value_text
from desktop.ui.rows import country_name, name
from desktop.ui.sheets.covering import Covering
from desktop.ui.source.images import PictureSource
from desktop.ui.theme import Theme
from desktop.ui.work_area import WorkArea
from desktop.ui.working import Working

if TYPE_CHECKING:
    from desktop.review.groups import Facet, Item, Looked
    from desktop.ui.desk import Desk
    from desktop.ui.groups.entries import Doubt
    from desktop.ui.groups.sheet import GroupSheet

    Base = Covering[GroupSheet]
else:
    Base = Covering

GROUP_ACTIONS = ("confirm_group", "mark_odd", "order_group", "next_group", "previous_group")


class Grouping(Base):
    """Carries out the group check of the report on the desk.

    Signals:
        confirmed(list): what was looked at: (record, field) of each value.
    """

    confirmed = Signal(object)

    def __init__(
        self,
        desk: Desk,
        working: Working,
        drafting: Drafting,
        area: WorkArea,
        renderer: PictureSource,
        theme: Theme,
        parent: QObject | None = None,
    ) -> None:
        super().__init__("group", self._new_sheet, desk, area, theme, parent)
        self._working = working
        self._drafting = drafting
        self._renderer = renderer
        self._records: dict[str, Record] = {}
        self._doubtful: dict[str, tuple[str, ...]] = {}
        self._looked: Looked | None = None
        self._shown: str | None = None
        desk.personChanged.connect(self._person_changed)
        desk.changed.connect(self._changed)
        desk.recordShown.connect(self._record_shown)

    def open(self) -> None:
        """Show the values that wait for the person; those like the field that has the keyboard first."""
        if not self.is_open and self._desk.loaded is not None:
            self._working.require(self._begin)

    def leave(self) -> None:
        """Go back to report and form: to the first of the odd ones, where any was marked."""
        if not self.is_open or self._sheet is None:
            return
        odd = self._sheet.odd()
        super().leave()
        self._sheet.close_sheet()
        self._records = {}
        for record_id, field in odd.items():
            self._desk.odd[record_id] = field
        first = next((each for each in odd if self._desk.record(each) is not None), None)
        if first is not None:
            self._shown = None
            self._desk.choose_record(first)

    def act(self, action_id: str) -> None:
        """Carry out an action of the sheet."""
        sheet = self._sheet
        if sheet is None or not self.is_open or self._writing:
            return
        if action_id == "confirm_group":
            sheet.advance()
        elif action_id == "mark_odd":
            sheet.mark()
        elif action_id == "order_group":
            sheet.order_otherwise()
        else:
            sheet.step(backwards=action_id == "previous_group")

    # Inside

    def _begin(self) -> None:
        from desktop.review.groups import Facet

        loaded = self._desk.loaded
        if loaded is None:
            return
        self._drafting.flush()
        record, field = self._desk.record(), self._desk.field
        facet = Facet(record.family, field, ()) if record is not None and field is not None else None
        password = self._desk.project.library.password(loaded.work.id)
        self._made().open(loaded.reading, loaded.path, password)
        self._cover()
        self._read(facet)

    def _new_sheet(self) -> GroupSheet:
        # Imported with the first sheet: a window opens without it.
        from desktop.ui.groups.sheet import GroupSheet
        from desktop.ui.groups.words import GroupWords

        desk = self._desk
        words = GroupWords(desk.form, desk.language, country_name, self._name_of)
        budget = desk.views.source.budget
        sheet = GroupSheet(self._renderer, words, self._caption, self._theme, doubts=self._doubt, budget=budget)
        sheet.confirmRequested.connect(self._confirm)
        return sheet

    def _read(self, facet: Facet | None = None, note: str = "") -> None:
        """Read what waits, off the GUI thread, and show it."""
        from desktop.review.groups import groups

        work, person, looked = self._work, self._desk.person_id, self._get_looked()
        project, form = self._desk.project, self._desk.form

        def read() -> tuple[dict[str, Record], dict[Facet, list[Item]]]:
            records = project.shown.records(work or "")
            return {record.id: record for record in records}, groups(form, records, person, looked)

        def show(sheet: GroupSheet, found: tuple[dict[str, Record], dict[Facet, list[Item]]]) -> None:
            self._records, self._doubtful = found[0], {}
            sheet.set_groups(found[1], facet, note)

        self._ask(read, show)

    def _confirm(self, items: Sequence[Item], odd: Sequence[Item]) -> None:
        from desktop.review.groups import confirming, settled_by

        person = self._desk.person
        if person is None or self._writing or self._sheet is None:
            return
        looked = self._get_looked()
        settled = settled_by(items, looked)
        steps = confirming(items, looked)
        facet = self._sheet.facet()
        note = self._told(items, odd, settled)
        self.confirmed.emit([(item.record.id, item.facet.field) for item in (*items, *odd)])
        if not steps:
            self._read(facet, note)
            return
        self._decide(steps, person, lambda: self._read(facet, note), lambda: self._read(facet))

    def _told(self, items: Sequence[Item], odd: Sequence[Item], settled: int) -> str:
        number = len(items)
        words = [self.tr("1 value is checked.") if number == 1 else self.tr("{number} values are checked.")]
        if settled:
            one = self.tr("1 record is settled by it.")
            words.append(one if settled == 1 else self.tr("{settled} records are settled by it."))
        if odd:
            words.append(self.tr("The odd ones come when you close the sheet."))
        return " ".join(words).format(number=number, settled=settled)

    def _caption(self, item: Item) -> str:
        """What and where, in small letters under the value."""
        record, form, language = item.record, self._desk.form, self._desk.language
        values = {key: entry.value for key, entry in record.current.items() if key not in item.fields}
        about = f"{value_text(record.family, values)} {caption(form, record.family, values, language, country_name)}"
        page = self.tr("p. {page}").format(page=item.evidence[0].page)
        return f"{page} · {about.strip()}"

    def _doubt(self, item: Item) -> Doubt | None:
        """What in a value wants a closer look."""
        from desktop.ui.groups.entries import Doubt

        record, loaded = item.record, self._desk.loaded
        found = loaded.findings.of(record.id) if loaded is not None and loaded.work.id == self._work else ()
        for result in found:
            if result.fails and not set(item.fields).isdisjoint(result.fields):
                return Doubt("bad", check_sentence(result, self._desk.form, self._desk.language))
        unsure = [field for field in item.fields if field in self._unsure(record)]
        if not unsure:
            return None
        confidence = record.current[unsure[0]].confidence or 0.0
        return Doubt("warning", self.tr("Unsure ({confidence})").format(confidence=f"{confidence:.2f}"))

    def _get_looked(self) -> Looked:
        if self._looked is None:
            from desktop.review.groups import Looked

            self._looked = Looked()
        return self._looked

    def _unsure(self, record: Record) -> tuple[str, ...]:
        known = self._doubtful.get(record.id)
        if known is None:
            known = self._doubtful[record.id] = unsure_fields(record)
        return known

    def _name_of(self, record_id: str) -> str:
        record = self._records.get(record_id)
        return name(record, self._desk.form, self._desk.language) if record is not None else ""

    def _person_changed(self) -> None:
        self._looked = None
        self._desk.odd.clear()
        if self.is_open:
            self._read()

    def _changed(self, changes: Changes) -> None:
        """Something was undone, or written by somebody else, while the sheet is open."""
        if changes.records and self.is_open and not self._writing and self._sheet is not None:
            self._read(self._sheet.facet())

    def _record_shown(self) -> None:
        """Say at the field of an odd one that it was marked, when the record comes."""
        record = self._desk.record()
        if self.is_open or record is None or record.id == self._shown:
            self._shown = record.id if record is not None else None
            return
        self._shown = record.id
        field = self._desk.odd.get(record.id)
        if field is not None and task(record, self._desk.person_id) is not None:
            self._desk.views.form.show_problem(field, self.tr("You marked this as odd in the group check."))
