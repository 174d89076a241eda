"""Extraction: from a reading to suggestions with evidence and confidence."""

from __future__ import annotations

from desktop.extraction.proposing import propose
from desktop.extraction.suggesting import Cancelled, suggest

__all__ = ["Cancelled", "propose", "suggest"]
