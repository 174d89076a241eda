"""Makes packaging/requirements.lock: every file of every package by its hash, no host named."""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
import tempfile
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
LOCK = ROOT / "packaging" / "requirements.lock"
HEADER = """\
# What `make` installs: pinned, and every file by its hash. Made by `make lock` out of pyproject.toml; not edited.
# made-from: {digest}
"""


def wanted(pyproject: Path = ROOT / "pyproject.toml") -> list[str]:
    """What the product, its extras and its tests depend on directly, as pyproject.toml says."""
    data = tomllib.loads(pyproject.read_text("utf-8"))
    extras = [item for extra in data["project"]["optional-dependencies"].values() for item in extra]
    return sorted([*data["project"]["dependencies"], *extras, *data["dependency-groups"]["dev"]], key=str.lower)


def digest(requirements: list[str]) -> str:
    """Changes with the list of direct dependencies: tells a lock that is out of step."""
    return hashlib.sha256(json.dumps(requirements).encode()).hexdigest()


def main() -> int:
    """Make the lock, keeping the versions that it already pins unless `--upgrade` is given."""
    requirements = wanted()
    with tempfile.TemporaryDirectory() as folder:
        source, target = Path(folder, "wanted.in"), Path(folder, "requirements.lock")
        source.write_text("\n".join(requirements) + "\n", "utf-8")
        if LOCK.exists() and "--upgrade" not in sys.argv:
            target.write_text(LOCK.read_text("utf-8"), "utf-8")
        options = "--quiet --generate-hashes --no-header --no-annotate --strip-extras --allow-unsafe"
        hosts = "--no-emit-index-url --no-emit-trusted-host --no-emit-find-links --no-emit-options"
        command = [sys.executable, "-m", "piptools", "compile", *options.split(), *hosts.split()]
        run = subprocess.run([*command, "--output-file", str(target), str(source)], cwd=folder)
        if run.returncode:
            return run.returncode
        lines = [line for line in target.read_text("utf-8").splitlines() if line and not line.startswith(("#", "--"))]
    LOCK.write_text(HEADER.format(digest=digest(requirements)) + "\n".join(lines) + "\n", "utf-8")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
