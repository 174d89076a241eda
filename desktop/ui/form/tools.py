"""What the form needs of languages and of sentences, passed in so that it can be replaced."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from db.model.form import Field, Form
from db.model.values import Value


@dataclass(frozen=True)
class LanguageTools:
    """The functions of `desktop.language` and `desktop.services.words` that the form calls.

    Attributes:
        parse: (text, field, language of the report, form) to the value it means for that field, or None.
        country_name: (ISO code, language) to the country's name.
        country_codes: all ISO codes on offer.
        parse_country: (name or code as typed, language) to the ISO code, or None.
        sentence: (code, parameters, language) to one plain sentence.
    """

    parse: Callable[[str, Field, str, Form], Value | None]
    country_name: Callable[[str, str], str]
    country_codes: Callable[[], tuple[str, ...]]
    parse_country: Callable[[str, str], str | None]
    sentence: Callable[[str, Mapping[str, object], str], str]

    @classmethod
    def installed(cls) -> LanguageTools:
        """The program's own."""
        # imported here: a test that brings tools of its own doesn't load the lexicons
        from desktop.language import countries, fields
        from desktop.services.words import sentence

        return cls(fields.parse, countries.name, countries.all_codes, countries.parse, sentence)
