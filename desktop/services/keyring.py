"""The private keys of this machine: one file a person, readable by its owner only."""

from __future__ import annotations

import contextlib
import hashlib
import os
import secrets
from pathlib import Path
from typing import TYPE_CHECKING

from db.model.errors import ProjectError

if TYPE_CHECKING:
    from db.journal import Signer

HOME = "COUNTERPROOF_HOME"
_KEY_BYTES = 32


def home() -> Path:
    """Where this machine keeps what belongs to no project: the environment's word, else the user's data folder."""
    told = os.environ.get(HOME)
    if told:
        return Path(told)
    from platformdirs import user_data_path

    return user_data_path("counterproof", appauthor=False)


class KeyRing:
    """Ed25519 private keys by person id.

    A person who works on two machines has a key on each; the project knows the public ones. Nothing in a local
    file keeps somebody with the same account from signing as another; signatures make later changes visible.

    Args:
        directory: where the key files are; made when the first key is.
    """

    def __init__(self, directory: Path | None = None) -> None:
        self._directory = directory or home() / "keys"

    @property
    def directory(self) -> Path:
        return self._directory

    def signer(self, person_id: str) -> Signer | None:
        """The signer of a person who has a key here, else None.

        Raises:
            ProjectError: no_access, damaged: the key file can't be read.
        """
        # Imported once somebody signs: the window opens without it.
        from db.journal import KeySigner

        path = self._path(person_id)
        try:
            data = bytes.fromhex(path.read_text(encoding="ascii").strip())
        except FileNotFoundError:
            return None
        except OSError as error:
            raise ProjectError("no_access", path=str(path), reason=error.strerror or str(error)) from None
        except ValueError:
            raise ProjectError("key_damaged", path=str(path)) from None
        if len(data) != _KEY_BYTES:
            raise ProjectError("key_damaged", path=str(path))
        return KeySigner(data, person_id)

    def create(self, person_id: str) -> Signer:
        """The person's signer; makes the key where there is none yet. Two processes at once get the same one.

        Raises:
            ProjectError: no_access, disk_full: the key can't be written.
        """
        existing = self.signer(person_id)
        if existing is not None:
            return existing
        path = self._path(person_id)
        aside = path.with_name(f".{path.name}.{secrets.token_hex(8)}")
        try:
            self._directory.mkdir(mode=0o700, parents=True, exist_ok=True)
            handle = os.open(aside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            try:
                os.write(handle, secrets.token_bytes(_KEY_BYTES).hex().encode("ascii") + b"\n")
                os.fsync(handle)
            finally:
                os.close(handle)
            _move_if_free(aside, path)
        except OSError as error:
            code = "disk_full" if error.errno == 28 else "no_access"
            raise ProjectError(code, path=str(self._directory), reason=error.strerror or str(error)) from None
        finally:
            aside.unlink(missing_ok=True)
        made = self.signer(person_id)
        if made is None:
            raise ProjectError("no_access", path=str(path))
        return made

    def forget(self, person_id: str) -> None:
        """Remove a key that nothing was signed with."""
        with contextlib.suppress(OSError):
            self._path(person_id).unlink(missing_ok=True)

    def _path(self, person_id: str) -> Path:
        # An id may come from somebody else's copy of the project: it never becomes a file name as it is.
        return self._directory / f"{hashlib.sha256(person_id.encode('utf-8', 'surrogatepass')).hexdigest()[:40]}.key"


def _move_if_free(aside: Path, path: Path) -> None:
    """Give the file its name unless another process was faster; that one's key then stands."""
    try:
        os.link(aside, path)
    except FileExistsError:
        return
    except OSError:
        # File systems without links; a rename refuses an existing target on Windows and replaces it elsewhere.
        if not path.exists():
            aside.rename(path)
