"""The form: what it shows of a record, what it gathers, what it asks for."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from db.model.dates import PartialDate
from db.model.records import Approval, Decision, FieldChange
from db.model.suggestions import Suggestion
from db.model.values import State, Value
from desktop.review.checks import CheckResult
from desktop.ui import theme
from desktop.ui.form.editors import FieldEditor
from desktop.ui.form.record_form import FieldProblem, FormContext, RecordForm
from tests.qt.form.hands import compose, focused, type_text
from tests.qt.form.material import COUNT, entry, form, record, span

CONTEXT = FormContext(position=2, total=60, task="decide", report_language="zh", names={"p1": "Ana", "p2": "Bo"})


def texts(card: RecordForm, field: str) -> list[str]:
    return [note.text for note in card.notes_of(field)]


def test_how_sure_the_reading_of_a_picture_is_stands_apart_and_whole_in_a_narrow_card(card: RecordForm) -> None:
    card.show_record(record(), replace(CONTEXT, position=20, certainty=0.83))
    head = card.header.detail
    assert head.whole() == "page 1 · suggested, 0.97 · OCR, 0.83"
    assert head.text() == head.whole(), "nothing of it is cut"


def test_shows_a_record_and_changes_nothing_by_itself(card: RecordForm) -> None:
    for family in ("count", "activity", "financial_figure", "report"):
        card.show_record(record(family), CONTEXT)
        assert not card.is_dirty()
        assert card.changes() == {}
        assert card.draft() is None
    card.show_record(record(), CONTEXT)
    assert card.header.name.text() == "Count"
    assert card.header.detail.whole() == "page 1 · suggested, 0.97"
    assert card.header.place.text() == "2 of 60"
    assert card.editor("value").text() == "1\u00a0100"
    assert card.editor("qualifier").text() == "about"


def test_gathers_only_what_differs(card: RecordForm) -> None:
    card.show_record(record(), CONTEXT)
    card.focus_field("value")
    QTest.keyClick(focused(), Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    type_text(focused(), "1,200")
    card.editor("countries").set_text("Peru")
    assert card.changes() == {
        "value": FieldChange(State.STATED, Decimal(1200)),
        "countries": FieldChange(State.STATED, ("PE",)),
    }
    card.revert()
    assert card.changes() == {}


def test_says_edited_and_offers_to_correct(card: RecordForm, qtbot: QtBot) -> None:
    card.show_record(record(), CONTEXT)
    assert card.footer.primary.text() == "Confirm"
    with qtbot.waitSignal(card.edited):
        card.editor("noun").set_text("代表")
    assert card.footer.primary.text() == "Correct"


def test_an_unreadable_field_stops_and_says_so(card: RecordForm) -> None:
    card.show_record(record("activity"), CONTEXT)
    card.editor("start").set_text("2019-13")
    card.editor("women").set_text("many")
    with pytest.raises(FieldProblem) as caught:
        card.changes()
    assert caught.value.field == "start"
    assert caught.value.message in texts(card, "start")
    assert any("number" in text for text in texts(card, "women"))
    card.editor("start").set_text("2019-12")
    assert not any("date" in text for text in texts(card, "start"))


def test_enter_and_buttons_ask_for_actions(card: RecordForm) -> None:
    asked: list[str] = []
    card.actionRequested.connect(asked.append)
    card.show_record(record(), CONTEXT)
    card.focus_field("value")
    QTest.keyClick(focused(), Qt.Key.Key_Return)
    compose(focused(), "yi")
    QTest.keyClick(focused(), Qt.Key.Key_Return)
    assert asked == ["confirm"]
    for button in (card.footer.primary, card.footer.second, card.footer.third):
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert asked == ["confirm", "confirm", "reject", "postpone"]


def test_the_second_person_approves_and_is_warned_before_a_change(card: RecordForm) -> None:
    asked: list[str] = []
    card.actionRequested.connect(asked.append)
    card.show_record(
        record(decision=Decision.CONFIRMED, decided_by="p1", decided_at="2026-01-02T03:04:05+00:00"),
        replace(CONTEXT, task="approve"),
    )
    assert card.header.history.whole().startswith("confirmed by Ana, 2026-01-0")
    card.focus_field("noun")
    QTest.keyClick(focused(), Qt.Key.Key_Return)
    QTest.mouseClick(card.footer.second, Qt.MouseButton.LeftButton)
    assert asked == ["approve", "return"]
    assert card.footer.third.isHidden()
    assert card.remarks.notes() == ()
    type_text(focused(), "x")
    assert "clerk" in card.remarks.notes()[0].text
    QTest.keyClick(focused(), Qt.Key.Key_Return)
    assert asked[-1] == "confirm"


def test_who_approves_a_rejection_reads_that_it_is_one(card: RecordForm) -> None:
    card.show_record(record(decision=Decision.REJECTED, decided_by="p1"), replace(CONTEXT, task="approve"))
    assert card.footer.primary.text() == "Approve rejection"
    card.show_record(record(decision=Decision.CONFIRMED, decided_by="p1"), replace(CONTEXT, task="approve"))
    assert card.footer.primary.text() == "Approve"


def test_a_returned_record_shows_the_question(card: RecordForm) -> None:
    returned = record(
        decision=Decision.CONFIRMED,
        approval=Approval.RETURNED,
        decided_by="p1",
        approved_by="p2",
        question="Does it include <the> webinar?",
    )
    card.show_record(returned, replace(CONTEXT, task="answer"))
    assert card.question.isVisible()
    assert card.question.text() == "Bo asks: Does it include <the> webinar?"
    assert card.footer.primary.text() == "Confirm again"
    card.show_record(record(), CONTEXT)
    assert card.question.isHidden()


def test_what_is_done_has_nothing_to_confirm(card: RecordForm) -> None:
    card.show_record(record(decision=Decision.CONFIRMED, decided_by="p1"), replace(CONTEXT, task=None))
    assert not card.footer.primary.isEnabled()
    card.editor("noun").set_text("other")
    assert card.footer.primary.isEnabled()


def test_the_machines_value_stays_visible_and_comes_back(card: RecordForm) -> None:
    card.show_record(record(fields=COUNT, machine={**COUNT, "value": Decimal(1000)}), CONTEXT)
    assert texts(card, "value") == ["machine: 1\u00a0000"]
    assert texts(card, "noun") == []
    card._page.row_of("value").notes.restoreRequested.emit("value")  # type: ignore[union-attr]
    assert card.changes() == {"value": FieldChange(State.STATED, Decimal(1000))}
    assert texts(card, "value") == []


def test_restoring_brings_the_evidence_back_too(card: RecordForm) -> None:
    moved = record()
    current = {**moved.current, "value": entry(Decimal(5), "person", quote="5")}
    machine = {**moved.machine, "value": entry(Decimal(1100), quote="1 100")}
    card.show_record(replace(moved, current=current, machine=machine), CONTEXT)
    card._restore("value")
    assert card.changes()["value"] == FieldChange(State.STATED, Decimal(1100), (span("1 100"),))


def test_doubts_and_failing_checks_stand_at_their_fields(card: RecordForm) -> None:
    low = record()
    low = replace(low, current={**low.current, "noun": entry("国家官员", confidence=0.41)})
    parameters: dict[str, Any] = {"part": "women", "whole": "value", "found": Decimal(1376), "expected": Decimal(1100)}
    results = [
        CheckResult("women", False, ("r1",), ("women", "value"), "part_above_whole", parameters),
        CheckResult("other", False, ("r9",), ("value",), "part_above_whole", parameters),
        CheckResult("good", True, ("r1",), ("value",), "sum_holds", {}),
    ]
    card.show_record(low, replace(CONTEXT, unsure=("noun", "countries"), results=results))
    assert texts(card, "noun") == ["Unsure (0.41): compare it with the passage."]
    assert texts(card, "countries") == ["Unsure: nothing was found for it."]
    assert len(texts(card, "women")) == 1
    assert "1\u00a0376" in texts(card, "women")[0]
    assert "Of these women" in texts(card, "women")[0]
    assert texts(card, "value") == []
    page = card._page
    assert page is not None
    assert page.row_of("women").box_of("women").tone() == "bad"
    assert "more than" in page.editors["women"].focusProxy().accessibleDescription()  # type: ignore[union-attr]
    assert page.row_of("noun").box_of("noun").tone() == "warning"
    card.editor("noun").set_text("代表")  # a person has said it now
    assert not any("Unsure" in text for text in texts(card, "noun"))


def test_a_passage_fills_the_focused_field_and_its_evidence_moves(card: RecordForm, qtbot: QtBot) -> None:
    card.show_record(record(), CONTEXT)
    assert not card.fill(span("1 376"))
    card.focus_field("women")
    assert card.focused_field() == "women"
    passage = span("1 376", start=99)
    with qtbot.waitSignal(card.edited):
        assert card.fill(passage)
    assert card.changes() == {"women": FieldChange(State.STATED, Decimal(1376), (passage,))}
    QTest.keyClick(focused(), Qt.Key.Key_Escape)
    assert card.changes() == {}


def test_the_same_value_at_another_place_moves_the_evidence_alone(card: RecordForm) -> None:
    card.show_record(record(), CONTEXT)
    card.focus_field("value")
    passage = span("1 100", page=7)
    assert card.fill(passage)
    assert card.changes() == {"value": FieldChange(State.STATED, Decimal(1100), (passage,))}


def test_a_passage_that_means_nothing_changes_nothing_and_says_so(card: RecordForm) -> None:
    card.show_record(record(), CONTEXT)
    for field in ("value", "activity"):
        card.focus_field(field)
        assert not card.fill(span("培训"))
        assert any("培训" in text for text in texts(card, field))
    assert card.changes() == {}


def test_a_passage_by_type(card: RecordForm) -> None:
    card.show_record(record("activity", fields={"type": "other", "countries": ("DO",)}), CONTEXT)
    for field, quote, value in (
        ("start", "2019 年 7 月", PartialDate(2019, 7)),
        ("participants", "36万", Decimal(360000)),
        ("place", "圣多明各", "圣多明各"),
        ("countries", "哥斯达黎加", ("DO", "CR")),
        ("type", "讲习班", "workshop"),
    ):
        card.focus_field(field)
        assert card.fill(span(quote)), field
        assert card.changes()[field].value == value
        assert (card.changes()[field].evidence or ())[-1] == span(quote)


def test_a_passage_can_be_added_to_a_text(card: RecordForm) -> None:
    card.show_record(record(), CONTEXT)
    card.focus_field("noun")
    assert card.fill(span("和专家", start=60), append=True)
    assert card.changes()["noun"].value == "国家官员和专家"
    two = (span("national", page=1), span("officials", page=2))
    assert card.fill(two)
    assert card.changes()["noun"] == FieldChange(State.STATED, "national officials", two)
    assert not card.fill(())


def test_read_only_shows_and_takes_nothing(card: RecordForm) -> None:
    asked: list[str] = []
    card.actionRequested.connect(asked.append)
    card.show_record(record(), CONTEXT)
    card.set_read_only(True)
    QTest.mouseClick(card.footer.primary, Qt.MouseButton.LeftButton)
    QTest.mouseClick(card.editor("noun"), Qt.MouseButton.LeftButton)
    assert card.focused_field() is None
    assert asked == []
    card.set_read_only(False)
    QTest.mouseClick(card.footer.primary, Qt.MouseButton.LeftButton)
    assert asked == ["confirm"]


def test_a_click_elsewhere_keeps_the_field_in_mind_and_tab_out_does_not(card: RecordForm) -> None:
    seen: list[object] = []
    card.fieldFocused.connect(seen.append)
    card.show_record(record(), CONTEXT)
    card.focus_field("value")
    QTest.keyClick(focused(), Qt.Key.Key_Tab)
    assert card.focused_field() == "qualifier"
    QTest.keyClick(focused(), Qt.Key.Key_Tab)
    assert card.focused_field() == "value_max"
    focused().clearFocus()
    assert card.focused_field() is None
    assert [field for field in seen if field is not None] == ["value", "qualifier", "value_max"]


def test_tab_goes_through_all_fields_in_order_and_then_to_the_buttons(card: RecordForm) -> None:
    for family in ("count", "financial_figure"):
        filled = {**COUNT} if family == "count" else None
        card.show_record(record(family, fields=filled), CONTEXT)
        seen = []
        card.focus_field(form().family(family).fields[0].id)
        for _ in form().family(family).fields:
            seen.append(card.focused_field())
            QTest.keyClick(focused(), Qt.Key.Key_Tab)
        assert seen == [field.id for field in form().family(family).fields]
        assert focused() is card.footer.primary


def test_not_stated_in_the_focused_field(card: RecordForm) -> None:
    card.show_record(record(), CONTEXT)
    assert not card.mark_not_stated()
    card.focus_field("noun")
    assert card.mark_not_stated()
    assert card.changes() == {"noun": FieldChange(State.NOT_STATED)}


def test_a_number_takes_its_qualifier_along(card: RecordForm) -> None:
    bare: dict[str, Value] = {"value": Decimal(5), "qualifier": "exact", "unit": "persons"}
    card.show_record(record(fields=bare), CONTEXT)
    card.editor("women").set_text("3")
    assert card.changes() == {
        "women": FieldChange(State.STATED, Decimal(3)),
        "women_qualifier": FieldChange(State.STATED, "exact"),
    }
    card.show_record(record(id="r2"), CONTEXT)
    card.editor("women").mark_not_stated()
    assert card.changes() == {
        "women": FieldChange(State.NOT_STATED),
        "women_qualifier": FieldChange(State.NOT_STATED),
    }


def test_a_draft_survives(card: RecordForm) -> None:
    card.show_record(record(), CONTEXT)
    card.editor("value").set_text("1 2oo")
    card.editor("noun").mark_not_stated()
    card.editor("countries").set_text("Peru; Braz")
    card.focus_field("women")
    card.fill(span("36万", start=44))
    card.editor("qualifier").put("nearly")
    draft = card.draft()
    assert draft is not None
    assert set(draft) == {"value", "noun", "countries", "women", "qualifier"}
    assert all(isinstance(text, str) for text in draft.values())
    card.show_record(None)
    card.show_record(record(), replace(CONTEXT, draft=draft))
    assert card.editor("value").text() == "1 2oo"
    assert card.editor("countries").text() == "Peru; Braz"
    assert card.editor("noun").state() is State.NOT_STATED
    assert card.draft() == draft
    card.editor("value").set_text("1200")
    card.editor("countries").set_text("Peru; Brazil")
    changes = card.changes()
    assert changes["women"] == FieldChange(State.STATED, Decimal(360000), (span("36万", start=44),))
    assert changes["countries"].value == ("PE", "BR")
    assert changes["qualifier"].value == "nearly"


def test_a_refresh_keeps_what_is_typed_and_another_record_does_not(card: RecordForm) -> None:
    card.show_record(record(), CONTEXT)
    card.editor("noun").set_text("half-ty")
    card.show_record(record(), replace(CONTEXT, position=3))
    assert card.editor("noun").text() == "half-ty"
    assert card.header.place.text() == "3 of 60"
    changed = record(fields={**COUNT, "unit": "states"})
    card.show_record(changed, CONTEXT)
    assert card.editor("noun").text() == "国家官员"
    card.editor("noun").set_text("half-ty")
    card.show_record(record(id="r2"), CONTEXT)
    assert not card.is_dirty()


def test_adding_by_hand(card: RecordForm) -> None:
    asked: list[str] = []
    card.actionRequested.connect(asked.append)
    passage = span("约 15 名代表", page=3)
    number = span("15", page=3)
    proposal = Suggestion("new", "count", {"value": Decimal(15), "unit": "persons"}, (passage,), {"value": (number,)})
    card.show_proposal(proposal, FormContext(report_language="zh"))
    assert card.proposal() is proposal
    assert card.record() is None
    assert card.header.name.text() == "New count"
    assert [card.footer.primary.text(), card.footer.second.text()] == ["Add", "Cancel"]
    assert card.changes() == {
        "value": FieldChange(State.STATED, Decimal(15), (number,)),
        "qualifier": FieldChange(State.STATED, "exact"),
        "unit": FieldChange(State.STATED, "persons"),
    }
    card.editor("value").set_text("16")
    assert card.changes()["value"] == FieldChange(State.STATED, Decimal(16))
    card.focus_field("value")
    QTest.keyClick(focused(), Qt.Key.Key_Return)
    QTest.mouseClick(card.footer.second, Qt.MouseButton.LeftButton)
    assert asked == ["add", "cancel"]
    card.show_record(record(), CONTEXT)
    assert card.proposal() is None
    assert not card.is_dirty()


def test_a_refusal_is_shown_at_its_field(card: RecordForm) -> None:
    card.show_record(record(), CONTEXT)
    card.show_problem("unit", "It is needed.")
    assert card.focused_field() == "unit"
    assert texts(card, "unit") == ["It is needed."]


def test_the_menu_holds_states_and_what_the_window_adds(card: RecordForm) -> None:
    extra = QAction("History", card)
    card.set_more_actions([extra])
    card.show_record(record(), CONTEXT)
    card.focus_field("noun")
    menu = QMenu(card)
    card._fill_menu(menu)
    words = [action.text() for action in menu.actions()]
    assert {"not stated", "unreadable", "not applicable", "not looked at", "History"} <= set(words)
    next(action for action in menu.actions() if action.text() == "not applicable").trigger()
    assert card.changes() == {"noun": FieldChange(State.NOT_APPLICABLE)}


def test_nothing_chosen(card: RecordForm) -> None:
    card.show_record(record(), CONTEXT)
    card.show_record(None)
    assert card.nothing.isVisible()
    assert card.footer.isHidden()
    assert card.changes() == {}
    assert card.draft() is None
    assert not card.fill(span("1"))


@pytest.mark.parametrize("width", [420, 520])
def test_nothing_is_cut_off_and_nothing_scrolls_where_there_is_room(card: RecordForm, width: int, qtbot: QtBot) -> None:
    long = "中心与会员国、联合国系统各实体以及民间社会密切合作，继续支持各国执行行动纲领。" * 3
    card.window().resize(width, 900)
    for shown in (
        record(),
        record("activity", fields={"title": long, "type": "training", "countries": ("DO", "CR", "SV", "PE", "BO")}),
        record("financial_figure", id="r3"),
    ):
        card.show_record(shown, replace(CONTEXT, unsure=("unit", "type", "item")))
        page = card._page
        assert page is not None
        editors = [editor for editor in page.editors.values() if editor.isVisible()]

        def whole(editors: list[FieldEditor] = editors) -> bool:
            high = all(e.height() >= max(26, e.minimumSizeHint().height()) for e in editors)
            fits = card.height() == card.sizeHint().height()
            return high and fits and card.area.verticalScrollBar().maximum() == 0

        qtbot.waitUntil(whole)
        for editor in editors:
            assert editor.mapTo(card, editor.rect().bottomRight()).x() < card.width()


def test_themes_and_languages(qtbot: QtBot) -> None:
    shown = RecordForm(form(), "zh", theme.dark())
    qtbot.addWidget(shown)
    shown.show_record(record("activity"), CONTEXT)
    assert shown.header.name.text() == "活动"
    assert shown.editor("type").text() == "培训"
    assert [chip.text() for chip in shown.editor("countries").chips()] == ["多米尼加共和国", "哥斯达黎加"]  # type: ignore[attr-defined]
    shown.set_theme(theme.light())
    assert theme.light().text in shown.editor("start").line.styleSheet()  # type: ignore[attr-defined]


def test_every_editor_has_an_accessible_name(card: RecordForm) -> None:
    for family in ("count", "activity", "financial_figure", "report"):
        card.show_record(record(family), CONTEXT)
        page = card._page
        assert page is not None
        for editor in page.editors.values():
            assert (editor.focusProxy() or editor).accessibleName()
    for button in card.footer.buttons():
        assert button.accessibleName()
        assert button.toolTip()
