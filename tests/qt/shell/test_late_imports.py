"""What a window shows only later is imported only then: every module at the start is time until the first page."""

from __future__ import annotations

import json
import subprocess
import sys

LATE = (
    "babel",
    "desktop.documents.placing",
    "desktop.ui.groups.sheet",
    "desktop.ui.names.sheet",
    "desktop.ui.omissions.sheet",
    "desktop.ui.source.contents",
    "desktop.ui.source.paragraphs",
    "desktop.ui.source.text_page",
    "openpyxl",
    "pypdfium2",
)


def test_a_window_is_imported_without_what_comes_later() -> None:
    code = "import json, sys; import desktop.app, desktop.ui.workspace; print(json.dumps(list(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    loaded = set(json.loads(done.stdout))
    assert "desktop.ui.source.scroller" in loaded
    assert sorted(loaded.intersection(LATE)) == []
