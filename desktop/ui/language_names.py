"""What languages of reports are called in the reader's language."""

from __future__ import annotations

import re

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

# The six in which United Nations reports come are at hand; CLDR knows the others.
COMMON = {
    "ar": str(QT_TRANSLATE_NOOP("Languages", "Arabic")),
    "zh": str(QT_TRANSLATE_NOOP("Languages", "Chinese")),
    "en": str(QT_TRANSLATE_NOOP("Languages", "English")),
    "fr": str(QT_TRANSLATE_NOOP("Languages", "French")),
    "ru": str(QT_TRANSLATE_NOOP("Languages", "Russian")),
    "es": str(QT_TRANSLATE_NOOP("Languages", "Spanish")),
}
_TAG = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{1,8})*")  # as BCP 47 writes them


def language_name(tag: str, language: str) -> str:
    """The name of a language by its tag ("zh"); the tag itself where nobody knows it."""
    if tag in COMMON:
        return QCoreApplication.translate("Languages", COMMON[tag])
    from desktop.language import territories

    return territories.language_name(tag, language)


def language_tag(text: str, language: str) -> str | None:
    """The tag of a language by its name in the reader's language, or as it was typed; None where it is neither."""
    from desktop.language import territories

    wanted = text.strip()
    for tag, name in territories.languages_in(language).items():
        if name.casefold() == wanted.casefold():
            return tag.replace("_", "-")
    return wanted if _TAG.fullmatch(wanted) else None
