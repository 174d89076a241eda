"""Works, files, views, the form, people and drafts: what is put into a project comes back."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.journal import verify
from db.model.errors import RuleError
from db.model.evidence import Span
from db.model.form import Family, Field, Form, Term
from db.model.people import Person
from db.model.readings import Cell, Page, Reading
from db.model.records import FieldChange
from db.model.suggestions import Suggestion
from db.model.values import FieldType, State
from db.store import Store
from tests.unit.db import making

ANN, BOB, EVE = making.signer("ann"), making.signer("bob"), making.signer("eve")
Reviewed = tuple[Store, str]


def refused(code: str, fn: Callable[..., object], *args: object, **named: object) -> RuleError:
    with pytest.raises(RuleError) as caught:
        fn(*args, **named)
    assert caught.value.code == code
    return caught.value


# --- works, files, readings ----------------------------------------------------------------------------------------


def test_a_report_comes_back_as_it_was_added(path: Path, opened: Callable[[Store], Store]) -> None:
    store = opened(making.project(path))
    data = bytes(range(256)) * 9000  # more than two chunks
    pages = (
        Page(1, "表一\na", 595.5, 842.25, b"\1\2\3\4" * 16, (Cell(0, 1, 2, 0, 2),), "iv"),
        Page(2, "", 0.0, 0.0),
    )
    given_ = making.reading(data)
    given_ = replace(given_, pages=pages, options={"encoding": "gb18030"}, notes=("no_text",), outline=((0, "甲", 1),))
    changes, work_id = store.add_file(data, "a report.pdf", given_, making.MACHINE, language="zh")
    assert changes.works == {work_id}
    (work,) = store.works()
    assert work == store.work(work_id)
    assert (work.title, work.language, work.notes, work.reading) == ("a report.pdf", "zh", ("no_text",), given_.id)
    (file,) = work.files
    assert file == store.file(given_.file)
    assert (file.size, file.pages, file.format, file.purged) == (len(data), 2, "txt", False)
    assert store.file_bytes(file.sha256) == data
    assert store.reading(given_.id) == given_
    assert store.file("none") is None
    refused("unknown_report", store.file_bytes, "none")
    refused("no_reading", store.reading, "none")
    refused("unknown_work", store.work, "none")
    refused("unknown_work", store.progress, "none")


def test_the_same_file_is_added_once(reviewed: Reviewed) -> None:
    store, work = reviewed
    again = making.reading(b"a report")
    error = refused("already_there", store.add_file, b"a report", "b.txt", again, making.MACHINE)
    assert error.parameters["work"] == work
    refused("bad_value", store.add_file, b"other bytes", "b.txt", again, making.MACHINE)
    other = making.reading(b"other")
    refused("unknown_work", store.add_file, b"other", "b.txt", other, making.MACHINE, "none")
    assert len(store.works()) == 1


def test_another_file_of_the_same_work(reviewed: Reviewed) -> None:
    store, work = reviewed
    first = store.work(work).reading
    _, again = store.add_file(b"docx", "a.docx", making.reading(b"docx"), making.MACHINE, work)
    found = store.work(work)
    assert (again, len(found.files), found.reading) == (work, 2, first)
    assert len(store.works()) == 1


def test_purging_takes_the_bytes_and_leaves_the_rest(reviewed: Reviewed) -> None:
    store, work = reviewed
    sha256 = store.work(work).files[0].sha256
    refused("machine_cannot_decide", store.purge_file, sha256, making.MACHINE)
    refused("unknown_report", store.purge_file, "none", ANN)
    store.purge_file(sha256, ANN, "rights")
    assert store.work(work).files[0].purged
    refused("unknown_report", store.file_bytes, sha256)
    assert not store.purge_file(sha256, ANN).entries
    assert len(store.records()) == 4
    assert verify(store.database) == []
    _, again = store.add_file(b"a report", "report.txt", making.reading(b"a report"), making.MACHINE)
    assert again == work
    assert store.file_bytes(sha256) == b"a report"
    assert verify(store.database) == []


def test_the_reports_own_record_names_it(reviewed: Reviewed) -> None:
    store, work = reviewed
    found = store.work(work)
    assert (found.title, found.symbol, found.language) == ("A year of work", "X/1", None)
    change = {"title": making.stated("两年"), "language": making.stated("zh"), "symbol": FieldChange(State.NOT_STATED)}
    assert store.correct("s-report", change, ANN).works == {work}
    found = store.work(work)
    assert (found.title, found.symbol, found.language) == ("两年", None, "zh")
    store.undo(ANN)
    assert store.work(work).title == "A year of work"
    store.reject("s-report", ANN)
    assert store.work(work).title == "report.txt"


def test_progress_leaves_the_reports_own_record_out(reviewed: Reviewed) -> None:
    store, work = reviewed
    found = store.progress(work)
    assert (found.total, found.needs_clerk, found.needs_reviewer) == (3, 3, 0)
    store.confirm("s-report", ANN)
    store.confirm("s-count", ANN)
    store.postpone("s-money", ANN)
    store.reject("s-lame", ANN)
    found = store.progress(work)
    assert found.by_family == {"count": 1, "financial_figure": 2}
    assert found.by_decision == {"confirmed": 1, "postponed": 1, "rejected": 1}
    assert (found.needs_clerk, found.needs_reviewer) == (1, 2)
    store.approve("s-count", BOB)
    store.return_("s-lame", BOB, "?")
    found = store.progress(work)
    assert found.by_approval == {"approved": 1, "none": 1, "returned": 1}
    assert (found.needs_clerk, found.needs_reviewer) == (2, 0)


# --- views ---------------------------------------------------------------------------------------------------------


def test_views_show_what_is_verified_to_any_tool(reviewed: Reviewed) -> None:
    store, _ = reviewed
    store.confirm("s-count", ANN)
    store.correct("s-money", {"amount": making.stated(Decimal("-7500.50"))}, ANN)
    store.reject("s-lame", ANN)
    for record in ("s-count", "s-money", "s-lame"):
        store.approve(record, BOB)
    store.database.close()
    conn = sqlite3.connect(store.database.path)
    conn.row_factory = sqlite3.Row
    (count,) = conn.execute("SELECT * FROM counts").fetchall()
    wanted = {
        "record": "s-count", "value": "120", "value_number": 120.0, "women": 40, "report": "report.txt",
        "report_title": "A year of work", "report_symbol": "X/1", "page": 1, "quote": "120 persons (40 women)",
        "decision": "confirmed", "decided_by": "Ann", "approved_by": "Bob", "report_state": "open",
    }  # fmt: skip
    assert {key: count[key] for key in wanted} == wanted
    assert count["decided_at"].endswith("Z") and count["approved_at"].endswith("Z")
    (money,) = conn.execute("SELECT amount, amount_number, currency FROM financial_figures").fetchall()
    assert tuple(money) == ("-7500.5", -7500.5, "USD")
    assert conn.execute("SELECT * FROM activities").fetchall() == []
    assert conn.execute("SELECT * FROM reports").fetchall() == []
    conn.close()


def test_whole_numbers_of_any_size_stay_exact(reviewed: Reviewed) -> None:
    store, _ = reviewed
    large = Decimal("1" + "0" * 29 + "1")
    store.correct("s-count", {"women": making.stated(large)}, ANN)
    assert store.record("s-count").value("women") == large
    with store.database.read() as conn:
        assert conn.execute("SELECT women FROM count_values").fetchone() == ("1" + "0" * 29 + "1",)


# --- the form ------------------------------------------------------------------------------------------------------


def wider() -> Form:
    form = making.form()
    families = []
    for family in form.families:
        fields = family.fields
        if family.id == "count":
            fields = (
                *(replace(item, retired=item.id == "noun") for item in fields),
                Field("certainty", FieldType.DECIMAL, {"en": "Certainty"}),
            )
        families.append(replace(family, fields=fields))
    families.append(Family("site", {"en": "Site"}, {"en": "Sites"}, (Field("name", FieldType.TEXT, {}),), "sites"))
    vocabularies = {**form.vocabularies, "source": (*form.vocabularies["source"], Term("annex", {"en": "annex"}))}
    return Form(form.id, 2, tuple(families), vocabularies, form.checks)


def test_a_changed_form_is_an_entry_and_old_answers_stay(reviewed: Reviewed) -> None:
    store, work = reviewed
    store.confirm("s-count", ANN)
    store.approve("s-count", BOB)
    before = store.record("s-count")
    changes = store.change_form(wider(), ANN)
    assert changes.form and "s-count" in changes.records
    assert store.form() == wider()
    assert store.record("s-count") == before  # labels and new fields void nothing
    store.correct("s-count", {"certainty": making.stated(Decimal("0.5"))}, EVE)
    store.add(work, "site", {"name": making.stated("North")}, (making.span("office"),), ANN)
    with store.database.read() as conn:
        assert conn.execute("SELECT certainty, noun FROM count_values").fetchone() == ("0.5", "persons")
        assert conn.execute("SELECT count(*) FROM sites").fetchone() == (0,)
    assert not store.change_form(wider(), ANN).entries
    assert verify(store.database) == []


def test_a_form_loses_nothing(reviewed: Reviewed) -> None:
    store, _ = reviewed
    form = making.form()
    count = form.family("count")
    other_type = replace(count, fields=(replace(count.fields[0], type=FieldType.TEXT), *count.fields[1:]))
    for changed in (
        replace(form, families=form.families[:-1]),
        replace(form, families=tuple(replace(f, fields=f.fields[1:]) if f is count else f for f in form.families)),
        replace(form, families=tuple(other_type if f is count else f for f in form.families)),
        replace(form, vocabularies={**form.vocabularies, "unit": form.vocabularies["unit"][1:]}),
        replace(form, families=(*form.families, form.families[0])),
        replace(form, families=tuple(replace(f, view="records") if f is count else f for f in form.families)),
        replace(form, families=tuple(replace(f, id='x"; DROP') if f is count else f for f in form.families)),
        replace(form, vocabularies={}),
    ):
        refused("bad_value", store.change_form, changed, ANN)
    assert store.form() == form


# --- people --------------------------------------------------------------------------------------------------------


def test_people_introduce_themselves_or_are_introduced(path: Path, opened: Callable[[Store], Store]) -> None:
    store = opened(making.project(path))
    ann = Person("ann", " Ann\n\x00 O'Neil ", (ANN.key,))
    store.add_person(ann, ANN)
    assert store.person("ann").name == "Ann \ufffd O'Neil"
    refused("already_there", store.add_person, ann, ANN)
    refused("unknown_person", store.add_person, Person("bob", "Bob", (BOB.key,)), EVE)
    store.add_person(Person("bob", "Bob", (BOB.key,)), ANN)
    refused("already_there", store.add_person, Person("eve", "Eve", (BOB.key,)), EVE)
    refused("bad_name", store.add_person, Person("eve", " \n", (EVE.key,)), EVE)
    refused("bad_value", store.add_person, Person("eve", "Eve", ("no key",)), EVE)
    refused("bad_value", store.add_person, Person("\ud800", "Eve", (EVE.key,)), EVE)
    refused("not_yours", store.add_key, "ann", EVE.key, BOB)
    refused("unknown_person", store.add_key, "none", EVE.key, EVE)
    refused("already_there", store.add_key, "ann", BOB.key, ANN)
    assert not store.add_key("ann", ANN.key, ANN).entries
    assert store.add_key("ann", making.signer("ann", "2").key, ANN).people
    assert [person.id for person in store.people()] == ["machine-1", "ann", "bob"]
    assert verify(store.database) == []


def test_a_person_can_create_a_project(path: Path, opened: Callable[[Store], Store]) -> None:
    refused("unknown_person", Store.create_project, path, making.form(), ANN, Person("bob", "Bob", (BOB.key,)))
    store = opened(Store.create_project(path, making.form(), ANN, Person("ann", "Ann", (ANN.key,))))
    assert store.people() == [Person("ann", "Ann", (ANN.key,))]
    assert verify(store.database) == []


# --- drafts --------------------------------------------------------------------------------------------------------


def test_drafts_outlive_the_window_and_end_with_the_decision(reviewed: Reviewed) -> None:
    store, _ = reviewed
    entries = store.heads()
    store.set_draft("ann", "s-count", {"women": "4\x00\ud800"})
    store.set_draft("ann", "s-money", {"amount": "7"})
    store.set_draft("bob", "s-count", {"women": "5"})
    assert store.heads() == entries
    store.database.close()
    store = Store.open(store.database.path)
    assert store.drafts("ann") == {"s-count": {"women": "4\ufffd\ufffd"}, "s-money": {"amount": "7"}}
    store.confirm("s-count", ANN)
    store.set_draft("ann", "s-money", None)
    assert store.drafts("ann") == {}
    assert store.drafts("bob") == {"s-count": {"women": "5"}}
    store.database.close()


# --- hostile text --------------------------------------------------------------------------------------------------

ANY = st.text(st.characters(codec=None), max_size=30)


def test_texts_nothing_can_hold(path: Path, opened: Callable[[Store], Store]) -> None:
    store = opened(making.project(path, "ann"))
    pages = ("a\x00b \ud800 12 persons\x0c\x85", "\udfff")
    data = b"hostile"
    reading = Reading("", "pdf", "r\x00", "1", tuple(Page(n, text) for n, text in enumerate(pages, 1)))
    reading = replace(reading, file=making.reading(data).file, reader="reader")
    quote = Span(1, 0, 5, "a\x00b \ud800", "\x00", "\ud800")
    suggestion = Suggestion(
        "\ud800", "count", {"value": Decimal(12), "unit": "persons", "noun": "per\x00sons\ud801"}, (quote,)
    )
    _, work = store.add_file(data, "na\x00me\ud800.pdf", reading, making.MACHINE, suggestions=[suggestion])
    found = store.work(work)
    assert found.title == "na\ufffdme\ufffd.pdf"
    assert found.reading is not None
    assert store.reading(found.reading).pages[0].text == "a\ufffdb \ufffd 12 persons\ufffd\ufffd"
    (record,) = store.records()
    assert (record.value("noun"), record.evidence[0].quote) == ("per\ufffdsons\ufffd", "a\ufffdb \ufffd")
    assert not store.suggest(work, reading, [suggestion], making.MACHINE).entries
    store.correct(record.id, {"noun": making.stated("x\ud800\x00\r\ny")}, ANN, why="\ud800", evidence=(quote,))
    assert store.record(record.id).value("noun") == "x\ufffd\ufffd\ny"
    for call in (store.record, store.work, store.person, store.history, store.reading, store.file_bytes):
        with pytest.raises(RuleError):
            call("\ud800\x00")
    for write in (store.confirm, store.reject, store.approve, store.return_):
        refused("unknown_record", write, "\ud800", ANN)
    assert store.records(work="\ud800", family="\x00") == []
    assert verify(store.database) == []


def test_any_text_a_person_types(path: Path, opened: Callable[[Store], Store]) -> None:
    store, work = making.reviewed(path)
    opened(store)

    @given(ANY, ANY)
    def types(noun: str, why: str) -> None:
        change = making.stated(noun)
        try:
            store.correct("s-count", {"noun": change}, ANN, why=why)
        except RuleError as error:
            assert error.code == "bad_value"
            assert not noun.strip("\x1c\x1d\x1e\x1f\x85 \t\n\r\x0b\x0c") or not noun.strip()
        store.return_("s-count", BOB, why) if store.record("s-count").decision in ("corrected", "confirmed") else None
        store.set_draft(noun, why, {noun: why})

    types()
    assert store.work(work)
    assert verify(store.database) == []


def test_the_journal_holds_no_floats(reviewed: Reviewed) -> None:
    store, _ = reviewed
    with store.database.read() as conn:
        bodies = [json.loads(row[0], parse_float=pytest.fail) for row in conn.execute("SELECT body FROM journal")]
    assert bodies
