"""What the form is told of a record besides the record itself."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from db.model.lines import page_of
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
        page_label=_label(loaded, record),
        certainty=_certainty(loaded, record),
    )


def _label(loaded: Loaded, record: Record) -> str | None:
    """What is printed on the record's page, where that is something else than its number."""
    page, reading = page_of(record), loaded.reading
    if reading is None or not 1 <= page <= len(reading.pages):
        return None
    printed = reading.pages[page - 1].label
    return f"{page} ({printed})" if printed and printed != str(page) else None


def _certainty(loaded: Loaded, record: Record) -> float | None:
    """How sure the least sure character of the record's passage is; None where none was read from a picture."""
    reading = loaded.reading
    if reading is None or "recognised" not in reading.options:
        return None
    found = [
        min(page.certainty[span.start : span.end], default=255) / 255
        for span in record.evidence
        if 1 <= span.page <= len(reading.pages) and (page := reading.pages[span.page - 1]).certainty
    ]
    return min(found, default=None)
