"""The command line as a script calls it: in a process of its own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]


def surroundings() -> dict[str, str]:
    """This process's environment, in which the program is found; what is on the path already stays (a blocked Qt)."""
    paths = [str(ROOT), *filter(None, [os.environ.get("PYTHONPATH")])]
    return {**os.environ, "PYTHONPATH": os.pathsep.join(paths)}


@dataclass(frozen=True)
class Run:
    """What a call did; out and err are decoded strictly."""

    code: int
    out: str
    err: str

    @property
    def objects(self) -> list[dict[str, Any]]:
        return [json.loads(line) for line in self.out.split("\n") if line]

    @property
    def faults(self) -> list[str]:
        return self.err.splitlines()


def counterproof(
    *arguments: str | Path,
    stdin: bytes | None = None,
    cwd: Path | None = None,
    environment: dict[str, str] | None = None,
    through: Sequence[str] = (),
) -> Run:
    """Call it, through another command where given; fails where it hangs, tells of a traceback or is no UTF-8."""
    done = subprocess.run(
        [*through, sys.executable, "-P", "-m", "desktop", *map(str, arguments)],
        input=stdin or b"",
        capture_output=True,
        cwd=cwd or ROOT,
        env={**surroundings(), **(environment or {})},
        timeout=60,
        check=False,
    )
    out, err = done.stdout.decode("utf-8"), done.stderr.decode("utf-8")
    assert "Traceback" not in err and "should not have happened" not in err, err
    assert done.returncode in (0, 1, 2), (done.returncode, err)
    assert all(line.startswith(("counterproof: ", "- ", "Settle", "Usage", "Try")) for line in err.splitlines()), err
    return Run(done.returncode, out, err)


def write_lines(path: Path, items: Sequence[object]) -> Path:
    """A file of JSON Lines."""
    path.write_text("".join(json.dumps(item, ensure_ascii=False) + "\n" for item in items), encoding="utf-8")
    return path
