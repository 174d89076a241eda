"""Canonical JSON (RFC 8785): equal data have equal bytes, and with them equal hashes."""

from __future__ import annotations

import hashlib
import json
from typing import Any

import rfc8785


def canonical(data: Any) -> bytes:
    """The canonical bytes of what the journal holds: texts, whole numbers, booleans, null, lists, objects.

    Raises:
        ValueError: data holds a float (decimals are journaled as text), a lone surrogate or no JSON at all.
    """
    _refuse_floats(data)
    return rfc8785.dumps(data)


def sha256(data: bytes) -> str:
    """Hexadecimal."""
    return hashlib.sha256(data).hexdigest()


def load(text: str) -> Any:
    """Read what `canonical` wrote."""
    return json.loads(text)


def _refuse_floats(data: Any) -> None:
    if isinstance(data, float):
        raise ValueError(f"decimals are journaled as text: {data!r}")
    if isinstance(data, dict):
        for value in data.values():
            _refuse_floats(value)
    elif isinstance(data, (list, tuple)):
        for value in data:
            _refuse_floats(value)
