"""What each block is: its number, whether it heads others, and in which section of the report it stands."""

from __future__ import annotations

import re

from desktop.extraction import joining
from desktop.extraction import lines as line_room
from desktop.extraction.blocks import Block
from desktop.extraction.joining import BRACKETED_NOTE, FOOTNOTE, NUMBERED_NOTE, SENTENCE_END, TERMINAL
from desktop.language.packs import Pack

_BULLETS = ("•", "●", "▪", "■", "◆", "◦", "○", "‣", "–", "—", "-", "*")
_DIGIT = re.compile(r"\d")


def label(blocks: list[Block], pack: Pack) -> None:
    """Numbers, headings and sections."""
    starters = pack.made("layout.starters", joining.starters)
    summary, annex = set(pack.words("report", "summary")), pack.words("report", "annex")
    conclusion = pack.words("activities", "conclusion")
    section, heading = "front", ""
    for order, block in enumerate(blocks):
        block.order = order
        match = starters.match(block.text)
        if block.kind == "footnote":
            first = block.lines[0].text
            note = FOOTNOTE.match(first) or BRACKETED_NOTE.match(first) or NUMBERED_NOTE.match(first)
            block.number = note["mark"] if note else None
            block.body = note.end("mark") + first.startswith("[") if note else 0
            block.section = section
            block.heading = heading
            continue
        if block.kind == "row":
            block.cells = line_room.cells_of(block.text)
        if match is not None and block.kind == "paragraph":
            block.body = match.end()
            block.number = match["para"].strip(" .-–") if match["para"] else (match["letter"] or "").strip() or None
        if block.kind == "paragraph":
            text = block.text[block.body :].strip() if match and not match["alone"] else block.text.strip()
            if text.lower() in summary:
                section, heading, block.kind = "summary", text, "heading"
            elif any(
                re.match(re.escape(word) + r"(?:\s?[\dIVX一二三四五六七八九十]+)?\s*$", text, re.IGNORECASE)
                for word in annex
            ):
                section, heading, block.kind = "annex", text, "heading"
            elif is_heading(block, pack):
                block.kind = "heading"
                heading = text
                numbered = match is not None and (match["han"] or match["roman"])
                if numbered and section != "annex":
                    top = match is not None and (match["han"] if pack.han else match["roman"])
                    if top and any(word in text.lower() for word in conclusion):
                        section = "conclusion"
                    elif section != "conclusion" or top:
                        section = "body"
                elif section == "summary" and block.number is None and _names_a_section(text, pack):
                    section = "body"
            elif match is not None and match["para"] and section in ("front", "summary"):
                section = "body"
            if section == "front" and block.kind == "paragraph" and _begins_the_body(text, pack):
                section = "body"
            if section == "front" and match is not None and (match["letter"] or "")[:1] in _BULLETS:
                section = "body"
        block.section = section
        block.heading = heading


def _begins_the_body(text: str, pack: Pack) -> bool:
    """Whether a paragraph without a number is running text, as reports have it that number nothing."""
    return len(text) >= (30 if pack.han else 70) and SENTENCE_END.search(text) is not None and text[0] not in "(["


def _names_a_section(text: str, pack: Pack) -> bool:
    """Whether a line without a number may head what follows a summary: a few words, no figure."""
    if _DIGIT.search(text) or text.lower() in pack.words("report", "contents"):
        return False
    return 2 <= len(text) <= 12 if pack.han else text[:1].isupper() and len(text.split()) <= 6


def is_heading(block: Block, pack: Pack) -> bool:
    """Whether a block is a short line without an end mark."""
    text = block.text.strip()
    limit = 60 if pack.han else 120
    return len(text) <= limit and not TERMINAL.search(text) and ("，" not in text if pack.han else True)
