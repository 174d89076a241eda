"""Time spent on records and fields: neither journaled nor by person."""

from __future__ import annotations

import math
import sqlite3
from collections.abc import Mapping

from db.model.errors import RuleError


def add_time(conn: sqlite3.Connection, record: str, field: str | None, seconds: float) -> None:
    """Add to what a record, or one of its fields, has taken.

    Raises:
        RuleError: bad_value: no finite number of seconds from 0; unknown_record.
    """
    if not math.isfinite(seconds) or seconds < 0:
        raise RuleError("bad_value", field="seconds", value=str(seconds), reason="not a length of time")
    if conn.execute("SELECT 1 FROM records WHERE id = ?", (record,)).fetchone() is None:
        raise RuleError("unknown_record", record=record, name=record)
    conn.execute(
        "INSERT INTO time_spent VALUES (?, ?, ?) ON CONFLICT (record, field) DO UPDATE SET"
        " seconds = seconds + excluded.seconds",
        (record, field or "", seconds),
    )


def add_times(conn: sqlite3.Connection, spent: Mapping[tuple[str, str], float]) -> None:
    """The same for many, by record and field ("" for the record as a whole); records that are gone are passed over."""
    for (record, field), seconds in spent.items():
        try:
            add_time(conn, record, field, seconds)
        except RuleError as error:
            if error.code != "unknown_record":
                raise


def times(conn: sqlite3.Connection, work: str) -> Mapping[str, Mapping[str, float]]:
    """Record id to field id to seconds; "" stands for the record as a whole."""
    found: dict[str, dict[str, float]] = {}
    for record, field, seconds in conn.execute(
        "SELECT record, field, seconds FROM time_spent JOIN records ON records.id = record WHERE work = ?"
        " ORDER BY record, field",
        (work,),
    ):
        found.setdefault(record, {})[field] = seconds
    return found
