"""Tampering with each table by plain SQL is found."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest

from db.connection import Database
from db.journal import Fault, cut_short, rebuild_all, verify
from db.journal.replay import PROJECTIONS
from db.model.errors import ProjectError
from db.store import Store
from tests.unit.db import making

ANN, BOB = making.signer("ann"), making.signer("bob")


@pytest.fixture
def project(path: Path) -> Path:
    """A closed project in which a little of everything has happened."""
    store, work = making.reviewed(path, "ann", "bob")
    fields = {"value": making.stated(Decimal(3)), "unit": making.stated("other")}
    store.add(work, "count", fields, (making.span("40"),), ANN)
    store.confirm("s-count", ANN)
    store.approve("s-count", BOB)
    store.correct("s-money", {"amount": making.stated(Decimal(7501))}, ANN)
    store.undo(ANN)
    store.reject("s-lame", ANN)
    store.set_draft("ann", "s-money", {"amount": "75"})
    store.database.close()
    return path


def tamper(path: Path, *statements: str) -> None:
    """As somebody would who knows SQLite: away with the triggers and the types, the change, both again."""
    conn = sqlite3.connect(path, isolation_level=None)
    schema = conn.execute("SELECT type, name, sql FROM sqlite_schema WHERE type IN ('trigger', 'table')").fetchall()
    triggers = [(name, sql) for kind, name, sql in schema if kind == "trigger"]
    tables = [(name, sql) for kind, name, sql in schema if kind == "table"]
    for name, _ in triggers:
        conn.execute(f"DROP TRIGGER {name}")
    loose = [(name, sql.replace(", STRICT", "").removesuffix(" STRICT")) for name, sql in tables]
    _declare(conn, loose)
    for statement in statements:
        assert conn.execute(statement).rowcount != 0, statement
    _declare(conn, tables)
    for _, sql in triggers:
        conn.execute(sql)
    conn.close()


def _declare(conn: sqlite3.Connection, tables: list[tuple[str, str]]) -> None:
    conn.execute("PRAGMA writable_schema = ON")
    for name, sql in tables:
        conn.execute("UPDATE sqlite_schema SET sql = ? WHERE type = 'table' AND name = ?", (sql, name))
    conn.execute("PRAGMA writable_schema = RESET")


def faults(path: Path) -> list[Fault]:
    with Database.open(path, back_up=False) as database:
        return verify(database)


def codes(path: Path) -> set[str]:
    return {fault.code for fault in faults(path)}


def test_an_honest_project_has_no_faults(project: Path) -> None:
    assert faults(project) == []
    tamper(project, "UPDATE journal SET seq = seq + 1000")  # places in this file mean nothing
    assert faults(project) == []


@pytest.mark.parametrize(
    ("statement", "code"),
    [
        ("UPDATE journal SET body = replace(body, '7501', '7502') WHERE kind = 'record.corrected'", "entry_changed"),
        ("UPDATE journal SET body = body || ' ' WHERE kind = 'record.corrected'", "entry_changed"),
        ("UPDATE journal SET body = 'no json' WHERE kind = 'record.corrected'", "entry_changed"),
        ("UPDATE journal SET at = '2020-01-01T00:00:00.000Z' WHERE kind = 'record.corrected'", "entry_changed"),
        ("UPDATE journal SET offset = 720 WHERE kind = 'record.corrected'", "entry_changed"),
        ("UPDATE journal SET kind = 'record.rejected' WHERE kind = 'record.confirmed'", "entry_changed"),
        ("UPDATE journal SET person = 'bob' WHERE kind = 'record.confirmed'", "key_unknown"),
        ("UPDATE journal SET heads = '[]' WHERE kind = 'record.approved'", "entry_changed"),
        ("UPDATE journal SET heads = 'x' WHERE kind = 'record.approved'", "entry_changed"),
        ("UPDATE journal SET prev = NULL WHERE kind = 'record.confirmed'", "chain_broken"),
        ("UPDATE journal SET number = 77 WHERE kind = 'record.approved'", "chain_broken"),
        ("UPDATE journal SET clock = clock + 1000 WHERE kind = 'record.approved'", "clock_wrong"),
        (
            "UPDATE journal SET id = substr(id, 2) || substr(id, 1, 1) WHERE seq = 9",
            "entry_changed",
        ),
        (
            "UPDATE journal SET signature = substr(signature, 2) || substr(signature, 1, 1) WHERE seq = 9",
            "signature",
        ),
        ("UPDATE journal SET signature = 'none' WHERE seq = 9", "signature_wrong"),
        ("DELETE FROM journal WHERE kind = 'record.confirmed'", "chain_broken"),
        ("DELETE FROM journal WHERE seq = (SELECT max(seq) FROM journal)", "projection_differs"),
        ("DELETE FROM journal WHERE kind = 'record.approved'", "head_unknown"),
        ("DELETE FROM journal", "projection_differs"),
        ("UPDATE journal SET kind = 'record.eaten' WHERE kind = 'record.confirmed'", "entry_refused"),
    ],
)
def test_the_journal(project: Path, statement: str, code: str) -> None:
    tamper(project, statement)
    assert any(found.startswith(code) for found in codes(project)), codes(project)


def test_a_forged_entry_with_its_hash_made_anew(project: Path) -> None:
    from db.canonical import sha256
    from db.journal import signed_bytes

    conn = sqlite3.connect(project)
    row = conn.execute(
        "SELECT person, key, number, prev, heads, at, offset, kind, body FROM journal WHERE kind = 'record.approved'"
    ).fetchone()
    conn.close()
    body = row[8].replace("s-count", "s-money")
    data = signed_bytes(*row[:4], __import__("json").loads(row[4]), *row[5:8], body.encode())
    tamper(project, f"UPDATE journal SET body = '{body}', id = '{sha256(data)}' WHERE kind = 'record.approved'")
    assert "signature_wrong" in codes(project)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE project SET id = 'other'",
        "UPDATE project SET form = replace(form, 'Amount', 'Sum')",
        "UPDATE people SET name = 'Somebody else' WHERE id = 'ann'",
        "UPDATE people SET kind = 'person' WHERE kind = 'machine'",
        "INSERT INTO people VALUES ('mallory', 'Mallory', 'person', 99)",
        "UPDATE keys SET person = 'bob' WHERE person = 'ann'",
        "INSERT INTO keys VALUES ('00', 'ann', 'x', 99)",
        "UPDATE chains SET number = number + 1",
        "DELETE FROM chains WHERE person = 'ann'",
        "UPDATE works SET title = 'Other'",
        "UPDATE works SET state = 'complete', completed_by = 'ann'",
        "UPDATE files SET name = 'other.pdf'",
        "UPDATE readings SET version = '2'",
        "UPDATE acts SET person = 'bob' WHERE kind = 'record.confirmed'",
        "DELETE FROM acts WHERE kind = 'record.rejected'",
        "UPDATE records SET decision = 'confirmed' WHERE id = 's-lame'",
        "UPDATE records SET approval = 'approved', approved_by = 'bob', approved_digest = digest WHERE id = 's-money'",
        "DELETE FROM records WHERE id = 's-count'",
        "UPDATE record_contents SET answers = replace(answers, '7500', '9500')",
        "UPDATE record_contents SET evidence = '[]' WHERE record = 's-count'",
        "UPDATE field_entries SET value = '9500' WHERE field = 'amount'",
        "UPDATE field_entries SET confidence = 1.0 WHERE confidence IS NOT NULL",
        "UPDATE spans SET start = start + 1",
        "UPDATE spans SET rects = '[]' WHERE record = 's-count'",
        "DELETE FROM spans WHERE record = 's-count'",
        "DELETE FROM deciders WHERE record = 's-count'",
        "INSERT INTO deciders VALUES ('s-count', 'eve')",
        "UPDATE count_values SET value = '121' WHERE record = 's-count'",
        "DELETE FROM count_values WHERE record = 's-count'",
        "UPDATE report_values SET symbol = 'X/2'",
        "UPDATE financial_figure_values SET amount = '1'",
    ],
)
def test_projections(project: Path, statement: str) -> None:
    tamper(project, statement)
    table = statement.split()[2 if statement.split()[0] != "UPDATE" else 1]
    found = [fault for fault in faults(project) if fault.code == "projection_differs"]
    assert table in {fault.parameters["table"] for fault in found}
    assert all(fault.parameters["what"] for fault in found)


def test_every_projection_is_among_those(project: Path) -> None:
    conn = sqlite3.connect(project)
    tables = {row[0] for row in conn.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")}
    conn.close()
    content = {"journal", "file_chunks", "pages", "drafts", "time_spent", "_sqlite_migrations", "sqlite_sequence"}
    content |= {"page_health", "page_words", "sketches"} | {name for name in tables if name.startswith("page_search")}
    assert tables - content == set(PROJECTIONS) | {f"{family.id}_values" for family in making.form().families}


@pytest.mark.parametrize(
    ("statement", "code"),
    [
        ("UPDATE file_chunks SET data = CAST('another report' AS BLOB)", "file_changed"),
        ("DELETE FROM file_chunks", "file_missing"),
        ("INSERT INTO file_chunks VALUES ('none', 0, x'00')", "file_changed"),
        ("INSERT INTO file_chunks SELECT file, 1, x'00' FROM file_chunks", "file_changed"),
        ("UPDATE pages SET text = replace(text, '120', '121')", "reading_changed"),
        ("UPDATE pages SET text = replace(text, '120', '121')", "quote_differs"),
        ("UPDATE pages SET boxes = zeroblob(length(boxes) - 16)", "reading_changed"),
        ("UPDATE pages SET width = 100", "reading_changed"),
        ("UPDATE pages SET label = 'iv'", "reading_changed"),
        ("UPDATE pages SET cells = '[[0,0,0,0,1]]'", "reading_changed"),
        ("UPDATE pages SET cells = 'x'", "reading_changed"),
        ("DELETE FROM pages WHERE number = 2", "reading_changed"),
        ("DELETE FROM pages WHERE number = 2", "quote_differs"),
        (
            "INSERT INTO pages SELECT 'none', number, text, width, height, label, boxes, cells, certainty FROM pages",
            "reading_",
        ),
    ],
)
def test_content(project: Path, statement: str, code: str) -> None:
    tamper(project, statement)
    assert any(found.startswith(code) for found in codes(project)), codes(project)


@pytest.mark.parametrize(
    "statement",
    [
        "DROP TRIGGER journal_keeps_deletes_out",
        "DROP INDEX records_in_order",
        "DROP VIEW counts",
        "CREATE TABLE hidden (a)",
        "CREATE TRIGGER quietly AFTER INSERT ON journal BEGIN DELETE FROM deciders; END",
        "DROP TABLE deciders",
        "ALTER TABLE works ADD COLUMN extra TEXT",
        "DELETE FROM _sqlite_migrations",
    ],
)
def test_the_schema(project: Path, statement: str) -> None:
    conn = sqlite3.connect(project)
    conn.execute(statement)
    conn.commit()
    conn.close()
    found = [fault for fault in faults(project) if fault.code == "schema_differs"]
    assert statement.split()[2] in {fault.parameters["name"] for fault in found}


def test_a_view_that_shows_more_than_is_verified(project: Path) -> None:
    conn = sqlite3.connect(project)
    (sql,) = conn.execute("SELECT sql FROM sqlite_schema WHERE name = 'counts'").fetchone()
    conn.execute("DROP VIEW counts")
    conn.execute(sql.replace("r.approval = 'approved'", "1"))
    conn.close()
    assert Fault("schema_differs", {"name": "counts"}) in faults(project)


NO_TEXT = "CAST(x'61ff62' AS TEXT)"


@pytest.mark.parametrize(
    "statement",
    [
        f"UPDATE journal SET body = {NO_TEXT} WHERE kind = 'record.corrected'",
        f"UPDATE journal SET heads = {NO_TEXT} WHERE kind = 'record.corrected'",
        f"UPDATE journal SET person = {NO_TEXT} WHERE kind = 'record.corrected'",
        f"UPDATE people SET name = {NO_TEXT}",
        f"UPDATE files SET name = {NO_TEXT}",
        f"UPDATE pages SET text = {NO_TEXT}",
        f"UPDATE pages SET cells = '{'[' * 5000}'",
        f"UPDATE field_entries SET field = {NO_TEXT}",
        f"UPDATE spans SET quote = {NO_TEXT}",
        f"UPDATE record_contents SET evidence = '{'[' * 5000}'",
        f"UPDATE deciders SET person = {NO_TEXT}",
    ],
)
def test_what_is_of_no_type_that_this_program_writes(project: Path, statement: str) -> None:
    tamper(project, statement)
    assert faults(project)
    with Database.open(project, back_up=False) as database, database.read() as conn:
        assert conn.text_factory is str


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE journal SET body = x'ff00' WHERE kind = 'record.corrected'",
        "UPDATE file_chunks SET data = x'00' || data",
        "UPDATE pages SET boxes = 'text'",
        "UPDATE pages SET text = x'ff'",
        "UPDATE journal SET signature = x'00ff' WHERE kind = 'record.corrected'",
        "UPDATE journal SET clock = 'soon' WHERE kind = 'record.corrected'",
        "UPDATE journal SET number = 'first' WHERE kind = 'record.corrected'",
        "UPDATE files SET size = 'large'",
        f"UPDATE spans SET page = {NO_TEXT}",
        "UPDATE spans SET start = x'00'",
        "UPDATE people SET name = x'00'",
        "UPDATE works SET id = x'00'",
        "UPDATE record_contents SET answers = x'fffe00'",
    ],
)
def test_what_is_of_another_type_than_its_column_makes_the_project_damaged(project: Path, statement: str) -> None:
    tamper(project, statement)
    with pytest.raises(ProjectError) as refusal:
        faults(project)
    assert refusal.value.code == "damaged" and "value in" in str(refusal.value.parameters["reason"])
    conn = sqlite3.connect(project)
    with pytest.raises(sqlite3.IntegrityError):
        conn.execute("INSERT INTO deciders VALUES (x'00', 'ann')")
    conn.close()


@pytest.mark.parametrize("column", ["evidence", "answers"])
@pytest.mark.parametrize("value", [NO_TEXT, "'no json'", f"'{'[' * 5000}'", "'[1]'"])
def test_records_that_are_none_make_the_project_damaged(project: Path, column: str, value: str) -> None:
    tamper(project, f"UPDATE record_contents SET {column} = {value} WHERE record = 's-count'")
    store = Store.open(project)
    try:
        with pytest.raises(ProjectError) as refusal:
            print([(dict(record.current), dict(record.machine), record.evidence) for record in store.records()])
        assert refusal.value.code == "damaged" and refusal.value.parameters["path"] == str(project)
    finally:
        store.database.close()


@pytest.mark.parametrize("value", [NO_TEXT, "'no json'", f"'{'[' * 5000}'", "'[1]'", "'null'"])
def test_drafts_that_are_none_are_passed_over(project: Path, value: str) -> None:
    tamper(project, f"UPDATE drafts SET fields = {value}")
    store = Store.open(project)
    assert store.drafts("ann") == {}
    store.database.close()


def test_a_journal_cut_short_with_all_that_it_did_shows_against_what_was_published(project: Path) -> None:
    """Whoever brings an older copy back leaves a project without a fault."""
    older = project.read_bytes()
    store = Store.open(project)
    known, before = store.project_id(), store.heads()
    store.postpone("s-money", ANN)
    after = store.heads()
    assert cut_short(store.database, known, [*before, *after]) == []
    store.database.close()
    project.write_bytes(older)
    assert faults(project) == []
    with Database.open(project, back_up=False) as database:
        (missing,) = set(after) - set(before)
        assert cut_short(database, known, before) == []
        assert cut_short(database, known, after) == [Fault("entry_missing", {"entry": missing})]
        assert cut_short(database, "another", before) == [Fault("other_project", {"project": "another"})]


def test_many_faults_are_told_in_a_bearable_number(project: Path) -> None:
    elsewhere = "UPDATE records SET work = 'elsewhere'"
    tamper(project, "UPDATE field_entries SET confidence = 0.123", "UPDATE spans SET prefix = 'x'", elsewhere)
    found = faults(project)
    assert len(found) < 60
    assert len([fault for fault in found if "points to nothing" in str(fault.parameters.get("what"))]) == 1


def test_faults_name_what_they_concern(project: Path) -> None:
    tamper(project, "UPDATE spans SET quote = '121' WHERE quote = '120'")
    found = {fault.code: fault.parameters for fault in faults(project)}
    assert found["quote_differs"]["record"] == "s-count"
    assert (found["quote_differs"]["field"], found["quote_differs"]["quote"]) == ("value", "121")
    assert found["projection_differs"]["key"][0] == "s-count"
    assert found["projection_differs"]["what"] == "quote"


@pytest.fixture
def open_project(project: Path) -> Iterator[Store]:
    store = Store.open(project)
    yield store
    store.database.close()


def test_projections_made_anew_are_the_same(open_project: Store) -> None:
    store = open_project
    before = [store.record(record.id) for record in store.records()]
    store.database.write(lambda conn: [conn.execute("DELETE FROM spans"), conn.execute("DELETE FROM count_values")])
    assert verify(store.database)
    store.database.write(rebuild_all)
    assert verify(store.database) == []
    assert [store.record(record.id) for record in store.records()] == before
    assert store.drafts("ann") == {"s-money": {"amount": "75"}}
