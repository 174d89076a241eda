"""Who published a report that no body of the lexicon did: a line that says so, or the name of a body at its head."""

from __future__ import annotations

import re

from desktop.extraction.layout import Block
from desktop.language.characters import fold
from desktop.language.fields import joined
from desktop.language.packs import Pack, alternatives

_LINES = 4
_LABELLED = 12
_SHORTEST = 4
_LONGEST = 70
_HEAD = re.compile(r"[:：]\s|：")
_LABEL = 90  # characters of a line that only says who wrote it


def named(front: list[Block], title: str, pack: Pack) -> tuple[str, float] | None:
    """(name, how sure) of the publisher.

    Args:
        front: the blocks of the front page.
        title: the report's title: "Harbour Fund: annual report" begins with a body, too.
    """
    for block in front[:_LABELLED] if pack.words("report", "prepared_by") else ():
        name = pack.made("report.prepared_by", _prepared).match(block.text) if len(block.text) <= _LABEL else None
        if name:
            return joined(block.original[slice(*name.span("name"))], pack).strip(" .。"), 0.7
    shape = pack.made("report.body", _body)
    for line in [joined(block.original, pack).strip() for block in front[:_LINES]] + [_HEAD.split(title)[0].strip()]:
        if _SHORTEST <= len(line) <= _LONGEST and shape.fullmatch(fold(line)):
            return line, 0.6
    return None


def _prepared(pack: Pack) -> re.Pattern[str]:
    return re.compile(
        rf"{alternatives(pack.words('report', 'prepared_by'))}\s?[:：]\s*(?P<name>\S.{{2,70}})", re.IGNORECASE
    )


def _body(pack: Pack) -> re.Pattern[str]:
    return re.compile(str(pack.table("report").get("body") or r"(?!)"))
