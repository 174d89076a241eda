"""Two files of one report side by side: which, where its records stand in the second one, and both kept in step."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject, Signal

from db.model.dataclass import dataclass
from db.model.readings import Reading, ReadingSummary
from desktop.ui.desk import Desk
from desktop.ui.rows import mark_state
from desktop.ui.source.images import PictureSource
from desktop.ui.source.marks import Mark
from desktop.ui.tasks import Task
from desktop.ui.theme import Theme
from desktop.ui.work_area import WorkArea
from desktop.ui.working import Working

if TYPE_CHECKING:
    from desktop.documents.placing import Placed
    from desktop.ui.source.twin import TwinPane

FACTS = frozenset({"twin"})


@dataclass(frozen=True)
class _Second:
    """What the twin shows."""

    first: Reading
    reading: Reading
    path: Path | None
    marks: Sequence[Mark]
    placed: dict[str, Placed]


class Twinning(QObject):
    """Leads the twin.

    Signals:
        passwordRequested(): a page of the twin's encrypted file was clicked; `unlock` answers.
    """

    passwordRequested = Signal()

    def __init__(
        self,
        desk: Desk,
        working: Working,
        area: WorkArea,
        renderer: PictureSource,
        theme: Theme,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._desk = desk
        self._working = working
        self._area = area
        self._renderer = renderer
        self._theme = theme
        self._pane: TwinPane | None = None
        self._others: list[ReadingSummary] = []
        self._names: list[str] = []
        self._task: Task | None = None
        self._shown: tuple[str | None, int] = (None, 0)  # report, and which time something was laid on the desk
        desk.reportShown.connect(self._report_shown)
        desk.recordShown.connect(self._record_shown)

    @property
    def pane(self) -> TwinPane:
        """The twin; made and imported when it is first asked for, a window opens without it."""
        if self._pane is None:
            from desktop.ui.source.twin import TwinPane

            self._pane = TwinPane(self._desk.views.source, self._renderer, self._theme)
            self._pane.hide()
            self._area.pages.addWidget(self._pane)
            self._pane.closed.connect(self.close)
            self._pane.view.passwordRequested.connect(self.passwordRequested)
            self._pane.fileChosen.connect(self._choose)
            self._pane.firstRequested.connect(self._put_first)
            self._pane.first_button.setVisible(not self._desk.read_only)
        return self._pane

    @property
    def is_open(self) -> bool:
        """Whether the twin is beside the report."""
        return self._pane is not None and not self._pane.isHidden()

    def set_theme(self, theme: Theme) -> None:
        """Use other colours."""
        self._theme = theme
        if self._pane is not None:
            self._pane.set_theme(theme)

    def toggle(self) -> None:
        """Show another file of the report beside it, or put it away."""
        if self.is_open:
            self.close()
            return
        work_id = self._desk.work_id
        if work_id is None:
            return
        library = self._desk.project.library

        def done(found: tuple[list[ReadingSummary], list[str]]) -> None:
            if self._desk.work_id != work_id:
                return
            self._others, self._names = found
            if not self._others:
                self._desk.said.emit(
                    self.tr("This report has one file only. Add its PDF, its text or another language of it."), "info"
                )
                return
            self.pane.set_files(self._names, 0)
            self._area.show_beside(self.pane)
            self._tell()
            self._choose(0)

        def look(_task: Task) -> tuple[list[ReadingSummary], list[str]]:
            work = library.work(work_id)
            names = {file.sha256: file.name for file in work.files}
            others = [each for each in library.readings(work_id) if each.id != work.reading]
            return others, [_named(each, names) for each in others]

        self._desk.tasks.run(look, done, self._desk.fail)

    def close(self) -> None:
        """Put the twin away."""
        if self._task is not None:
            self._task.cancel()
            self._task = None
        if self._pane is not None:
            self._pane.hide()
            self._pane.clear()
            self._tell()

    def name(self) -> str:
        """What the file is called that is shown."""
        return self._names[self.pane.chosen()] if self.is_open and self._names else ""

    def unlock(self, password: str) -> None:
        """Draw the pages of the encrypted file that is shown."""
        if self.is_open:
            self.pane.view.unlock(password)

    def put_first(self) -> None:
        """Show the file that is beside the report first from now on."""
        if self.is_open:
            self._put_first(self.pane.chosen())

    def _tell(self) -> None:
        """Whether there is a file beside the report is a fact that actions need."""
        self._desk.more = self._desk.more | FACTS if self.is_open else self._desk.more - FACTS
        self._desk.factsChanged.emit()

    def _report_shown(self) -> None:
        shown = (self._desk.work_id, self._desk.loads)
        if self.is_open and shown != self._shown:
            self.close()
        self._shown = shown

    def _record_shown(self) -> None:
        if self._pane is not None:
            self._pane.set_current(self._desk.current)

    def _put_first(self, index: int) -> None:
        """Show one of the other files first from now on."""
        desk, work_id = self._desk, self._desk.work_id
        if work_id is None or desk.read_only or not 0 <= index < len(self._others):
            return
        chosen = self._others[index].id

        def write() -> None:
            person = desk.person
            if person is not None:
                library = desk.project.library
                desk.write(lambda: library.show_first(work_id, chosen, person), lambda _: desk.reload())

        self._working.require(write)

    def _choose(self, index: int) -> None:
        """Show one of the other readings."""
        work_id, other = self._desk.work_id, self._others[index]
        if work_id is None:
            return
        library, review = self._desk.project.library, self._desk.project.review
        if self._task is not None:
            self._task.cancel()

        def read(task: Task) -> _Second | None:
            from desktop.documents.placer import Placer

            first, reading = library.reading(work_id), library.other_reading(other.id)
            path = library.file_path(work_id, reading.file) if reading.format == "pdf" else None
            placer = Placer(reading, other.id, library.other_reading)
            marks, placed = [], {}
            for record in review.records(work_id):
                if task.cancelled():
                    return None
                placed[record.id] = found = placer.place(record)
                if found.evidence:
                    marks.append(Mark(record.id, record.family, mark_state(record), found.evidence))
            return _Second(first, reading, path, marks, placed)

        def done(second: _Second | None) -> None:
            if second is None or self._task is not task or self._desk.work_id != work_id:
                return
            self._task = None
            password = library.password(work_id)
            self.pane.show_file(
                second.first, second.reading, second.path, second.marks, second.placed, password=password
            )
            self.pane.set_current(self._desk.current)

        task = self._desk.tasks.run(read, done, self._desk.fail)
        self._task = task


def _named(reading: ReadingSummary, names: dict[str, str]) -> str:
    """A file's name, and what was done to it where that makes another reading."""
    name = names.get(reading.file, reading.file[:12])
    if "recognised" in reading.options:
        return QCoreApplication.translate("Twinning", "{name} (pictures read)").format(name=name)
    return name
