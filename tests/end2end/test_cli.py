"""The command line, end to end: from a report to a release that can be verified."""

from __future__ import annotations

import csv
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from db.store import Store
from tests.helpers.bad_files import good_pdf
from tests.helpers.command import ROOT, Run, counterproof, surroundings, write_lines
from tests.helpers.projects import CHINESE, report

SUGGESTION_KEYS = [
    "family", "id", "confidence", "origin", "repeat_of", "fields", "evidence", "field_evidence", "field_confidence",
]  # fmt: skip


def records(project: Path, *options: str) -> list[dict[str, Any]]:
    return counterproof("records", project, *options).objects


def decide(project: Path, name: str, *lines: dict[str, Any]) -> Run:
    return counterproof("decide", project, write_lines(project.with_suffix(".jsonl"), lines), "--as", name)


@pytest.fixture
def project(tmp_path: Path) -> Path:
    path = tmp_path / "p.db"
    assert counterproof("add", path, report(tmp_path)).code == 0
    return path


def test_suggest_prints_the_report_first_and_exact_quotes(tmp_path: Path) -> None:
    path = report(tmp_path)
    run = counterproof("suggest", path)
    assert run.code == 0 and run.err == ""
    first, *others = run.objects
    assert first["family"] == "report" and first["fields"]["title"] == "山谷合作与减少武器中心"
    assert others and all(item["family"] != "report" for item in others)
    assert all([key for key in item if key != "links"] == SUGGESTION_KEYS for item in run.objects)
    pages = counterproof("text", path).out.split("\f")
    for item in run.objects:
        assert item["evidence"]
        for span in [*item["evidence"], *(s for spans in item["field_evidence"].values() for s in spans)]:
            assert pages[span["page"] - 1][span["start"] : span["end"]] == span["quote"]
    places = [(i["evidence"][0]["page"], i["evidence"][0]["start"]) for i in others]
    assert places == sorted(places)
    (customs,) = [i for i in others if i["fields"].get("women") == 45 and i["family"] == "count"]
    assert customs["fields"]["value"] == 120 and customs["fields"]["unit"] == "persons"
    assert '"value": 120,' in run.out
    assert counterproof("suggest", path).out == run.out


def test_text_is_exact_whatever_the_locale(tmp_path: Path) -> None:
    text = CHINESE + "\f第二页 𠀀\n"
    path = report(tmp_path, text=text)
    for locale in ("C", "POSIX", "en_US.ISO-8859-1"):
        run = counterproof("text", path, environment={"LC_ALL": locale, "PYTHONUTF8": "0", "PYTHONIOENCODING": "ascii"})
        assert run.out == text and run.code == 0
    (tmp_path / "gb.txt").write_bytes(CHINESE.encode("gb18030"))
    assert counterproof("text", tmp_path / "gb.txt").out == CHINESE
    assert counterproof("text", tmp_path / "gb.txt", "--encoding", "gb18030").out == CHINESE


def test_a_doubtful_encoding_is_said_and_can_be_told(tmp_path: Path) -> None:
    words = "В 2023 году порт обучил 64 инспектора, из них 22 женщины. "
    page = tmp_path / "port.html"
    page.write_bytes(f"<html><body><p>{words * 4}</p></body></html>".encode("koi8-r"))
    line = "port.html: Its encoding is not certain: the likeliest was taken."
    assert line in counterproof("text", page).err
    told = counterproof("text", page, "--encoding", "koi8-r")
    assert told.out == (words * 4).strip() and told.err == "" and told.code == 0
    assert line in counterproof("add", tmp_path / "p.db", page).err


def test_adding_a_folder_and_several_reports(tmp_path: Path) -> None:
    folder = tmp_path / "reports" / "deep"
    folder.mkdir(parents=True)
    report(folder.parent, "b.txt")
    report(folder, "a.txt", CHINESE + "再")
    (folder / "c.PDF").write_bytes(good_pdf())
    (folder / "picture.png").write_bytes(b"\x89PNG")
    report(folder, ".hidden.txt")
    run = counterproof("add", tmp_path / "p.db", tmp_path / "reports", "--no-suggest")
    assert run.code == 0 and run.err == ""
    assert [line.split("  ")[1].split(":")[0] for line in run.out.splitlines()] == ["b.txt", "a.txt", "c.PDF"]
    assert records(tmp_path / "p.db") == []
    status = counterproof("status", tmp_path / "p.db", "--json").objects
    assert [item["file"] for item in status] == ["b.txt", "a.txt", "c.PDF"]
    assert all(item["state"] == "open" and item["records"] == 0 for item in status)


def test_records_are_filtered(project: Path) -> None:
    everything = records(project)
    assert [item["id"] for item in everything] == [
        i["id"] for i in counterproof("suggest", project.parent / "valley.txt").objects
    ]
    assert all(i["decision"] == "none" and i["approval"] == "none" and i["decided_by"] is None for i in everything)
    counts = records(project, "--family", "count")
    assert 0 < len(counts) < len(everything)
    sha256 = everything[0]["report"]
    for name in (str(project.parent / "valley.txt"), "valley.txt", sha256, sha256[:12]):
        assert records(project, "--report", name) == everything
    decide(project, "Ana", {"record": counts[0]["id"], "action": "confirm"})
    assert [i["id"] for i in records(project, "--decision", "confirmed")] == [counts[0]["id"]]
    assert records(project, "--approval", "approved") == []
    assert counterproof("records", project, "--report", "none").code == 2
    assert counterproof("records", project, "--family", "none").code == 2
    assert counterproof("records", project, "--decision", "none ").code == 2


def test_decisions_and_their_refusals(project: Path) -> None:
    items = [i for i in records(project) if i["family"] == "count"]
    one, two = items[0]["id"], items[1]["id"]
    run = decide(
        project,
        "Ana",
        {"record": one, "action": "correct", "fields": {"value": 120.5, "women": None}, "why": "seen"},
        {"record": "nobody", "action": "confirm"},
        {"record": one, "action": "approve"},
        {"record": two, "action": "correct", "fields": {"unit": "frogs"}},
        {"record": two, "action": "reject"},
        {"action": "undo"},
    )
    assert run.code == 1 and len(run.faults) == 3
    assert [fault.split(": ")[1] for fault in run.faults] == ["p.jsonl line 2", "p.jsonl line 3", "p.jsonl line 4"]
    now = {i["id"]: i for i in records(project)}
    assert now[one]["decision"] == "corrected" and now[one]["decided_by"] == "Ana"
    assert now[one]["fields"]["value"] == 120.5 and now[one]["fields"]["women"] is None
    assert now[one]["field_states"] == {"women": "not_stated"} and now[one]["machine"] == {"value": 120, "women": 45}
    assert now[two]["decision"] == "none"
    run = decide(project, "ben", {"record": one, "action": "approve", "digest": now[one]["digest"]})
    assert run.code == 0
    run = decide(project, "ＢＥＮ", {"record": one, "action": "approve", "digest": "0" * 64})
    assert run.code == 1 and "changed" in run.err
    assert {i["approved_by"] for i in records(project, "--approval", "approved")} == {"ben"}


def test_decisions_come_from_standard_input_and_bad_lines_are_named(project: Path) -> None:
    one = records(project)[0]["id"]
    lines = (
        b"\xef\xbb\xbf"
        + json.dumps({"record": one, "action": "confirm"}).encode()
        + b"\n\n{\n\xff\n[]\n"
        + b'{"a": NaN}'
    )
    run = counterproof("decide", project, "-", "--as", "Ana", stdin=lines)
    assert run.code == 1 and run.out == "1 done, 4 refused\n"
    for number, fault in zip((3, 4, 5, 6), run.faults, strict=True):
        assert f"standard input line {number}" in fault


def test_adding_by_hand_with_a_bare_quote(project: Path) -> None:
    line = {
        "action": "add", "family": "financial_figure", "report": "valley.txt", "evidence": "12 吨弹药",
        "fields": {"amount": 12, "currency": "USD", "item": "other", "fiscal_year": 2022},
    }  # fmt: skip
    assert decide(project, "Ana", line).code == 0
    (added,) = records(project, "--decision", "added")
    assert added["evidence"][0]["quote"] == "12 吨弹药" and added["fields"]["amount"] == 12
    run = decide(
        project, "Ana", {**line, "evidence": "从未写过的话"}, {**line, "report": "other.txt"}, {**line, "fields": {}}
    )
    assert run.code == 1 and len(run.faults) == 3 and len(records(project, "--decision", "added")) == 1


def test_importing_what_another_program_extracted(tmp_path: Path) -> None:
    path, project = report(tmp_path), tmp_path / "p.db"
    counterproof("add", project, path, "--no-suggest")
    lines = write_lines(
        tmp_path / "r.jsonl",
        [
            {
                "family": "count",
                "origin": "llm-1",
                "confidence": None,
                "fields": {"value": 30},
                "evidence": "约 30 个组织",
            },
            {"family": "count", "confidence": 0.5, "fields": {"value": 1}, "evidence": "没有这样的话"},
            {"family": "count", "confidence": 0.5, "fields": {"value": 2.5}, "evidence": [{"quote": "两份指南"}]},
        ],
    )
    run = counterproof("import", project, lines, "--report", path)
    assert run.code == 1 and len(run.faults) == 1 and "r.jsonl line 2" in run.err
    found = records(project)
    assert [(i["origin"], i["confidence"], i["fields"]["value"]) for i in found] == [
        ("import", 0.5, 2.5),
        ("llm-1", None, 30),
    ]
    assert found[1]["evidence"][0]["quote"] == "约 30 个组织"
    again = counterproof("import", project, lines, "--report", found[0]["report"][:12])
    assert again.code == 1 and len(records(project)) == 2
    assert "0 records imported, 2 already there" in again.out
    assert counterproof("import", project, lines, "--report", "other").code == 2
    lost = {"family": "count", "fields": {"value": 9, "activity": "nothing"}, "evidence": "两份指南"}
    run = counterproof("import", project, write_lines(tmp_path / "lost.jsonl", [lost]), "--report", path)
    assert run.code == 1 and "lost.jsonl line 1: nothing: the project has no such record" in run.err
    assert len(records(project)) == 2
    assert counterproof("import", project, tmp_path / "none.jsonl", "--report", path).code == 2
    # What suggest prints is what import takes.
    own = tmp_path / "own.jsonl"
    own.write_text(counterproof("suggest", path).out, encoding="utf-8")
    assert counterproof("import", project, own, "--report", path).code == 0
    assert len(records(project)) == 2 + len(own.read_text(encoding="utf-8").splitlines())
    assert counterproof("verify", project).code == 0


def settle(project: Path) -> None:
    ids = [item["id"] for item in records(project)]
    assert decide(project, "Ana", *({"record": i, "action": "confirm"} for i in ids)).code == 0
    assert counterproof("decide", project, "--complete", "valley.txt", "--as", "Ana").code == 0
    approvals = write_lines(project.with_suffix(".jsonl"), [{"record": i, "action": "approve"} for i in ids])
    run = counterproof("decide", project, approvals, "--as", "Ben", "--complete", project.parent / "valley.txt")
    assert run.code == 0 and "signed off" in run.out


def test_the_whole_way_to_a_release(project: Path, tmp_path: Path) -> None:
    release = tmp_path / "release"
    run = counterproof("export", project, release, "--format", "csv")
    assert run.code == 1 and "no report is signed off" in run.err and not release.exists()
    run = counterproof("decide", project, "--complete", "valley.txt", "--as", "Ana")
    assert run.code == 1 and "valley.txt" in run.err
    settle(project)
    run = counterproof("export", project, release, "--format", "csv,xlsx,jsonl")
    assert run.code == 0 and run.err == ""
    assert sorted(path.name for path in release.iterdir()) == [
        "activities.csv", "counts.csv", "financial_figures.csv", "manifest.json", "records.jsonl", "records.xlsx",
        "reports.csv",
    ]  # fmt: skip
    with (release / "counts.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [row["value"] for row in rows if row["women"] == "45"] == ["120"]
    assert {(row["decided_by"], row["approved_by"], row["page"]) for row in rows} == {("Ana", "Ben", "1")}
    sheet = openpyxl.load_workbook(release / "records.xlsx")["Counts"]
    assert sheet.max_row == len(rows) + 1
    lines = [json.loads(line) for line in (release / "records.jsonl").read_text(encoding="utf-8").splitlines()]
    assert len(lines) == len(records(project)) and {line["approved_by"] for line in lines} == {"Ben"}
    assert counterproof("verify", release, tmp_path / "valley.txt").code == 0
    run = counterproof("verify", release, tmp_path / "missing.txt", tmp_path / "valley.txt")
    assert run.code == 1 and len(run.faults) == 1 and "missing.txt: there is no such file" in run.err
    assert "0 faults" in run.out and " 0 quotes" not in run.out
    assert counterproof("verify", project).code == 0
    (status,) = counterproof("status", project, "--json").objects
    assert status["state"] == "signed_off" and status["by_approval"] == {"approved": status["records"]}
    again = counterproof("export", project, release, "--format", "csv")
    assert again.code == 2 and "release" in again.err
    sheets = tmp_path / "sheets"
    assert counterproof("export", project, sheets, "--format", "xlsx").code == 0
    run = counterproof("verify", sheets, tmp_path / "valley.txt")
    assert run.code == 0 and "no quotes were checked" in run.err and " 0 quotes" in run.out
    (release / "counts.csv").write_text("x")
    run = counterproof("verify", release)
    assert run.code == 1 and "counts.csv" in run.err


def test_a_preliminary_release_says_so(project: Path, tmp_path: Path) -> None:
    run = counterproof("export", project, tmp_path / "r", "--format", "csv", "--allow", "draft")
    assert run.code == 0 and "preliminary" in run.out
    assert (tmp_path / "r" / "preliminary-counts.csv").is_file()
    assert counterproof("export", project, tmp_path / "s", "--format", "csv", "--allow", " ").code == 1


@pytest.mark.parametrize("name", ["parquet", "sqlite", "datapackage", "iati", "webannotation", "pdf", "report"])
def test_formats_that_are_not_built_yet_say_so(project: Path, tmp_path: Path, name: str) -> None:
    run = counterproof("export", project, tmp_path / "r", "--format", f"csv,{name}")
    assert run.code == 2 and "not built yet" in run.err and name in run.err and not (tmp_path / "r").exists()


def test_status_in_words(project: Path) -> None:
    (line,) = counterproof("status", project).out.splitlines()
    assert line.startswith("valley.txt: open; 1 page; ") and "failing checks: 0" in line and "none" in line


def test_status_names_what_fails_and_what_no_record_cites(project: Path) -> None:
    bare = project.with_name("bare.db")
    assert counterproof("add", bare, project.parent / "valley.txt", "--no-suggest").code == 0
    (line,) = counterproof("status", bare).out.splitlines()
    (item,) = counterproof("status", bare, "--json").objects
    assert f"omissions: {len(item['omissions'])}" in line and item["failing_checks"] == []
    pages = counterproof("text", project.parent / "valley.txt").out.split("\f")
    assert len(item["omissions"]) > 3
    (cited,) = counterproof("status", project, "--json").objects
    assert len(cited["omissions"]) < len(item["omissions"])
    for each in item["omissions"]:
        assert each["kind"] in ("amount", "row", "number", "date", "country", "doing")
        assert pages[each["page"] - 1][each["start"] : each["end"]] == each["quote"]
        for fact in each["facts"]:
            assert pages[fact["page"] - 1][fact["start"] : fact["end"]] == fact["quote"]
    (customs,) = [r for r in records(project, "--family", "count") if r["fields"].get("women") == 45]
    assert decide(project, "Ana", {"record": customs["id"], "action": "correct", "fields": {"women": 999}}).code == 0
    (item,) = counterproof("status", project, "--json").objects
    assert item["failing_checks"]
    for fault in item["failing_checks"]:
        assert fault["kind"] == "check" and customs["id"] in fault["records"]
        assert pages[fault["page"] - 1][fault["start"] : fault["end"]] == fault["quote"]


def test_a_closed_pipe_is_quiet(project: Path) -> None:
    command = [sys.executable, "-P", "-m", "desktop", "records", str(project)]
    reader, writer = os.pipe()
    os.close(reader)
    try:
        done = subprocess.run(
            command,
            stdout=writer,
            stderr=subprocess.PIPE,
            cwd=ROOT,
            timeout=60,
            env=surroundings(),
        )
    finally:
        os.close(writer)
    assert done.stderr == b"" and done.returncode == 0


@pytest.mark.parametrize(
    "arguments",
    [("suggest",), ("records",), ("nonsense", "x"), ("nonsense",), ("decide", "p.db"), ("decide", "p.db", "--as", "x"),
     ("export", "p.db", "d"), ("suggest", "a.txt", "--language", "../../x"), ("--frobnicate", "a", "b")],
)  # fmt: skip
def test_wrong_usage(tmp_path: Path, arguments: tuple[str, ...]) -> None:
    run = counterproof(*arguments, cwd=tmp_path)
    assert run.code == 2 and run.err and run.out == ""
    assert not (tmp_path / "p.db").exists()


def test_help_names_every_command() -> None:
    run = counterproof("--help")
    assert run.code == 0
    for name in ("suggest", "text", "add", "import", "records", "decide", "export", "verify", "status"):
        assert f"  {name} " in run.out and counterproof(name, "--help").code == 0
    assert counterproof("--version").out.startswith("counterproof ")


def test_it_starts_quickly_and_loads_no_window(tmp_path: Path) -> None:
    path = report(tmp_path)
    code = (
        "import sys; sys.path.insert(0, sys.argv[1]); from desktop.__main__ import main; c = main(sys.argv[2:]);"
        "print([m for m in ('PySide6', 'sqlite3', 'openpyxl', 'cryptography', 'babel') if m in sys.modules], c)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(ROOT), "text", str(path)],
        capture_output=True,
        text=True,
        timeout=60,
        encoding="utf-8",
    )
    assert done.stdout.endswith("[] 0\n"), done.stdout[-200:] + done.stderr


def test_status_tells_what_a_report_took_and_never_by_whom(project: Path) -> None:
    (before,) = counterproof("status", project, "--json").objects
    assert (before["seconds"], before["seconds_a_record"], before["seconds_by_field"]) == (0, None, {})
    counts = [item["id"] for item in records(project, "--family", "count")]
    decide(project, "Ana", *({"record": each, "action": "confirm"} for each in counts[:2]))
    store = Store.open(project)
    store.add_times({(counts[0], ""): 4.0, (counts[0], "value"): 6.0, (counts[1], "value"): 2.5})
    store.database.close()
    (item,) = counterproof("status", project, "--json").objects
    assert (item["seconds"], item["seconds_a_record"]) == (12.5, 6.2)
    assert item["seconds_by_field"] == {"count": {"record": 4, "value": 8.5}}
    assert "Ana" not in json.dumps({key: value for key, value in item.items() if key.startswith("seconds")})
