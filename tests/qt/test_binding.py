"""That the PySide6 which is pinned can be lived with."""

from __future__ import annotations

import sys

import pytest
from PySide6.QtGui import QFont


@pytest.mark.skipif(sys.version_info >= (3, 12), reason="None can't be freed from Python 3.12 on")
def test_calls_that_return_nothing_do_not_use_up_none() -> None:
    """A binding that drops a reference to None with each call makes Python 3.11 abort after some thousand of them."""
    font = QFont()
    before = sys.getrefcount(None)
    for _ in range(1000):
        font.setPixelSize(10)
    assert abs(sys.getrefcount(None) - before) < 100
