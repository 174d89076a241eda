"""Who works on a project: finding a person by name, and the keys they sign with on this machine."""

from __future__ import annotations

import secrets
import threading
from collections.abc import Callable

from db.journal import Signer
from db.model.errors import RuleError
from db.model.people import Person, folded
from db.store import Store
from desktop.services.keyring import KeyRing

MACHINE = "Counterproof"
_LONGEST_NAME = 200


class People:
    """The persons of a project and their signers here.

    Args:
        entered: called when a person has come in who can sign on this machine.
    """

    def __init__(self, store: Store, keyring: KeyRing, entered: Callable[[], None] = lambda: None) -> None:
        self._store = store
        self._entered = entered
        self._keyring = keyring
        self._lock = threading.Lock()

    def all(self) -> list[Person]:
        """The persons, machines left out, by name."""
        persons = [person for person in self._store.people() if person.kind == "person"]
        return sorted(persons, key=lambda person: (folded(person.name), person.id))

    def names(self) -> dict[str, str]:
        """Id to name, machines included."""
        return {person.id: person.name for person in self._store.people()}

    def find(self, name: str) -> Person | None:
        """The person of this name, case and width aside."""
        wanted = folded(name)
        return next((person for person in self.all() if folded(person.name) == wanted), None)

    def _known(self, name: str, kind: str) -> Person:
        """The one of this name and kind; raises RuleError unknown_person."""
        for person in self._store.people():
            if person.kind == kind and folded(person.name) == folded(name):
                return person
        raise RuleError("unknown_person", name=name)

    def enter(self, name: str) -> Person:
        """The person of this name, made where there is none, with a key on this machine.

        Raises:
            RuleError: bad_name.
            ProjectError: the project or the key can't be written.
        """
        name = " ".join(name.split())
        if not name or len(name) > _LONGEST_NAME or not all(c.isprintable() for c in name):
            raise RuleError("bad_name", name=name[:_LONGEST_NAME])
        with self._lock:
            person = self.find(name)
            if person is None:
                person = self._add(name, "person") or self._known(name, "person")
            person = self._with_key(person)
        self._entered()
        return person

    def signer(self, person: Person) -> Signer:
        """What signs for the person here.

        Raises:
            RuleError: unknown_person: the project does not know the person.
        """
        found = self._keyring.signer(person.id)
        if found is not None and found.key in person.keys:
            return found
        with self._lock:
            known = next((item for item in self._store.people() if item.id == person.id), None)
            if known is None:
                raise RuleError("unknown_person", name=person.name)
            self._with_key(known)
        found = self._keyring.signer(person.id)
        if found is None:
            raise RuleError("unknown_person", name=person.name)
        return found

    def machine(self, name: str = MACHINE) -> Signer:
        """What signs suggestions; machines neither decide nor approve."""
        with self._lock:
            for person in self._store.people():
                if person.kind == "machine" and person.name == name:
                    break
            else:
                person = self._add(name, "machine") or self._known(name, "machine")
            self._with_key(person)
        found = self._keyring.signer(person.id)
        if found is None:
            raise RuleError("unknown_person", name=name)
        return found

    def _add(self, name: str, kind: str) -> Person | None:
        """A new one; None where another process has been faster with the same name."""
        person_id = secrets.token_hex(16)
        signer = self._keyring.create(person_id)
        person = Person(person_id, name, (signer.key,), "machine" if kind == "machine" else "person")
        try:
            self._store.add_person(person, signer)
        except BaseException as error:
            self._keyring.forget(person_id)
            if isinstance(error, RuleError) and error.code == "already_there":
                return None
            raise
        return self._store.person(person_id)

    def _with_key(self, person: Person) -> Person:
        signer = self._keyring.create(person.id)
        if signer.key not in person.keys:
            self._store.add_key(person.id, signer.key, signer)
            person = self._store.person(person.id)
        return person
