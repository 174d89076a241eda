"""Every test: no screen, no person's own settings, nothing stray in the logs, nothing left behind."""

from __future__ import annotations

import atexit
import logging
import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from tests.helpers import leaks

_HOME = Path(tempfile.mkdtemp(prefix="counterproof-tests-"))
atexit.register(shutil.rmtree, _HOME, ignore_errors=True)


def _surroundings(home: Path) -> dict[str, str]:
    runtime = home / "runtime"
    runtime.mkdir(mode=0o700, parents=True, exist_ok=True)
    return {
        "HOME": str(home),
        "XDG_CONFIG_HOME": str(home / "config"),
        "XDG_DATA_HOME": str(home / "data"),
        "XDG_CACHE_HOME": str(home / "cache"),
        "XDG_STATE_HOME": str(home / "state"),
        "XDG_RUNTIME_DIR": str(runtime),
        "COUNTERPROOF_HOME": str(home / "counterproof"),
    }


os.environ.update(_surroundings(_HOME))
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ["LC_ALL"] = "C.UTF-8"
for name in ("QT_STYLE_OVERRIDE", "QT_QPA_PLATFORMTHEME", "QT_SCALE_FACTOR", "QT_SCREEN_SCALE_FACTORS", "LANGUAGE"):
    os.environ.pop(name, None)

SOAK = os.environ.get("COUNTERPROOF_SOAK") == "1"
settings.register_profile(
    "gate",
    deadline=None,
    derandomize=True,
    database=None,
    max_examples=50,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.register_profile(
    "soak", deadline=None, database=None, max_examples=1000, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("soak" if SOAK else "gate")


def pytest_addoption(parser: pytest.Parser, pluginmanager: pytest.PytestPluginManager) -> None:
    """Where pytest-qt is left out (PySide6 blocked), its settings in pyproject.toml must still be known."""
    if not pluginmanager.hasplugin("pytest-qt"):
        parser.addini("qt_api", "of pytest-qt")
        parser.addini("qt_log_level_fail", "of pytest-qt")
        parser.addini("qt_log_ignore", "of pytest-qt", type="linelist")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Whatever hypothesis drives can be run for longer."""
    for item in items:
        if getattr(getattr(item, "obj", None), "is_hypothesis_test", False):
            item.add_marker("soak")


class _Stray(logging.Handler):
    """Collects what is logged at WARNING and above."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(f"{record.name} {record.levelname}: {record.getMessage()}")


@pytest.fixture(autouse=True)
def nothing_stray(request: pytest.FixtureRequest) -> Iterator[None]:
    """Fail a test that leaves threads, processes, timers or windows behind, or logs what it does not expect."""
    if "qtbot" in request.fixturenames or "qapp" in request.fixturenames:
        request.getfixturevalue("qapp")
    before = leaks.take_stock()
    handler = _Stray()
    logging.getLogger().addHandler(handler)
    yield
    logging.getLogger().removeHandler(handler)
    left = leaks.leaks(before, children=request.node.get_closest_marker("keeps_children") is None)
    if left:
        pytest.fail("left behind:\n  " + "\n  ".join(left), pytrace=False)
    expected = request.node.get_closest_marker("expects_log") is not None
    if handler.lines and not expected:
        pytest.fail("logged:\n  " + "\n  ".join(handler.lines), pytrace=False)
    if expected and not handler.lines:
        pytest.fail("marked expects_log, and logged nothing", pytrace=False)


@pytest.fixture(autouse=True)
def own_home(nothing_stray: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home of the test's own: keys, settings and drafts of no other test or person."""
    home = tmp_path / "home"
    for name, value in _surroundings(home).items():
        if name != "XDG_RUNTIME_DIR":
            monkeypatch.setenv(name, value)
    core = sys.modules.get("PySide6.QtCore")
    if core is not None:
        for shape in (core.QSettings.Format.NativeFormat, core.QSettings.Format.IniFormat):
            core.QSettings.setPath(shape, core.QSettings.Scope.UserScope, str(home / "config"))
    return home


@pytest.fixture(scope="session", autouse=True)
def session_leaves_nothing() -> Iterator[None]:
    """What fixtures of a wider scope started must be gone in the end, too."""
    before = leaks.take_stock()
    yield
    left = leaks.leaks(before)
    assert not left, "left behind by the session:\n  " + "\n  ".join(left)
