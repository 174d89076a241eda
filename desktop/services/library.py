"""The reports of a project: adding them, reading them, suggesting records in them."""

from __future__ import annotations

import hashlib
import stat
import threading
from collections import OrderedDict
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Protocol

from db.aside import Aside
from db.model.changes import Changes
from db.model.dataclass import dataclass
from db.model.errors import ReadError, RuleError
from db.model.people import Person
from db.model.readings import Reading, ReadingSummary
from db.model.suggestions import Suggestion
from db.model.works import Progress, ReportFile, Work
from db.store import Store
from desktop.services.alike import Alike, Choose, certain
from desktop.services.people import People

Advance = Callable[[int, int], None]
StageAdvance = Callable[[str, int, int], None]
Cancelled = Callable[[], bool]
_KEPT_READINGS = 4
_LARGEST = 512 * 1024 * 1024


class Reader(Protocol):
    """What reads a file; `desktop.workers.reading.ReadingWorker` is one."""

    def read(
        self,
        path: Path,
        *,
        password: str | None = None,
        encoding: str | None = None,
        progress: Advance | None = None,
        cancelled: Cancelled | None = None,
    ) -> Reading: ...

    def close(self) -> None: ...


class Suggester(Protocol):
    """What suggests records; `desktop.workers.suggesting.SuggestingWorker` is one."""

    def suggest(
        self,
        reading: Reading,
        *,
        language: str | None = None,
        progress: Advance | None = None,
        cancelled: Cancelled | None = None,
    ) -> list[Suggestion]: ...

    def close(self) -> None: ...


@dataclass(frozen=True)
class Added:
    """What adding a file did.

    Attributes:
        work: id of the report.
        already_there: the project had the very same file; nothing was changed.
        joined: it is another file of a report that was there; that report's records stand for it.
        notes: codes of what a person should know of the reading ("no_text", say).
        suggestions: how many records were suggested.
    """

    work: str
    changes: Changes
    already_there: bool
    notes: tuple[str, ...] = ()
    suggestions: int = 0
    joined: bool = False


class Library:
    """The works of a project. All calls block, any thread may make them.

    Args:
        reader: makes the reader when the first file is read; it runs in a process of its own.
        suggester: makes the suggester likewise.
    """

    def __init__(
        self, store: Store, people: People, reader: Callable[[], Reader], suggester: Callable[[], Suggester]
    ) -> None:
        self._store = store
        self._people = people
        self._reader = reader
        self._suggester = suggester
        self._readings: OrderedDict[str, Reading] = OrderedDict()
        self._copies: Aside | None = None
        self._passwords: dict[str, str] = {}
        self._alike = Alike(store)
        self._lock = threading.Lock()
        self._adding = threading.Lock()

    def works(self) -> list[Work]:
        """All reports, in the order they were added."""
        return self._store.works()

    def work(self, work_id: str) -> Work:
        """One report; raises RuleError unknown_work."""
        return self._store.work(work_id)

    def language(self, work_id: str) -> str | None:
        """The code of the report's language, None where it is one that nobody has words for: then the text tells."""
        from desktop.language.packs import available

        code = self._store.work(work_id).language
        return code if code in available() else None

    def progress(self, work_id: str) -> Progress:
        """How far its review is."""
        return self._store.progress(work_id)

    def find(self, name: str) -> tuple[Work, ReportFile]:
        """A report by a path, a file name, or the first eight or more digits of its SHA-256.

        Raises:
            RuleError: unknown_report, or ambiguous_report where several have the name.
        """
        wanted = name.strip()
        pairs = [(work, file) for work in self.works() for file in work.files]
        path = Path(wanted)
        if _is_file(path):
            digest = sha256_of(path)
            pairs = [pair for pair in pairs if pair[1].sha256 == digest]
        else:
            by_hash = [pair for pair in pairs if len(wanted) >= 8 and pair[1].sha256.startswith(wanted.lower())]
            pairs = by_hash or [pair for pair in pairs if wanted and pair[1].name in (wanted, path.name)]
        if not pairs:
            raise RuleError("unknown_report", name=name)
        if len({work.id for work, _ in pairs}) > 1:
            raise RuleError("ambiguous_report", name=name, hashes=[file.sha256[:12] for _, file in pairs])
        return pairs[0]

    def reading(self, work_id: str) -> Reading:
        """The reading that the report's records belong to.

        Raises:
            RuleError: no_reading where the report has none.
        """
        reading_id = self._store.work(work_id).reading
        if reading_id is None:
            raise RuleError("no_reading", name=work_id)
        with self._lock:
            known = self._readings.get(reading_id)
            if known is not None:
                self._readings.move_to_end(reading_id)
                return known
        reading = self._store.reading(reading_id)
        with self._lock:
            self._readings[reading_id] = reading
            while len(self._readings) > _KEPT_READINGS:
                self._readings.popitem(last=False)
        return reading

    def readings(self, work_id: str) -> list[ReadingSummary]:
        """All readings of a report's files, in the order they were added."""
        return self._store.readings(work_id)

    def show_first(self, work_id: str, reading_id: str, person: Person) -> Changes:
        """Show and search this reading of one of the report's files from now on; records find their places in it."""
        return self._store.choose_reading(work_id, self._store.reading(reading_id), self._people.signer(person))

    def other_reading(self, reading_id: str) -> Reading:
        """A reading by its id; raises RuleError no_reading."""
        return self._store.reading(reading_id)

    def file_path(self, work_id: str, sha256: str | None = None) -> Path | None:
        """A private copy of a PDF of the report for the renderer, removed on close; None for other formats.

        Args:
            sha256: of which of its files; without it, of the first.

        Raises:
            ReadError: no_access: there is no room for it, say.
        """
        return self._copy(work_id, sha256, frozenset({"pdf"}))

    def copy_of(self, work_id: str, sha256: str) -> Path | None:
        """A private copy of any file of the report, removed on close; None where it is not kept any more.

        Raises:
            ReadError: no_access: there is no room for it, say.
        """
        return self._copy(work_id, sha256, None)

    def _copy(self, work_id: str, sha256: str | None, formats: frozenset[str] | None) -> Path | None:
        kept = [item for item in self._store.work(work_id).files if not item.purged]
        fitting = [item for item in kept if formats is None or item.format in formats]
        file = next((item for item in fitting if sha256 in (None, item.sha256)), None)
        if file is None:
            return None
        try:
            with self._lock:
                if self._copies is None:
                    self._copies = Aside()
                path = self._copies.path / f"{file.sha256[:32]}.{file.format}"
                if not path.exists():
                    aside = path.with_suffix(".part")
                    aside.write_bytes(self._store.file_bytes(file.sha256))
                    aside.replace(path)
        except OSError as error:
            raise _read_error(Path(file.name), error) from None
        return path

    def password(self, work_id: str) -> str | None:
        """The password that this report was opened with since the project was; it is never written down."""
        return self._passwords.get(work_id)

    def keep_password(self, work_id: str, password: str) -> None:
        """Keep a report's password in memory until the project is closed, so that its pages can be drawn."""
        self._passwords[work_id] = password

    def add(
        self,
        path: Path,
        *,
        password: str | None = None,
        encoding: str | None = None,
        language: str | None = None,
        suggest: bool = True,
        choose: Choose | None = certain,
        progress: StageAdvance | None = None,
        cancelled: Cancelled | None = None,
    ) -> Added:
        """Read a file in a worker, suggest its records and save both.

        Until all is at hand nothing is written, so that a cancel or a failure leaves the project as it was.

        Args:
            choose: told, in this thread, which reports this may be another file of, it says which one it is, or None
                for a report of its own; without it each file is one.
            progress: told ("reading" | "suggesting" | "saving", done, of).

        Raises:
            ReadError: the file can't be read, or it was cancelled.
            ProjectError: the project can't be written.
        """
        digest = sha256_of(path)
        known = self._known(digest)
        if known is not None:
            return known
        reading = self._reader().read(
            path, password=password, encoding=encoding, progress=_stage(progress, "reading"), cancelled=cancelled
        )
        suggestions: list[Suggestion] = []
        if suggest:
            suggestions = self._find_records(path.name, reading, language, progress, cancelled)
        joined = self._same_work(reading, suggestions, language, choose)
        if joined is not None:
            suggestions = []
        try:
            data = path.read_bytes()
        except OSError as error:
            raise _read_error(path, error) from None
        # Bytes, reading and suggestions must be of one and the same file.
        if not reading.file == digest == hashlib.sha256(data).hexdigest():
            raise ReadError("changed", path=str(path), name=path.name)
        if cancelled is not None and cancelled():
            raise ReadError("cancelled", path=str(path), name=path.name)
        if progress is not None:
            progress("saving", 0, 1)
        with self._adding:
            known = self._known(digest)
            if known is not None:
                return known
            machine = self._people.machine()
            try:
                changes, work_id = self._store.add_file(
                    data, path.name, reading, machine, joined, language=language, suggestions=suggestions
                )
            except RuleError:
                # Another process may have been faster.
                known = self._known(digest)
                if known is None:
                    raise
                return known
        if password is not None:
            self.keep_password(work_id, password)
        self._alike.keep(reading)
        if progress is not None:
            progress("saving", 1, 1)
        return Added(work_id, changes, False, reading.notes, len(suggestions), joined is not None)

    def suggest(
        self,
        work_id: str,
        *,
        language: str | None = None,
        progress: StageAdvance | None = None,
        cancelled: Cancelled | None = None,
    ) -> Changes:
        """Suggest records in a report again; what persons have decided stays as it is."""
        reading = self.reading(work_id)
        work = self.work(work_id)
        name = work.files[0].name if work.files else work.title
        found = self._find_records(name, reading, language or self.language(work_id), progress, cancelled)
        if cancelled is not None and cancelled():
            raise ReadError("cancelled", name=name)
        if progress is not None:
            progress("saving", 0, 1)
        return self.save_suggestions(work_id, reading, found)

    def save_suggestions(
        self, work_id: str, reading: Reading, found: Sequence[Suggestion], *, imported: bool = False
    ) -> Changes:
        """Save suggestions as made by this program, or as imported from another one."""
        source = "import" if imported else "machine"
        return self._store.suggest(work_id, reading, found, self._people.machine(), source=source)

    def close(self) -> None:
        """Remove the private copies."""
        with self._lock:
            if self._copies is not None:
                self._copies.close()
                self._copies = None
            self._readings.clear()
            self._passwords.clear()

    def _find_records(
        self,
        name: str,
        reading: Reading,
        language: str | None,
        progress: StageAdvance | None,
        cancelled: Cancelled | None,
    ) -> list[Suggestion]:
        try:
            return self._suggester().suggest(
                reading, language=language, progress=_stage(progress, "suggesting"), cancelled=cancelled
            )
        except ReadError as error:
            # The suggester knows a reading and no name.
            raise ReadError(error.code, **{**error.parameters, "name": name}) from None

    def _same_work(
        self, reading: Reading, suggestions: Sequence[Suggestion], language: str | None, choose: Choose | None
    ) -> str | None:
        if choose is None:
            return None
        own: dict[str, object] = {}
        for suggestion in suggestions:
            if suggestion.family == "report":
                own.update(suggestion.fields)
        if language is not None:
            own["language"] = language
        matches = self._alike.matches(reading, own)
        return choose(matches) if matches else None

    def _known(self, digest: str) -> Added | None:
        file = self._store.file(digest)
        if file is None or file.purged:
            return None
        return Added(file.work, Changes(), True, self._store.work(file.work).notes)


def sha256_of(path: Path) -> str:
    """SHA-256 of a file's bytes, hex.

    Raises:
        ReadError: not_found, is_folder, unknown_format (no ordinary file), too_large, no_access.
    """
    try:
        info = path.stat()
        if stat.S_ISDIR(info.st_mode):
            raise ReadError("is_folder", path=str(path), name=path.name)
        if not stat.S_ISREG(info.st_mode):
            raise ReadError("unknown_format", path=str(path), name=path.name)
        if info.st_size > _LARGEST:
            raise ReadError("too_large", path=str(path), name=path.name, limit=f"{_LARGEST >> 20} MB")
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        raise _read_error(path, error) from None
    except ValueError:
        raise ReadError("not_found", path=str(path), name=path.name) from None


def _read_error(path: Path, error: OSError) -> ReadError:
    code = "not_found" if isinstance(error, (FileNotFoundError, NotADirectoryError)) else "no_access"
    return ReadError(code, path=str(path), name=path.name, reason=error.strerror or str(error))


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except (OSError, ValueError):
        return False


def _stage(progress: StageAdvance | None, name: str) -> Advance | None:
    if progress is None:
        return None
    return lambda done, of: progress(name, done, of)
