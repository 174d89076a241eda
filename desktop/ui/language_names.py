"""What languages of reports are called in the reader's language."""

from __future__ import annotations

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


def language_name(tag: str, language: str) -> str:
    """The name of a language by its tag ("zh"); the tag itself where nobody knows it."""
    if tag in COMMON:
        return QCoreApplication.translate("Languages", COMMON[tag])
    from desktop.language import territories

    return territories.language_name(tag, language)
