"""All rules over one reading, in reading order."""

from __future__ import annotations

from collections.abc import Callable

from db.model.readings import Reading
from db.model.suggestions import Suggestion
from desktop.extraction import build, counts, counts_stacked, layout, table_stacked, tables
from desktop.extraction import lines as line_room
from desktop.extraction.activity_context import Context
from desktop.extraction.build import Draft
from desktop.extraction.facts import Facts
from desktop.language import packs
from desktop.language.detection import guess

SAID = 0.97  # how sure a language is that somebody set


class Cancelled(Exception):
    """Somebody cancelled the suggesting; nothing was suggested."""


def sample(reading: Reading, length: int = 20_000) -> str:
    """The first characters of a reading, by which its language is detected."""
    parts: list[str] = []
    total = 0
    for page in reading.pages:
        parts.append(page.text)
        total += len(page.text)
        if total >= length:
            break
    return "\n".join(parts)


def suggest(
    reading: Reading,
    *,
    language: str | None = None,
    progress: Callable[[int, int], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
    raw: bool = False,
) -> list[Suggestion]:
    """Everything the rules find in a reading: first the report itself, then all else in reading order.

    Args:
        language: its code; detected where it is not given.
        progress: told (done, all) blocks now and then.
        cancelled: asked now and then.
        raw: leave the rules' own confidences, not those measured on labelled reports.

    Raises:
        Cancelled: `cancelled` said so.
    """
    from desktop.extraction import (
        activities,
        activity_links,
        activity_tables,
        finances,
        finances_text,
        proving,
        repeats,
        report_data,
    )

    start = sample(reading)
    code, sure = (language, SAID) if language else guess(start)
    pack = packs.suited(packs.load(code), start)
    origin = f"rules-{pack.code} {build.VERSION}"
    lines = table_stacked.join(line_room.split(reading), reading)
    found, rows = tables.find(lines, reading, pack, line_room.wrap_width(lines))
    document = layout.build(reading, pack, rows, lines)
    report = report_data.draft(document, code, sure)
    drafts: list[Draft] = []
    printed = pack.rtl and reading.format == "pdf"
    facts = [Facts(block, pack, printed) for block in document.told()]
    total = len(facts)
    context = Context(document, report)
    statements = finances.Statements(document, found, facts)
    running = finances_text.RunningText(document, statements.marked)
    drafts += statements.drafts
    drafts += counts_stacked.drafts(document)
    for index, item in enumerate(facts):
        if index % 8 == 0:
            if cancelled is not None and cancelled():
                raise Cancelled
            if progress is not None:
                progress(index, total)
        if document.is_contents(item.block):
            continue
        if item.block.kind == "heading" and item.block.section == "front":
            drafts += running.drafts(item)  # of what stands on the cover only amounts are facts
            continue
        counted = counts.drafts(document, item)
        if item.block.kind == "heading":
            # A line without an end mark may be a bullet or a caption: its figures count, but less surely.
            for draft in counted:
                draft.confidence -= 0.12
        drafts += counted
        drafts += running.drafts(item)
        if item.block.kind != "heading" or (item.block.number or "1")[0] in "•●▪■◦○‣–—-*(":
            drafts += activities.drafts(context, item, counted)
        item.forget()
    drafts += activity_tables.drafts(context)
    drafts.sort(key=lambda draft: (draft.place, draft.evidence[-1].page if draft.evidence else 0, draft.family))
    build.name_drafts([report, *drafts])
    activity_links.name_doers(drafts)
    activity_links.link(drafts)
    repeats.mark(drafts, document)
    drafts = activity_links.settled(drafts)
    proving.Proofs(document).add(drafts)
    if progress is not None:
        progress(total, total)
    return [build.finish(draft, origin, raw) for draft in [report, *drafts]]
