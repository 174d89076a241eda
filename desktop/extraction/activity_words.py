"""The words by which activities are told: deeds, kinds, doers and partners, compiled from a pack."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from db.model.dataclass import dataclass
from desktop.language.packs import Pack, alternatives

# What a noun of these types only says more of, where another one follows: "law workshop", "project visit".
_QUALIFYING = ("law_or_policy", "project", "assistance", "publication")


@dataclass(frozen=True)
class Grammar:
    """Compiled patterns of one pack; see the [activities] table of a lexicon for what each list means."""

    han: bool
    types: tuple[tuple[str, re.Pattern[str]], ...]
    typed: re.Pattern[str]
    type_of: dict[str, str]
    held: re.Pattern[str]
    lead: re.Pattern[str]
    from_to: re.Pattern[str]
    until: re.Pattern[str]
    headed: re.Pattern[str]
    told_of: re.Pattern[str]
    city_named: re.Pattern[str]
    details: re.Pattern[str]
    between_bodies: re.Pattern[str]
    body_end: re.Pattern[str]
    passive: re.Pattern[str]
    strong_deed: re.Pattern[str]
    deed: re.Pattern[str]
    hosting: re.Pattern[str]
    host: re.Pattern[str]
    weak: re.Pattern[str]
    period: re.Pattern[str]
    earlier_period: re.Pattern[str]
    doer: re.Pattern[str]
    clause: re.Pattern[str]
    not_start: re.Pattern[str]
    about_last: re.Pattern[str]
    attended: re.Pattern[str]
    date_before: re.Pattern[str]
    date_after: re.Pattern[str]
    date_place: re.Pattern[str]
    place_date: re.Pattern[str]
    country_before: re.Pattern[str]
    country_after: re.Pattern[str]
    mission_after: re.Pattern[str]
    city_before: re.Pattern[str]
    virtual: re.Pattern[str]
    regional: re.Pattern[str]
    object_end: re.Pattern[str]
    not_attending: re.Pattern[str]
    torn: re.Pattern[str]
    respective: re.Pattern[str]
    since_after: re.Pattern[str]
    same_year: re.Pattern[str]
    related: re.Pattern[str]
    coming: re.Pattern[str]
    again: re.Pattern[str]
    pronoun: re.Pattern[str]
    origin_before: re.Pattern[str]
    origin_after: re.Pattern[str]
    located_before: re.Pattern[str]
    joined_names: re.Pattern[str]
    came: re.Pattern[str]
    of_a_team: re.Pattern[str]
    subject_before: re.Pattern[str]
    indefinite: re.Pattern[str]
    city_after: re.Pattern[str]
    speakers_after: re.Pattern[str]
    of_the_women: re.Pattern[str]
    noun_first: re.Pattern[str]
    yearly: re.Pattern[str]
    joining: re.Pattern[str]
    signs: tuple[re.Pattern[str], ...]
    harm: re.Pattern[str]
    fact: re.Pattern[str]
    place_before: re.Pattern[str]
    places_between: re.Pattern[str]
    late_types: tuple[tuple[re.Pattern[str], str], ...]
    organizer: tuple[re.Pattern[str], ...]
    partners: tuple[re.Pattern[str], ...]
    verb_types: tuple[tuple[re.Pattern[str], str], ...]

    def type_named(self, noun: str) -> str:
        """The type that a noun names, in the singular or the plural."""
        word = noun.lower()
        return self.type_of.get(word) or self.type_of.get(word.removesuffix("s")) or self.type_of[word[:-2]]


@dataclass(frozen=True)
class Who:
    """Places of the organizer and of the partners in a text."""

    organizer: tuple[int, int] | None
    partners: tuple[tuple[int, int], ...]


def grammar(pack: Pack) -> Grammar:
    """Compile a pack's [activities] table."""
    flags = 0 if pack.han else re.IGNORECASE
    data = pack.table("activities")
    words = data.get("words", {})
    shapes = data.get("shapes", {})
    edge = "" if pack.han else r"\b"
    plural = "" if pack.han else r"(?:s|es)?\b"

    def listed(items: list[str]) -> re.Pattern[str]:
        return re.compile(edge + alternatives(items) + edge, flags)

    def verbs(items: list[str]) -> re.Pattern[str]:
        """Verbs, with adverbs between their auxiliary and their participle where the language puts them there."""
        adverbs, auxiliaries = words.get("adverbs", []), words.get("auxiliaries", [])
        parts: dict[str, list[str]] = {}
        for item in items:
            first, _, rest = item.partition(" ")
            if rest and first in auxiliaries:
                parts.setdefault(first, []).append(rest)
        if not parts:
            return listed(items)
        between = rf"\s(?:{alternatives(adverbs)}\s){{0,2}}"
        joined = "|".join(rf"{re.escape(first)}{between}{alternatives(rests)}" for first, rests in parts.items())
        return re.compile(rf"{edge}(?:{alternatives(items)}|{joined}){edge}", flags)

    def nouns(items: list[str]) -> re.Pattern[str]:
        return re.compile(edge + alternatives(items) + plural, flags)

    def shape(name: str) -> re.Pattern[str]:
        return re.compile(shapes.get(name) or r"(?!)", flags)

    kinds = [(row["type"], row["words"]) for row in data.get("types", [])]
    every = [word for _, items in kinds for word in items]
    type_of: dict[str, str] = {}
    for name, items in kinds:
        for word in items:
            type_of.setdefault(word.lower(), name)
    return Grammar(
        han=pack.han,
        types=tuple((name, nouns(items)) for name, items in kinds),
        typed=nouns(every),
        type_of=type_of,
        strong_deed=verbs(words.get("strong", [])),
        deed=verbs([*words.get("strong", []), *words.get("usual", [])]),
        held=shape("held"),
        lead=shape("lead"),
        from_to=shape("from_to"),
        until=shape("until"),
        headed=shape("headed"),
        told_of=shape("told_of"),
        city_named=shape("city_named"),
        details=shape("details"),
        between_bodies=shape("between_bodies"),
        body_end=re.compile(shapes.get("body_end") or r"(?!)"),
        passive=shape("passive"),
        hosting=listed(words.get("hosting", [])),
        host=listed(words.get("host", [])),
        weak=listed(words.get("weak", [])),
        period=listed(data.get("period_phrases", [])),
        earlier_period=listed(data.get("previous_period", [])),
        doer=re.compile(shapes.get("doer") or r"(?!)"),
        clause=shape("clause"),
        not_start=shape("not_start"),
        about_last=shape("about_last"),
        attended=shape("attended"),
        date_before=shape("date_before"),
        date_after=shape("date_after"),
        date_place=shape("date_place"),
        place_date=shape("place_date"),
        country_before=shape("country_before"),
        country_after=shape("country_after"),
        mission_after=shape("mission_after"),
        city_before=shape("city_before"),
        virtual=re.compile(shapes["virtual"], flags) if "virtual" in shapes else listed(data.get("virtual", [])),
        regional=shape("regional"),
        object_end=shape("object_end"),
        not_attending=shape("not_attending"),
        torn=shape("torn"),
        respective=shape("respective"),
        since_after=shape("since_after"),
        same_year=shape("same_year"),
        related=shape("related"),
        coming=shape("coming"),
        again=shape("again"),
        pronoun=re.compile(shapes.get("pronoun") or r"(?!)"),
        origin_before=shape("origin_before"),
        origin_after=shape("origin_after"),
        located_before=shape("located_before"),
        joined_names=shape("joined_names"),
        came=shape("came"),
        of_a_team=shape("of_a_team"),
        subject_before=re.compile(shapes.get("subject_before") or r"(?!)"),
        indefinite=shape("indefinite"),
        city_after=shape("city_after"),
        speakers_after=shape("speakers_after"),
        of_the_women=shape("of_the_women"),
        noun_first=re.compile(shapes.get("noun_first") or r"(?!)"),
        yearly=shape("yearly"),
        joining=shape("joining"),
        signs=tuple(re.compile(item, flags) for item in data.get("signs", [])),
        harm=shape("harm"),
        fact=shape("fact"),
        place_before=re.compile(shapes.get("place_before") or r"(?!)"),
        places_between=shape("places_between"),
        late_types=tuple((re.compile(row["shape"], flags), row["type"]) for row in data.get("late_types", [])),
        organizer=tuple(re.compile(item, 0) for item in data.get("organizer", [])),
        partners=tuple(re.compile(item, 0) for item in data.get("partners", [])),
        verb_types=tuple((re.compile(row["shape"], flags), row["type"]) for row in data.get("verb_types", [])),
    )


def kind(words: Grammar, text: str, start: int, end: int) -> tuple[str, tuple[int, int] | None, bool]:
    """(type, place of the words that name it, whether what was done says so itself).

    What was held tells it, then the verb, then any noun. In Chinese the noun of what was held ends its clause; in other
    languages it follows the verb or stands before a passive one.
    """
    for pattern, name in words.verb_types[:1]:
        match = pattern.search(text, start, end)
        if match:
            return name, match.span(), True
    lead = words.lead.search(text, start, end)
    stop = min(lead.start(), end) if lead else end
    found = _object(words, words.held.finditer(text, start, stop), text, start, end)
    if found is not None:
        return found
    if lead:
        return "mission", lead.span(), True
    if not words.han:
        subject = words.noun_first.match(text, start + len(text[start:end]) - len(text[start:end].lstrip()), end)
        head = words.typed.search(text, subject.start("noun"), subject.end("noun")) if subject else None
        if head:
            return words.type_named(head[0]), head.span(), True
        passive = words.passive.search(text, start, end)
        head = words.typed.search(text, start, passive.start()) if passive else None
        if head:
            return words.type_named(head[0]), head.span(), True
    told = [(match, name) for pattern, name in words.verb_types[1:] if (match := pattern.search(text, start, end))]
    if told:
        # Where a verb's shape says it, the order of the list decides; where spaces part words, what comes first.
        match, name = told[0] if words.han else min(told, key=lambda item: item[0].start())
        return name, match.span(), True
    verbs = [*words.hosting.finditer(text, start, end)] if words.han else []
    found = _object(words, [*verbs, *words.host.finditer(text, start, end)], text, start, end)
    if found is not None:
        return found
    for name, pattern in words.types:
        match = pattern.search(text, start, end)
        if match:
            return name, match.span(), False
    for pattern, name in words.late_types:
        match = pattern.search(text, start, end)
        if match:
            return name, match.span(), False
    return "other", None, False


def _object(
    words: Grammar, verbs: Iterable[re.Match[str]], text: str, start: int, end: int
) -> tuple[str, tuple[int, int], bool] | None:
    """What the first of these verbs that has an object of a known kind did."""
    for verb in verbs:
        if words.han:
            stop = words.object_end.search(text, verb.end(), end)
            heads = list(words.typed.finditer(text, verb.end(), stop.start() if stop else end))
            if heads:
                return words.type_named(heads[-1][0]), (verb.end(), heads[-1].end()), True
            before = list(words.typed.finditer(text, start, verb.start())) if verb.re is words.held else []
            if before:
                return words.type_named(before[-1][0]), before[-1].span(), True
            continue
        head = words.typed.search(text, verb.end(), min(end, verb.end() + 90))
        while head and words.type_named(head[0]) in _QUALIFYING and text[head.end() : head.end() + 1] == " ":
            following = words.typed.match(text, head.end() + 1)
            if following is None:
                break
            head = following  # "policy reviews": what stands last says what they are
        if head:
            return words.type_named(head[0]), (verb.end() + 1, head.end()), True
    return None


def who(words: Grammar, text: str, start: int, end: int) -> Who:
    """Who did it and with whom, as far as the text says."""
    organizer: tuple[int, int] | None = None
    own = text[start:end]
    lead = len(own) - len(own.lstrip(" \t0123456789."))
    if own[lead : lead + 1] in ("年", "月", "日", "个", "名", "项", ""):
        lead = 0
    own, base = own[lead:], start + lead
    longest = 60 if words.han else 130
    for pattern in words.organizer:
        match = pattern.search(own)
        while match and (not 2 <= len(match["who"]) <= longest or words.torn.match(match["who"])):
            match = pattern.search(own, match.start() + 1)
        if match:
            first, last = match.span("who")
            first += match["who"].startswith(("该", "本"))
            organizer = base + first, base + last
            break
    partners: list[tuple[int, int]] = []
    for pattern in words.partners:
        for match in pattern.finditer(text, start, end):
            for place in _each(words, text, *match.span("who")):
                if 2 <= place[1] - place[0] <= 60 and place != organizer and place not in partners:
                    partners.append(place)
    return Who(organizer, tuple(partners))


def _each(words: Grammar, text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The bodies of a list of partners: it is parted only where what stands before the mark is a body's name."""
    first = start
    for mark in words.between_bodies.finditer(text, start, end):
        if words.body_end.search(text, first, mark.start()):
            yield first, mark.start()
            first = mark.end()
    if first < end:
        yield first, end
