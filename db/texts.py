"""Text that SQLite, JSON and every export can hold: no lone surrogate, no U+0000, no other control character."""

from __future__ import annotations

import re
from dataclasses import replace

from db.model.evidence import Evidence, Span
from db.model.readings import Page, Reading

REPLACEMENT = "\ufffd"

# Controls but tab and line feed; lone surrogates; the two code points that no XML may hold.
_UNFIT = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_LINE_END = re.compile("\r\n?")


def clean(text: str) -> str:
    """A person's text: line ends become line feeds, what can't be held becomes U+FFFD."""
    if text.isascii() and text.isprintable():
        return text
    return _UNFIT.sub(REPLACEMENT, _LINE_END.sub("\n", text))


def clean_page(text: str) -> str:
    """A page's text, one code point for one, so that offsets stay."""
    return _UNFIT.sub(REPLACEMENT, text)


def clean_reading(reading: Reading) -> Reading:
    """The reading itself where all of its text can be held, else one in which it can."""
    options = {clean(key): clean(value) for key, value in reading.options.items()}
    outline = tuple((depth, clean(title), page) for depth, title, page in reading.outline)
    pages = tuple(_clean_page(page) for page in reading.pages)
    if (options, outline) == (dict(reading.options), reading.outline) and all(
        new is old for new, old in zip(pages, reading.pages, strict=True)
    ):
        return reading
    return replace(reading, pages=pages, options=options, outline=outline)


def clean_evidence(evidence: Evidence) -> Evidence:
    """Spans whose texts are cleaned as the page's text is."""
    return tuple(_clean_span(span) for span in evidence)


def _clean_page(page: Page) -> Page:
    text = clean_page(page.text)
    label = clean(page.label) if page.label is not None else None
    return page if (text, label) == (page.text, page.label) else replace(page, text=text, label=label)


def _clean_span(span: Span) -> Span:
    texts = tuple(clean_page(text) for text in (span.quote, span.prefix, span.suffix))
    if texts == (span.quote, span.prefix, span.suffix):
        return span
    return replace(span, quote=texts[0], prefix=texts[1], suffix=texts[2])
