"""Where the encoding of a text is in doubt, the likely ones are told with how the text begins in each."""

from __future__ import annotations

from pathlib import Path

import pytest

from desktop.documents.encodings import candidates, doubts

RUSSIAN = "В прошлом году порт принял сорок два судна и выдал шестьдесят удостоверений. " * 3
ARABIC = "قام الصندوق بتدريب أربعة وستين مفتشا من موانئ الجزر الصغيرة. " * 3
CHINESE = "去年，港口基金为海岛培训了六十四名检查员，并修复了两座灯塔。" * 3


def _file(folder: Path, data: bytes) -> Path:
    path = folder / "r.txt"
    path.write_bytes(data)
    return path


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (CHINESE, "utf-8"),
        (CHINESE, "gb18030"),
        (CHINESE, "utf-16"),
        ("A café in the port of Orléans was opened – “at last”", "cp1252"),
    ],
)
def test_there_is_no_doubt_where_the_bytes_tell(tmp_path: Path, text: str, encoding: str) -> None:
    assert doubts(_file(tmp_path, text.encode(encoding))) == ()


@pytest.mark.parametrize(("text", "encoding"), [(RUSSIAN, "cp1251"), (RUSSIAN, "koi8-r"), (ARABIC, "cp1256")])
def test_the_right_one_is_among_those_told_and_reads_well(tmp_path: Path, text: str, encoding: str) -> None:
    found = doubts(_file(tmp_path, text.encode(encoding)))
    assert len(found) > 1
    (right,) = [each for each in found if each.encoding == encoding]
    assert text.startswith(right.preview[:100])


def test_what_makes_no_text_is_no_candidate() -> None:
    found = [each.encoding for each in candidates(CHINESE.encode("gb18030"))]
    assert "gb18030" in found and "utf-8" not in found


def test_an_empty_file_raises_no_doubt(tmp_path: Path) -> None:
    assert doubts(_file(tmp_path, b"")) == ()


def test_a_letter_cut_by_the_end_of_what_is_looked_at_is_no_fault() -> None:
    data = ("港" * 9000).encode("gb18030")[:-1]
    assert "gb18030" in [each.encoding for each in candidates(data)]
