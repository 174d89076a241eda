"""From how sure a rule says it is to how often such a rule was right on labelled reports.

The shares stand in resources/lexicons/confidence.toml, by family and field, as rows of [what the rule said, how many
were right, how many there were]; `python -m tests.benchmarks.calibration --write` counts them again.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache

from resources import resource

Level = tuple[float, float, float]
Table = Mapping[str, Mapping[str, Sequence[Level]]]

# A rule that says so little has found a doubt in the text itself (digits that may be several numbers): no share of
# luckier cases takes that away.
DOUBT = 0.42
# How many cases of the field's own mean each level is thought to have seen.
_PRIOR = 4.0
# A count that is linked to an activity has its places and days from there.
_SAME = {
    ("count", "countries"): ("activity", "countries"),
    ("count", "period_start"): ("activity", "start"),
    ("count", "period_end"): ("activity", "end"),
    ("activity", "women_qualifier"): ("activity", "women"),
    ("activity", "participants_qualifier"): ("activity", "participants"),
}


def curve(levels: Sequence[Level]) -> list[tuple[float, float]]:
    """(what the rule said, share right) that never falls: each level drawn to the mean of all, neighbours pooled."""
    right, seen = sum(level[1] for level in levels), sum(level[2] for level in levels)
    mean = (right + 1) / (seen + 2)
    pools: list[list[float]] = []  # lowest raw, weighted share, weight
    for raw, hits, cases in sorted(levels):
        pools.append([raw, (hits + _PRIOR * mean), cases + _PRIOR])
        while len(pools) > 1 and pools[-2][1] / pools[-2][2] >= pools[-1][1] / pools[-1][2]:
            last = pools.pop()
            pools[-1][1] += last[1]
            pools[-1][2] += last[2]
    return [(raw, hits / cases) for raw, hits, cases in pools]


def at(points: Sequence[tuple[float, float]], raw: float) -> float:
    """The share for what a rule said: that of the highest level not above it."""
    share = points[0][1]
    for level, value in points:
        if level <= raw + 1e-9:
            share = value
    return share


@cache
def _curves() -> dict[tuple[str, str], list[tuple[float, float]]]:
    import tomllib

    table: Table = tomllib.loads(resource("lexicons", "confidence.toml").read_text("utf-8"))
    return curves(table)


def curves(table: Table) -> dict[tuple[str, str], list[tuple[float, float]]]:
    """The curve of each family and field of a table; "*" is the record itself."""
    return {(family, field): curve(levels) for family, fields in table.items() for field, levels in fields.items()}


def calibrated(
    family: str,
    field: str,
    raw: float,
    known: Mapping[tuple[str, str], list[tuple[float, float]]] | None = None,
) -> float | None:
    """How often such a suggestion is right; None where nothing was ever measured.

    Args:
        field: its id, or "*" for the record itself.
        raw: what the rule says, 0..1.
        known: curves to go by; those that the product ships where None.
    """
    table = _curves() if known is None else known
    points = table.get(_SAME.get((family, field), (family, field)))
    if points is None:
        return None
    return raw if raw <= DOUBT else at(points, raw)
