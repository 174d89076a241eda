"""Rare PDFs on the command line: each is added, or refused with one line, and the others are added all the same."""

from __future__ import annotations

from pathlib import Path

from tests.helpers.command import counterproof
from tests.helpers.odd_pdfs import ODD


def test_a_folder_of_them(tmp_path: Path) -> None:
    folder = tmp_path / "odd"
    folder.mkdir()
    wanted = {name: odd for name, odd in ODD.items() if odd.password is None}
    for number, (name, odd) in enumerate(wanted.items()):
        (folder / f"{name}.pdf").write_bytes(odd.make() + b"%% %d\n" % number)  # none is the same as another
    run = counterproof("add", tmp_path / "p.db", *sorted(folder.iterdir()), "--apart", "--no-suggest")
    refused = [name for name, odd in wanted.items() if odd.refused is not None]
    assert run.code == 1
    said = [line for line in run.faults if any(f"{name}.pdf" in line and "password" in line for name in refused)]
    assert len(said) == len(refused)
    assert not any("Traceback" in line for line in run.faults)
    works = counterproof("status", tmp_path / "p.db", "--json").objects
    assert {str(work["file"]).removesuffix(".pdf") for work in works} == set(wanted) - set(refused)
    assert counterproof("verify", tmp_path / "p.db").code == 0
