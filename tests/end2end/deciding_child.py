"""Decides in a project for ever and tells every entry that was saved; `test_killed` kills it."""

from __future__ import annotations

import random
import sys
from decimal import Decimal
from pathlib import Path

from db.model.changes import Changes
from db.model.errors import RuleError
from db.store import Store
from tests.unit.db import making

PEOPLE = ("ann", "bob", "eve")


def act(store: Store, work: str, chance: random.Random) -> Changes:
    """One random write."""
    who = making.signer(chance.choice(PEOPLE))
    record = chance.choice(("s-report", "s-count", "s-money"))
    number = Decimal(chance.randint(1, 10**6))
    fields = {"s-report": "title", "s-count": "women", "s-money": "amount"}
    change = {fields[record]: making.stated(str(number) if record == "s-report" else number)}
    kind = chance.randrange(12)
    if kind < 3:
        return store.confirm(record, who)
    if kind < 6:
        return store.correct(record, change, who)
    if kind == 6:
        return store.approve(record, who)
    if kind == 7:
        return store.undo(who)
    if kind == 8:
        return store.redo(who)
    if kind == 9:
        return store.set_draft(who.person, record, {"women": str(number)})
    if kind == 10:
        fields_ = {"value": making.stated(number), "unit": making.stated("other")}
        return store.add(work, "count", fields_, (making.span("40"),), who)
    # A large transaction: a file over several chunks with its reading and its suggestions.
    data = str(number).encode() * 2**18
    return store.add_file(
        data, "more.txt", making.reading(data), making.MACHINE, suggestions=making.suggestions(f"{number}")
    )[0]


def main() -> None:
    """Arguments: the project, a seed."""
    path, chance = Path(sys.argv[1]), random.Random(int(sys.argv[2]))
    while True:
        store = Store.open(path)
        work = store.works()[0].id
        for _ in range(chance.randint(1, 60)):
            try:
                changes = act(store, work, chance)
            except RuleError:
                continue
            for entry in changes.entries:
                print(entry, flush=True)
        store.database.close()


if __name__ == "__main__":
    main()
