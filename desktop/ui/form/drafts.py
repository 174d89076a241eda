"""Half-typed answers as text: what a draft keeps of a field, and how it is read back."""

from __future__ import annotations

import json
from dataclasses import asdict

from db.model.dataclass import dataclass
from db.model.evidence import Evidence, Rect, Span
from db.model.values import State

# An invisible separator: nobody types it, and it is legal in any text column.
_MARK = "\u2063"


@dataclass(frozen=True)
class FieldDraft:
    """What stood in an editor.

    Attributes:
        text: as typed; empty where a state was chosen.
        state: the state chosen instead of a value, None where text counts.
        evidence: where a value that was filled from the page came from, None where it did not move.
    """

    text: str
    state: State | None = None
    evidence: Evidence | None = None

    def encode(self) -> str:
        """The draft as one text; plain where there is nothing but text."""
        extra: dict[str, object] = {}
        if self.state is not None:
            extra["state"] = str(self.state)
        if self.evidence is not None:
            extra["evidence"] = [asdict(span) for span in self.evidence]
        if not extra:
            return self.text
        return self.text + _MARK + json.dumps(extra, ensure_ascii=False, separators=(",", ":"))

    @classmethod
    def decode(cls, data: str) -> FieldDraft:
        """Read `encode`'s text; what can't be read is taken as typed text, so that nothing is lost."""
        text, mark, tail = data.rpartition(_MARK)
        if not mark:
            return cls(data)
        try:
            extra = json.loads(tail)
            state = State(extra["state"]) if "state" in extra else None
            evidence = tuple(_span(item) for item in extra["evidence"]) if "evidence" in extra else None
        except (ValueError, TypeError, KeyError):
            return cls(data)
        return cls(text, state, evidence)


def _span(data: dict[str, object]) -> Span:
    rects = data.pop("rects", ())
    if not isinstance(rects, list):
        raise TypeError("rects are no list")
    return Span(**data, rects=tuple(Rect(**item) for item in rects))  # type: ignore[arg-type]
