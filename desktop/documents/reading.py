"""A report file -> Reading: its format found out by content, then by name, and handed to the format's reader."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from db.model.errors import ReadError

if TYPE_CHECKING:
    from db.model.readings import Page, Reading

FORMATS = ("pdf", "docx", "html", "txt")
LARGEST = 512 * 1024 * 1024  # bytes
_SUFFIXES = {
    ".pdf": "pdf", ".docx": "docx", ".docm": "docx", ".html": "html", ".htm": "html", ".xhtml": "html",
    ".txt": "txt", ".text": "txt", ".md": "txt",
}  # fmt: skip


def read(
    path: Path,
    *,
    password: str | None = None,
    encoding: str | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> Reading:
    """Read a report in this process. Hostile files are better read through `desktop.workers.reading`.

    Args:
        password: for an encrypted PDF; the empty one is always tried.
        encoding: of a TXT or HTML file, instead of finding it out.
        progress: called with pages done and pages in all.

    Raises:
        ReadError: not_found, is_folder, no_access, empty_file, too_large, unknown_format, not_that_format, damaged,
            encrypted, wrong_password, no_pages, unknown_encoding.
    """
    path = Path(path)
    data = load(path)
    form = sniff(data, path)
    file = hashlib.sha256(data).hexdigest()
    options: dict[str, str] = {}
    outline: tuple[tuple[int, str, int], ...] = ()
    pages: tuple[Page, ...]
    if form == "pdf":
        from desktop.documents import pdf  # a reader is only loaded for its own format: workers start faster

        pages, outline, notes, options = pdf.read_pdf(data, path=path, password=password, progress=progress)
        reader, version = pdf.READER, pdf.version()
    elif form == "docx":
        from desktop.documents import docx

        pages, outline, notes = docx.read_docx(data, path=path)
        reader, version = docx.READER, docx.version()
    elif form == "html":
        from desktop.documents import html

        pages, outline, options["encoding"], notes = html.read_html(data, path=path, encoding=encoding)
        reader, version = html.READER, html.version()
    else:
        from desktop.documents import txt

        pages, used, notes = txt.read_txt(data, path=path, encoding=encoding)
        options["encoding"] = used
        reader, version = txt.READER, txt.VERSION
    if form != "pdf" and progress is not None:
        progress(len(pages), len(pages))
    from db.model.readings import Reading  # whoever only loads a file starts faster without

    return Reading(file, form, reader, version, pages, options, tuple(sorted(notes)), outline)


def sha256_of(path: Path) -> str:
    """SHA-256 of a file's bytes, hex, without holding them all.

    Raises:
        ReadError: not_found, is_folder, no_access.
    """
    digest = hashlib.sha256()
    path = _existing(path)
    try:
        with path.open("rb") as file:
            while block := file.read(1 << 20):
                digest.update(block)
    except OSError as error:
        raise _refusal(path, error) from None
    return digest.hexdigest()


def sniff(data: bytes, path: Path) -> str:
    """The format, one of FORMATS.

    Raises:
        ReadError: not_that_format where the name promises what the content is not; unknown_format.
    """
    promised = _SUFFIXES.get(path.suffix.lower())
    found = _by_content(data)
    if found is None:
        if promised in ("pdf", "docx"):
            raise ReadError("not_that_format", path=str(path), format=promised)
        if promised in ("txt", "html"):
            return promised  # its reader says what is wrong with it
        raise ReadError("unknown_format", path=str(path))
    if found == "txt" and promised in ("pdf", "docx"):
        raise ReadError("not_that_format", path=str(path), format=promised)
    if found == "txt" and (promised == "html" or _looks_like_html(data)):
        return "html"  # also where it was saved under a text's name
    if found == "txt" and promised is None and path.suffix:
        raise ReadError("unknown_format", path=str(path))
    return found


def _by_content(data: bytes) -> str | None:
    head = data[:1024]
    if b"%PDF-" in head:
        return "pdf"
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        import zipfile  # with all that unpacks: the children start faster without

        try:
            with zipfile.ZipFile(BytesIO(data)) as archive:
                names = set(archive.namelist())
        except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError, RecursionError):
            return "docx" if b"word/" in data else None
        return "docx" if "[Content_Types].xml" in names and any(n.startswith("word/") for n in names) else None
    if head.startswith((b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf")):
        return "txt"
    if head.startswith((b"\xd0\xcf\x11\xe0", b"{\\rtf", b"\x7fELF", b"MZ", b"\x89PNG", b"\xff\xd8\xff", b"GIF8")):
        return None
    zeros = data[:65536].count(0)
    if zeros and not 0.2 < zeros / min(len(data), 65536) <= 0.55:
        return None  # UTF-16 of Latin text has every second byte zero; of Chinese text hardly any
    return "txt"


def _looks_like_html(data: bytes) -> bool:
    """Whether a text begins as HTML does, in whatever encoding."""
    return re.search(rb"<!doctype\s+html|<html[\s>]", data[:2048].replace(b"\0", b""), re.IGNORECASE) is not None


def _existing(path: Path) -> Path:
    try:
        if path.is_dir():
            raise ReadError("is_folder", path=str(path))
        if not path.exists():
            raise ReadError("not_found", path=str(path))
        if not path.is_file():
            raise ReadError("unknown_format", path=str(path))  # a device or a pipe could last for ever
    except (OSError, ValueError) as error:
        raise _refusal(path, error) from None
    return path


def load(path: Path) -> bytes:
    """All bytes of a file.

    Raises:
        ReadError: not_found, is_folder, no_access, empty_file, too_large.
    """
    path = _existing(path)
    try:
        size = path.stat().st_size
        if size > LARGEST:
            raise ReadError("too_large", path=str(path), size=size, limit=LARGEST)
        data = path.read_bytes()
    except OSError as error:
        raise _refusal(path, error) from None
    except MemoryError:
        raise ReadError("too_large", path=str(path), size=size, limit=LARGEST) from None
    if not data:
        raise ReadError("empty_file", path=str(path))
    return data


def _refusal(path: Path, error: Exception) -> ReadError:
    if isinstance(error, FileNotFoundError):
        return ReadError("not_found", path=str(path))
    return ReadError("no_access", path=str(path), reason=getattr(error, "strerror", None) or str(error))
