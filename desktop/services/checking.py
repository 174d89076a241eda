"""The checks of a project's reports: what they find, also across reports, and what people accept of it."""

from __future__ import annotations

import threading
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from db.model.changes import Changes
from db.model.claims import Acceptance
from db.model.people import Person
from db.model.records import Decision, Record
from db.store import Store

if TYPE_CHECKING:
    from desktop.review.across import Other
    from desktop.review.checks import CheckResult, Ledger
    from desktop.services.people import People

_OWN, _FIGURES = "report", "financial_figure"


class Finding:
    """What the form's checks find. All calls block, any thread may make them."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._others = OtherReports(store)

    def ledger(self, work_id: str) -> Ledger:
        """A ledger that knows what was accepted and the other reports; it holds no records yet: set or update it.

        Raises:
            RuleError: unknown_work.
        """
        # Imported with the first checks: a window opens before.
        from desktop.review.checks import Ledger

        return Ledger(
            self._store.form(),
            language=self._store.work(work_id).language,
            acceptances=self._store.acceptances(work_id),
            elsewhere=Neighbours(self._others, work_id),
            page_text=self._store.pages.text,
        )

    def results(self, work_id: str, records: Iterable[Record] | None = None) -> list[CheckResult]:
        """What the checks find in a report; give its records where they are at hand."""
        ledger = self.ledger(work_id)
        ledger.set(self._store.records(work=work_id) if records is None else records)
        return list(ledger.results())

    def acceptances(self, work_id: str) -> list[Acceptance]:
        """What was accepted in a report and stands."""
        return self._store.acceptances(work_id)


class Checking(Finding):
    """The same, and what people accept of it."""

    def __init__(self, store: Store, people: People) -> None:
        super().__init__(store)
        self._people = people

    def accept(self, work_id: str, result: CheckResult, person: Person, why: str) -> Changes:
        """Say that what a check found is known, and why.

        Raises:
            RuleError: reason_needed, unknown_work, unknown_record.
        """
        signer = self._people.signer(person)
        return self._store.accept_check(work_id, result.check, result.records, result.found, why, signer)

    def give_back(self, acceptance: Acceptance, person: Person, why: str | None = None) -> Changes:
        """Open again what another person accepted; what one accepted oneself is undone.

        Raises:
            RuleError: unknown_claim, own_claim.
        """
        return self._store.give_back(acceptance.entry, self._people.signer(person), why)


class OtherReports:
    """The reports of a project as checks across reports need them, read again once something was written."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._lock = threading.Lock()
        self._heads: Mapping[str, str] | None = None
        self._owns: list[Record] = []
        self._known: dict[str, Other] = {}

    def owns(self) -> Sequence[Record]:
        """The records of the reports about themselves."""
        with self._lock:
            heads = self._store.heads()
            if heads != self._heads:
                found = self._store.records(family=_OWN)
                self._owns = [record for record in found if record.decision is not Decision.REJECTED]
                self._heads, self._known = heads, {}
            return self._owns

    def other(self, own: Record) -> Other:
        """The report that this record is about, with its figures."""
        from desktop.review.across import Other, figures_of

        with self._lock:
            known = self._known.get(own.work)
        if known is not None:
            return known
        work = self._store.work(own.work)
        figures = figures_of(self._store.records(work=own.work, family=_FIGURES))
        title = work.files[0].name if work.files else work.title
        known = Other(own.work, title, own, figures)
        with self._lock:
            self._known[own.work] = known
        return known


class Neighbours:
    """The other reports as seen from one; the ledger of that one asks."""

    def __init__(self, reports: OtherReports, work_id: str) -> None:
        self._reports = reports
        self._work = work_id

    def series(self, own: Record) -> Sequence[Other]:
        """The reports of the same series."""
        from desktop.review.across import same_series

        others = [other for other in self._reports.owns() if other.work != self._work]
        return [self._reports.other(other) for other in others if same_series(own, other)]

    def versions(self, own: Record) -> Sequence[Other]:
        """The reports that may be the same one in another language."""
        from desktop.review.across import may_be_version

        others = [other for other in self._reports.owns() if other.work != self._work]
        return [self._reports.other(other) for other in others if may_be_version(own, other)]
