"""Makes the environment that runs it find this tree: imports, the `counterproof` command, the version."""

from __future__ import annotations

import sys
import sysconfig
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
# The interpreter is found beside the script, so that spaces and long paths do not matter; -P keeps the folder that
# the command is called in from being searched for modules.
COMMAND = """\
#!/bin/sh
here=$(dirname -- "$(readlink -f -- "$0")")
exec "$here/python" -P -m desktop "$@"
"""


def main() -> None:
    """Write a path file, a script and the metadata that an installed distribution has."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    packages = Path(sysconfig.get_path("purelib"))
    (packages / "counterproof.pth").write_text(f"{ROOT}\n", "utf-8")
    metadata = packages / f"counterproof-{project['version']}.dist-info"
    metadata.mkdir(exist_ok=True)
    (metadata / "METADATA").write_text(
        f"Metadata-Version: 2.1\nName: {project['name']}\nVersion: {project['version']}\n", "utf-8"
    )
    (metadata / "INSTALLER").write_text("make\n", "utf-8")
    points = "".join(f"{name} = {target}\n" for name, target in project["scripts"].items())
    (metadata / "entry_points.txt").write_text(f"[console_scripts]\n{points}", "utf-8")
    for name in project["scripts"]:
        script = Path(sys.executable).parent / name
        script.write_text(COMMAND, "utf-8")
        script.chmod(0o755)


if __name__ == "__main__":
    main()
