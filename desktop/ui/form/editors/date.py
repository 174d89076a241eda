"""Partial dates: a year, a month or a day, in ISO form or as reports write them."""

from __future__ import annotations

from db.model.dates import PartialDate
from db.model.values import Value
from desktop.ui.form.editors.line import Line, LineEditor
from desktop.ui.queue.figures import tabular


class DateEditor(LineEditor):
    """A date to the precision that the report states."""

    def make_line(self) -> Line:
        line = Line(self)
        line.setFont(tabular(line.font()))
        return line

    def write(self, value: Value) -> str:
        return str(value)

    def read(self, text: str) -> Value:
        try:
            return PartialDate.parse(text)
        except ValueError:
            value = self.tools.parse(text, self.field, self.report_language, self.form)
        if not isinstance(value, PartialDate):
            raise ValueError(self.tr("Not a date. Type YYYY, YYYY-MM or YYYY-MM-DD."))
        return value
