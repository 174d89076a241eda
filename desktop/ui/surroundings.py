"""What the form is told of a record besides the record itself."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from db.model.records import Record
from desktop.review.queues import task, unsure
from desktop.ui.form.context import FormContext
from desktop.ui.snapshot import Loaded


class Links(Mapping[str, str]):
    """Id and name of each activity of a report; they are named when somebody looks: few fields offer them."""

    def __init__(self, loaded: Loaded, name: Callable[[Record], str]) -> None:
        self._loaded = loaded
        self._name = name
        self._known: dict[str, str] | None = None

    def __getitem__(self, record_id: str) -> str:
        return self._named()[record_id]

    def __iter__(self) -> Iterator[str]:
        return iter(self._named())

    def __len__(self) -> int:
        return len(self._named())

    def _named(self) -> dict[str, str]:
        if self._known is None:
            records = self._loaded.records.values()
            self._known = {each.id: self._name(each) for each in records if each.family == "activity"}
        return self._known


def surroundings(
    loaded: Loaded,
    record: Record | None,
    *,
    person: str | None,
    place: tuple[int, int],
    draft: Mapping[str, str] | None,
    people: Mapping[str, str],
    name: Callable[[Record], str],
    language: str,
) -> FormContext:
    """The context of a record on the desk; of one that is being added where `record` is None.

    Args:
        place: its place in the list as it is filtered, from 1, and how many are there.
        people: person id to name; name: what a record is called.
        language: in which typed text is read where the report has none of its own.
    """
    links = Links(loaded, name)
    spoken = loaded.work.language or language
    if record is None:
        return FormContext(links=links, report_language=spoken, names=people)
    return FormContext(
        position=place[0],
        total=place[1],
        task=task(record, person),
        results=[result for result in loaded.checks if record.id in result.records],
        unsure=unsure(record),
        links=links,
        report_language=spoken,
        draft=draft,
        names=people,
    )
