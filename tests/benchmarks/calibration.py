"""Counts how often suggestions of each confidence are right on labelled reports, each left out in its turn.

    python -m tests.benchmarks.calibration            prints the bins, left out and all together
    python -m tests.benchmarks.calibration --write    writes resources/lexicons/confidence.toml

Labels are those of the project's own reports (tests/unit/extraction/reports, in three layouts) and of the reports
beside the repository where these are at hand; blind.toml holds how reports were judged that nobody had seen before.
The facts of one report are not independent, and the rules were made with the labelled ones in sight: of each of these,
no level of confidence counts for more than a few cases.
"""

from __future__ import annotations

import json
import re
import sys
import tomllib
from collections import defaultdict
from collections.abc import Iterable, Iterator
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

from db.model.suggestions import Suggestion
from desktop.documents.reading import read
from desktop.extraction import calibration, suggest
from resources import resource
from tests.unit.extraction import layouts, scoring

OWN = Path(__file__).resolve().parents[1] / "unit" / "extraction" / "reports"
SHARED = Path(__file__).resolve().parents[3] / "shared"
BLIND = Path(__file__).with_name("blind.toml")
LAYOUTS = ("lines", "flat", "boxed")
MOST = 3.0  # cases that one level of one labelled report counts for
MOST_BLIND = 30.0
Judged = tuple[str, str, float, bool]  # family, field or "*", what the rule said, whether it was right
BINS = (0.0, 0.5, 0.7, 0.8, 0.9, 0.95)

_HEAD = """# How often suggestions were right on labelled reports: [what the rule said, right, all] by family and field,
# "*" the record itself. Made by `python -m tests.benchmarks.calibration --write`.
"""


def _of(item: Suggestion, found: bool, right: dict[str, bool]) -> Iterator[Judged]:
    if item.confidence is not None:
        yield item.family, "*", item.confidence, found
    for name, fine in right.items():
        if name in item.field_confidence:
            yield item.family, name, item.field_confidence[name], fine


def _own() -> Iterator[tuple[str, list[Judged]]]:
    for path in sorted(OWN.glob("*.toml")):
        data = tomllib.loads(path.read_text("utf-8"))
        text = path.with_suffix(".txt").read_text("utf-8")
        judged: list[Judged] = []
        for layout in LAYOUTS:
            found = suggest(layouts.LAYOUTS[layout](text), raw=True)
            marks = scoring.score(data["labels"], found)
            for part in marks.values():
                for item, paired, right in part.judged:
                    judged += _of(item, paired, right)
            own = found[0]
            right = {name: str(value) in str(own.fields.get(name)) for name, value in data["report"].items()}
            judged += _of(own, bool(right) and all(right.values()), right)
        yield path.stem, judged


_LABEL = {"party_country": "party"}
_CODE = re.compile(r"[A-Z]{2}")


def _beside() -> Iterator[tuple[str, list[Judged]]]:
    """The reports beside the repository: each label's keys are the fields' ids, by and large."""
    for path in sorted((SHARED / "gold").glob("*.json")):
        reports = sorted((SHARED / "reports").glob(f"{path.stem}.pdf"))
        if not reports:
            continue
        labels = json.loads(path.read_text("utf-8"))
        found = suggest(read(reports[0]), raw=True)
        judged: list[Judged] = []
        for family, key in (("count", "counts"), ("financial_figure", "financial"), ("activity", "activities")):
            judged += _judge(family, labels[key], [item for item in found if item.family == family])
        own = {name: labels["document"].get(name) for name in found[0].fields}
        right = {name: _same(name, value, found[0].fields[name]) for name, value in own.items() if value is not None}
        judged += _of(found[0], bool(right) and all(right.values()), right)
        yield path.stem, judged


def _judge(family: str, wanted: list[dict[str, Any]], got: list[Suggestion]) -> Iterator[Judged]:
    number = {"count": "value", "financial_figure": "amount"}.get(family)
    quotes = [scoring.squeeze("".join(span.quote for span in item.evidence)) for item in got]
    ranked = []
    for i, label in enumerate(wanted):
        for j, item in enumerate(got):
            if number and not _same(number, label[number], item.fields[number]):
                continue
            overlap = scoring.overlap(scoring.squeeze(label["quote"]), quotes[j])
            if overlap >= (0.5 if number else 0.3):
                near = abs(i / len(wanted) - j / len(got))
                right = sum(_same(k, label.get(k), v) for k, v in item.fields.items() if k in label)
                ranked.append((overlap + 0.5 * right - 0.1 * near, -i, -j))
    pairs: dict[int, int] = {}
    for _, i, j in sorted(ranked, reverse=True):
        if -j not in pairs and -i not in pairs.values():
            pairs[-j] = -i
    for j, item in enumerate(got):
        label = wanted[pairs[j]] if j in pairs else {}
        if label.get("optional") or (family == "activity" and item.repeat_of and not label):
            continue
        names = [name for name in item.fields if _LABEL.get(name, name) in label]
        if _CODE.fullmatch(str(label.get("party") or "")):
            names = [name for name in names if name != "party"]  # the label gives the country's code instead
        yield from _of(item, bool(label), {n: _same(n, label[_LABEL.get(n, n)], item.fields[n]) for n in names})


def _same(name: str, label: Any, value: Any) -> bool:
    if isinstance(label, (int, float)):
        return isinstance(value, Decimal) and value == Decimal(str(label))
    if isinstance(label, list):
        return {scoring.squeeze(str(item)) for item in label} == {scoring.squeeze(str(item)) for item in value or ()}
    if name.endswith("qualifier"):
        return bool((label or "exact") == value)
    first, second = scoring.squeeze(str(label or "")), scoring.squeeze(str(value))
    if name in ("noun", "organizer", "title", "party", "place"):
        return bool(first and second) and (first in second or second in first)
    return first == second


def _blind() -> Iterator[tuple[str, list[Judged]]]:
    """The tallies of reports that were judged by reading, as single cases."""
    for name, families in tomllib.loads(BLIND.read_text("utf-8")).items():
        judged: list[Judged] = []
        for family, fields in families.items():
            for field, levels in fields.items():
                for raw, right, seen in levels:
                    judged += [(family, field, raw, n < right) for n in range(seen)]
        yield f"blind {name}", judged


@cache
def reports() -> dict[str, list[Judged]]:
    """What was judged of each report."""
    return {**dict(_own()), **dict(_beside()), **dict(_blind())}


def table(judged: Iterable[tuple[str, list[Judged]]]) -> dict[str, dict[str, list[calibration.Level]]]:
    """Shares by family, field and what the rule said, from (report, what was judged of it)."""
    tally: dict[tuple[str, str, float], list[float]] = defaultdict(lambda: [0.0, 0.0])
    for name, rows in judged:
        mine: dict[tuple[str, str, float], list[int]] = defaultdict(lambda: [0, 0])
        for family, field, raw, fine in rows:
            if raw > calibration.DOUBT:
                mine[family, field, raw][0] += fine
                mine[family, field, raw][1] += 1
        most = MOST_BLIND if name.startswith("blind ") else MOST
        for key, (hits, cases) in mine.items():
            share = min(1.0, most / cases)
            tally[key][0] += hits * share
            tally[key][1] += cases * share
    out: dict[str, dict[str, list[calibration.Level]]] = {}
    for (family, field, raw), (right, seen) in sorted(tally.items()):
        out.setdefault(family, {}).setdefault(field, []).append((raw, round(right, 1), round(seen, 1)))
    return out


def left_out(only: str = "") -> list[tuple[float, bool, str]]:
    """(confidence by all the other reports, whether right, family) of everything judged.

    Args:
        only: begins the names of the reports that are asked for.
    """
    results = []
    for name, judged in reports().items():
        if not name.startswith(only):
            continue
        others = [(other, rows) for other, rows in reports().items() if other != name]
        curves = calibration.curves(table(others))
        for family, field, raw, fine in judged:
            share = calibration.calibrated(family, field, raw, curves)
            if share is not None:
                results.append((min(0.98, share), fine, family))
    return results


def bins(results: list[tuple[float, bool, str]]) -> list[tuple[float, int, float, float]]:
    """(lower edge, how many, mean confidence, share right) of each bin that holds any."""
    rows = []
    for low, high in zip(BINS, (*BINS[1:], 1.01), strict=True):
        inside = [(share, fine) for share, fine, _ in results if low <= share < high]
        if inside:
            count = len(inside)
            rows.append((low, count, sum(s for s, _ in inside) / count, sum(f for _, f in inside) / count))
    return rows


def write(path: Path) -> None:
    """Write the table as TOML."""
    lines = [_HEAD]
    for family, fields in table(reports().items()).items():
        lines.append(f"[{family}]")
        for field, levels in fields.items():
            cells = ", ".join(f"[{raw}, {right}, {seen}]" for raw, right, seen in levels)
            lines.append(f'"{field}" = [{cells}]')
        lines.append("")
    path.write_text("\n".join(lines), "utf-8")


def show() -> None:
    """Print the bins, each report judged by all the others."""
    print(f"{'confidence, each report left out in its turn':<52} {'number':>8} {'said':>7} {'right':>7}")
    results = left_out()
    for family in ("", "count", "financial_figure", "activity", "report"):
        for low, count, said, right in bins([row for row in results if not family or row[2] == family]):
            print(f"{family or 'all':<20} from {low:<26.2f} {count:>8} {said:>7.3f} {right:>7.3f}")
    for low, count, said, right in bins(left_out("blind ")):
        print(f"{'never seen before':<20} from {low:<26.2f} {count:>8} {said:>7.3f} {right:>7.3f}")


if __name__ == "__main__":
    if "--write" in sys.argv:
        write(resource("lexicons", "confidence.toml"))
    show()
