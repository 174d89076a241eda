"""The language of a report by its name; what is kept is its tag."""

from __future__ import annotations

from collections.abc import Sequence

from db.model.values import Value
from desktop.ui.form.editors.choice import PickEditor
from desktop.ui.form.editors.pick import PickItem
from desktop.ui.language_names import COMMON, language_name, language_tag


class LanguageEditor(PickEditor):
    """One language out of those that reports mostly come in, or the name or tag of any other ("pt")."""

    def items(self) -> Sequence[PickItem]:
        names = [PickItem(tag, language_name(tag, self.language), (tag,)) for tag in COMMON]
        return sorted(names, key=lambda item: item.label)

    def write(self, value: Value) -> str:
        return language_name(str(value), self.language)

    def read(self, text: str) -> Value:
        try:
            return super().read(text)
        except ValueError:
            tag = language_tag(text, self.language)
            if tag is None:
                raise
            return tag
