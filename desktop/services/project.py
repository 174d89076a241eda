"""A project: one file, opened with everything that works on it."""

from __future__ import annotations

import contextlib
import os
import secrets
import threading
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from db.model.errors import ProjectError
from db.model.form import Form
from db.store import Store
from desktop.services.forms import newer, renew, standard_form
from desktop.services.health import Examiner, PageHealth
from desktop.services.library import Library, Reader, Suggester
from desktop.services.omissions import LeftOut
from desktop.services.people import People
from desktop.services.recognition import Recogniser, Recognition
from desktop.services.releases import Releases
from desktop.services.review import Review
from desktop.services.searching import Searching
from desktop.services.shown import Shown

if TYPE_CHECKING:
    from db.model.entries import Fault
    from desktop.services.keyring import KeyRing


class Project:
    """An open project. Make one with `open`; close it, or use it in a `with`.

    Attributes:
        people, library, review, left_out, releases, searching, health: the use cases, by subject.
    """

    def __init__(
        self,
        store: Store,
        keyring: KeyRing,
        reader: Reader | None,
        suggester: Suggester | None,
    ) -> None:
        self._store = store
        self._keyring = keyring
        self._database = store.database
        self._reader, self._own_reader = reader, reader is None
        self._suggester, self._own_suggester = suggester, suggester is None
        self._examiner: Examiner | None = None
        self._recogniser: Recogniser | None = None
        self._lock = threading.Lock()
        self.people = People(store, keyring, self._renew)
        self.library = Library(store, self.people, self._get_reader, self._get_suggester)
        self.review = Review(store, self.people, self.library)
        self.shown = Shown(store, self.library)
        self.left_out = LeftOut(store, self.people, self.library, self.shown)
        self.releases = Releases(store)
        self.searching = Searching(store)
        self.health = PageHealth(store, self.library, self._get_examiner)
        self.recognition = Recognition(store, self.people, self.library, self._get_recogniser)

    @classmethod
    def open(
        cls,
        path: Path,
        *,
        create: bool = False,
        keyring: KeyRing,
        reader: Reader | None = None,
        suggester: Suggester | None = None,
        form: Form | None = None,
        read_only: bool = False,
    ) -> Project:
        """Open a project, or make it where it is missing and `create` says so.

        Args:
            reader, suggester: shared ones, which stay open; without them the project starts and ends its own.
            form: what a new project asks; the standard form without it.

        Raises:
            ProjectError: it can't be opened or made.
        """
        path = Path(path)
        if create and not os.path.lexists(path):
            machine = keyring.create(secrets.token_hex(16))
            try:
                store = Store.create_project(path, form or standard_form(), machine)
            except BaseException as error:
                keyring.forget(machine.person)
                if not isinstance(error, ProjectError) or error.code != "exists":
                    raise
                store = Store.open(path, read_only=read_only)  # another program was faster
        else:
            store = Store.open(path, read_only=read_only)
        project = cls(store, keyring, reader, suggester)
        project._renew()
        return project

    @property
    def path(self) -> Path:
        return self._database.path

    def one_state(self) -> contextlib.AbstractContextManager[object]:
        """What this thread reads inside is all of one state of the file, and read in one transaction."""
        return self._database.read()

    @property
    def read_only(self) -> bool:
        return self._database.read_only

    @property
    def form(self) -> Form:
        return self._store.form()

    def changed_elsewhere(self) -> bool:
        """Whether another process has changed the file since the last call."""
        return self._database.changed_elsewhere()

    def verify(self) -> list[Fault]:
        """Replay the journal and compare: chains, signatures, projections, every quote against its page."""
        from db import journal
        from desktop.documents.searching import level

        return journal.verify(self._database, level)

    def compare(self, release: Path) -> list[Fault]:
        """What a release that was made of this project shows to be missing: a journal cut short since.

        Raises:
            ProjectError: not_a_release.
        """
        from db import journal
        from desktop.release import manifest

        return journal.cut_short(self._database, *manifest.origin(release))

    def close(self) -> None:
        """End the workers that are this project's own, remove private copies, close the file."""
        with self._lock:
            if self._own_reader and self._reader is not None:
                self._reader.close()
                self._reader = None
            if self._own_suggester and self._suggester is not None:
                self._suggester.close()
                self._suggester = None
            if self._examiner is not None:
                self._examiner.close()
                self._examiner = None
            if self._recogniser is not None:
                self._recogniser.close()
                self._recogniser = None
        self.library.close()
        self._database.close()

    def __enter__(self) -> Project:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _renew(self) -> None:
        """Take the newer form once somebody can sign here; a file that can't be written is read by it."""
        if not self.read_only:
            with contextlib.suppress(ProjectError):
                renew(self._store, self._keyring)
        elif (form := newer(self._store.form())) is not None:
            self._store.read_by(form)

    def _get_reader(self) -> Reader:
        with self._lock:
            if self._reader is None:
                from desktop.workers.reading import ReadingWorker

                self._reader = ReadingWorker()
            return self._reader

    def _get_suggester(self) -> Suggester:
        with self._lock:
            if self._suggester is None:
                from desktop.workers.suggesting import SuggestingWorker

                self._suggester = SuggestingWorker("desktop.extraction.protocol:suggest_all", standard_form())
            return self._suggester

    def _get_examiner(self) -> Examiner:
        with self._lock:
            if self._examiner is None:
                from desktop.workers.examining import ExaminingWorker

                self._examiner = ExaminingWorker()
            return self._examiner

    def _get_recogniser(self) -> Recogniser:
        with self._lock:
            if self._recogniser is None:
                from desktop.workers.recognising import RecognisingWorker

                self._recogniser = RecognisingWorker()
            return self._recogniser
