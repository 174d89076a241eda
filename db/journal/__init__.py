"""The journal: signed entries in one chain a key, which name the heads of the other chains that were known."""

from db.canonical import canonical
from db.journal.append import append, append_and_apply, signed_bytes
from db.journal.read import entries, entry_of, latest
from db.journal.replay import rebuild_all, replay
from db.journal.signing import KeySigner, Signer
from db.journal.verify import cut_short, verify
from db.model.entries import Fault, JournalEntry

__all__ = [
    "Fault",
    "JournalEntry",
    "KeySigner",
    "Signer",
    "append",
    "append_and_apply",
    "canonical",
    "cut_short",
    "entries",
    "entry_of",
    "latest",
    "rebuild_all",
    "replay",
    "signed_bytes",
    "verify",
]
