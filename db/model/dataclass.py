"""Dataclasses that are made in a tenth of the time: a start of the window imports eighty of them.

The standard library compiles half a dozen functions for each class when its module is imported. Here all classes share
those that compare, hash and show, and `__init__`, the only one worth compiling, is written when the first object of the
class is made. Fields, `replace`, `asdict` and `match` are the standard library's own. There is no
`InitVar`, no field by keyword only, and no `hash` of a field: a test holds that nobody uses them.
"""

from __future__ import annotations

import dataclasses
import operator
from reprlib import recursive_repr
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from dataclasses import dataclass as dataclass
else:

    def dataclass(cls=None, /, *, frozen=False, slots=False, eq=True, order=False):
        """Make a dataclass, as `dataclasses.dataclass` does with the same arguments."""

        def made(plain):
            return _made(plain, frozen, slots, eq, order)

        return made if cls is None else made(cls)


_REQUIRED = dataclasses.MISSING


def _made(plain: type, frozen: bool, slots: bool, eq: bool, order: bool) -> type:
    if plain.__doc__ is None:
        plain.__doc__ = plain.__name__  # else its signature would be looked for
    made: type = dataclasses.dataclass(init=False, repr=False, eq=False, slots=slots)(plain)
    own = made.__dict__
    hashed = own.get("__hash__") is not None
    methods: dict[str, Any] = {"__repr__": _shown, "__init__": _first_init(made, frozen)}
    if eq:
        key = _key(made)
        methods |= {"__eq__": _equal(key)}
        if order:
            methods |= _ordered(key)
        if not hashed:
            setattr(made, "__hash__", _hashed(key) if frozen else None)  # noqa: B010 -- mypy lets no one set it
    if frozen:
        methods |= {"__setattr__": _refuse, "__delattr__": _refuse}
        if slots:
            methods |= {"__getstate__": _state, "__setstate__": _restore}
    for name, method in methods.items():
        if name not in own:
            setattr(made, name, method)
    return made


def _key(made: type) -> Any:
    """What is compared of an object: its values, in a tuple where there are several."""
    names = [field.name for field in dataclasses.fields(made) if field.compare]
    return operator.attrgetter(*names) if names else lambda _: ()


def _equal(key: Any) -> Any:
    def __eq__(self: Any, other: Any) -> Any:
        return key(self) == key(other) if other.__class__ is self.__class__ else NotImplemented

    return __eq__


def _hashed(key: Any) -> Any:
    def __hash__(self: Any) -> int:
        return hash(key(self))

    return __hash__


def _ordered(key: Any) -> dict[str, Any]:
    def compared(how: Any) -> Any:
        def method(self: Any, other: Any) -> Any:
            return how(key(self), key(other)) if other.__class__ is self.__class__ else NotImplemented

        return method

    return {f"__{how.__name__}__": compared(how) for how in (operator.lt, operator.le, operator.gt, operator.ge)}


@recursive_repr()
def _shown(self: Any) -> str:
    values = (f"{field.name}={getattr(self, field.name)!r}" for field in dataclasses.fields(self) if field.repr)
    return f"{type(self).__qualname__}({', '.join(values)})"


def _refuse(self: Any, name: str, *value: Any) -> None:
    raise dataclasses.FrozenInstanceError(f"cannot {'assign to' if value else 'delete'} field {name!r}")


def _state(self: Any) -> list[Any]:
    return [getattr(self, field.name) for field in dataclasses.fields(self)]


def _restore(self: Any, state: list[Any]) -> None:
    for field, value in zip(dataclasses.fields(self), state, strict=True):
        object.__setattr__(self, field.name, value)


def _first_init(made: type, frozen: bool) -> Any:
    """An `__init__` that writes the real one, puts it into its own place, and calls it."""

    def __init__(self: Any, *args: Any, **kwargs: Any) -> None:
        written = _written_init(made, frozen)
        setattr(made, "__init__", written)  # noqa: B010 -- mypy lets no one set it
        written(self, *args, **kwargs)

    return __init__


def _written_init(made: type, frozen: bool) -> Any:
    """Compile `__init__` from the fields, as the standard library would."""
    scope: dict[str, Any] = {"_put": object.__setattr__, "_unset": _REQUIRED}
    takes, does = ["self"], []
    for field in dataclasses.fields(made):
        name, value = field.name, field.name
        scope[f"_default_{name}"], scope[f"_make_{name}"] = field.default, field.default_factory
        if field.default_factory is not _REQUIRED:
            value = f"_make_{name}() if {name} is _unset else {name}" if field.init else f"_make_{name}()"
            takes += [f"{name}=_unset"] if field.init else []
        elif field.init:
            takes.append(name if field.default is _REQUIRED else f"{name}=_default_{name}")
        elif field.default is not _REQUIRED:
            value = f"_default_{name}"
        else:
            continue
        does.append(f"_put(self, {name!r}, {value})" if frozen else f"self.{name} = {value}")
    if hasattr(made, "__post_init__"):
        does.append("self.__post_init__()")
    exec(f"def __init__({', '.join(takes)}):\n " + "\n ".join(does or ["pass"]), scope)
    written = scope["__init__"]
    written.__qualname__ = f"{made.__qualname__}.__init__"  # what errors call it
    return written
