"""Write the names of countries that the window shows into resources/names/, as Babel has them."""

from __future__ import annotations

import json
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from desktop.language.territories import SHIPPED, chosen  # noqa: E402


def main() -> int:
    """Write a file for each language of the window."""
    folder = ROOT / "resources" / "names"
    folder.mkdir(exist_ok=True)
    for language in SHIPPED:
        text = json.dumps(chosen(language), ensure_ascii=False, indent=0)
        (folder / f"countries.{language}.json").write_text(text + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
