"""Adding reports and suggesting again, in the background, one after the other, each with a cancel that works."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from secrets import token_hex
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from db.model.changes import Changes
from db.model.dataclass import dataclass
from db.model.errors import ReadError, Refused
from desktop.ui.desk import Desk
from desktop.ui.dialogs.asking import Asking
from desktop.ui.messages import MessageBar, in_words
from desktop.ui.queue.row import Running
from desktop.ui.same_report import SameReport
from desktop.ui.snapshot import Fresh, read_again
from desktop.ui.tasks import Task

if TYPE_CHECKING:
    from desktop.documents.encodings import Candidate
    from desktop.services.library import Added

SUFFIXES = frozenset({".pdf", ".docx", ".txt", ".html", ".htm"})
MOST = 1000


@dataclass(frozen=True)
class Job:
    """One file to add, or one report to suggest in again, after its pages' pictures were read where that is asked."""

    id: str
    name: str
    path: Path | None = None
    work: str | None = None
    password: str | None = None
    asked: bool = False
    recognise: bool = False
    encoding: str | None = None


class _Doubtful(Exception):
    """A text's encoding is not sure; says which it may be."""

    def __init__(self, candidates: Sequence[Candidate]) -> None:
        super().__init__("doubtful encoding")
        self.candidates = candidates


class Adding(QObject):
    """The queue of jobs and what becomes of them.

    Signals:
        changed(): jobs came, went or moved on.
        ended(): the last job is done.
    """

    changed = Signal()
    ended = Signal()

    def __init__(self, desk: Desk, asking: Asking, bar: MessageBar, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._asking = asking
        self._bar = bar
        self._waiting: deque[Job] = deque()
        self._job: Job | None = None
        self._task: Task | None = None
        self._stage: tuple[str, int, int] = ("", 0, 0)
        self._problems: list[str] = []
        self._notes: list[str] = []
        self._same = SameReport(asking, self)
        desk.views.reports.cancelRequested.connect(self.cancel)

    @property
    def busy(self) -> bool:
        """Whether anything is being added or waits for it."""
        return self._job is not None or bool(self._waiting)

    def add(self, paths: Iterable[Path]) -> None:
        """Add files, and what is in folders; what the project has already is named and shown."""
        if self._desk.read_only:
            self._bar.show_message(self.tr("This project is read-only: no report can be added."), "warning")
            return
        if not self.busy:
            self._bar.clear()  # what the last files had wrong with them is no word about these
        files: list[Path] = []
        for path in paths:
            if path.is_dir():
                inside = sorted(p for p in path.rglob("*") if p.suffix.lower() in SUFFIXES and p.is_file())
                if not inside:
                    self._problem(self.tr("{name}: no report in this folder.").format(name=path.name or path))
                files += inside[:MOST]
            else:
                files.append(path)
        self._waiting.extend(Job(token_hex(16), path.name, path) for path in files)
        self._next()

    def suggest(self, work_id: str) -> None:
        """Look for records in a report again; what persons decided stays."""
        name = self._desk.reports[work_id].work.title if work_id in self._desk.reports else work_id
        self._waiting.append(Job(token_hex(16), name, work=work_id))
        self._next()

    def recognise(self, work_id: str) -> None:
        """Read the pictures of a report's pages that hold no text, and look for records in what they say."""
        if any(job.work == work_id and job.recognise for job in (self._job, *self._waiting) if job is not None):
            return
        name = self._desk.reports[work_id].work.title if work_id in self._desk.reports else work_id
        self._waiting.append(Job(token_hex(16), name, work=work_id, recognise=True))
        self._next()

    def cancel(self, job_id: str) -> None:
        """Stop a job, or take it out of the queue."""
        self._waiting = deque(job for job in self._waiting if job.id != job_id)
        if self._job is not None and self._job.id == job_id and self._task is not None:
            self._task.cancel()
        self._show()

    def cancel_all(self) -> None:
        """Stop everything: the project is being closed."""
        self._waiting.clear()
        if self._task is not None:
            self._task.cancel()
        self._show()

    def _next(self) -> None:
        if self._job is None and self._waiting:
            self._start(self._waiting.popleft())
        self._show()

    def _start(self, job: Job) -> None:
        self._job = job
        self._stage = ("", 0, 0)
        project = self._desk.project
        work_id, person, standing = self._desk.work_id, self._desk.person, self._desk.standing

        def add(task: Task) -> tuple[Any, Fresh]:
            options: dict[str, Any] = {"progress": task.report, "cancelled": task.cancelled}
            if job.path is not None:
                if job.encoding is None and job.path.suffix.lower() not in (".pdf", ".docx"):
                    _be_sure(job.path)
                added = project.library.add(
                    job.path,
                    password=job.password,
                    encoding=job.encoding,
                    choose=lambda matches: self._same.choose(job.name, matches, task.cancelled),
                    **options,
                )
                return added, read_again(project, added.changes, work_id, None, person, standing)
            assert job.work is not None
            make = project.recognition.recognise if job.recognise else project.library.suggest
            changes: Changes = make(job.work, **options)
            return changes, read_again(project, changes, work_id, None, person, standing)

        def done(result: tuple[Any, Fresh]) -> None:
            # Records may have been decided while this ran: a report on the desk is read afresh, not overwritten.
            outcome, fresh = result
            self._desk.apply(replace(fresh, touched=None, standing=self._desk.standing), work_id)
            self._desk.saveFailed.emit("")
            if job.path is not None:
                self._added(job, outcome)
            else:
                self._suggested(job, outcome)
            self._finish()

        self._task = self._desk.tasks.run(add, done, self._failed, self._moved)

    def _moved(self, stage: str, done: int, total: int) -> None:
        self._stage = (stage, done, total)
        self._show()

    def _added(self, job: Job, added: Added) -> None:
        from desktop.services import words

        if added.already_there:
            self._notes.append(self.tr("{name} is in this project already.").format(name=job.name))
            self._desk.choose_report(added.work)
            return
        if added.joined:
            work = self._desk.project.library.work(added.work)
            self._notes.append(
                self.tr("{name} is another file of “{work}” and was added to it.").format(
                    name=job.name, work=work.title
                )
            )
        for note in added.notes:
            self._notes.append(f"{job.name}: {words.sentence(note, {'name': job.name}, self._desk.language)}")
        if self._desk.loaded is None or not self._waiting:
            self._desk.choose_report(added.work)

    def _suggested(self, job: Job, changes: Changes) -> None:
        number = len(changes.records)
        if number:
            words = self.tr("{name}: {number} new suggestions.") if number > 1 else self.tr("{name}: 1 new suggestion.")
        else:
            words = self.tr("{name}: the machine finds nothing that was not suggested before.")
        self._notes.append(words.format(name=job.name, number=number))
        if job.work == self._desk.work_id:
            self._desk.reload()

    def _failed(self, error: Exception) -> None:
        job = self._job
        if job is None:
            return
        if isinstance(error, _Doubtful):
            self._ask_encoding(job, error.candidates)
            return
        if isinstance(error, ReadError) and error.code in ("encrypted", "wrong_password") and job.path is not None:
            self._ask(job, wrong=error.code == "wrong_password" and job.asked)
            return
        if not (isinstance(error, Refused) and error.code == "cancelled"):
            text = in_words(error, self._desk.language)
            self._problem(text if job.name in text else f"{job.name}: {text}")
        self._finish()

    def _ask(self, job: Job, wrong: bool) -> None:
        def given(password: str) -> None:
            self._waiting.appendleft(replace(job, password=password, asked=True))
            self._finish()

        self._asking.password(job.name, wrong, given, self._finish)

    def _ask_encoding(self, job: Job, candidates: Sequence[Candidate]) -> None:
        def given(encoding: str) -> None:
            self._waiting.appendleft(replace(job, encoding=encoding))
            self._finish()

        self._asking.encoding(job.name, candidates, given, self._finish)

    def _finish(self) -> None:
        self._job = None
        self._task = None
        if self._waiting:
            self._next()
            return
        self._show()
        self._tell()
        self.ended.emit()

    def _problem(self, text: str) -> None:
        self._problems.append(text)
        if not self.busy:
            self._tell()

    def _tell(self) -> None:
        """One message for all that went wrong, or else for what is worth knowing."""
        problems, notes = self._problems, self._notes
        self._problems, self._notes = [], []
        if problems:
            self._bar.show_message("\n".join(problems), "error")
        elif notes:
            self._bar.show_message("\n".join(notes), "info")

    def _show(self) -> None:
        items = []
        if self._job is not None:
            stage, done, total = self._stage
            items.append(self._item(self._job, self._words(stage), done, total))
        items += [self._item(job, self.tr("waiting"), 0, 0) for job in self._waiting]
        self._desk.views.reports.set_running(items)
        self.changed.emit()

    def _item(self, job: Job, stage: str, done: int, total: int) -> Running:
        return Running(
            id=job.id,
            title=job.name,
            stage=stage,
            done=done,
            total=total,
            waiting=job is not self._job,
            cancelling=job is self._job and self._task is not None and self._task.cancelled(),
        )

    def _words(self, stage: str) -> str:
        return {
            "reading": self.tr("reading"),
            "suggesting": self.tr("suggesting"),
            "recognising": self.tr("reading pictures"),
            "saving": self.tr("saving"),
        }.get(stage, self.tr("starting"))


def _be_sure(path: Path) -> None:
    """Raise _Doubtful where the encoding of a text must be asked for; what is wrong with the file is told elsewhere."""
    from desktop.documents.encodings import doubts

    try:
        found = doubts(path)
    except OSError:
        return
    if found:
        raise _Doubtful(found)
