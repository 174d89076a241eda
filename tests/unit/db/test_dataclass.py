"""Our dataclasses do what those of the standard library do."""

from __future__ import annotations

import copy
import dataclasses
import operator
import pickle
import re
import threading
from collections.abc import Callable
from dataclasses import field
from functools import cached_property
from pathlib import Path
from typing import Any, ClassVar, Generic, TypeVar

import pytest

from db.model.dataclass import dataclass

T = TypeVar("T")
ROOT = Path(__file__).resolve().parents[3]
KINDS: list[dict[str, bool]] = [
    {},
    {"frozen": True},
    {"slots": True},
    {"frozen": True, "slots": True},
    {"frozen": True, "order": True},
    {"frozen": True, "eq": False},
    {"eq": False},
]


class Point:
    """A place."""

    x: int
    y: int = 2
    tags: list[str] = field(default_factory=list)
    noise: str = field(default="", compare=False)
    hidden: int = field(default=0, repr=False)
    made: dict[str, int] = field(init=False, default_factory=dict)

    def far(self) -> int:
        """A method of its own."""
        return self.x + self.y


class Checked:
    """Has something to say once it is made."""

    text: str

    def __post_init__(self) -> None:
        if not self.text:
            raise ValueError("empty")


def both(plain: type, **kind: bool) -> tuple[Any, Any]:
    """The same class by the standard library and by us."""

    def fresh() -> type:
        return type(plain.__name__, (), {k: v for k, v in vars(plain).items() if k not in ("__dict__", "__weakref__")})

    return dataclasses.dataclass(**kind)(fresh()), dataclass(**kind)(fresh())  # type: ignore[call-overload]


def outcome(do: Callable[[], object]) -> object:
    """What came of it, an error by its kind."""
    try:
        return do()
    except Exception as error:
        return type(error)


@pytest.mark.parametrize("kind", KINDS, ids=str)
def test_it_makes_shows_compares_and_hashes_as_the_standard_library(kind: dict[str, bool]) -> None:
    answers = []
    for made in both(Point, **kind):
        one, same, noisy, other = made(1), made(1, 2, []), made(1, noise="n"), made(x=1, y=3, tags=["a"], hidden=4)
        pairs = [(one, same), (one, noisy), (one, other), (one, (1, 2)), (other, one)]
        how = (operator.eq, operator.ne, operator.lt, operator.le, operator.gt, operator.ge)
        answers.append(
            [
                [repr(each) for each in (one, noisy, other)],
                [outcome(lambda a=a, b=b, ask=ask: ask(a, b)) for a, b in pairs for ask in how],
                [outcome(lambda: made(**words)) for words in ({}, {"z": 1}, {"x": 1, "made": {}})],  # noqa: B023
                outcome(lambda: made(1, 2, [], "", 0, {})),  # noqa: B023
                [one.far(), one.tags is same.tags, one.made is same.made, made.__match_args__, made.__doc__],
                [each.name for each in dataclasses.fields(made)],
                dataclasses.asdict(other),
                repr(dataclasses.replace(dataclasses.replace(one, y=7, tags=["b"]), x=8)),
                outcome(lambda: dataclasses.replace(one, nothing=1)),  # noqa: B023
                repr(copy.deepcopy(other)),
                made.__hash__ is None,
            ]
        )
    assert answers[0] == answers[1]


@pytest.mark.parametrize("kind", KINDS, ids=str)
def test_what_is_frozen_stays_as_it_was_made(kind: dict[str, bool]) -> None:
    answers = []
    for made in both(Point, **kind):
        one = made(1)
        refused = [
            outcome(lambda: setattr(one, "x", 5)),  # noqa: B023
            outcome(lambda: delattr(one, "y")),  # noqa: B023
            outcome(lambda: setattr(one, "strange", 5)) if not kind.get("slots") else None,  # noqa: B023
        ]
        answers.append([refused, one.x])
    assert answers[0] == answers[1]


def test_equal_objects_have_equal_hashes() -> None:
    _, made = both(Checked, frozen=True)
    assert made("a") == made("a") and hash(made("a")) == hash(made("a"))
    assert {made("a"): 1}[made("a")] == 1
    assert made("a") != made("b")


def test_what_an_object_says_of_itself_once_it_is_made_is_heard() -> None:
    _, made = both(Checked, frozen=True, slots=True)
    with pytest.raises(ValueError, match="empty"):
        made("")
    assert made("a").text == "a"
    with pytest.raises(ValueError, match="empty"):
        dataclasses.replace(made("a"), text="")


@dataclass(frozen=True, slots=True)
class Sent:
    """Goes to another process."""

    number: int
    words: tuple[str, ...] = ()


@dataclass(frozen=True)
class More(Sent):
    """One field more than what it is made from."""

    last: str = "z"


def test_it_travels_and_inherits() -> None:
    for sent in (Sent(3, ("a",)), More(3, ("a",), "b")):
        again = pickle.loads(pickle.dumps(sent))
        assert again == sent and again is not sent and copy.copy(sent) == sent
    assert repr(More(1)) == "More(number=1, words=(), last='z')"
    assert More(1) != Sent(1)
    match More(1, ("q",)):
        case More(number, words, last):
            assert (number, words, last) == (1, ("q",), "z")


def test_the_program_makes_no_other_dataclasses() -> None:
    """A hundred of the standard library's cost a tenth of what opening the window takes."""
    other = re.compile(r"from dataclasses import .*\bdataclass\b|@dataclasses\.dataclass")
    kept = ROOT / "db" / "model" / "dataclass.py"
    sources = [path for room in ("db", "desktop") for path in (ROOT / room).rglob("*.py") if path != kept]
    assert [str(path) for path in sources if other.search(path.read_text("utf-8"))] == []


@dataclass(frozen=True)
class Worked(Generic[T]):
    """Keeps what it has worked out."""

    unit: ClassVar[str] = "metres"
    of: T
    times: int = 0

    @cached_property
    def text(self) -> str:
        """Worked out once."""
        object.__setattr__(self, "times", self.times + 1)
        return f"{self.of} {self.unit}"


def test_what_is_worked_out_is_kept_and_is_no_part_of_the_value() -> None:
    one = Worked[int](3)
    assert (one.text, one.text, one.times) == ("3 metres", "3 metres", 1)
    assert one == Worked(3, 1) and hash(one) == hash(Worked(3, 1))
    assert pickle.loads(pickle.dumps(one)).text == copy.copy(one).text == "3 metres"
    assert dataclasses.replace(one, of=4).text == "4 metres"
    assert [each.name for each in dataclasses.fields(one)] == ["of", "times"] == list(dataclasses.asdict(one))


@dataclass
class Counted:
    """Fills a field of its own once it is made."""

    words: list[str]
    longest: int = field(init=False)

    def __post_init__(self) -> None:
        self.longest = max(map(len, self.words), default=0)


def test_a_field_that_is_filled_later_is_shown_and_compared() -> None:
    assert repr(Counted(["a", "bcd"])) == "Counted(words=['a', 'bcd'], longest=3)"
    assert Counted(["bcd"]) != Counted(["b"]) and dataclasses.replace(Counted(["b"]), words=["bc"]).longest == 2
    assert Counted.__hash__ is None


def test_what_holds_itself_is_shown_once() -> None:
    one = Counted([])
    one.words.append(one)  # type: ignore[arg-type]
    assert repr(one) == "Counted(words=[...], longest=0)"


def test_the_first_objects_may_be_made_on_several_threads() -> None:
    for _ in range(20):
        _, made = both(Point, frozen=True)
        together = threading.Barrier(4, timeout=20)
        found: list[object] = []

        def make(made: Any = made, together: threading.Barrier = together, found: list[object] = found) -> None:
            together.wait()
            found.append(made(1, tags=["a"]))

        threads = [threading.Thread(target=make) for _ in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert found == [made(1, tags=["a"])] * 4


@pytest.mark.parametrize("words", [{}, {"x": 1, "z": 2}, {"x": 1, "made": {}}], ids=str)
def test_errors_say_of_which_class(words: dict[str, Any]) -> None:
    texts = []
    for made in both(Point):
        with pytest.raises(TypeError) as error:
            made(**words)
        texts.append(str(error.value))
    assert texts[0] == texts[1]


def test_the_program_uses_nothing_that_they_lack() -> None:
    """The type checker takes them for the standard library's, and would not tell."""
    lacking = re.compile(r"\bInitVar\b|\bKW_ONLY\b|\bkw_only\b|\bfield\([^)]*\bhash=")
    sources = [path for room in ("db", "desktop") for path in (ROOT / room).rglob("*.py")]
    used = [path for path in sources if lacking.search(path.read_text("utf-8"))]
    assert [path for path in used if path != ROOT / "db" / "model" / "dataclass.py"] == []
