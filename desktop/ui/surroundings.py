"""What the form is told of a record besides the record itself."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from db.model.records import Record
from desktop.review.queues import task, unsure
from desktop.ui.form.context import FormContext
from desktop.ui.form.links import Links
from desktop.ui.snapshot import Loaded


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
    links = Links(activities, names, many=loaded.lines is not None)
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
