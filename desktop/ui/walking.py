"""What Enter does next: the next field to look at, the passage, the decision, the next record, the next report."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Literal

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtWidgets import QApplication

from db.model.dataclass import dataclass
from db.model.evidence import Evidence, Span
from db.model.form import label
from db.model.records import SETTLED, FieldEntry, Record
from desktop.review.queues import task
from desktop.ui.desk import Desk
from desktop.ui.form.stops import shown_in

Kind = Literal["wait", "look", "blind", "field", "decide", "record", "end"]
GLANCE = 0.15  # seconds that a record must have been on screen: a key pressed twice by mistake is faster
LONGEST = 18  # letters of a field's name on the button


@dataclass(frozen=True)
class Step:
    """What Enter would do now.

    Attributes:
        kind: "wait" where the record is not on screen yet, "look" where a passage of it was not, "blind" where it has
            none to show and nobody was told so yet, "field" where another field comes first, "decide", "record" where
            nothing is left to do with this one, "end" where nothing in the report is.
        field: the one to go to; span: what to bring on screen; record: the one to go to.
        passes: the field that Enter says yes to on the way.
    """

    kind: Kind
    field: str | None = None
    span: Span | None = None
    record: str | None = None
    passes: str | None = None


class Walking(QObject):
    """Keeps what of the current record was looked at, and tells where Enter leads.

    A field that wants a look counts as seen once the keyboard was in it with its passage on screen; a record once all
    these fields were, and all passages that prove it.

    Args:
        glance: seconds that a record must have been on screen before a key decides it.

    Signals:
        stepChanged(): Enter may do something else now.
    """

    stepChanged = Signal()

    def __init__(
        self,
        desk: Desk,
        parent: QObject | None = None,
        *,
        glance: float = GLANCE,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        super().__init__(parent)
        self.glance = glance
        self.next_report: tuple[str, str] | None = None  # id and name, once it is known that nothing is left here
        self._desk = desk
        self._clock = clock
        self._key: tuple[str, str] | None = None
        self._passed: set[str] = set()
        self._told_blind = False
        self._activated = clock()
        self._here: str | None = None
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.timeout.connect(self._tell)
        form, source = desk.views.form, desk.views.source
        desk.recordShown.connect(self._shown)
        desk.standingChanged.connect(self._tell)
        form.edited.connect(self._tell)
        form.fieldFocused.connect(self._moved)
        source.passageSeen.connect(self._tell)
        form.installEventFilter(self)

    # What comes next

    def step(self, *, foreseen: bool = False) -> Step:
        """What Enter would do now.

        Args:
            foreseen: what it will do once what is just being painted is on screen.
        """
        if not foreseen:
            self._desk.check_current()
        record = self._desk.record()
        if record is None:
            return Step("end")
        if self._wants_nothing(record):
            following = self._desk.next_needing()
            return Step("record", record=following) if following is not None else Step("end")
        shown = self.is_on_screen()
        if not shown and not foreseen:
            return Step("wait")
        passes = None
        left = self.left()
        if self._here in left:
            unseen = self._unseen(self._field_evidence(record, self._here))
            if unseen is not None and shown:
                return Step("look", span=unseen, field=self._here)
            passes = self._here
        rest = [name for name in left if name != passes]
        if rest:
            order = self._stops()
            after = order.index(passes) if passes in order else -1
            following = next((name for name in rest if order.index(name) > after), rest[0])
            return Step("field", field=following, passes=passes)
        return (self._passages(record) if shown else None) or Step("decide", passes=passes)

    def left(self) -> list[str]:
        """The fields that still want a look, in order; one that the person has changed is seen."""
        form = self._desk.views.form
        return [name for name in self._stops() if name not in self._passed and not form.editor(name).is_changed()]

    def is_on_screen(self) -> bool:
        """Whether the record has been on screen for as long as a glance takes."""
        painted = self._desk.views.form.painted_at()
        now = self._clock()
        return painted is not None and now - max(painted, self._activated) >= self.glance

    def is_at_stop(self) -> bool:
        """Whether the keyboard is in a field that wants a look."""
        return self._here is not None and self._here in self.left()

    def words(self) -> str | None:
        """What Enter will do now, for its button; None where it is the decision itself."""
        record = self._desk.record()
        if record is None or self._desk.proposal is not None:
            return None
        step = self.step(foreseen=True)
        if step.kind == "field" and step.field is not None:
            name = label(self._desk.form.family(record.family).field(step.field).labels, self._desk.language)
            name = name if len(name) <= LONGEST else name[: LONGEST - 1] + "…"
            return self.tr("Next: {field}").format(field=name)
        if step.kind == "look":
            return self.tr("Show the passage")
        if step.kind == "record":
            return self.tr("Next open one")
        if step.kind == "end" and not self._desk.read_only:
            # not the decision's own word, dimmed: that would look as if it were still to be made
            return self.tr("Next report") if self.next_report is not None else self.tr("Go on")
        return None

    # Going there

    def set_next_report(self, report: tuple[str, str] | None) -> None:
        """Enter goes to this report (id, title) once nothing here needs the person."""
        self.next_report = report
        self._tell()

    def arrive(self) -> None:
        """A record came because the one before was dealt with: put the keyboard where it wants a look first."""
        left = self.left() if self._desk.proposal is None else []
        focus = QApplication.focusWidget()
        if left and not self._desk.read_only:
            self._desk.views.form.stop_at(left[0])
        elif focus is not None and self._desk.views.form.isAncestorOf(focus) and self._desk.proposal is None:
            self._desk.views.records.view.setFocus()  # the field was the other record's: letters are keys again

    def take(self, step: Step) -> None:
        """Carry out a step that decides nothing."""
        views = self._desk.views
        if step.passes is not None:
            self._passed.add(step.passes)
        if step.kind == "look" and step.span is not None:
            views.source.look_at(step.span)
            self._desk.said.emit(self.tr("Look at the passage, then press Enter again."), "info")
        elif step.kind == "blind":
            self._told_blind = True
            words = self.tr(
                "No passage can be shown for this record. Compare it with the report, then press Enter again."
            )
            self._desk.said.emit(words, "warning")
        elif step.kind == "field" and step.field is not None:
            views.form.stop_at(step.field)
        self._tell()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A window that has just come to the front decides nothing for as long as a glance takes."""
        if event.type() == QEvent.Type.WindowActivate:
            self._activated = self._clock()
        return False

    # Inside

    def _stops(self) -> tuple[str, ...]:
        return shown_in(self._desk.views.form, self._desk.form)

    def _wants_nothing(self, record: Record) -> bool:
        settled = record.decision in SETTLED and task(record, self._desk.person_id) is None
        return settled and not self._desk.views.form.is_dirty()

    def _passages(self, record: Record) -> Step | None:
        """What must still be shown of the record's passages; None where all were on screen."""
        if self._desk.views.form.passage is not None:
            return None  # it was marked out on the page just now
        values = value_spans(record)
        shown = [span for span in values if self._desk.views.source.can_show(span)]
        unseen = self._unseen(tuple(shown))
        if unseen is not None:
            return Step("look", span=unseen)
        if len(shown) < max(1, len(values)) and not self._told_blind:
            return Step("blind")
        return None

    def _unseen(self, spans: Evidence) -> Span | None:
        source = self._desk.views.source
        return next((span for span in spans if source.can_show(span) and not source.has_shown(span)), None)

    def _field_evidence(self, record: Record, field: str | None) -> Evidence:
        entry = record.current.get(field) if field is not None else None
        return value_spans(entry) if entry is not None else ()

    def _shown(self) -> None:
        record = self._desk.record() if self._desk.proposal is None else None
        key = (record.id, record.digest) if record is not None else None
        if key != self._key:
            self._key = key
            self._passed.clear()
            self._told_blind = False
        self.next_report = None
        spans: list[Span] = []
        if record is not None:
            spans += value_spans(record)
            for name in self._stops():
                spans += self._field_evidence(record, name)
        self._desk.views.source.watch(f"{key[0]} {key[1]}" if key else None, tuple(spans))
        self._tell()
        self._later.start(round(2000 * max(0.0, self.glance)))

    def _moved(self, field: object) -> None:
        """The keyboard went to another field: the one that it left was looked at, if its passage was on screen."""
        record = self._desk.record()
        left = self._here
        stays = record is not None and self._key == (record.id, record.digest) and self.is_on_screen()
        if record is not None and left is not None and stays:
            unseen = self._unseen(self._field_evidence(record, left))
            self._passed |= {left} if unseen is None else set()
        self._here = field if isinstance(field, str) else None
        self._tell()

    def _tell(self) -> None:
        self._desk.views.form.footer.set_enter(self.words())
        self.stepChanged.emit()


def value_spans(proved: Record | FieldEntry) -> Evidence:
    """The passages that prove a record or a field: those of the value, or all where none is marked so."""
    return tuple(span for span in proved.evidence if span.role == "value") or proved.evidence
