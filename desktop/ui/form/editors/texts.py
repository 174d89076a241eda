"""A list of texts: parted by semicolons, or by lines where a text holds a semicolon itself."""

from __future__ import annotations

import re

from db.model.values import Value
from desktop.ui.form.editors.text import TextEditor

_SEMICOLON = re.compile("[;；]")


class TextsEditor(TextEditor):
    """Several texts in one growing editor."""

    def write(self, value: Value) -> str:
        assert isinstance(value, tuple)
        if any(_SEMICOLON.search(item) for item in value):
            return "\n".join(value)
        return "; ".join(value)

    def read(self, text: str) -> Value:
        parts = text.splitlines() if "\n" in text.strip() else _SEMICOLON.split(text)
        return tuple(part.strip() for part in parts if part.strip()) or None
