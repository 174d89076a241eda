"""Who works: persons, and machines, which never approve."""

from __future__ import annotations

import unicodedata
from typing import Literal

from db.model.dataclass import dataclass


@dataclass(frozen=True)
class Person:
    """Somebody, or something, that signs journal entries.

    Attributes:
        id: names the person in every copy of the project.
        keys: Ed25519 public keys, hex; one for each machine the person works on. Each has a chain of its own.
        kind: a "machine" suggests and imports; it can neither decide nor approve.
    """

    id: str
    name: str
    keys: tuple[str, ...]
    kind: Literal["person", "machine"] = "person"


def folded(name: str) -> str:
    """A name without case, width and doubled blanks, for comparing."""
    return " ".join(unicodedata.normalize("NFKC", name).casefold().split())
