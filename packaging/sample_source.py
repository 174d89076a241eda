"""The source text of a sample report, read into blocks."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

Kind = Literal[
    "header", "title", "subtitle", "summary_title", "summary", "heading", "subheading", "paragraph", "note",
    "page_break", "annex", "row", "group_row", "total_row", "table_note",
]  # fmt: skip

MARKER = re.compile(r"\[\^(\d+)\]")
_LINES: tuple[tuple[str, Kind], ...] = (
    ("> ", "header"),
    ("### ", "subheading"),
    ("## ", "heading"),
    ("# ", "title"),
    ("~ ", "subtitle"),
    ("@ ", "annex"),
    ("% ", "table_note"),
    ("|#", "group_row"),
    ("|*", "total_row"),
    ("| ", "row"),
)


@dataclass(frozen=True)
class Block:
    """One block: its text, with footnote markers as ``[^1]``; the cells of a table row."""

    kind: Kind
    text: str = ""
    cells: tuple[str, ...] = ()


@dataclass(frozen=True)
class Source:
    """A sample report: language, symbol, date and title; its blocks; its footnotes by number."""

    name: str
    language: str
    symbol: str
    date: str
    title: str
    blocks: tuple[Block, ...]
    footnotes: dict[int, str] = field(default_factory=dict)


def load(path: Path) -> Source:
    """Read a source text: lines of ``key: value`` up to ``---``, then one block a line."""
    head, _, body = path.read_text("utf-8").partition("\n---\n")
    data = dict(line.split(": ", 1) for line in head.splitlines())
    blocks: list[Block] = []
    footnotes: dict[int, str] = {}
    in_summary = False
    for line in body.splitlines():
        if match := re.fullmatch(r"\[\^(\d+)\]: (.+)", line):
            footnotes[int(match[1])] = match[2]
        elif line == "===":
            blocks.append(Block("page_break"))
        elif line.startswith("[/"):
            in_summary = False
        elif line.startswith("[") and line.endswith("]"):
            in_summary = True
            blocks.append(Block("summary_title", line[1:-1]))
        elif in_summary:
            blocks.append(Block("summary", line))
        else:
            blocks.append(_block(line))
    return Source(path.stem, data["language"], data["symbol"], data["date"], data["title"], tuple(blocks), footnotes)


def _block(line: str) -> Block:
    for start, kind in _LINES:
        if line.startswith(start):
            rest = line[len(start) :]
            if kind.endswith("row"):
                return Block(kind, cells=tuple(cell.strip() for cell in rest.split("|")))
            return Block(kind, rest.strip())
    return Block("paragraph" if re.match(r"\d+\. ", line) else "note", line)


def markers(text: str) -> list[int]:
    """The numbers of the footnotes that a text calls."""
    return [int(number) for number in MARKER.findall(text)]
