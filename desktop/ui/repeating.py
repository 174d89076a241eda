"""Repeats: tells the form where the report says a fact again, leads there, and settles what agrees in one go."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from db.model.batches import Step
from db.model.changes import Changes
from db.model.errors import RuleError
from db.model.form import label
from db.model.records import Record
from desktop.review.queues import task, unsure
from desktop.ui.deciding import Deciding
from desktop.ui.desk import Desk
from desktop.ui.drafting import Drafting
from desktop.ui.form.repeats_note import Again, RepeatsNote
from desktop.ui.gentle import Gentle
from desktop.ui.rows import country_name
from desktop.ui.snapshot import Fresh
from desktop.ui.tasks import Task
from desktop.ui.walking import Walking, value_spans

if TYPE_CHECKING:
    from desktop.review.sayings import Saying, Sayings
    from desktop.ui.groups.words import GroupWords

BETWEEN = 400  # milliseconds after a report came before its repeats are looked for
AROUND = 20  # code points of a passage shown before and after what proves the value
LONGEST = 240  # code points of it; one that is longer has to be looked at in the report


class Repeating(QObject):
    """Keeps what repeats what in the report on the desk."""

    def __init__(
        self, desk: Desk, deciding: Deciding, walking: Walking, drafting: Drafting, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._desk = desk
        self._deciding = deciding
        self._walking = walking
        self._drafting = drafting
        self._note: RepeatsNote = desk.views.form.repeats
        self._words: GroupWords | None = None
        self._sayings: Sayings | None = None
        self._work: str | None = None
        self._writing = False
        self._told = False
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(BETWEEN)
        self._later.timeout.connect(self._look)
        desk.reportShown.connect(self._report_shown)
        desk.recordShown.connect(self._show)
        desk.changed.connect(self._changed)
        self._note.stepRequested.connect(self.step)
        self._note.confirmRequested.connect(self.confirm)

    def step(self) -> None:
        """Show the next passage in the report; after the last one the record's own again."""
        other = self._note.step()
        found = self._desk.record(other) if other is not None else None
        record = self._desk.record()
        if found is not None:
            self._desk.views.source.set_current(found.id, ())
        elif record is not None:
            self._desk.views.source.set_current(record.id, ())

    def confirm(self) -> None:
        """Decide the record, and with it all that agree whose passages were shown; what Enter must show comes first."""
        record, person = self._desk.record(), self._desk.person
        others = self._settling(record) if record is not None else []
        alone = not others or self._desk.proposal is not None or self._desk.views.form.is_dirty()
        if alone or record is None or person is None or self._walking.step().kind != "decide":
            self._deciding.confirm()
            return
        missing = [each for each in others if each.id not in self._note.shown()]
        if missing:
            self.step()
            self._desk.said.emit(self.tr("Look at these passages, then press the key again."), "info")
            return
        if self._writing:
            return
        wanted = task(record, person.id)
        action = "approve" if wanted == "approve" else "confirm"
        steps = [
            Step("approve" if action == "approve" else "confirm", each.id, each.digest) for each in (record, *others)
        ]
        review = self._desk.project.review
        self._writing = True
        self._drafting.flush()

        def done(fresh: Fresh) -> None:
            self._writing = False
            number = len(steps)
            self._desk.said.emit(self.tr("{number} records settled with one decision.").format(number=number), "info")
            following = self._desk.next_needing()
            if following is None:
                self._desk.nothingLeft.emit()
            else:
                self._desk.choose_record(following)
                self._walking.arrive()

        def failed(error: Exception) -> None:
            self._writing = False
            if isinstance(error, RuleError) and error.code == "stale":
                self._desk.reload()

        self._desk.write(lambda: review.decide_all(steps, person), done, failed, settles=record.id)

    def set_keys(self, keys: Mapping[str, str]) -> None:
        """Show these keys at the buttons, action id to text."""
        self._note.set_keys(keys)

    # Inside

    def _report_shown(self) -> None:
        if self._desk.work_id != self._work:
            self._work = self._desk.work_id
            self._sayings = None
            self._note.show_repeats(())
            self._later.start()

    def _look(self) -> None:
        """Read the records off the GUI thread; a report that is still being loaded is waited for."""
        work, loaded, form, tasks = self._work, self._desk.loaded, self._desk.form, self._desk.tasks
        if work is None or loaded is None:
            return
        if self._desk.loading:
            self._later.start()
            return

        def done(found: Sayings) -> None:
            if work == self._work:
                self._sayings = found
                self._show()

        def look(task: Task) -> Sayings:
            # Imported here, off the GUI thread and after the report is shown.
            from desktop.review.sayings import Sayings

            return Sayings(form, Gentle(tasks, task).each(loaded.findings.records()))

        tasks.run(look, done, self._desk.fail)

    def _changed(self, changes: Changes) -> None:
        if self._sayings is not None and changes.records:
            here = {record_id: self._desk.record(record_id) for record_id in changes.records}
            self._sayings.update(here)
            self._show()

    def _show(self) -> None:
        record = self._desk.record() if self._desk.proposal is None else None
        if record is None or self._sayings is None:
            self._note.show_repeats(())
        else:
            settling = {each.id for each in self._settling(record)}
            sayings = self._sayings.of(record.id)
            told = [self._again(record, saying, settling) for saying in sayings if saying.record.evidence]
            self._note.show_repeats(told)
        self._desk.views.form.fit()
        if self._told != bool(self._note.repeats()):
            self._told = not self._told
            self._desk.factsChanged.emit()

    def _settling(self, record: Record) -> list[Record]:
        """The others that one decision settles: they agree, wait for the same, and nothing in them is in doubt."""
        wanted = task(record, self._desk.person_id)
        loaded = self._desk.loaded
        if self._sayings is None or loaded is None or wanted not in ("decide", "approve"):
            return []
        return [
            saying.record
            for saying in self._sayings.of(record.id)
            if saying.agrees
            and saying.record.evidence
            and task(saying.record, self._desk.person_id) == wanted
            and not unsure(saying.record)
            and len(_quote(saying.record)) <= LONGEST
            and not loaded.findings.fails(saying.record.id)
        ]

    def _again(self, record: Record, saying: Saying, settling: set[str]) -> Again:
        other = saying.record
        spans = value_spans(other)
        quote = _quote(other)
        quote = quote if len(quote) <= LONGEST else quote[: LONGEST - 1] + "…"
        before, after = spans[0].prefix[-AROUND:].split("\n")[-1], spans[-1].suffix[:AROUND].split("\n")[0]
        differs = "; ".join(self._differing(record, other, saying.differing)) if saying.contradicts else ""
        more = [] if differs else [self._said(other, name) for name in self._besides(record, other)]
        where = self.tr("p. {page}").format(page=spans[0].page)
        return Again(other.id, where, before, quote, after, differs, " · ".join(more), other.id in settling)

    def _differing(self, record: Record, other: Record, fields: tuple[str, ...]) -> Iterator[str]:
        for name in fields:
            yield self.tr("{there}, here {here}").format(there=self._said(other, name), here=self._value(record, name))

    def _besides(self, record: Record, other: Record) -> list[str]:
        """The fields of the other one that the form does not show: more of them, or with another value."""
        from desktop.review.groups import stated

        return [name for name in other.current if name in stated(other) and other.value(name) != record.value(name)]

    def _said(self, record: Record, name: str) -> str:
        words = label(self._desk.form.family(record.family).field(name).labels, self._desk.language)
        return f"{words}: {self._value(record, name)}"

    def _value(self, record: Record, name: str) -> str:
        from desktop.review.groups import Facet, Item

        if self._words is None:
            from desktop.ui.groups.words import GroupWords

            desk = self._desk
            self._words = GroupWords(desk.form, desk.language, country_name, lambda name: desk.name_of(name) or "")
        return self._words.value(Item(record, Facet(record.family, name, (name,)), (name,), (), "decide"))


def _quote(record: Record) -> str:
    """What proves a record, in one line."""
    return " … ".join(" ".join(span.quote.split()) for span in value_spans(record))
