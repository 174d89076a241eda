"""The standing results of all checks over one report, kept up to date at the cost of what changed."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Hashable, Iterable, Mapping, Sequence, Set
from dataclasses import replace
from typing import TypeAlias

from db.model.form import Form
from db.model.records import Decision, Record
from desktop.review.across import Elsewhere
from desktop.review.kinds import rules_of
from desktop.review.results import Accepted, CheckResult, by_ids, canonical, pages_of
from desktop.review.rules import Change, Place, Rule, Surroundings, place
from desktop.review.told import PageText, Told

OWN = "report"
# What no check reads: whoever decides a record as it stands changes nothing that is found.
_DECIDED = (
    "decision",
    "decided_by",
    "decided_at",
    "approval",
    "approved_by",
    "approved_at",
    "deciders",
    "question",
    "why",
)

_Key: TypeAlias = tuple[int, Hashable]
_Sort: TypeAlias = tuple[int, Place, int]


class Ledger:
    """What the form's checks find in a report, told again after each change.

    Taking in the records in one go by `set` or in portions by `update` gives the same results; each record costs the
    checks over it alone, and of the checks over many records those of the groups that it belongs to.

    Args:
        language: code of the report's language; the report's own record says it where it is not given.
        acceptances: what people have accepted.
        elsewhere: where the other reports of the project are found.
        page_text: the text of a page of a reading, where what a passage leaves out is looked for; any thread may ask.
    """

    def __init__(
        self,
        form: Form,
        *,
        language: str | None = None,
        acceptances: Iterable[Accepted] = (),
        elsewhere: Elsewhere | None = None,
        page_text: PageText | None = None,
    ) -> None:
        self._form = form
        self._elsewhere = elsewhere
        self._language = language
        self._told = Told(page_text) if page_text is not None else None
        self._order = {check.id: number for number, check in enumerate(form.checks)}
        self._accepted: dict[tuple[str, tuple[str, ...]], dict[str, Accepted]] = {}
        self._clear()
        self.set_acceptances(acceptances)

    def _clear(self) -> None:
        self._rules: list[tuple[frozenset[str], Rule]] = list(rules_of(self._form, self._elsewhere))
        self._standing: dict[str, Record] = {}
        self._own: Record | None = None
        self._found: dict[_Key, tuple[tuple[_Sort, CheckResult], ...]] = {}
        self._sorts: list[_Sort] = []
        self._results: list[CheckResult] = []
        self._of: dict[str, dict[_Key, None]] = {}
        self._failing: Counter[str] = Counter()
        self._serial = 0

    # -- taking in

    def set(self, records: Iterable[Record]) -> None:
        """Begin anew with all records of the report; rejected ones take no part."""
        self._clear()
        self.update({record.id: record for record in records})

    def update(self, changed: Mapping[str, Record | None]) -> frozenset[str]:
        """Take in records that came or changed, None for those that are gone.

        Returns:
            Ids of the records about which something else is said than before.
        """
        changes: list[Change] = []
        own, had_own = self._own, self._own
        for record_id, record in changed.items():
            new = record if record is not None and record.decision is not Decision.REJECTED else None
            old = self._standing.get(record_id)
            if new is old:
                continue
            if new is not None and old is not None and _reads_alike(old, new):
                self._standing[record_id] = new
                continue
            changes.append((old, new))
            if new is not None:
                self._standing[record_id] = new
                own = new if new.family == OWN else own
            else:
                del self._standing[record_id]
                own = None if own is not None and own.id == record_id else own
        if _says(own) == _says(had_own) and own is not None and had_own is not None:
            own = had_own
        self._own = own
        anew = had_own is not own and _says(had_own) != _says(own)
        around = Surroundings(self._form, own, self._language or _language(own), self._told)
        touched: dict[str, None] = {}
        for number, (families, rule) in enumerate(self._rules):
            concerned = [
                (old if old is not None and old.family in families else None, new if _is_in(new, families) else None)
                for old, new in changes
                if _is_in(old, families) or _is_in(new, families)
            ]
            if anew and rule.reads_report:
                known = {item.id for _, item in concerned if item is not None}
                rest = (r for r in self._standing.values() if r.family in families and r.id not in known)
                concerned += [(r, r) for r in rest]
            if concerned:
                for key, results in rule.update(concerned, around).items():
                    self._put((number, key), results, touched)
        return frozenset(touched)

    def set_acceptances(self, acceptances: Iterable[Accepted]) -> frozenset[str]:
        """Take in all that people have accepted; returns the ids of the records that this concerns now or before."""
        before, self._accepted = self._accepted, {}
        for each in acceptances:
            self._accepted.setdefault((each.check, tuple(sorted(each.records))), {})[each.found] = each
        other = {key for key in before.keys() | self._accepted.keys() if before.get(key) != self._accepted.get(key)}
        touched: dict[str, None] = {}
        keys = {key: None for _, records in other for record in records for key in self._of.get(record, ())}
        for key in keys:
            bare = [replace(result, accepted=None) for _, result in self._found[key]]
            self._put(key, bare, touched)
        return frozenset(touched)

    # -- telling

    def results(self) -> Sequence[CheckResult]:
        """All results: in the order of the form's checks, then of the records."""
        return tuple(self._results)

    def of(self, record_id: str) -> tuple[CheckResult, ...]:
        """The results that name this record, in the same order."""
        mine = [pair for key in self._of.get(record_id, ()) for pair in self._found[key]]
        mine.sort(key=lambda pair: pair[0])
        return tuple(result for _, result in mine if record_id in result.records)

    def failing(self) -> Set[str]:
        """Ids of the records that a failing check blames and that nobody has accepted; a view, never to be kept."""
        return self._failing.keys()

    def fails(self, record_id: str) -> bool:
        """Whether a failing check blames this record."""
        return record_id in self._failing

    # -- within

    def _put(self, key: _Key, results: Sequence[CheckResult], touched: dict[str, None]) -> None:
        before = self._found.pop(key, ())
        if not before and not results:
            return
        for sort, result in before:
            index = bisect_left(self._sorts, sort)
            del self._sorts[index], self._results[index]
            self._count(result, -1)
            for record in result.records:
                self._of.get(record, {}).pop(key, None)
        told = [self._complete(result) for result in results]
        if [result for _, result in before] != told:
            touched.update((record, None) for _, result in before for record in result.records)
            touched.update((record, None) for result in told for record in result.records)
        if not told:
            return
        pairs = []
        for result in told:
            first = self._standing.get(result.records[0]) if result.records else None
            self._serial += 1
            sort = (self._order[result.check], place(first) if first else ((0, 0), ""), self._serial)
            index = bisect_left(self._sorts, sort)
            self._sorts.insert(index, sort)
            self._results.insert(index, result)
            self._count(result, 1)
            for record in result.records:
                self._of.setdefault(record, {})[key] = None
            pairs.append((sort, result))
        self._found[key] = tuple(pairs)

    def _complete(self, result: CheckResult) -> CheckResult:
        compared = by_ids(result.records, self._standing)
        found = result.found or canonical(compared, result.fields)
        named = result.check, tuple(sorted(result.records))
        accepted = self._accepted.get(named, {}).get(found) if not result.ok else None
        return replace(result, pages=result.pages or pages_of(compared), found=found, accepted=accepted)

    def _count(self, result: CheckResult, change: int) -> None:
        if not result.fails:
            return
        for record in result.blamed:
            self._failing[record] += change
            if not self._failing[record]:
                del self._failing[record]


def evaluate(
    form: Form,
    records: Sequence[Record],
    *,
    acceptances: Iterable[Accepted] = (),
    elsewhere: Elsewhere | None = None,
    page_text: PageText | None = None,
) -> list[CheckResult]:
    """Evaluate all checks of the form over the records of one report.

    Args:
        records: of one report; rejected ones take no part.
        acceptances: what people have accepted; elsewhere: the other reports of the project; page_text: of a reading.

    Returns:
        In the order of the form's checks, then of the records.
    """
    ledger = Ledger(form, acceptances=acceptances, elsewhere=elsewhere, page_text=page_text)
    ledger.set(records)
    return list(ledger.results())


def _reads_alike(old: Record, new: Record) -> bool:
    """Whether a record says what it said, whatever was decided about it."""
    return replace(old, **{name: getattr(new, name) for name in _DECIDED}) == new


def _is_in(record: Record | None, families: frozenset[str]) -> bool:
    return record is not None and record.family in families


def _language(own: Record | None) -> str | None:
    said = own.value("language") if own is not None else None
    return said if isinstance(said, str) else None


def _says(own: Record | None) -> Mapping[str, object]:
    """What checks may read in the report's own record."""
    return {name: entry.value for name, entry in own.current.items()} if own is not None else {}
