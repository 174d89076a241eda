"""Killed at random moments: every acknowledged decision is there, the chains hold, the next opening works."""

from __future__ import annotations

import os
import random
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from db.journal import verify
from db.store import Store
from tests.unit.db import making

ROOT = Path(__file__).resolve().parents[2]
TIMES = 200 if os.environ.get("COUNTERPROOF_SOAK") == "1" else 5


def run_and_kill(path: Path, seed: int, seconds: float) -> list[str]:
    """The entries that the child told before it was killed, this long after its first one."""
    command = [sys.executable, "-m", "tests.end2end.deciding_child", str(path), str(seed)]
    child = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    assert child.stdout is not None and child.stderr is not None
    told: list[str] = []
    first = threading.Event()

    def listen() -> None:
        assert child.stdout is not None
        for line in child.stdout:
            # A line without its end was not told in full.
            if line.endswith("\n"):
                told.append(line.strip())
                first.set()

    listener = threading.Thread(target=listen)
    listener.start()
    try:
        began = first.wait(30)
        time.sleep(seconds)
    finally:
        child.kill()  # SIGKILL: nothing can be tidied up
        child.wait()
        listener.join()
        errors = child.stderr.read()
        child.stdout.close()
        child.stderr.close()
    assert began, errors
    assert child.returncode < 0 or sys.platform == "win32", errors
    return told


@pytest.mark.soak
def test_every_acknowledged_decision_is_there(tmp_path: Path) -> None:
    path = tmp_path / "p.db"
    store, _ = making.reviewed(path, "ann", "bob", "eve")
    store.database.close()
    chance = random.Random(20300101)
    told: list[str] = []
    for round_ in range(TIMES):
        if round_ and round_ % 20 == 0:
            # A project that only grows would make the later rounds the slower ones.
            path = tmp_path / f"p{round_}.db"
            store, _ = making.reviewed(path, "ann", "bob", "eve")
            store.database.close()
            told = []
        told += run_and_kill(path, round_, chance.uniform(0.0, 0.5))
        store = Store.open(path)
        try:
            with store.database.read() as conn:
                journal = [row[0] for row in conn.execute("SELECT id FROM journal ORDER BY seq")]
            missing = set(told) - set(journal)
            assert not missing, f"round {round_}: {len(missing)} of {len(told)} acknowledged entries are lost"
            assert verify(store.database) == []
            # The entries stand in the order they were told, and the project can be worked in.
            places = {entry: place for place, entry in enumerate(journal)}
            assert [places[entry] for entry in told] == sorted(places[entry] for entry in told)
            store.postpone("s-lame", making.signer("ann"), f"round {round_}")
        finally:
            store.database.close()
        assert not path.with_name(path.name + "-wal").exists()
    assert told
