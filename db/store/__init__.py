"""The store: what is in a project and what can be done to it, one subject a module."""

from db.model.entries import HistoryItem, Undoable
from db.store.store import Store

__all__ = ["HistoryItem", "Store", "Undoable"]
