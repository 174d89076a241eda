"""That PySide6 is really blocked in the run that promises it, there and in the processes it starts."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

blocked_run = pytest.mark.skipif(
    os.environ.get("COUNTERPROOF_WITHOUT_QT") != "1", reason="only in the run with PySide6 blocked"
)


@blocked_run
def test_pyside_cannot_be_imported() -> None:
    with pytest.raises(ImportError, match="is blocked here"):
        import PySide6.QtCore  # noqa: F401
    assert not [name for name in sys.modules if name.split(".")[0] in ("PySide6", "shiboken6")]


@blocked_run
def test_nor_in_a_process_that_a_test_starts() -> None:
    run = subprocess.run([sys.executable, "-c", "import PySide6"], capture_output=True, text=True, timeout=60)
    assert run.returncode != 0
    assert "is blocked here" in run.stderr
