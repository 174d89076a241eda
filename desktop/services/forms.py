"""The forms that the product ships."""

from __future__ import annotations

import json
from functools import lru_cache

from db.model.form import Form
from resources import resource

STANDARD = "institutional-reports"


@lru_cache(maxsize=4)
def standard_form(name: str = STANDARD) -> Form:
    """A shipped form by name."""
    return Form.from_json(json.loads(resource("forms", f"{name}.json").read_text(encoding="utf-8")))
