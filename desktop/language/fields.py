"""What a clicked, selected or typed text means for a field of the form."""

from __future__ import annotations

import re
from decimal import Decimal

from db.model.dates import PartialDate
from db.model.form import Field, Form
from db.model.values import FieldType, Value
from desktop.language import countries, dates, money, numbers, packs
from desktop.language.characters import fold, is_han, ordinary


def parse(text: str, field: Field, language: str, form: Form) -> Value | None:
    """The value that a text means for a field, None where it means none.

    Numbers may carry separators, brackets (negative), 万 and 亿, a unit or a currency around them.
    """
    text = ordinary(text)
    body = " ".join(text.split())
    if not body:
        return None
    pack = packs.load(language)
    kind = field.type
    if kind in (FieldType.INTEGER, FieldType.DECIMAL):
        return _number(body, pack, kind)
    if kind is FieldType.DATE:
        return _date(body, pack)
    if kind is FieldType.COUNTRY:
        return countries.parse(body, language) or _first_country(body, pack)
    if kind is FieldType.COUNTRIES:
        return _countries(body, pack, language)
    if kind is FieldType.CHOICE:
        return _choice(body, field, form)
    if kind is FieldType.TEXTS:
        parts = [part.strip() for part in body.replace(";", "\n").replace("；", "\n").replace("、", "\n").split("\n")]
        return tuple(part for part in parts if part) or None
    return joined(text, pack) or None


def joined(text: str, pack: packs.Pack) -> str:
    """A text with its line ends taken out: white space beside Chinese characters goes, other becomes one space."""
    out: list[str] = []
    pending = False
    for char in text.strip():
        if char.isspace():
            pending = True
            continue
        if pending and out and not (pack.han and (is_han(fold(out[-1])) or is_han(fold(char)))):
            out.append(" ")
        pending = False
        out.append(char)
    return "".join(out)


def _number(body: str, pack: packs.Pack, kind: FieldType) -> Decimal | None:
    folded = fold(body)
    amount = _amount(folded, pack)
    if amount is not None:
        return amount if kind is FieldType.DECIMAL or amount == amount.to_integral_value() else None
    number = numbers.parse(folded, pack)
    if number is None:
        other = packs.load("en" if pack.han else "zh")
        number = numbers.parse(folded, other)
    if number is None:
        found = numbers.find(folded, pack)
        if not found:
            return None
        number = found[0]
    value = number.value
    if kind is FieldType.INTEGER and value != value.to_integral_value():
        return None
    return value


def _amount(text: str, pack: packs.Pack) -> Decimal | None:
    """An amount with the sign or the short scale of money: "$3bn", "3 bn", "EUR 1.2 mn"; None for anything else."""
    text = joined(text, pack)
    for candidate in (pack, packs.load("en")):
        found = money.find(text, candidate)
        if len(found) == 1 and found[0].end - found[0].start == len(text) and not found[0].unsure:
            return found[0].amount
        scales = {word.lower(): Decimal(str(value)) for word, value in candidate.table("money", "scales").items()}
        match = re.fullmatch(rf"(?P<digits>[\d., ]*\d)\s?(?P<scale>{packs.alternatives(scales)})", text, re.IGNORECASE)
        number = numbers.parse(match["digits"], candidate) if match else None
        if match is not None and number is not None:
            return numbers.tidy(number.value * scales[match["scale"].lower()])
    return None


def _date(body: str, pack: packs.Pack) -> PartialDate | None:
    for candidate in (pack, packs.load("en"), packs.load("zh")):
        value = dates.parse(joined(fold(body), candidate) if candidate.han else fold(body), candidate)
        if value is not None:
            return value
    return None


def _first_country(body: str, pack: packs.Pack) -> str | None:
    found = countries.find(fold(body), pack)
    return found[0][2] if found else None


def _countries(body: str, pack: packs.Pack, language: str) -> tuple[str, ...] | None:
    one = countries.parse(body, language)
    if one:
        return (one,)
    codes = []
    for part in fold(body).replace(";", ",").split(","):
        code = countries.parse(part.strip(), language)
        codes.extend([code] if code else [item for _, _, item in countries.find(part, pack)])
    return tuple(dict.fromkeys(codes)) or None


def _choice(body: str, field: Field, form: Form) -> str | None:
    folded = fold(body).casefold()
    terms = form.vocabularies.get(field.vocabulary or "", ())
    for term in terms:
        if term.id == folded or any(fold(label).casefold() == folded for label in term.labels.values()):
            return term.id
    for term in terms:
        if any(len(label) > 1 and fold(label).casefold() in folded for label in term.labels.values()):
            return term.id
    return None
