"""The key ring: private files, one key a person, never overwritten."""

from __future__ import annotations

import os
import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from db.journal.signing import is_signed
from db.model.errors import ProjectError
from desktop.services.keyring import KeyRing


def test_a_key_is_made_once_and_signs(tmp_path: Path) -> None:
    ring = KeyRing(tmp_path / "keys")
    assert ring.signer("ana") is None
    signer = ring.create("ana")
    assert signer.person == "ana" and is_signed(signer.key, signer.sign(b"x").hex(), b"x")
    again = KeyRing(tmp_path / "keys").signer("ana")
    assert again is not None and again.key == signer.key == ring.create("ana").key
    assert ring.create("ben").key != signer.key


@pytest.mark.skipif(os.name == "nt", reason="modes are POSIX")
def test_only_the_owner_can_read_it(tmp_path: Path) -> None:
    ring = KeyRing(tmp_path / "keys")
    ring.create("ana")
    (path,) = (tmp_path / "keys").iterdir()
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700


@pytest.mark.parametrize("person", ["../../evil", "a/b", "", "人\x00", "\ud800", "x" * 500])
def test_an_id_is_never_a_path(tmp_path: Path, person: str) -> None:
    ring = KeyRing(tmp_path / "keys")
    key = ring.create(person).key
    assert [p.parent for p in tmp_path.rglob("*.key")] == [tmp_path / "keys"]
    again = ring.signer(person)
    assert again is not None and again.key == key


def test_many_at_once_get_the_same_key(tmp_path: Path) -> None:
    with ThreadPoolExecutor(8) as pool:
        keys = set(pool.map(lambda _: KeyRing(tmp_path / "keys").create("ana").key, range(24)))
    assert len(keys) == 1
    assert len(list((tmp_path / "keys").iterdir())) == 1


@pytest.mark.parametrize("content", [b"", b"zz", b"00", b"\xff\xfe"])
def test_a_damaged_key_is_said_and_not_replaced(tmp_path: Path, content: bytes) -> None:
    ring = KeyRing(tmp_path / "keys")
    ring.create("ana")
    (path,) = (tmp_path / "keys").iterdir()
    path.write_bytes(content)
    for call in (ring.signer, ring.create):
        with pytest.raises(ProjectError, match="key_damaged"):
            call("ana")
    assert path.read_bytes() == content


def test_the_place_is_told_by_the_environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COUNTERPROOF_HOME", str(tmp_path / "mine"))
    assert KeyRing().directory == tmp_path / "mine" / "keys"
    monkeypatch.delenv("COUNTERPROOF_HOME")
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    assert KeyRing().directory.name == "keys" and KeyRing().directory != tmp_path / "mine" / "keys"


def test_a_place_that_can_t_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(ProjectError) as caught:
        KeyRing(tmp_path / "file" / "keys").create("ana")
    assert caught.value.code == "no_access"
