"""Ed25519 signatures of journal entries."""

from __future__ import annotations

from typing import Protocol


class Signer(Protocol):
    """Signs for one person with one key.

    Attributes:
        key: the public key, 64 hexadecimal digits; person: id of the person.
    """

    @property
    def key(self) -> str: ...

    @property
    def person(self) -> str: ...

    def sign(self, data: bytes) -> bytes: ...


class KeySigner:
    """A signer that holds its private key.

    Args:
        private_key_bytes: the 32 bytes of an Ed25519 private key.
        person: id of the person who signs.

    Raises:
        ValueError: these are no 32 bytes.
    """

    def __init__(self, private_key_bytes: bytes, person: str) -> None:
        # Imported once somebody signs or verifies: looking into a project needs none of it.
        from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

        self._private = Ed25519PrivateKey.from_private_bytes(private_key_bytes)
        self._key = self._private.public_key().public_bytes_raw().hex()
        self._person = person

    @property
    def key(self) -> str:
        return self._key

    @property
    def person(self) -> str:
        return self._person

    def sign(self, data: bytes) -> bytes:
        return self._private.sign(data)


def is_signed(key: str, signature: str, data: bytes) -> bool:
    """Whether this key (hex) made this signature (hex) of the data."""
    from cryptography.exceptions import InvalidSignature
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

    try:
        Ed25519PublicKey.from_public_bytes(bytes.fromhex(key)).verify(bytes.fromhex(signature), data)
    except (InvalidSignature, ValueError):
        return False
    return True
