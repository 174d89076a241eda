"""What a passage of the report would put into a field."""

from __future__ import annotations

from collections.abc import Callable

from db.model.dataclass import dataclass
from db.model.evidence import Evidence
from db.model.form import Field
from db.model.values import FieldType, Value
from desktop.ui.form.editors import FieldEditor

Parse = Callable[[str, Field], Value | None]


@dataclass(frozen=True)
class Meaning:
    """What a passage means for a field.

    Attributes:
        value: what the field would hold; None where the passage can't be read as its value.
        longer: it is added to what is there, and so is its evidence.
    """

    value: Value | None
    longer: bool = False


def meaning(editor: FieldEditor, evidence: Evidence, parse: Parse, *, append: bool) -> Meaning:
    """Read a passage as the value of an editor's field.

    Args:
        evidence: one span, or several that make one passage (over a page's end, say).
        parse: what a text means for a field.
        append: add it to the text that is there; a list is always added to.
    """
    field, present = editor.field, editor.value()
    if field.type is FieldType.LINK:
        return Meaning(None)
    text = "\n".join(span.quote for span in evidence)
    longer = append and field.type is FieldType.TEXT and isinstance(present, str)
    value = parse(f"{present}\n{text}" if longer else text, field)
    if isinstance(value, tuple) and isinstance(present, tuple):
        return Meaning(present + tuple(item for item in value if item not in present), True)
    return Meaning(value, longer)
