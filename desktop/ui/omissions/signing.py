"""Before signing off: the reviewer looks at what was rejected, dismissed and accepted, and may give it back."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from desktop.ui.sheets.covering import Covering
from desktop.ui.walking import GLANCE

if TYPE_CHECKING:
    from db.model.changes import Changes
    from desktop.services.omissions import Left
    from desktop.ui.desk import Desk
    from desktop.ui.dialogs.asking import Asking
    from desktop.ui.omissions.claims import Shown
    from desktop.ui.omissions.sheet import LookSheet
    from desktop.ui.snapshot import Fresh
    from desktop.ui.theme import Theme
    from desktop.ui.work_area import WorkArea

    Base = Covering[LookSheet]
else:
    Base = Covering

AT_THE_END = 4  # times as long as a glance
LOOK_ACTIONS = ("look_on", "look_back", "look_return")
Sign = Callable[[Sequence[str]], None]


class Signing(Base):
    """Leads through the sheet; signing off is offered at its end.

    Args:
        glance: seconds that something must have been on the screen before a key goes on from it.
    """

    def __init__(
        self,
        desk: Desk,
        area: WorkArea,
        asking: Asking,
        theme: Theme,
        parent: QObject | None = None,
        *,
        glance: float = GLANCE,
    ) -> None:
        super().__init__("looking", self._new_sheet, desk, area, theme, parent)
        self.glance = glance
        self._asking = asking
        self._items: list[Shown] = []
        self._left: Left | None = None
        self._uncited = 0
        self._at = 0
        self._seen: set[str] = set()
        self._returned: set[str] = set()
        self._sign: Sign | None = None
        desk.personChanged.connect(self.leave)

    @property
    def ready(self) -> bool:
        """Whether what is shown has been on the screen for as long as a glance takes."""
        return self._is_seen()

    def begin(self, sign: Sign, refused: Callable[[Exception], None]) -> None:
        """Show what was left out of the report on the desk.

        Args:
            sign: signs off, and is told what was shown; refused: tells why it could not be signed off.
        """
        work_id, person = self._desk.work_id, self._desk.person
        if work_id is None or person is None or self.is_open:
            return
        project = self._desk.project

        def look() -> tuple[Left, int]:
            return project.left_out.left(work_id, person), project.left_out.state(work_id).count

        def done(found: tuple[Left, int]) -> None:
            left, self._uncited = found
            if self._desk.work_id != work_id or self._desk.person is not person:
                return
            if not left.number and not self._uncited and not self._failing():
                sign(())
                return
            self._open(left, sign)

        self._desk.tasks.run(lambda task: look(), done, refused)

    def act(self, action: str) -> None:
        """Carry out an action of the sheet."""
        if not self.is_open:
            return
        if action == "look_on":
            self.go_on()
        elif action == "look_back":
            self._step(-1)
        else:
            self.give_back()

    def go_on(self) -> None:
        """The one that is shown looks right; at the end, sign off."""
        if self._sheet is None or not self._is_seen():
            return
        if self._at < len(self._items):
            self._seen.add(self._items[self._at].id)
            self._step(1)
            return
        sign, shown = self._sign, sorted(self._seen)
        may_sign = not self._returned
        self.leave()
        if may_sign and sign is not None:
            sign(shown)

    def give_back(self) -> None:
        """Return the record with a question, or open the passage or the check again."""
        if self._at >= len(self._items) or not self._is_seen() or self._items[self._at].id in self._returned:
            return
        item = self._items[self._at]
        self._asking.question(item.own_text or item.head, lambda why: self._write(item, why))

    def leave(self) -> None:
        """Close the sheet; nothing is signed off."""
        if self.is_open:
            self._items, self._left, self._sign = [], None, None
            super().leave()

    # Inside

    def _open(self, left: Left, sign: Sign) -> None:
        from desktop.ui.omissions.claims import to_show

        loaded = self._desk.loaded
        names = self._desk.standing.names
        told = {record.id: self._desk.name(record) for record in left.rejected}
        self._left, self._sign = left, sign
        self._items = to_show(left, loaded.reading if loaded else None, names, told)
        self._at, self._seen, self._returned = 0, set(), set()
        self._cover()
        self._show()

    def _new_sheet(self) -> LookSheet:
        # Imported with the first sheet: a window opens without it.
        from desktop.ui.omissions.sheet import LookSheet

        sheet = LookSheet(self._theme)
        sheet.onRequested.connect(self.go_on)
        sheet.backRequested.connect(lambda: self._step(-1))
        sheet.returnRequested.connect(self.give_back)
        return sheet

    def _failing(self) -> int:
        loaded = self._desk.loaded
        return loaded.findings.failing() if loaded is not None else 0

    def _is_seen(self) -> bool:
        sheet = self._sheet
        # Keys come in rhythm: what signing off says must have been readable before it is said.
        wanted = self.glance if self._at < len(self._items) else self.glance * AT_THE_END
        return sheet is not None and sheet.seen_for() > 0 and sheet.seen_for() >= wanted

    def _step(self, by: int) -> None:
        self._at = min(max(0, self._at + by), len(self._items))
        self._show()

    def _show(self) -> None:
        sheet, left = self._sheet, self._left
        if sheet is None or left is None:
            return
        if self._at < len(self._items):
            sheet.show_item(self._items[self._at], self._at + 1, len(self._items), left.number)
        else:
            sheet.show_end(self._sentences(left), may_sign=not self._returned, of=len(self._items), all_of=left.number)
        sheet.setFocus()

    def _sentences(self, left: Left) -> list[str]:
        said = [
            (len(left.rejected), self.tr("Rejected records: {0}")),
            (len(left.dismissed), self.tr("Passages said to be no fact: {0}")),
            (len(left.accepted), self.tr("Failing checks that were accepted: {0}")),
        ]
        lines = [words.format(number) for number, words in said if number]
        # What nobody has dealt with, too: signing off is not to hide it.
        if self._failing():
            lines.append(self.tr("Failing checks: {0}. They hold the release back.").format(self._failing()))
        if self._uncited:
            words = self.tr("Passages that no record cites and nobody has dismissed: {0}")
            lines.append(words.format(self._uncited))
        if left.number > len(self._items):
            lines.append(self.tr("You were shown {0} of {1}.").format(len(self._items), left.number))
        if self._returned:
            lines.append(
                self.tr("Given back: {0}. The clerk answers first, then it can be signed off.").format(
                    len(self._returned)
                )
            )
        else:
            lines.append(self.tr("Signing off says that nothing more is in the report, and that all this is right."))
        return lines

    def _write(self, item: Shown, why: str) -> None:
        person = self._desk.person
        if person is None:
            return
        project = self._desk.project

        def write() -> Changes:
            if item.kind == "rejected":
                return project.review.return_(item.id, person, why)
            return project.left_out.give_back(item.id, person, why)

        def done(_fresh: Fresh) -> None:
            self._returned.add(item.id)
            if self.is_open:
                self._step(1)

        self._desk.write(write, done)
