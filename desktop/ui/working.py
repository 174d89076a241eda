"""Who is working: asked once, shown always, switched at any time."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject

from db.model.people import Person
from desktop.ui.desk import Desk
from desktop.ui.dialogs.asking import Asking
from desktop.ui.settings import Settings


class Working(QObject):
    """Finds, asks for and remembers the person of one project on this machine."""

    def __init__(self, desk: Desk, asking: Asking, settings: Settings, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._asking = asking
        self._settings = settings
        self._open = False

    def remembered(self) -> str:
        """The name of whoever worked on this project here last."""
        return self._settings.person(self._desk.project.path)

    def begin(self) -> None:
        """Take the person remembered; where there is none, ask."""
        if self._desk.read_only:
            return
        name = self.remembered()
        if name:
            self._enter(name, None)
        else:
            self.ask()

    def require(self, then: Callable[[], None]) -> None:
        """Do it once somebody said who they are."""
        if self._desk.read_only:
            return
        if self._desk.person is not None:
            then()
        else:
            self.ask(then)

    def ask(self, then: Callable[[], None] | None = None) -> None:
        """Ask who is working, and switch to them."""
        if self._open or self._desk.read_only:
            return
        self._open = True

        def done(names: list[str]) -> None:
            current = self._desk.person.name if self._desk.person else ""
            offered = current or self.remembered() or self._settings.last_person()
            self._asking.person(names, offered, chosen, left)

        def chosen(name: str) -> None:
            self._open = False
            self._enter(name, then)

        def left() -> None:
            self._open = False

        def failed(error: Exception) -> None:
            self._open = False
            self._desk.fail(error)

        project = self._desk.project
        self._desk.tasks.run(lambda task: [person.name for person in project.people.all()], done, failed)

    def _enter(self, name: str, then: Callable[[], None] | None) -> None:
        def done(person: Person) -> None:
            self._settings.set_person(self._desk.project.path, person.name)
            self._desk.set_person(person, then)

        self._desk.tasks.write(lambda: self._desk.project.people.enter(name), done, self._desk.fail)
