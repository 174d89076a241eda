"""Which keys an action may have: none that another has, that text needs, or that would act where nothing is decided."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Literal

from PySide6.QtGui import QKeySequence

from db.model.dataclass import dataclass
from desktop.ui.actions.registry import ACTIONS, ActionSpec, both_heard

FIXED = {"return": "confirm", "enter": "confirm", "esc": "leave_edit"}  # the editors know these themselves
MOVES = ("up", "down", "left", "right", "home", "end", "pgup", "pgdown", "tab", "backtab", "space", "backspace")
NEEDED = frozenset((*MOVES, *(f"shift+{key}" for key in (*MOVES, "del")))) | {
    f"ctrl+{key}" for key in ("a", "v", "x", "left", "right", "home", "end", "backspace", "del")
}
AsTyped = Mapping[str, Sequence[str]]


@dataclass(frozen=True)
class KeyProblem:
    """Why an action can't have a key.

    Attributes:
        kind: "taken" by another action, "needed" by text and lists, "fixed" to another action for good, "alone" where
            a key without Ctrl or Alt would act anywhere in the window.
        other: the action that has it.
    """

    kind: Literal["taken", "needed", "fixed", "alone"]
    other: str = ""


def portable(key: str) -> str:
    """A key in Qt's portable form, nothing where it is none."""
    return QKeySequence(key).toString(QKeySequence.SequenceFormat.PortableText)


def is_alone(key: str) -> bool:
    """Whether a key is text, or decides, by itself: neither a function key nor one with Ctrl, Alt or Meta."""
    *held, last = portable(key).lower().rsplit("+", 1) if not key.endswith("++") else (key[:-2].lower(), "+")
    held_down = set("+".join(held).split("+")) - {"", "shift", "num"}
    function = len(last) > 1 and last[0] == "f" and last[1:].isdigit()
    return not held_down and not function


def problem(spec: ActionSpec, key: str, keys: AsTyped, specs: Sequence[ActionSpec] = ACTIONS) -> KeyProblem | None:
    """Why this action can't have this key, None where it can.

    Args:
        keys: action id to the keys that it has now.
    """
    wanted = portable(key).lower()
    rivals = [other for other in specs if other.id != spec.id and both_heard(other, spec)]
    if any(other.id == FIXED.get(wanted) for other in rivals):
        return KeyProblem("fixed", FIXED[wanted])
    if not wanted or (wanted in NEEDED and spec.scope != "sheet"):
        return KeyProblem("needed")
    for other in rivals:
        if wanted in (portable(each).lower() for each in keys.get(other.id, other.keys)):
            return KeyProblem("taken", other.id)
    if spec.scope == "window" and is_alone(key):
        return KeyProblem("alone")
    return None
