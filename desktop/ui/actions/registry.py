"""Every action of the window as data: its id, words, menu, keys, icon, and when it is enabled."""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import QT_TRANSLATE_NOOP

from db.model.dataclass import dataclass

Scope = Literal["window", "work", "sheet"]
SHEETS = frozenset({"group", "names", "looking"})  # facts: which sheet covers report and form
MENUS: tuple[tuple[str, str], ...] = (
    ("file", QT_TRANSLATE_NOOP("menus", "&File")),
    ("edit", QT_TRANSLATE_NOOP("menus", "&Edit")),
    ("record", QT_TRANSLATE_NOOP("menus", "&Record")),
    ("sheets", QT_TRANSLATE_NOOP("menus", "&Sheets")),
    ("view", QT_TRANSLATE_NOOP("menus", "&View")),
    ("project", QT_TRANSLATE_NOOP("menus", "&Project")),
    ("help", QT_TRANSLATE_NOOP("menus", "&Help")),
)
# The mark gives its text back, which its declared type does not say.
SUBMENUS: dict[tuple[str, int], str] = {  # groups of a menu that open beside it: it must fit on a small screen
    ("view", 2): str(QT_TRANSLATE_NOOP("menus", "List of records")),
    ("view", 4): str(QT_TRANSLATE_NOOP("menus", "Colours")),
    ("view", 5): str(QT_TRANSLATE_NOOP("menus", "Language")),
}


@dataclass(frozen=True)
class ActionSpec:
    """One action.

    Attributes:
        id: names it everywhere.
        text: its words in a menu, in English; the translation context is "actions".
        menu, group: where it stands; a line parts the groups of a menu.
        keys: its keys in Qt's portable form, the first one is shown.
        needs: facts that must hold for it to be enabled (see `desktop.ui.desk.Desk.facts`).
        scope: "window" keys act anywhere in the window, "work" keys only while the focus is in the report or the form,
            so that a key pressed at a window that has just opened decides nothing; "sheet" keys only in a sheet that
            covers these, so that both may use the same keys.
        icon: name of a picture in resources/icons, or nothing.
        choice: name of an exclusive group of which it is one, or nothing.
    """

    id: str
    text: str
    menu: str
    group: int
    keys: tuple[str, ...] = ()
    needs: frozenset[str] = frozenset()
    scope: Scope = "window"
    icon: str = ""
    choice: str = ""


def _facts(*names: str) -> frozenset[str]:
    return frozenset(names)


_OPEN = _facts("project")
_WRITE = _facts("project", "writable")
_RECORD = _facts("record", "writable")
_SELECTED = _facts("report", "writable", "selection")

ACTIONS: tuple[ActionSpec, ...] = (
    ActionSpec("new_project", QT_TRANSLATE_NOOP("actions", "New project…"), "file", 0, ("Ctrl+N",), icon="new"),
    ActionSpec("open_project", QT_TRANSLATE_NOOP("actions", "Open project…"), "file", 0, ("Ctrl+O",), icon="open"),
    ActionSpec("add_reports", QT_TRANSLATE_NOOP("actions", "Add reports…"), "file", 1, ("Ctrl+Shift+O",), _WRITE, icon="add"),
    ActionSpec("add_folder", QT_TRANSLATE_NOOP("actions", "Add a folder of reports…"), "file", 1, (), _WRITE),
    ActionSpec("release", QT_TRANSLATE_NOOP("actions", "Release…"), "file", 2, ("Ctrl+E",), _OPEN, icon="release"),
    ActionSpec("print", QT_TRANSLATE_NOOP("actions", "Print…"), "file", 2, ("Ctrl+P",), _facts("report")),
    ActionSpec("open_outside", QT_TRANSLATE_NOOP("actions", "Open in the system's reader"), "file", 2, ("Ctrl+Shift+P",), _facts("report")),
    ActionSpec("close_project", QT_TRANSLATE_NOOP("actions", "Close project"), "file", 3, ("Ctrl+W",), _OPEN),
    ActionSpec("quit", QT_TRANSLATE_NOOP("actions", "Quit"), "file", 3, ("Ctrl+Q",)),
    ActionSpec("undo", QT_TRANSLATE_NOOP("actions", "Undo"), "edit", 0, ("Ctrl+Z",), _facts("writable", "undoable"), icon="undo"),
    ActionSpec("redo", QT_TRANSLATE_NOOP("actions", "Redo"), "edit", 0, ("Ctrl+Shift+Z", "Ctrl+Y"), _facts("writable", "redoable"), icon="redo"),
    ActionSpec("copy", QT_TRANSLATE_NOOP("actions", "Copy the selected text"), "edit", 1, ("Ctrl+C",), _facts("selection")),
    ActionSpec("copy_as_line", QT_TRANSLATE_NOOP("actions", "Copy as one line"), "edit", 1, ("Ctrl+Shift+C",), _facts("selection")),
    ActionSpec("edit_record", QT_TRANSLATE_NOOP("actions", "Edit the record"), "edit", 1, ("F2",), _RECORD, icon="edit"),
    ActionSpec("not_stated", QT_TRANSLATE_NOOP("actions", "Not stated in the report"), "edit", 1, ("F4", "Ctrl+Shift+N"), _facts("record", "writable", "field")),
    ActionSpec("leave_edit", QT_TRANSLATE_NOOP("actions", "Leave the field"), "edit", 1, ("Esc",), _OPEN, "work"),
    ActionSpec("discard_edit", QT_TRANSLATE_NOOP("actions", "Discard what was typed"), "edit", 1, ("Ctrl+Shift+Backspace",), _facts("dirty")),
    ActionSpec("find", QT_TRANSLATE_NOOP("actions", "Find in this report…"), "edit", 2, ("Ctrl+F",), _facts("report")),
    ActionSpec("find_next", QT_TRANSLATE_NOOP("actions", "Next place found"), "edit", 2, ("F3",), _facts("report")),
    ActionSpec("find_previous", QT_TRANSLATE_NOOP("actions", "Previous place found"), "edit", 2, ("Shift+F3",), _facts("report")),
    ActionSpec("find_everywhere", QT_TRANSLATE_NOOP("actions", "Find in all reports…"), "edit", 2, ("Ctrl+Shift+F",), _OPEN),
    ActionSpec("confirm", QT_TRANSLATE_NOOP("actions", "Confirm and go on"), "record", 0, ("Return", "Enter"), _RECORD, "work", "confirm"),
    ActionSpec("confirm_now", QT_TRANSLATE_NOOP("actions", "Decide at once"), "record", 0, ("Ctrl+Return", "Ctrl+Enter"), _RECORD, "work"),
    ActionSpec("confirm_repeats", QT_TRANSLATE_NOOP("actions", "Confirm with what says it again"), "record", 0, ("Ctrl+Shift+Return", "Ctrl+Shift+Enter"), _facts("record", "writable", "repeated"), "work"),
    ActionSpec("reject", QT_TRANSLATE_NOOP("actions", "Reject"), "record", 0, ("Del", "F9", "Ctrl+R"), _RECORD, "work", "reject"),
    ActionSpec("postpone", QT_TRANSLATE_NOOP("actions", "Postpone"), "record", 0, ("P", "F5", "Ctrl+L"), _RECORD, "work", "postpone"),
    ActionSpec("return", QT_TRANSLATE_NOOP("actions", "Return with a question…"), "record", 1, ("R", "F7", "Ctrl+B"), _facts("record", "writable", "decided"), "work", "return"),
    ActionSpec("accept_check", QT_TRANSLATE_NOOP("actions", "Accept what a check found…"), "record", 1, ("Ctrl+Shift+A",), _facts("record", "writable", "failing")),
    ActionSpec("reopen_check", QT_TRANSLATE_NOOP("actions", "Open again what was accepted"), "record", 1, (), _facts("record", "writable", "accepted")),
    ActionSpec("next_needing", QT_TRANSLATE_NOOP("actions", "Next that needs me"), "record", 2, ("F8",), _facts("report"), icon="next"),
    ActionSpec("previous_needing", QT_TRANSLATE_NOOP("actions", "Previous that needs me"), "record", 2, ("Shift+F8",), _facts("report")),
    ActionSpec("next_repeat", QT_TRANSLATE_NOOP("actions", "Show where it is said again"), "record", 2, ("F12",), _facts("record", "repeated")),
    ActionSpec("next_record", QT_TRANSLATE_NOOP("actions", "Next record"), "record", 2, ("Ctrl+Down",), _facts("report")),
    ActionSpec("previous_record", QT_TRANSLATE_NOOP("actions", "Previous record"), "record", 2, ("Ctrl+Up",), _facts("report")),
    ActionSpec("add_count", QT_TRANSLATE_NOOP("actions", "Add a count from the selected text"), "record", 3, ("Ctrl+1",), _SELECTED),
    ActionSpec("add_activity", QT_TRANSLATE_NOOP("actions", "Add an activity from the selected text"), "record", 3, ("Ctrl+2",), _SELECTED),
    ActionSpec("add_financial_figure", QT_TRANSLATE_NOOP("actions", "Add a figure from the selected text"), "record", 3, ("Ctrl+3",), _SELECTED),
    ActionSpec("pin_passage", QT_TRANSLATE_NOOP("actions", "Pin the selected text as the passage"), "record", 3, ("E", "Ctrl+Shift+J"), _facts("record", "writable", "selection"), "work"),
    ActionSpec("left_out", QT_TRANSLATE_NOOP("actions", "Left out: what no record cites"), "record", 4, ("F10",), _facts("report")),
    ActionSpec("check_alike", QT_TRANSLATE_NOOP("actions", "Check like values together…"), "sheets", 0, ("Ctrl+K",), _facts("report", "writable")),
    ActionSpec("mend_names", QT_TRANSLATE_NOOP("actions", "Mend names…"), "sheets", 0, ("Ctrl+M",), _facts("report", "writable")),
    ActionSpec("confirm_group", QT_TRANSLATE_NOOP("actions", "Go on, confirm like values"), "sheets", 1, ("Return", "Enter"), _facts("group"), "sheet"),
    ActionSpec("mark_odd", QT_TRANSLATE_NOOP("actions", "Mark the odd one"), "sheets", 1, ("X", "Space", "F9", "Del"), _facts("group"), "sheet"),
    ActionSpec("order_group", QT_TRANSLATE_NOOP("actions", "Order like values otherwise"), "sheets", 1, ("S", "F5"), _facts("group"), "sheet"),
    ActionSpec("next_group", QT_TRANSLATE_NOOP("actions", "Next kind of value"), "sheets", 1, ("Right",), _facts("group"), "sheet"),
    ActionSpec("previous_group", QT_TRANSLATE_NOOP("actions", "Previous kind of value"), "sheets", 1, ("Left",), _facts("group"), "sheet"),
    ActionSpec("apply_names", QT_TRANSLATE_NOOP("actions", "Mend the names shown"), "sheets", 2, ("Ctrl+Return", "Ctrl+Enter"), _facts("names"), "sheet"),
    ActionSpec("look_on", QT_TRANSLATE_NOOP("actions", "Looks right, go on"), "sheets", 3, ("Return", "Enter", "Right"), _facts("looking"), "sheet"),
    ActionSpec("look_back", QT_TRANSLATE_NOOP("actions", "The one before"), "sheets", 3, ("Left", "Backspace"), _facts("looking"), "sheet"),
    ActionSpec("look_return", QT_TRANSLATE_NOOP("actions", "Give it back"), "sheets", 3, ("R", "F7"), _facts("looking"), "sheet"),
    ActionSpec("leave_sheet", QT_TRANSLATE_NOOP("actions", "Close the sheet"), "sheets", 4, ("Esc",), _facts("sheet"), "sheet"),
    ActionSpec("zoom_in", QT_TRANSLATE_NOOP("actions", "Larger"), "view", 0, ("Ctrl++", "Ctrl+="), _facts("report"), icon="zoom-in"),
    ActionSpec("zoom_out", QT_TRANSLATE_NOOP("actions", "Smaller"), "view", 0, ("Ctrl+-",), _facts("report"), icon="zoom-out"),
    ActionSpec("zoom_actual", QT_TRANSLATE_NOOP("actions", "Actual size"), "view", 0, ("Ctrl+0",), _facts("report")),
    ActionSpec("fit_width", QT_TRANSLATE_NOOP("actions", "Fit the width"), "view", 0, ("Ctrl+9",), _facts("report")),
    ActionSpec("fit_text", QT_TRANSLATE_NOOP("actions", "Fit the text"), "view", 0, ("Ctrl+7",), _facts("report")),
    ActionSpec("fit_page", QT_TRANSLATE_NOOP("actions", "Fit the page"), "view", 0, ("Ctrl+8",), _facts("report")),
    ActionSpec("two_pages", QT_TRANSLATE_NOOP("actions", "Two pages side by side"), "view", 0, ("Ctrl+6",), _facts("report")),
    ActionSpec("turn_right", QT_TRANSLATE_NOOP("actions", "Turn the pages to the right"), "view", 0, ("Ctrl+Shift+R",), _facts("pictured")),
    ActionSpec("turn_left", QT_TRANSLATE_NOOP("actions", "Turn the pages to the left"), "view", 0, ("Ctrl+Shift+L",), _facts("pictured")),
    ActionSpec("dim_pages", QT_TRANSLATE_NOOP("actions", "Darken the pages, or not"), "view", 0, ("Ctrl+Shift+D",), _facts("report")),
    ActionSpec("go_to_page", QT_TRANSLATE_NOOP("actions", "Go to page…"), "view", 1, ("Ctrl+G",), _facts("report")),
    ActionSpec("page_back", QT_TRANSLATE_NOOP("actions", "Back to where you were"), "view", 1, ("Alt+Left",), _facts("report")),
    ActionSpec("page_forward", QT_TRANSLATE_NOOP("actions", "Forward again"), "view", 1, ("Alt+Right",), _facts("report")),
    ActionSpec("show_passage", QT_TRANSLATE_NOOP("actions", "Show the record's passage"), "view", 1, ("Ctrl+J",), _facts("record")),
    ActionSpec("twin", QT_TRANSLATE_NOOP("actions", "Another file of the report beside it"), "view", 1, ("Ctrl+T",), _facts("report")),
    ActionSpec("show_first", QT_TRANSLATE_NOOP("actions", "Show the file beside it first"), "view", 1, ("Ctrl+Shift+T",), _facts("report", "writable", "twin")),
    ActionSpec("filter_needs_me", QT_TRANSLATE_NOOP("actions", "List only what needs me"), "view", 2, ("Alt+1",), _facts("report")),
    ActionSpec("filter_failing", QT_TRANSLATE_NOOP("actions", "List only what fails"), "view", 2, ("Alt+2",), _facts("report")),
    ActionSpec("filter_unsure", QT_TRANSLATE_NOOP("actions", "List only what is unsure"), "view", 2, ("Alt+3",), _facts("report")),
    ActionSpec("filter_repeats", QT_TRANSLATE_NOOP("actions", "Fold repeats in the list"), "view", 2, ("Alt+4",), _facts("report")),
    ActionSpec("filter_status", QT_TRANSLATE_NOOP("actions", "More filters…"), "view", 2, ("Alt+5",), _facts("report")),
    ActionSpec("next_pane", QT_TRANSLATE_NOOP("actions", "Next pane"), "view", 3, ("F6",), _OPEN),
    ActionSpec("previous_pane", QT_TRANSLATE_NOOP("actions", "Previous pane"), "view", 3, ("Shift+F6",), _OPEN),
    ActionSpec("reports_pane", QT_TRANSLATE_NOOP("actions", "Show or hide the reports"), "view", 3, ("Ctrl+F9",), _OPEN),
    ActionSpec("contents_pane", QT_TRANSLATE_NOOP("actions", "Contents and pages"), "view", 3, ("Shift+F9",), _facts("report")),
    ActionSpec("full_screen", QT_TRANSLATE_NOOP("actions", "Full screen"), "view", 3, ("F11",)),
    ActionSpec("theme_system", QT_TRANSLATE_NOOP("actions", "Colours of the system"), "view", 4, choice="theme"),
    ActionSpec("theme_light", QT_TRANSLATE_NOOP("actions", "Light"), "view", 4, choice="theme"),
    ActionSpec("theme_dark", QT_TRANSLATE_NOOP("actions", "Dark"), "view", 4, choice="theme"),
    ActionSpec("language_system", QT_TRANSLATE_NOOP("actions", "Language of the system"), "view", 5, choice="language"),
    ActionSpec("language_en", QT_TRANSLATE_NOOP("actions", "English"), "view", 5, choice="language"),
    ActionSpec("language_zh_CN", QT_TRANSLATE_NOOP("actions", "中文"), "view", 5, choice="language"),
    ActionSpec("person", QT_TRANSLATE_NOOP("actions", "Who is working…"), "project", 0, ("Ctrl+U",), _WRITE, icon="person"),
    ActionSpec("suggest_again", QT_TRANSLATE_NOOP("actions", "Suggest again"), "project", 1, ("Ctrl+Shift+G",), _facts("report", "writable")),
    ActionSpec("recognise", QT_TRANSLATE_NOOP("actions", "Read pictures of text"), "project", 1, (), _facts("report", "writable")),
    ActionSpec("next_report", QT_TRANSLATE_NOOP("actions", "Next report"), "project", 2, ("Ctrl+PgDown",), _facts("report")),
    ActionSpec("previous_report", QT_TRANSLATE_NOOP("actions", "Previous report"), "project", 2, ("Ctrl+PgUp",), _facts("report")),
    ActionSpec("complete", QT_TRANSLATE_NOOP("actions", "Nothing more in this report"), "project", 3, ("Ctrl+Shift+E",), _facts("report", "writable", "report_open"), icon="complete"),
    ActionSpec("sign_off", QT_TRANSLATE_NOOP("actions", "Sign off this report"), "project", 3, ("Ctrl+Shift+S",), _facts("report", "writable", "report_unsigned"), icon="sign-off"),
    ActionSpec("reopen", QT_TRANSLATE_NOOP("actions", "Open this report again"), "project", 3, (), _facts("report", "writable", "report_closed")),
    ActionSpec("verify", QT_TRANSLATE_NOOP("actions", "Check the project"), "project", 4, (), _OPEN),
    ActionSpec("shortcuts", QT_TRANSLATE_NOOP("actions", "Keys"), "help", 0, ("F1",), icon="keys"),
    ActionSpec("change_keys", QT_TRANSLATE_NOOP("actions", "Change keys…"), "help", 0, icon="keys"),
    ActionSpec("about", QT_TRANSLATE_NOOP("actions", "About Counterproof"), "help", 1),
)


def clashes(actions: tuple[ActionSpec, ...] = ACTIONS) -> list[tuple[str, str, str]]:
    """Keys that two actions claim, as (key, id, id); empty where all is well."""
    seen: dict[str, list[ActionSpec]] = {}
    found = []
    for spec in actions:
        for key in spec.keys:
            others = seen.setdefault(key.lower(), [])
            found += [(key, other.id, spec.id) for other in others if both_heard(other, spec)]
            others.append(spec)
    return found


def both_heard(one: ActionSpec, other: ActionSpec) -> bool:
    """Whether a key could mean either: not where they are heard in parts of which only one is there at a time."""
    if "window" not in (one.scope, other.scope) and one.scope != other.scope:
        return False
    sheets = one.needs & SHEETS, other.needs & SHEETS
    return not (all(sheets) and sheets[0].isdisjoint(sheets[1]))
