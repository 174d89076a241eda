"""Names that are spelt in several ways: clusters of spellings, and what mending them changes."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import field
from difflib import SequenceMatcher
from typing import Literal, TypeAlias

from db.model.batches import Step
from db.model.dataclass import dataclass
from db.model.evidence import Evidence
from db.model.records import SETTLED, Approval, Decision, FieldChange, Record
from db.model.values import State, Value
from desktop.documents.folding import fold
from desktop.language import characters

Kind: TypeAlias = Literal["organisation", "place"]
Effect: TypeAlias = Literal["open", "decided", "approved"]

# Where names stand, by family and field, and what they are names of.
FIELDS: Mapping[tuple[str, str], Kind] = {
    ("report", "publisher"): "organisation",
    ("activity", "organizer"): "organisation",
    ("activity", "partners"): "organisation",
    ("activity", "place"): "place",
    ("financial_figure", "party"): "organisation",
}
ALIKE = 0.88  # share of letters from which two spellings look alike
_SHORTEST = {"latin": 6, "han": 4}  # letters: shorter names are alike by chance
_BRACKET = re.compile(r"[(（\[【](.*?)[)）\]】]")
_ARTICLES = frozenset({"the", "le", "la", "les", "l", "el", "los", "las", "der", "die", "das"})
_NUMERALS = frozenset("0123456789一二三四五六七八九十百千")


@dataclass(frozen=True)
class Use:
    """One field of a record in which a spelling stands."""

    record: Record
    field: str

    @property
    def evidence(self) -> Evidence:
        """What proves it, the record's where the field has none."""
        return self.record.current[self.field].evidence or self.record.evidence


@dataclass(frozen=True)
class Spelling:
    """One way a name is written; `sure` where it differs from the most usual one by what is no letter at all."""

    text: str
    uses: tuple[Use, ...]
    sure: bool = True


@dataclass(frozen=True)
class Cluster:
    """Spellings of what seems to be one name, the most usual one first."""

    kind: Kind
    spellings: tuple[Spelling, ...]

    @property
    def uses(self) -> int:
        """How often it stands anywhere."""
        return sum(len(spelling.uses) for spelling in self.spellings)


@dataclass(frozen=True)
class Mending:
    """What mending does to one record.

    Attributes:
        changes: field to (value before, value after).
        effect: "open" where nobody has decided the record, "decided" where it becomes corrected by this person,
            "approved" where it loses its approval too.
    """

    record: Record
    changes: Mapping[str, tuple[Value, Value]] = field(default_factory=dict)
    effect: Effect = "open"

    def step(self) -> Step:
        """The part of a batch that carries it out."""
        fields = {key: FieldChange(State.STATED, after) for key, (_, after) in self.changes.items()}
        return Step("mend" if self.effect == "open" else "correct", self.record.id, self.record.digest, fields)


def clusters(records: Iterable[Record]) -> list[Cluster]:
    """Names of which there are several spellings, those that stand most often first."""
    uses: dict[Kind, dict[str, list[Use]]] = {"organisation": {}, "place": {}}
    for record in records:
        if record.decision is Decision.REJECTED:
            continue
        for name in record.current:
            kind = FIELDS.get((record.family, name))
            if kind is not None:
                for text in _texts(record.value(name)):
                    uses[kind].setdefault(text, []).append(Use(record, name))
    found = []
    for kind, spelt in uses.items():
        for texts in _clustered(list(spelt)):
            texts.sort(key=lambda text: (-len(spelt[text]), text))
            same = _keys(texts[0])
            found.append(
                Cluster(kind, tuple(Spelling(text, tuple(spelt[text]), bool(same & _keys(text))) for text in texts))
            )
    return sorted(found, key=lambda cluster: (-cluster.uses, cluster.spellings[0].text))


def mendings(spellings: Iterable[Spelling], chosen: str) -> list[Mending]:
    """What writing these spellings as the chosen one changes, in reading order; each record once."""
    chosen = " ".join(chosen.split())
    wrong = {spelling.text: spelling.uses for spelling in spellings if spelling.text != chosen}
    fields: dict[str, set[str]] = {}
    known: dict[str, Record] = {}
    for uses in wrong.values():
        for use in uses:
            known[use.record.id] = use.record
            fields.setdefault(use.record.id, set()).add(use.field)
    found = []
    for record in sorted(known.values(), key=lambda each: (each.work, each.order, each.id)):
        changes = {}
        for name in record.current:
            before = record.value(name)
            if name in fields[record.id] and (after := _replaced(before, wrong, chosen)) != before:
                changes[name] = before, after
        if changes and chosen:
            found.append(Mending(record, changes, _effect(record)))
    return found


def _effect(record: Record) -> Effect:
    if record.approval is Approval.APPROVED:
        return "approved"
    return "decided" if record.decision in SETTLED else "open"


def _replaced(value: Value, wrong: Collection[str], chosen: str) -> Value:
    if isinstance(value, tuple):
        # Two partners may have been one all along.
        return tuple(dict.fromkeys(chosen if text in wrong else text for text in value))
    return chosen if value in wrong else value


def _texts(value: Value) -> Iterator[str]:
    for text in (value,) if isinstance(value, str) else value if isinstance(value, tuple) else ():
        if text.strip():
            yield text


def _clustered(texts: list[str]) -> list[list[str]]:
    """Spellings that share a key or look alike, in clusters of two and more."""
    parent = list(range(len(texts)))

    def root(index: int) -> int:
        while parent[index] != index:
            parent[index] = parent[parent[index]]
            index = parent[index]
        return index

    having: dict[str, int] = {}
    for index, text in enumerate(texts):
        for key in sorted(_keys(text) | _initials(text)):
            parent[root(index)] = root(having.setdefault(key, index))
    bare = [_bare(text) for text in texts]
    for first, second in _candidates(bare):
        if root(first) != root(second) and _alike(bare[first], bare[second]):
            parent[root(first)] = root(second)
    found: dict[int, list[str]] = {}
    for index, text in enumerate(texts):
        found.setdefault(root(index), []).append(text)
    return [members for members in found.values() if len(members) > 1]


def _keys(text: str) -> frozenset[str]:
    """What equal names share: their letters in any order of words; both names where one stands in brackets."""
    inside = [each for each in _BRACKET.findall(text) if _is_short_form(each)]
    outside = _BRACKET.sub(" ", text)
    names = [text, *inside, *([outside] if inside else [])]
    return frozenset(key for name in names if (key := _sorted(name)))


def _sorted(text: str) -> str:
    words = [word for part in re.split(r"[\W_]+", _plain(text)) if (word := fold(part).text)]
    words = [word for word in words if word not in _ARTICLES] or words
    # Chinese has no words to put in another order, and blanks in it come from the ends of lines.
    return "".join(words if _is_han("".join(words)) else sorted(words))


def _bare(text: str) -> str:
    return re.sub(r"[\W_]+", "", fold(_plain(text)).text)


def _plain(text: str) -> str:
    """Of ordinary letters, and without accents, which are lost in typing."""
    decomposed = unicodedata.normalize("NFD", characters.fold(text))
    return unicodedata.normalize("NFC", "".join(each for each in decomposed if unicodedata.category(each) != "Mn"))


def _is_short_form(text: str) -> bool:
    text = text.strip()
    capitals = sum(letter.isupper() for letter in text)
    return bool(text) and " " not in text and (capitals >= 2 or (len(text) <= 8 and _is_han(text)))


def _initials(text: str) -> frozenset[str]:
    """The abbreviation that a long name would have, or that this one is: alike, and never sure."""
    if text.isupper() and 3 <= len(text) <= 8 and text.isascii():
        return frozenset({f"={text.lower()}"})
    words = [word for word in re.split(r"[^A-Za-z]+", _BRACKET.sub(" ", text)) if word[:1].isupper()]
    return frozenset({"=" + "".join(word[0] for word in words).lower()}) if len(words) >= 3 else frozenset()


def _candidates(bare: list[str]) -> Iterator[tuple[int, int]]:
    """Pairs that share most of their pairs of letters; all others can't look alike."""
    having: dict[str, list[int]] = {}
    for index, text in enumerate(bare):
        if len(text) < _SHORTEST["han" if _is_han(text) else "latin"]:
            continue
        pairs = {text[i : i + 2] for i in range(len(text) - 1)}
        shared: dict[int, int] = {}
        for pair in pairs:
            for other in having.setdefault(pair, []):
                shared[other] = shared.get(other, 0) + 1
            having[pair].append(index)
        for other, number in shared.items():
            if number >= len(pairs) // 2 and abs(len(bare[other]) - len(text)) <= 2 + len(text) // 8:
                yield other, index


def _alike(first: str, second: str) -> bool:
    """Nearly the same letters, and the same numbers: the Third Committee is not the Fifth."""
    matcher = SequenceMatcher(None, first, second, autojunk=False)
    if matcher.quick_ratio() < ALIKE or matcher.ratio() < ALIKE:
        short = _is_han(first) and _is_han(second) and min(len(first), len(second)) < 12
        if not short or _edits(matcher) > 1:
            return False
    for name, start, end, begin, stop in matcher.get_opcodes():
        if name != "equal" and (_NUMERALS & set(first[start:end]) or _NUMERALS & set(second[begin:stop])):
            return False
    return True


def _edits(matcher: SequenceMatcher[str]) -> int:
    return sum(
        max(end - start, stop - begin) for name, start, end, begin, stop in matcher.get_opcodes() if name != "equal"
    )


def _is_han(text: str) -> bool:
    return bool(text) and sum("\u3400" <= letter <= "\u9fff" for letter in text) * 2 > len(text)
