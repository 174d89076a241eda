"""Which facts of a report are cited, open or dismissed, kept up with each record and dismissal that changes."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Literal, TypeAlias

from db.model.claims import Dismissal
from db.model.dataclass import dataclass
from db.model.evidence import Span
from db.model.records import Decision, Record
from desktop.review.omissions import Fact, Omission

Status: TypeAlias = Literal["cited", "open", "dismissed"]
_STATUSES: tuple[Status, ...] = ("cited", "open", "dismissed")
_PASSAGES = frozenset({"activity", "report"})  # families whose evidence is a whole passage
_NEAR = 160  # characters up to which a record's evidence stands for all the figures in it


@dataclass(frozen=True)
class Coverage:
    """How many facts of a page are cited by records, open, or dismissed (or of records that were rejected)."""

    cited: int = 0
    open: int = 0
    dismissed: int = 0


class Omissions:
    """The omissions of one report. Updating costs what the changed records touch, not what the report holds.

    A figure is cited where the evidence of a count or an amount covers it, or the evidence of a field, or where a
    record whose passage covers it has it as a value; a date or a country where any evidence covers it, and a country
    also where a record of the same sentence has it as a value; a deed where an activity's evidence is of its sentence.
    What only rejected records or dismissals cover has been looked at.

    Args:
        found: what `find` found, in reading order.
        reading: id of the reading that it was found in; evidence in other readings says nothing here.
    """

    def __init__(
        self,
        found: Sequence[Omission],
        records: Iterable[Record] = (),
        dismissals: Iterable[Dismissal] = (),
        *,
        reading: str | None = None,
    ) -> None:
        self._found = tuple(found)
        self._reading = reading
        self._facts: list[Fact] = []
        self._group: list[int] = []
        self._place: dict[str, int] = {}
        by_page: dict[int, list[tuple[int, int]]] = defaultdict(list)
        for group, item in enumerate(self._found):
            self._place[item.id] = group
            for fact in item.facts:
                by_page[fact.page].append((fact.start, len(self._facts)))
                self._facts.append(fact)
                self._group.append(group)
        self._starts: dict[int, list[tuple[int, int]]] = {page: sorted(rows) for page, rows in by_page.items()}
        self._passages: dict[int, list[tuple[int, int, int]]] = defaultdict(list)
        for group, item in enumerate(self._found):
            for page, start, end in item.passage:
                self._passages[page].append((start, end, group))
        for places in self._passages.values():
            places.sort()
        self._covers: dict[int, dict[str, _Cover]] = {}
        self._touched: dict[str, set[int]] = {}
        self._status: list[Status] = ["open"] * len(self._facts)
        self._left = [len(item.facts) for item in self._found]
        self._open = [group for group, item in enumerate(self._found) if item.facts]
        self._pages: dict[int, dict[Status, int]] = {
            page: {"cited": 0, "open": len(rows), "dismissed": 0} for page, rows in self._starts.items()
        }
        self._dismissed: dict[str, str] = {}
        self._changes = 0
        self._shown: dict[int, Omission] = {}  # open ones as they were last asked for
        self.update({record.id: record for record in records})
        self.dismiss(dismissals)

    @property
    def count(self) -> int:
        """How many omissions are open."""
        return len(self._open)

    @property
    def changes(self) -> int:
        """Grows with each fact of which something else became than was told before."""
        return self._changes

    def open(self) -> list[Omission]:
        """The open omissions in reading order, each with its open facts alone."""
        return [self._only_open(group) for group in self._open]

    def at(self, index: int) -> Omission:
        """One of the open ones, by its place among them."""
        return self._only_open(self._open[index])

    def get(self, omission: str) -> Omission | None:
        """An omission with its open facts alone; None where none of them is open, or there is no such omission."""
        group = self._place.get(omission)
        return None if group is None or not self._left[group] else self._only_open(group)

    def place(self, omission: str) -> int:
        """Where an omission stands among the open ones, or would stand."""
        return bisect_left(self._open, self._place.get(omission, 0))

    def whole(self, omission: str) -> Omission | None:
        """An omission with all of its facts, cited or not."""
        group = self._place.get(omission)
        return None if group is None else self._found[group]

    def pages(self) -> tuple[int, ...]:
        """Pages that hold facts."""
        return tuple(self._pages)

    def coverage(self, page: int) -> Coverage:
        """What became of a page's facts."""
        counts = self._pages.get(page)
        return Coverage() if counts is None else Coverage(counts["cited"], counts["open"], counts["dismissed"])

    def facts(self, page: int) -> list[tuple[Fact, Status]]:
        """A page's facts in order, with what became of each."""
        return [(self._facts[index], self._status[index]) for _, index in self._starts.get(page, ())]

    def first(self, page: int) -> Omission | None:
        """The first open omission that has an open fact on this page."""
        for _, index in self._starts.get(page, ()):
            if self._status[index] == "open":
                return self._only_open(self._group[index])
        return None

    def update(self, changed: Mapping[str, Record | None]) -> None:
        """Take in records that are new or changed, and let go those that are None."""
        for key, record in changed.items():
            self._set(key, None if record is None else _of_record(record, self._reading))

    def dismiss(self, dismissals: Iterable[Dismissal]) -> list[str]:
        """Take in the dismissals that stand now, all of them.

        Returns:
            Ids of the omissions whose dismissals stand no more.
        """
        wanted = {item.entry: item for item in dismissals}
        gone = [entry for entry in self._dismissed if entry not in wanted]
        for entry in gone:
            self._set(f"dismissal {entry}", None)
        opened = [self._dismissed[entry] for entry in gone]
        for entry in wanted.keys() - self._dismissed.keys():
            item = wanted[entry]
            if self._reading is None or item.reading == self._reading:
                self._set(f"dismissal {entry}", _Claim("dismissed", [_Run(span, near=True) for span in item.spans]))
        self._dismissed = {entry: item.omission for entry, item in wanted.items()}
        return opened

    def _only_open(self, group: int) -> Omission:
        known = self._shown.get(group)
        if known is None:
            known = item = self._found[group]
            if self._left[group] < len(item.facts):
                first = bisect_left(self._group, group)
                kept = (fact for at, fact in enumerate(item.facts, first) if self._status[at] == "open")
                known = item.only(tuple(kept))
            self._shown[group] = known
        return known

    def _set(self, key: str, claim: _Claim | None) -> None:
        touched = self._touched.pop(key, set())
        for index in touched:
            del self._covers[index][key]
        now: set[int] = set()
        for index in self._named(claim) if claim is not None else ():
            assert claim is not None
            now.add(index)
            fact = self._facts[index]
            self._covers.setdefault(index, {})[key] = _Cover(claim.status, [(fact.start, fact.end)])
        for run in claim.runs if claim is not None else ():
            assert claim is not None
            for index in self._between(run.span):
                fact = self._facts[index]
                if fact.kind in ("number", "amount") and not run.near and fact.digits not in claim.digits:
                    continue
                now.add(index)
                cover = self._covers.setdefault(index, {}).setdefault(key, _Cover(claim.status, []))
                cover.parts.append((max(run.span.start, fact.start), min(run.span.end, fact.end)))
        if now:
            self._touched[key] = now
        for index in touched | now:
            self._settle(index)

    def _named(self, claim: _Claim) -> set[int]:
        """Of sentences that its evidence touches the deeds, and the countries that a record has as a value."""
        found: set[int] = set()
        for run in claim.runs if claim.tells or claim.codes else ():
            rows = self._passages.get(run.span.page, [])
            at = bisect_left(rows, (run.span.end, -1, -1))
            while at > 0:
                at -= 1
                _, end, group = rows[at]
                if end <= run.span.start:
                    break
                first = bisect_left(self._group, group)
                for index in range(first, first + len(self._found[group].facts)):
                    fact = self._facts[index]
                    if (fact.kind == "doing" and claim.tells) or (
                        fact.kind == "country" and fact.digits in claim.codes
                    ):
                        found.add(index)
        return found

    def _between(self, span: Span) -> Iterable[int]:
        """Facts that a span touches."""
        rows = self._starts.get(span.page, [])
        at = bisect_left(rows, (span.start, -1))
        while at > 0 and self._facts[rows[at - 1][1]].end > span.start:
            at -= 1
        while at < len(rows) and rows[at][0] < span.end:
            yield rows[at][1]
            at += 1

    def _settle(self, index: int) -> None:
        fact, covers = self._facts[index], self._covers.get(index, {})
        status: Status = "open"
        if _covered(fact, [part for cover in covers.values() if cover.status == "cited" for part in cover.parts]):
            status = "cited"
        elif _covered(fact, [part for cover in covers.values() for part in cover.parts]):
            status = "dismissed"
        before = self._status[index]
        if status == before:
            return
        self._status[index] = status
        self._changes += 1
        counts = self._pages[fact.page]
        counts[before] -= 1
        counts[status] += 1
        if "open" not in (before, status):
            return
        group = self._group[index]
        self._shown.pop(group, None)
        had = self._left[group]
        self._left[group] += 1 if status == "open" else -1
        if not had:
            insort(self._open, group)
        elif not self._left[group]:
            del self._open[bisect_left(self._open, group)]


@dataclass(slots=True)
class _Cover:
    """What a record or a dismissal covers of one fact."""

    status: Status
    parts: list[tuple[int, int]]


@dataclass(frozen=True, slots=True)
class _Run:
    """A piece of evidence; `near` where it stands for the figures in it, too."""

    span: Span
    near: bool


@dataclass(frozen=True, slots=True)
class _Claim:
    """What somebody has looked at: all its evidence, and the digits of its values; `tells` of an activity."""

    status: Status
    runs: Sequence[_Run]
    digits: frozenset[str] = frozenset()
    codes: frozenset[str] = frozenset()
    tells: bool = False


def _of_record(record: Record, reading: str | None) -> _Claim | None:
    if reading is not None and record.reading != reading:
        return None
    whole = record.family in _PASSAGES
    runs = [
        _Run(span, not whole and span.role == "value" and span.end - span.start <= _NEAR) for span in record.evidence
    ]
    digits: set[str] = set()
    codes: set[str] = set()
    for entry in record.current.values():
        runs += [_Run(span, span.role == "value" and span.end - span.start <= _NEAR) for span in entry.evidence]
        if isinstance(entry.value, Decimal):
            digits.add(format(entry.value, "f").replace(".", "").replace("-", "").strip("0"))
        elif isinstance(entry.value, tuple):
            codes.update(entry.value)
        elif isinstance(entry.value, str) and len(entry.value) == 2:
            codes.add(entry.value)
    status: Status = "dismissed" if record.decision is Decision.REJECTED else "cited"
    return _Claim(status, runs, frozenset(digits), frozenset(codes), record.family == "activity")


def _covered(fact: Fact, parts: list[tuple[int, int]]) -> bool:
    """Whether these runs together cover a fact; what they leave out may be white space only."""
    at = fact.start
    for start, end in sorted(parts):
        if start > at and fact.quote[at - fact.start : start - fact.start].strip():
            return False
        at = max(at, end)
    return not fact.quote[max(0, at - fact.start) :].strip()
