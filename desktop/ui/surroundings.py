"""What the form is told of a record besides the record itself."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from db.model.records import Record
from desktop.review.queues import task, unsure
from desktop.ui.form.context import FormContext
from desktop.ui.snapshot import Loaded


class Links(Mapping[str, str]):
    """Id and name of each activity of a report; one is named when somebody asks for it, all when they are listed."""

    def __init__(self, ids: Callable[[], Sequence[str]], name: Callable[[str], str | None]) -> None:
        self._list = ids
        self._name = name
        self._ids: Sequence[str] | None = None

    def __getitem__(self, record_id: str) -> str:
        name = self._name(record_id)
        if name is None:
            raise KeyError(record_id)
        return name

    def __iter__(self) -> Iterator[str]:
        if self._ids is None:
            self._ids = self._list()
        return iter(self._ids)

    def __len__(self) -> int:
        return sum(1 for _ in self)


def surroundings(
    loaded: Loaded,
    record: Record | None,
    *,
    person: str | None,
    place: tuple[int, int],
    draft: Mapping[str, str] | None,
    people: Mapping[str, str],
    names: Callable[[str], str | None],
    activities: Callable[[], Sequence[str]],
    language: str,
) -> FormContext:
    """The context of a record on the desk; of one that is being added where `record` is None.

    Args:
        place: its place in the list as it is filtered, from 1, and how many are there.
        people: person id to name; names: what the record of an id is called, None where there is none.
        activities: gives the ids of the report's activities; asked where somebody looks for one.
        language: in which typed text is read where the report has none of its own.
    """
    links = Links(activities, names)
    spoken = loaded.work.language or language
    if record is None:
        return FormContext(links=links, report_language=spoken, names=people)
    return FormContext(
        position=place[0],
        total=place[1],
        task=task(record, person),
        results=loaded.findings.of(record.id),
        unsure=unsure(record),
        links=links,
        report_language=spoken,
        draft=draft,
        names=people,
        person=person,
        may_accept=True,
    )
