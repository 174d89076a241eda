"""What one person does to many records at once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from typing import Literal, TypeAlias

from db.model.dataclass import dataclass
from db.model.records import FieldChange

Action: TypeAlias = Literal["confirm", "correct", "approve", "check", "mend"]


@dataclass(frozen=True)
class Step:
    """One record's part in a batch.

    Attributes:
        action: "check" says that these fields of an undecided record are right, "mend" how they should be; neither
            decides the record, but one whose stated fields have all been checked is confirmed by it.
        digest: what the person saw of the record; None where nothing was looked at.
        fields: what "correct" and "mend" change; what "check" found right, as it was seen.
    """

    action: Action
    record: str
    digest: str | None = None
    fields: Mapping[str, FieldChange] = field(default_factory=dict)
