"""What a check found, and what it compared."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import field
from decimal import Decimal
from typing import Any, Protocol

from db.model.dataclass import dataclass
from db.model.dates import PartialDate
from db.model.records import Record
from db.model.values import to_json

SHORT = 400  # code points of what an acceptance keeps of the values compared


class Accepted(Protocol):
    """That somebody accepted what a check found: over these records, as long as the same values are compared."""

    @property
    def check(self) -> str: ...
    @property
    def records(self) -> tuple[str, ...]: ...
    @property
    def found(self) -> str: ...
    @property
    def why(self) -> str: ...
    @property
    def by(self) -> str: ...
    @property
    def at(self) -> str: ...


@dataclass(frozen=True)
class CheckResult:
    """What one check found, and what it compared.

    Attributes:
        check: id of the check in the form.
        ok: whether nothing is wrong. Sums that hold are reported too, and what is only worth a word (`notice`).
        records: ids of what was compared, the one to look at first in front.
        fields: the fields of these records that were compared.
        code: names the sentence ("check.<code>").
        parameters: what the sentence names, as Decimals, PartialDates and texts; `field` and its like are field ids.
        pages: where the records stand, each page once, in their order.
        found: the values compared, as a short canonical text: an acceptance holds for these and no others.
        accepted: who said that it may be so, and why.
        notice: nothing is wrong, but a person should know it.
    """

    check: str
    ok: bool
    records: tuple[str, ...]
    fields: tuple[str, ...]
    code: str
    parameters: dict[str, Any] = field(default_factory=dict)
    pages: tuple[int, ...] = ()
    found: str = ""
    accepted: Accepted | None = None
    notice: bool = False

    @property
    def fails(self) -> bool:
        """Whether something is wrong that nobody has accepted."""
        return not self.ok and self.accepted is None

    @property
    def blamed(self) -> tuple[str, ...]:
        """The records that may be wrong: where a sum names its wrong cell that one, else all that were compared."""
        return self.records[:1] if self.parameters.get("suspect") else self.records


def failing(results: Iterable[CheckResult]) -> list[CheckResult]:
    """Only those that do not hold and that nobody has accepted."""
    return [result for result in results if result.fails]


def canonical(records: Sequence[Record], fields: Sequence[str]) -> str:
    """The values of these fields of these records, as the text that an acceptance is kept with."""
    said = []
    for record in records:
        values = (record.value(name) for name in fields)
        said.append(",".join("" if value is None else plain(value) for value in values))
    return shortened(";".join(said))


def plain(value: object) -> str:
    """A value as journals write it."""
    if isinstance(value, (Decimal, PartialDate, tuple)):
        written = to_json(value)
        return "|".join(written) if isinstance(written, list) else str(written)
    return str(value)


def shortened(text: str) -> str:
    """The text, or its beginning and a digest of all of it where it is long."""
    if len(text) <= SHORT:
        return text
    import hashlib

    return f"{text[:SHORT]}… {hashlib.sha256(text.encode()).hexdigest()[:16]}"


def pages_of(records: Iterable[Record]) -> tuple[int, ...]:
    """The pages on which the records begin, each once."""
    return tuple(dict.fromkeys(record.order[0] for record in records))


def by_ids(ids: Iterable[str], records: Mapping[str, Record]) -> list[Record]:
    """The records of these ids, those that are not there left out."""
    return [records[each] for each in ids if each in records]
