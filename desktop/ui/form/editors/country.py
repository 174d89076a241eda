"""A country by its name in the reader's language."""

from __future__ import annotations

from collections.abc import Sequence

from db.model.values import Value
from desktop.ui.form.editors.choice import PickEditor
from desktop.ui.form.editors.pick import PickItem, folded
from desktop.ui.form.tools import LanguageTools


def country_items(tools: LanguageTools, language: str) -> list[PickItem]:
    """All countries by name in this language; code and English name find them too."""
    items = [
        PickItem(code, tools.country_name(code, language), (code, tools.country_name(code, "en")))
        for code in tools.country_codes()
    ]
    return sorted(items, key=lambda item: folded(item.label))


class CountryEditor(PickEditor):
    """One country; its value is the ISO 3166 alpha-2 code."""

    def items(self) -> Sequence[PickItem]:
        return country_items(self.tools, self.language)

    def unknown(self, text: str) -> str:
        return self.tr("No country is called “{text}”.").format(text=text)

    def read(self, text: str) -> Value:
        try:
            return super().read(text)
        except ValueError:
            code = self.tools.parse_country(text, self.language) or self.tools.parse_country(text, self.report_language)
            if code is None:
                raise
            return code
