"""Checks over the values of a report's records, as the form states them in data."""

from __future__ import annotations

from desktop.review.kinds import known_kinds
from desktop.review.ledger import Ledger, evaluate
from desktop.review.results import Accepted, CheckResult, failing

__all__ = ["Accepted", "CheckResult", "Ledger", "evaluate", "failing", "known_kinds"]
