"""Numbers: exact decimals, grouped as in print, read in the ways that reports write them."""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

from db.model.values import FieldType, Value
from desktop.ui.form.editors.line import Line, LineEditor
from desktop.ui.queue.figures import MINUS, grouped, tabular

_SPACES = str.maketrans(dict.fromkeys("\u2009\u202f\u00a0", " ") | {MINUS: "-"})
# Two numbers in one text, 12x34 or 12 34 say, or lines of a column: a lenient reader would take the first and lose
# the rest. Only groups of three follow a space.
_TWO_NUMBERS = re.compile(r"\d\s*[^\d\s,.'’·٬٫十百千萬万億亿]+\s*\d|\d\s+(?!\d{3}(?!\d))\d|[\n\r\t]")
_SCALES = re.compile(r"\d\s*[十百千萬万億亿]")
_LONGEST = 60  # digits; the store takes no more


class NumberLine(Line):
    """A line in which the letter N means "not stated": no number begins with it."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        plain = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier)
        all_selected = self.selectedText() == self.text()
        if event.key() == Qt.Key.Key_N and plain and not self.composing and all_selected:
            event.accept()
            self._editor.mark_not_stated()
            return
        super().keyPressEvent(event)


class NumberEditor(LineEditor):
    """A whole number or a decimal."""

    def make_line(self) -> Line:
        line = NumberLine(self)
        line.setFont(tabular(line.font()))
        return line

    def write(self, value: Value) -> str:
        assert isinstance(value, Decimal)
        if self.field.type is FieldType.INTEGER and abs(value) < 10000 and self.field.id.endswith("year"):
            return str(value)  # a year is never grouped
        text = grouped(value)
        if value == value.to_integral_value():
            return text
        # In a language with a decimal comma "8.7" would be read as something else: write what reads back equal.
        for point in (".", ","):
            candidate = grouped(value, point=point)
            if self._parse(candidate) == value:
                return candidate
        return text

    def read(self, text: str) -> Value:
        plain = unicodedata.normalize("NFKC", text).strip()
        scaled = _SCALES.search(plain) is not None
        if scaled:
            text = "".join(text.split())
        value = self._parse(text) if _TWO_NUMBERS.search(plain) is None else None
        if not isinstance(value, Decimal) or not (scaled or _has_all(value, plain)):
            raise ValueError(self.tr("Not a number. Type it like 1 100, 1,100 or 36万."))
        if len(format(value, "f")) > _LONGEST:
            raise ValueError(self.tr("This number has too many digits."))
        if self.field.type is FieldType.INTEGER and value != value.to_integral_value():
            raise ValueError(self.tr("A whole number is needed here."))
        return value

    def _parse(self, text: str) -> Value | None:
        return self.tools.parse(text.translate(_SPACES).strip(), self.field, self.report_language, self.form)


def _has_all(value: Decimal, text: str) -> bool:
    """Whether a number has all figures of the text that it was read from; of words it can't be told."""
    written = "".join(str(int(letter)) for letter in text if letter.isdecimal()).strip("0")
    return not written or written == format(value, "f").replace(".", "").strip("-0")
