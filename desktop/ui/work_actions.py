"""What the actions of a workspace do: the part of it that carries each one out."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from desktop.ui.grouping import GROUP_ACTIONS
from desktop.ui.omissions.signing import LOOK_ACTIONS
from desktop.ui.queue.row_book import FAILING, NEEDS_ME, REPEATS, UNSURE

if TYPE_CHECKING:
    from desktop.ui.workspace import Workspace


def parts_actions(space: Workspace) -> dict[str, Callable[[], object]]:
    """Action ids to what its parts do; what needs several of them is the workspace's own."""
    desk, source, deciding = space.desk, space.source, space.deciding
    return {
        "undo": deciding.undo,
        "redo": deciding.redo,
        "copy": source.copy,
        "copy_as_line": source.copy_as_line,
        "find": source.search.begin,
        "find_next": lambda: source.search.step(1),
        "find_previous": lambda: source.search.step(-1),
        "not_stated": deciding.not_stated,
        "discard_edit": deciding.discard,
        "confirm": deciding.confirm,
        "confirm_now": deciding.confirm_now,
        "reject": deciding.reject,
        "postpone": deciding.postpone,
        "return": deciding.send_back,
        "accept_check": space.accepting.accept_first,
        "reopen_check": space.accepting.reopen_first,
        "check_alike": space.grouping.open,
        **{name: partial(space.grouping.act, name) for name in GROUP_ACTIONS},
        "confirm_repeats": space.repeating.confirm,
        "next_repeat": space.repeating.step,
        "mend_names": space.naming.open,
        "apply_names": space.naming.apply,
        **{name: partial(space.signing.act, name) for name in LOOK_ACTIONS},
        "next_record": desk.step,
        "previous_record": lambda: desk.step(backwards=True),
        "add_count": lambda: deciding.propose("count"),
        "add_activity": lambda: deciding.propose("activity"),
        "add_financial_figure": lambda: deciding.propose("financial_figure"),
        "pin_passage": space.pinning.pin,
        "zoom_in": source.zoom_in,
        "zoom_out": source.zoom_out,
        "zoom_actual": source.actual_size,
        "fit_width": source.fit_width,
        "fit_text": source.fit_text,
        "fit_page": source.fit_page,
        "turn_right": source.turning.clockwise,
        "turn_left": source.turning.anticlockwise,
        "two_pages": source.turning.toggle_two,
        "print": space.printing.ask,
        "open_outside": space.printing.open_outside,
        "page_back": source.go_back,
        "page_forward": source.go_forward,
        "dim_pages": source.tools.toggle_dimmed,
        "twin": space.twinning.toggle,
        "show_first": space.twinning.put_first,
        "filter_needs_me": lambda: space.records.filters.choose(NEEDS_ME),
        "filter_failing": lambda: space.records.filters.choose(FAILING),
        "filter_unsure": lambda: space.records.filters.choose(UNSURE),
        "filter_repeats": lambda: space.records.filters.choose(REPEATS),
        "filter_status": space.records.filters.open_status,
        "next_pane": space.area.move_focus,
        "previous_pane": lambda: space.area.move_focus(backwards=True),
        "contents_pane": source.contents.toggle,
        "reports_pane": space.area.toggle_reports,
        "person": space.working.ask,
        "complete": space.closing.complete,
        "sign_off": space.closing.sign_off,
        "reopen": space.closing.reopen,
        "release": space.releasing.ask,
    }
