"""What a report is divided into: the file's own bookmarks or headings, else the headings that its text shows."""

from __future__ import annotations

import re
import unicodedata

from db.model.dataclass import dataclass
from db.model.readings import Reading

_LONGEST = 90  # characters of a heading
_ROMAN = r"(?=[IVXLC])(?:X{0,3})(?:IX|IV|V?I{0,3})"
_CHINESE = "[一二三四五六七八九十]{1,3}"
# How United Nations documents and their like number their parts (United Nations Editorial Manual): I. A. 1. (a)
_LEVELS = (
    re.compile(
        rf"^(?:{_ROMAN}[.．][ \t]+\S|{_CHINESE}[.．、][ \t]*\S|第{_CHINESE}[章部]"
        rf"|(?:附件|附录)[ \t]?(?:{_CHINESE}|\d{{1,2}})?$|(?:Annex|Anexo|Annexe|Приложение|Appendix)\b)"
    ),
    re.compile(rf"^(?:[A-H][.．][ \t]+\S|[（(]{_CHINESE}[)）][ \t]*\S)"),
)
_WORDS = re.compile(
    r"^(?:摘要|导言|引言|结论|目录|结论和建议|Summary|Introduction|Conclusions?|Recommendations|Contents|Résumé|Resumen"
    r"|Introducción|Conclusiones|Резюме|Введение|Выводы|موجز|مقدمة|خاتمة)[ \t]*$",
    re.IGNORECASE,
)
_RADICALS = re.compile("[\u2e80-\u2fdf]+")
_SENTENCE_END = re.compile(r"[。；;，,:：]$|[^.A-Z]\.$")


@dataclass(frozen=True)
class Heading:
    """One entry of the contents: depth from 0, page from 1, code point on it where the text tells (else 0)."""

    depth: int
    title: str
    page: int
    start: int = 0


def headings(reading: Reading) -> tuple[Heading, ...]:
    """The contents of a report, in order; () where nothing looks like a heading."""
    if reading.outline:
        return tuple(
            Heading(depth, title, page, _place(reading, title, page))
            for depth, title, page in reading.outline
            if 1 <= page <= len(reading.pages) and title.strip()
        )
    found = []
    for page in reading.pages:
        at = 0
        for line in page.text.split("\n"):
            # Chinese PDFs carry radicals for some characters, 一 and 二 among them.
            title = _RADICALS.sub(lambda found: unicodedata.normalize("NFKC", found[0]), " ".join(line.split()))
            depth = _depth(title)
            if depth is not None:
                found.append(Heading(depth, title, page.number, at + len(line) - len(line.lstrip())))
            at += len(line) + 1
    return tuple(_without_contents(found))


def _depth(line: str) -> int | None:
    """How deep a line is as a heading, None where it is none."""
    if not 1 < len(line) <= _LONGEST or _SENTENCE_END.search(line) or "...." in line or "……" in line:
        return None
    if _WORDS.match(line):
        return 0
    for depth, pattern in enumerate(_LEVELS):
        if pattern.match(line):
            return depth
    return None


def _without_contents(found: list[Heading]) -> list[Heading]:
    """Without the contents page's own lines: of headings that come twice the later one counts."""
    last = {heading.title: n for n, heading in enumerate(found)}
    return [heading for n, heading in enumerate(found) if last[heading.title] == n]


def _place(reading: Reading, title: str, page: int) -> int:
    """Where a heading stands on its page; 0 where its words are not to be found."""
    words = [re.escape(word) for word in title.split()]
    found = re.search(r"\s+".join(words), reading.pages[page - 1].text) if words else None
    return found.start() if found else 0
