"""What the formats write: exact, harmless, the same every time."""

from __future__ import annotations

import csv
import datetime
import json
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.model.records import Decision, Record
from db.model.works import WorkState
from desktop.release import csv as csv_format
from desktop.release import jsonl, xlsx
from desktop.release.dataset import Accepted, Dataset, Report, choose
from desktop.release.harmless import CELL_LIMIT, fitting, harmless
from desktop.services.forms import standard_form
from tests.helpers.made import approved, work

FORM = standard_form()
NAMES = {"p1": "Ana", "p2": "Ben"}


def dataset(*records: Record, preliminary: str | None = None, title: str = "Bericht") -> Dataset:
    return Dataset(FORM, (Report(work(title=title), records),), NAMES, preliminary)


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def test_csv_has_a_file_a_family_and_the_proof_of_every_row(tmp_path: Path) -> None:
    item = approved(
        1, value=Decimal("1100.50"), unit="persons", noun="人", countries=("PE", "CL"), period_start="@2019-07"
    )
    files = csv_format.write(dataset(item), tmp_path)
    assert [path.name for path in files] == ["reports.csv", "activities.csv", "counts.csv", "financial_figures.csv"]
    raw = files[2].read_bytes()
    assert raw.startswith(b"\xef\xbb\xbf") and raw.endswith(b"\r\n") and raw.count(b"\r\n") == 2
    (row,) = rows(files[2])
    assert row["value"] == "1100.5" and row["countries"] == "PE; CL" and row["period_start"] == "2019-07"
    assert (row["report_file"], row["report_symbol"], row["page"], row["quote"]) == (
        "report.pdf",
        "A/1/2",
        "1",
        "1 100",
    )
    assert (row["decided_by"], row["approved_by"]) == ("Ana", "Ben")
    assert row["decided_at"] < row["approved_at"]
    assert row["machine_values"] == ""
    assert rows(files[1]) == []


def test_the_machine_s_value_stays_visible_where_a_person_changed_it(tmp_path: Path) -> None:
    item = approved(1, value=1100, women=5)
    item = replace(item, decision=Decision.CORRECTED, machine={**item.machine, "value": item.machine["women"]})
    csv_format.write(dataset(item), tmp_path)
    (row,) = rows(tmp_path / "counts.csv")
    assert json.loads(row["machine_values"]) == {"value": 5}


def test_the_reasons_of_both_persons_stand_in_every_row(tmp_path: Path) -> None:
    item = replace(approved(1, value=1), why="=印刷有误，见附件", question="checked against the annex")
    data = dataset(item, approved(2, value=2))
    csv_format.write(data, tmp_path)
    first, second = rows(tmp_path / "counts.csv")
    assert (first["why"], first["approval_why"]) == ("'=印刷有误，见附件", "checked against the annex")
    assert (second["why"], second["approval_why"]) == ("", "")
    sheet = openpyxl.load_workbook(xlsx.write(data, tmp_path)[0])["Counts"]
    cells = {top.value: cell for top, cell in zip(sheet[1], sheet[2])}
    assert cells["why"].data_type == "s" and cells["why"].value == "'=印刷有误，见附件"
    assert cells["approval_why"].value == "checked against the annex"
    line = json.loads(jsonl.write(data, tmp_path)[0].read_text(encoding="utf-8").splitlines()[0])
    assert (line["why"], line["approval_why"]) == ("=印刷有误，见附件", "checked against the annex")


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t=", "\r=", "\n=", "＝"])
def test_formulas_become_text_and_numbers_stay_numbers(tmp_path: Path, start: str) -> None:
    noun = start + "HYPERLINK(1)"
    data = dataset(approved(1, value=-5, noun=noun), title="@SUM(A1)")
    csv_format.write(data, tmp_path)
    (row,) = rows(tmp_path / "counts.csv")
    assert row["noun"] == "'" + noun and row["value"] == "-5" and row["report_title"] == "'@SUM(A1)"
    sheet = openpyxl.load_workbook(xlsx.write(data, tmp_path)[0])["Counts"]
    cells = {top.value: cell for top, cell in zip(sheet[1], sheet[2])}
    assert cells["noun"].data_type == "s" and cells["noun"].value.startswith("'")
    assert cells["value"].value == -5 and cells["value"].data_type == "n"


def test_xlsx_types_numbers_and_whole_dates_and_keeps_the_rest_as_text(tmp_path: Path) -> None:
    long = Decimal("12345678901234567.89")
    items = (
        approved(1, value=Decimal("8.7"), period_start="@2019-07-04", period_end="@2019-07"),
        approved(2, value=long, period_start="@1899-01-01"),
    )
    (path,) = xlsx.write(dataset(*items), tmp_path)
    book = openpyxl.load_workbook(path)
    assert book.sheetnames == ["Reports", "Activities", "Counts", "Money"]
    sheet = book["Counts"]
    first, second = ({top.value: c.value for top, c in zip(sheet[1], line)} for line in (sheet[2], sheet[3]))
    assert first["value"] == 8.7
    assert first["period_start"] == datetime.datetime(2019, 7, 4) and first["period_end"] == "2019-07"
    assert second["value"] == str(long) and second["period_start"] == "1899-01-01"
    assert sheet.freeze_panes == "A2" and sheet["A1"].font.bold
    assert sheet.column_dimensions["A"].width > 12


def test_years_and_pages_are_not_grouped_in_a_sheet(tmp_path: Path) -> None:
    money = replace(approved(1, amount=2500, fiscal_year=2024), family="financial_figure")
    sheet = openpyxl.load_workbook(xlsx.write(dataset(money), tmp_path)[0])["Money"]
    formats = {top.value: cell.number_format for top, cell in zip(sheet[1], sheet[2])}
    assert (formats["amount"], formats["fiscal_year"], formats["page"]) == ("#,##0", "0", "0")
    values = {top.value: cell.value for top, cell in zip(sheet[1], sheet[2])}
    assert (values["amount"], values["fiscal_year"], values["page"]) == (2500, 2024, 1)


def test_control_characters_and_lone_surrogates_survive_every_format(tmp_path: Path) -> None:
    noun = "a\x00b\x0bc\ud800d\uffffe"
    data = dataset(approved(1, value=1, noun=noun, quote="q\x00\udfff"))
    csv_format.write(data, tmp_path)
    assert rows(tmp_path / "counts.csv")[0]["noun"] == "a\ufffdb\ufffdc\ufffdd\ufffde"
    sheet = openpyxl.load_workbook(xlsx.write(data, tmp_path)[0])["Counts"]
    assert "a\ufffdb\ufffdc\ufffdd\ufffde" in [cell.value for cell in sheet[2]]
    (line,) = (jsonl.write(data, tmp_path)[0]).read_text(encoding="utf-8").splitlines()
    assert json.loads(line)["fields"]["noun"] == noun


def test_a_text_longer_than_a_cell_is_cut_and_says_so(tmp_path: Path) -> None:
    noun = "𠀀" * CELL_LIMIT
    data = dataset(approved(1, value=1, noun=noun))
    sheet = openpyxl.load_workbook(xlsx.write(data, tmp_path)[0])["Counts"]
    (cut,) = [cell.value for cell in sheet[2] if isinstance(cell.value, str) and "𠀀" in cell.value]
    assert cut.endswith("[cut]") and len(cut.encode("utf-16-le")) // 2 <= CELL_LIMIT


def test_jsonl_is_the_shape_of_the_command_line(tmp_path: Path) -> None:
    item = approved(1, value=Decimal("0.10"), unit="persons", period_start="@2019", women=None)
    (path,) = jsonl.write(dataset(item), tmp_path)
    text = path.read_text(encoding="utf-8")
    assert '"value": 0.1,' in text
    data = json.loads(text)
    assert data["fields"] == {"value": 0.1, "unit": "persons", "women": None, "period_start": "2019"}
    assert data["field_states"] == {"women": "not_stated"}
    assert data["report"] == "ab" * 32 and data["decision"] == "confirmed" and data["approved_by"] == "Ben"
    assert data["evidence"] == [
        {"page": 1, "start": 10, "end": 15, "quote": "1 100", "prefix": "", "suffix": "", "role": "value"}
    ]


def test_equal_projects_give_equal_bytes(tmp_path: Path) -> None:
    data = dataset(approved(1, value=1, noun="人"))
    written = []
    for name in ("one", "two"):
        folder = tmp_path / name
        folder.mkdir()
        for writer in (csv_format, xlsx, jsonl):
            writer.write(data, folder)
        written.append({path.name: path.read_bytes() for path in folder.iterdir()})
    assert written[0] == written[1] and len(written[0]) == 6


def test_a_preliminary_release_says_so_in_every_file(tmp_path: Path) -> None:
    data = dataset(approved(1, value=1), preliminary="=for the board")
    names = [path.name for w in (csv_format, xlsx, jsonl) for path in w.write(data, tmp_path)]
    assert all(name.startswith("preliminary-") for name in names)
    assert rows(tmp_path / "preliminary-counts.csv")[0]["preliminary"] == "'=for the board"
    book = openpyxl.load_workbook(tmp_path / "preliminary-records.xlsx")
    assert book.sheetnames[0] == "Preliminary" and book["Preliminary"]["A2"].value == "'=for the board"
    assert (
        json.loads((tmp_path / "preliminary-records.jsonl").read_text(encoding="utf-8"))["preliminary"]
        == "=for the board"
    )


@given(st.text())
def test_harmless_text_never_opens_as_a_formula_and_loses_no_character(text: str) -> None:
    safe = harmless(text)
    assert not safe.startswith(("=", "+", "-", "@", "\t", "\r", "\n"))
    assert len(safe.removeprefix("'")) == len(text.removeprefix("'")) or safe == text
    safe.encode("utf-8")
    assert len(fitting(safe, 40).encode("utf-16-le")) // 2 <= 40


def test_only_what_two_persons_kept_is_released() -> None:
    kept = approved(1, value=1)
    others = [
        replace(approved(2, value=1), decision=Decision.REJECTED),
        replace(approved(3, value=1), approval=type(kept.approval).VOIDED),
        replace(approved(4, value=1), decision=Decision.POSTPONED),
    ]
    report = Report(work(WorkState.OPEN), (kept, *others))
    assert report.released == (kept,)
    assert choose([report], "soon") == (report,)


def test_an_accepted_check_goes_out_with_its_reason(tmp_path: Path) -> None:
    item, other = approved(1, value=100, women=120), approved(2, value=5)
    said = Accepted("women_within_total", (item.id,), "120,100", "the report counts guests, too", "p1", "2026-03-01")
    data = Dataset(FORM, (Report(work(), (item, other), (), (said,)),), NAMES)
    csv_format.write(data, tmp_path)
    first, second = rows(tmp_path / "counts.csv")
    assert json.loads(first["accepted_checks"]) == [
        {"check": "women_within_total", "found": "120,100", "why": said.why, "by": "Ana", "at": "2026-03-01"}
    ]
    assert second["accepted_checks"] == ""
    (path,) = jsonl.write(data, tmp_path)
    lines = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    assert lines[0]["accepted_checks"][0]["why"] == said.why and "accepted_checks" not in lines[1]
