"""Another file of the same report is recognised, and counted once."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from desktop.services.alike import Match, certain
from resources import resource
from tests.helpers.projects import new_project

_ENGLISH = "harbour-fund-2024-en"


def _sample(folder: Path, name: str) -> Path:
    path = folder / name
    path.write_bytes(resource("samples", name).read_bytes())
    return path


def test_other_formats_of_a_report_join_it(tmp_path: Path) -> None:
    with new_project(tmp_path) as project:
        first = project.library.add(_sample(tmp_path, f"{_ENGLISH}.txt"))
        records = project.review.records(first.work)
        for suffix in ("pdf", "docx"):
            added = project.library.add(_sample(tmp_path, f"{_ENGLISH}.{suffix}"))
            assert added.joined and added.work == first.work and added.suggestions == 0
        other = project.library.add(_sample(tmp_path, "islands-centre-2024-zh.pdf"))
        assert not other.joined
        (one, _) = project.library.works()
        assert [file.format for file in one.files] == ["txt", "pdf", "docx"]
        assert project.review.records(first.work) == records
        assert project.library.reading(one.id).format == "txt" and project.verify() == []


def test_nobody_is_joined_who_says_no(tmp_path: Path) -> None:
    told: list[Sequence[Match]] = []

    def no(matches: Sequence[Match]) -> None:
        told.append(matches)

    with new_project(tmp_path) as project:
        project.library.add(_sample(tmp_path, f"{_ENGLISH}.txt"))
        assert not project.library.add(_sample(tmp_path, f"{_ENGLISH}.pdf"), choose=no).joined
        assert not project.library.add(_sample(tmp_path, f"{_ENGLISH}.docx"), choose=None).joined
        assert len(project.library.works()) == 3
    ((match,),) = told
    assert match.reason == "words" and match.certain and match.score > 0.85


def test_an_edition_in_the_same_format_is_offered_and_not_joined(tmp_path: Path) -> None:
    text = resource("samples", f"{_ENGLISH}.txt").read_text("utf-8")
    edition = tmp_path / "edition.txt"
    edition.write_text(text.replace("64 port inspectors", "65 port inspectors"), "utf-8")
    told: list[Match] = []
    with new_project(tmp_path) as project:
        work = project.library.add(_sample(tmp_path, f"{_ENGLISH}.txt")).work
        assert project.library.add(edition, choose=lambda found: told.extend(found) or certain(found)).joined is False
        (match,) = told
        assert not match.certain and match.work.id == work
        again = tmp_path / "third.txt"
        again.write_text(text.replace("64 port inspectors", "66 port inspectors"), "utf-8")
        added = project.library.add(again, choose=lambda found: found[0].work.id)
        assert added.joined


def test_other_figures_in_another_format_are_another_edition(tmp_path: Path) -> None:
    text = resource("samples", f"{_ENGLISH}.txt").read_text("utf-8")
    digits = str.maketrans("123456789", "345678912")
    changed = re.sub(r"(?<![\d,])\d{1,3}(?:,\d{3})+", lambda found: found[0].translate(digits), text)
    other = tmp_path / "other.html"
    other.write_text(f"<!DOCTYPE html><pre>{changed}</pre>", "utf-8")
    told: list[Match] = []
    with new_project(tmp_path) as project:
        project.library.add(_sample(tmp_path, f"{_ENGLISH}.txt"))
        project.library.add(other, choose=lambda found: told.extend(found) or certain(found))
        assert len(project.library.works()) == 2
    assert told and not told[0].certain


def test_another_symbol_is_another_report_of_the_series(tmp_path: Path) -> None:
    text = resource("samples", f"{_ENGLISH}.txt").read_text("utf-8")
    other = tmp_path / "other.txt"
    other.write_text(text.replace("RFSH/2025/3", "RFSH/2026/3"), "utf-8")
    told: list[Match] = []
    with new_project(tmp_path) as project:
        project.library.add(_sample(tmp_path, f"{_ENGLISH}.txt"))
        project.library.add(other, choose=lambda found: told.extend(found) or None)
    assert told == []


def test_the_same_figures_in_another_language_are_offered(tmp_path: Path) -> None:
    figures = [3457 * n + 1000 for n in range(1, 15)]
    english, french = tmp_path / "e.txt", tmp_path / "f.txt"
    english.write_text(
        "The Fund's report for 2024\n\n" + "\n".join(f"The Fund trained {n:,} pilots in the harbour." for n in figures),
        "utf-8",
    )
    french.write_text(
        "Rapport du Fonds pour 2024\n\n"
        + "\n".join(f"Le Fonds a formé {n:,} pilotes dans le port.".replace(",", "\u202f") for n in figures),
        "utf-8",
    )
    told: list[Match] = []
    with new_project(tmp_path) as project:
        work = project.library.add(english).work
        project.library.add(french, choose=lambda found: told.extend(found) or None)
        assert project.library.work(work).language == "en"
        (match,) = told
        assert match.reason == "figures" and match.score == 1.0 and not match.certain
