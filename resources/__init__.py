"""Data that the product ships: forms, lexicons, icons, styles, translations, samples."""

from importlib.resources import files
from importlib.resources.abc import Traversable


def resource(*parts: str) -> Traversable:
    """A resource by its path below this package."""
    return files(__name__).joinpath(*parts)
