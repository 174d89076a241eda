"""Codes become sentences that say what happened and what to do; the words are data, one file a language."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from decimal import Decimal
from functools import lru_cache
from pathlib import PurePath
from string import Formatter
from typing import Any

from db.model.errors import ProjectError, ReadError, Refused, RuleError
from resources import resource

_FALLBACK = "en"
_SECTIONS = ("rule", "read", "project", "check", "note", "fault", "use")
_TIDY = (
    ("()", ""),
    ("（）", ""),
    (" .", "."),
    (": .", "."),
    (":.", "."),
    ("：。", "。"),
    ("  ", " "),
    (" :", ":"),
    (": \n", ":\n"),
)
_NAMES = ("name", "path", "file", "report", "project", "record")


def sentence(code: str, parameters: Mapping[str, object], language: str = _FALLBACK) -> str:
    """One plain sentence for a code.

    Args:
        code: as raised, or with the section in front where one code has several meanings ("project.damaged").
        parameters: what the sentence names; missing ones are left out, lists of refusals are spelled out.
        language: "en", "zh", "zh_CN"...; English where there are no words.
    """
    for language_code in (language, language.replace("-", "_").split("_")[0], _FALLBACK):
        template = _find(code, language_code)
        if template is not None:
            return _fill(template, parameters, language)
    return f"{code} {_plain(parameters)}".strip()


def explain(error: Refused, language: str = _FALLBACK) -> str:
    """The sentence of a refusal; its kind chooses between the meanings of a code."""
    return sentence(qualified(error), error.parameters, language)


def qualified(error: Refused) -> str:
    """The code with its section in front: "read.damaged"."""
    section = {ProjectError: "project", ReadError: "read", RuleError: "rule"}
    for kind, name in section.items():
        if isinstance(error, kind):
            return f"{name}.{error.code}"
    return error.code


def has(code: str, language: str = _FALLBACK) -> bool:
    """Whether the language itself has a sentence for the code."""
    return _find(code, language) is not None


@lru_cache(maxsize=8)
def messages(language: str) -> Mapping[str, Mapping[str, str]]:
    """The sentences of one language by section; empty where there is no file."""
    if not language.replace("_", "").isalnum():
        return {}
    source = resource("messages", f"{language}.toml")
    if not source.is_file():
        return {}
    data: dict[str, dict[str, str]] = tomllib.loads(source.read_text(encoding="utf-8"))
    return data


def _find(code: str, language: str) -> str | None:
    sections = messages(language)
    section, dot, bare = code.partition(".")
    if dot and bare in sections.get(section, {}):
        return sections[section][bare]
    wanted = bare if dot else code
    for name in _SECTIONS:
        if wanted in sections.get(name, {}):
            return sections[name][wanted]
    return None


def _fill(template: str, parameters: Mapping[str, object], language: str) -> str:
    values = {key: _word(value, language) for key, value in parameters.items()}
    if "what" not in values:
        named = next((parameters[key] for key in _NAMES if parameters.get(key)), None)
        if named is not None:
            is_path = isinstance(named, PurePath) or "/" in str(named) or "\\" in str(named)
            values["what"] = clean(PurePath(str(named)).name if is_path else str(named)) or clean(str(named))
    parts = []
    for text, name, _spec, _conversion in Formatter().parse(template):
        parts.append(text)
        if name is not None:
            parts.append(values.get(name, ""))
    # A parameter that was not given leaves no stray blank or colon behind.
    line = "".join(parts).strip()
    for odd, even in _TIDY:
        line = line.replace(odd, even)
    return line.lstrip(":： ")


def _word(value: object, language: str) -> str:
    if isinstance(value, Refused):
        return explain(value, language)
    if isinstance(value, Decimal):
        return format(value, ",f")
    if value is None:
        return ""
    if isinstance(value, Mapping):
        return _plain(value)
    if isinstance(value, Sequence) and not isinstance(value, str):
        parts = [_word(item, language) for item in value]
        many = any(isinstance(item, Refused) for item in value)
        return "".join(f"\n- {part}" for part in parts) if many else ", ".join(parts)
    return clean(str(value))


def _plain(parameters: Mapping[Any, object]) -> str:
    return ", ".join(f"{key}: {clean(str(value))}" for key, value in parameters.items())


def clean(text: str) -> str:
    """What can't be shown in a line (control characters, lone surrogates) replaced one for one."""
    return "".join(c if c.isprintable() or c == " " else "\ufffd" for c in text)
