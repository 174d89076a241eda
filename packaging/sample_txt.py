"""A sample report as plain text: lines broken as on paper, the statement in columns, a form feed between the pages."""

from __future__ import annotations

import unicodedata
from pathlib import Path

from sample_source import MARKER, Block, Source

COLUMNS = 78  # a full-width character takes two


def write(source: Source, path: Path) -> None:
    """Write the report in UTF-8."""
    lines: list[str] = [source.symbol, ""]
    columns = max((len(block.cells) for block in source.blocks), default=0)
    previous = ""
    for block in source.blocks:
        if block.kind == "page_break":
            lines += _notes(source)
            lines[-1] += "\f"
        elif block.cells:
            if not previous.endswith("row"):
                lines.append("")
            lines.append(_row(block, columns))
        else:
            if not (previous == block.kind == "header"):
                lines.append("")
            lines += wrap(MARKER.sub(r"\1", block.text))
        previous = block.kind
    path.write_text("\n".join(lines).replace("\f\n", "\f") + "\n", "utf-8", newline="\n")


def _notes(source: Source) -> list[str]:
    lines = [""]
    for number, text in sorted(source.footnotes.items()):
        lines += wrap(f"{number} {text}")
    return lines


def _row(block: Block, columns: int) -> str:
    line = ("" if block.kind != "row" else "  ") + block.cells[0]
    for index, cell in enumerate(block.cells[1:], 1):
        end = COLUMNS - 14 * (columns - 1 - index)
        line += " " * max(2, end - width(line) - width(cell)) + cell if cell else ""
    return line.rstrip()


def width(text: str) -> int:
    """In columns of a fixed-width font."""
    return sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text)


def wrap(text: str) -> list[str]:
    """Lines of at most COLUMNS; Chinese breaks between characters, never before a mark that ends something."""
    lines, line = [], ""
    for word in _words(text):
        if line and width(line + word.rstrip()) > COLUMNS:
            lines.append(line.rstrip())
            line = ""
        line += word if line else word.lstrip()
    return [*lines, line.rstrip()]


def _words(text: str) -> list[str]:
    words: list[str] = []
    for char in text:
        wide = unicodedata.east_asian_width(char) in "WF"
        closing = char in "，。、；：！？》）”)"
        glued = words and not words[-1].endswith(" ") and unicodedata.east_asian_width(words[-1][-1]) not in "WF"
        if words and (closing or char == " " or (glued and not wide)):
            words[-1] += char
        else:
            words.append(char)
    return words
