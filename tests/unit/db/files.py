"""What tests of opening and of connections ask of project files."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from db.model.errors import ProjectError


def refused(code: str, fn: Callable[..., object], *args: object, **named: object) -> ProjectError:
    with pytest.raises(ProjectError) as caught:
        opened = fn(*args, **named)
        getattr(opened, "close", lambda: None)()
    assert caught.value.code == code, caught.value
    return caught.value


def beside(path: Path) -> set[str]:
    return {item.name for item in path.parent.iterdir()}
