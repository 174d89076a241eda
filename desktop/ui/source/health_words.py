"""What is said above a page whose text is suspect, or was read from a picture."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

if TYPE_CHECKING:
    from db.model.readings import Reading
    from desktop.documents.health import Health

FEW_WORDS = 5  # of a page that is a picture


def notice_words(reading: Reading | None, page: int, health: Mapping[int, Health]) -> str:
    """The sentence for a page, from 1; "" where there is nothing to say.

    Args:
        health: judgements by page.
    """
    if reading is None or not 1 <= page <= len(reading.pages):
        return ""
    translate = QCoreApplication.translate
    shown = reading.pages[page - 1]
    if reading.format == "pdf":
        if not any(p.text.strip() for p in reading.pages):
            return translate(
                "SourceView", "This report has no text, only pictures: nothing in it can be found or clicked."
            )
        if not shown.text.strip():
            return translate("SourceView", "This page has no text: nothing on it can be found or clicked.")
    if shown.certainty:
        return translate(
            "SourceView", "The text of this page was read from its picture: compare each value with the picture."
        )
    found = health.get(page)
    if found is None:
        return ""
    figures = found.parameters
    return {
        "no_text": translate("SourceView", "This page shows more than its text says: it may be a picture."),
        "garbled": translate(
            "SourceView", "{broken} characters of this page stand for nothing: compare its values with the picture."
        ),
        "missing": translate(
            "SourceView", "Another reader finds {missing} characters more on this page: values may be cut short."
        ),
        "sparse": translate(
            "SourceView", "{bare} % of what this page shows is no text: something may be in a picture."
        ),
    }.get(found.verdict, "").format(**{"broken": 0, "missing": 0, "bare": 0, **figures})


def is_picture(reading: Reading | None, page: int) -> bool:
    """Whether a page of a PDF has no text to speak of."""
    if reading is None or reading.format != "pdf" or page < 1:
        return False
    return len(reading.pages[page - 1].text.split(maxsplit=FEW_WORDS)) < FEW_WORDS
