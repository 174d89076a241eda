"""What a report says and no record cites: finding it, saying that it is no fact, and what a reviewer should see."""

from __future__ import annotations

import re
import threading
from collections import OrderedDict
from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING

from db.model.changes import Changes
from db.model.claims import Acceptance, Dismissal
from db.model.dataclass import dataclass
from db.model.evidence import Evidence
from db.model.people import Person
from db.model.readings import Reading
from db.model.records import Approval, Decision, Record
from db.store import Store
from desktop.services.library import Library
from desktop.services.people import People
from desktop.services.shown import Shown

if TYPE_CHECKING:
    from desktop.review.omission_state import Omissions
    from desktop.review.omissions import Omission

_CLAUSES = re.compile(r"[，；;。：]|,(?!\d)|(?<!\w)(?:and|et|y|и)(?!\w)|\sو")
PORTION = 100  # records that are read at once: a window that waits for the interpreter gets it in between
KEPT = 4  # reports whose findings are kept
ALL = 40  # claims up to which a reviewer is shown every one


@dataclass(frozen=True)
class Left:
    """What was left out of a report by a person's word, for the reviewer.

    Attributes:
        rejected, dismissed, accepted: all of them, in reading order or as they were said; rejections that a second
            person has approved one by one were looked at.
        shown: ids (of records, of entries) of those to look at: all, or a sample that is the same for everybody.
    """

    rejected: tuple[Record, ...]
    dismissed: tuple[Dismissal, ...]
    accepted: tuple[Acceptance, ...]
    shown: tuple[str, ...]

    @property
    def number(self) -> int:
        """How many there are."""
        return len(self.rejected) + len(self.dismissed) + len(self.accepted)


class LeftOut:
    """The omissions of a project's reports. All calls block, any thread may make them."""

    def __init__(self, store: Store, people: People, library: Library, shown: Shown) -> None:
        self._store = store
        self._people = people
        self._library = library
        self._shown = shown
        self._found: OrderedDict[tuple[str, str | None], tuple[Omission, ...]] = OrderedDict()
        self._lock = threading.Lock()

    def find(self, work_id: str, *, cancelled: Callable[[], bool] | None = None) -> tuple[Omission, ...]:
        """Everything in a report that may be a fact; found once for each reading and language.

        Raises:
            RuleError: unknown_work, no_reading.
            omissions.Cancelled: `cancelled` said so.
        """
        from desktop.review import omissions

        language = self._library.language(work_id)
        reading = self._library.reading(work_id)
        key = (self._store.work(work_id).reading or "", language)
        with self._lock:
            known = self._found.get(key)
        if known is None:
            known = omissions.find(reading, language, cancelled=cancelled)
            with self._lock:
                self._found[key] = known
                while len(self._found) > KEPT:
                    self._found.popitem(last=False)
        return known

    def state(
        self,
        work_id: str,
        *,
        cancelled: Callable[[], bool] | None = None,
        records: Iterable[Record] | None = None,
    ) -> Omissions:
        """What of it is cited, open and dismissed now; nothing where the report has no text.

        Args:
            records: of the report, where they are at hand.
        """
        from desktop.review.omission_state import Omissions
        from desktop.review.omissions import Cancelled

        work = self._store.work(work_id)
        if work.reading is None:
            return Omissions(())
        placer = self._shown.placer(work_id)
        state = Omissions(self.find(work_id, cancelled=cancelled), map(placer, records or ()), reading=work.reading)
        portion = self._store.lists.records(work_id, PORTION) if records is None else []
        while portion:
            if cancelled is not None and cancelled():
                raise Cancelled
            state.update({record.id: placer(record) for record in portion})
            portion = self._store.lists.records(work_id, PORTION, (*portion[-1].order, portion[-1].id))
        state.dismiss(self._store.dismissals(work_id))
        return state

    def dismissals(self, work_id: str) -> list[Dismissal]:
        """Those that stand."""
        return self._store.dismissals(work_id)

    def dismiss(self, work_id: str, omission: Omission, person: Person, why: str | None = None) -> Changes:
        """Say that these facts of a passage are none."""
        spans = spans_of(omission, self._library.reading(work_id))
        return self._store.dismiss(work_id, omission.id, omission.kind, spans, self._people.signer(person), why)

    def selection(self, work_id: str, omission: Omission, family: str) -> tuple[int, int, int]:
        """What of a passage is proposed as a record: (page, start, end). See `selection_of`."""
        return selection_of(omission, self._library.reading(work_id), family)

    def give_back(self, claim: str, person: Person, why: str | None = None) -> Changes:
        """Open again, as another person, what an entry dismissed or accepted."""
        return self._store.give_back(claim, self._people.signer(person), why)

    def open_before_completing(self, work_id: str, person: Person) -> int:
        """How much no record cites, where this person may say that nothing more is in the report.

        Raises:
            RuleError: what completing would raise.
        """
        self._store.may_complete(work_id, self._people.signer(person))
        return self.state(work_id).count

    def left(self, work_id: str, person: Person | None = None, most: int = ALL) -> Left:
        """What a reviewer should see before signing off: all of it, or so many drawn by lot.

        The lot falls the same way for everybody who asks about the same report, and each kind gets its share.

        Args:
            person: who wants to sign off.

        Raises:
            RuleError: what signing off would raise.
        """
        if person is not None:
            self._store.may_sign_off(work_id, self._people.signer(person))
        rejected = self._store.records(work=work_id, decision=str(Decision.REJECTED))
        records = [record for record in rejected if record.approval is not Approval.APPROVED]
        dismissed = tuple(self._store.dismissals(work_id))
        accepted = tuple(self._store.acceptances(work_id))
        kinds = ([r.id for r in records], [d.entry for d in dismissed], [a.entry for a in accepted])
        return Left(tuple(records), dismissed, accepted, tuple(drawn(work_id, kinds, most)))


def spans_of(omission: Omission, reading: Reading) -> Evidence:
    """The omission's facts as evidence."""
    from desktop.documents.spans import make_span

    return tuple(make_span(reading.pages[fact.page - 1], fact.start, fact.end) for fact in omission.facts)


def selection_of(omission: Omission, reading: Reading, family: str) -> tuple[int, int, int]:
    """What of a passage is proposed as a record of a family: (page, start, end).

    An activity is a whole sentence, as far as it stands on one page; of a row, all up to the first figure that is
    open; of a sentence with several figures the part around the first open one.
    """
    figures = [fact for fact in omission.facts if fact.kind in ("number", "amount")]
    fact = figures[0] if figures and family != "activity" else omission.facts[0]
    page, start, end = next(part for part in omission.passage if part[0] == fact.page)
    if family == "activity":
        return page, start, end
    if omission.kind == "row":
        return page, start, fact.end
    text = reading.pages[page - 1].text
    before = max((mark.end() for mark in _CLAUSES.finditer(text, start, fact.start)), default=start)
    behind = _CLAUSES.search(text, fact.end, end)
    return page, before, behind.start() if behind is not None else end


def drawn(seed: str, kinds: Sequence[Sequence[str]], most: int) -> list[str]:
    """At most so many ids, in their order; each kind gets a share as large as its part of all.

    Args:
        seed: the same seed draws the same ones.
    """
    number = sum(map(len, kinds))
    if number <= most:
        return [each for kind in kinds for each in kind]
    import random

    chance = random.Random(seed)  # nothing secret: anybody can draw the same again
    shown: list[str] = []
    for kind in kinds:
        share = min(len(kind), max(1, round(most * len(kind) / number))) if kind else 0
        chosen = set(chance.sample(sorted(kind), share))
        shown += [each for each in kind if each in chosen]
    return shown
