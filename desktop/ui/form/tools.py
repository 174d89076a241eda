"""What the form needs of languages and of sentences, passed in so that it can be replaced."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from db.model.dataclass import dataclass
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
        return cls(_parse, _country_name, _country_codes, _parse_country, _sentence)


# Imported with the first call: a form is shown before anything is parsed.


def _parse(text: str, field: Field, language: str, form: Form) -> Value | None:
    from desktop.language import fields

    return fields.parse(text, field, language, form)


def _country_name(code: str, language: str) -> str:
    from desktop.language import territories

    return territories.name(code, language)


def _country_codes() -> tuple[str, ...]:
    from desktop.language import countries

    return countries.all_codes()


def _parse_country(text: str, language: str) -> str | None:
    from desktop.language import countries

    return countries.parse(text, language)


def _sentence(code: str, parameters: Mapping[str, object], language: str) -> str:
    from desktop.services import words

    return words.sentence(code, parameters, language)
