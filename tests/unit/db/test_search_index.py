"""Words to search by: a torn index is gone around, found by verify and made anew; hostile queries find nothing."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from db import search_index
from db.journal import verify
from db.store import Store
from tests.unit.db import making


def levelled(text: str) -> str:
    return "".join(text.split())


def indexed(path: Path) -> Store:
    store, _ = making.reviewed(path)
    for reading in store.pages.unindexed():
        store.pages.index(reading, [levelled(page) for page in making.PAGES])
    return store


def places(store: Store, words: str) -> list[int]:
    return [page for _, _, page, *_ in store.pages.search(words, 10)]


BROKEN = [
    "UPDATE page_search_data SET block = x'00112233'",
    "DELETE FROM page_search_data",
    "DELETE FROM page_search_config",
    "UPDATE page_search_config SET v = 99",
    "DROP TABLE page_search",
    "DROP TABLE page_search_data",
    "INSERT INTO page_search (page_search) VALUES ('delete-all')",
]


@pytest.mark.parametrize("harm", BROKEN)
def test_a_damaged_index_is_found_and_made_anew(path: Path, opened: Callable[[Store], Store], harm: str) -> None:
    indexed(path).database.close()
    conn = sqlite3.connect(path)
    conn.execute(harm)
    conn.commit()
    conn.close()
    store = opened(Store.open(path))
    assert {fault.code for fault in verify(store.database)} <= {"search_differs", "schema_differs"}
    assert any(fault.code == "search_differs" for fault in verify(store.database))
    store.pages.mend_index()
    assert verify(store.database, levelled) == []
    assert places(store, "Nothing") == [2] and places(store, "the") == [1]


@pytest.mark.parametrize("harm", [harm for harm in BROKEN if harm.startswith(("DELETE", "DROP TABLE page_search_d"))])
def test_searching_and_adding_go_around_what_sqlite_can_not_read(
    path: Path, opened: Callable[[Store], Store], harm: str
) -> None:
    indexed(path).database.close()
    conn = sqlite3.connect(path)
    conn.execute(harm)
    conn.commit()
    conn.close()
    store = opened(Store.open(path))
    assert places(store, "Nothing") == [2]
    store.add_file(b"other", "other.txt", making.reading(b"other"), making.MACHINE)
    for reading in store.pages.unindexed():
        store.pages.index(reading, [levelled(page) for page in making.PAGES])
    assert places(store, "Nothing") == [2, 2]
    assert verify(store.database, levelled) == []


def test_pages_whose_words_are_gone_are_indexed_again(path: Path, opened: Callable[[Store], Store]) -> None:
    store = opened(indexed(path))
    store.database.write(lambda conn: conn.execute("DELETE FROM page_words WHERE page = 1"))
    assert any(fault.code == "search_differs" for fault in verify(store.database))
    (reading,) = store.pages.unindexed()
    store.pages.index(reading, [levelled(page) for page in making.PAGES])
    assert places(store, "Nothing") == [2]
    assert verify(store.database, levelled) == []


def test_words_that_are_not_the_text_are_found(path: Path, opened: Callable[[Store], Store]) -> None:
    store = opened(indexed(path))
    assert verify(store.database, levelled) == []
    store.database.write(lambda conn: conn.execute("UPDATE page_words SET words = 'Something' WHERE page = 2"))
    store.database.write(search_index.make_anew)
    (fault,) = verify(store.database, levelled)
    assert (fault.code, fault.parameters["page"]) == ("words_differ", 2)


@pytest.mark.parametrize("typed", ["a\0bc", "\ud800abc", '"""', 'dollars"', "a*b", "NEAR(a,b)", "-abc", "x" * 100_000])
def test_no_query_is_an_error(path: Path, opened: Callable[[Store], Store], typed: str) -> None:
    store = opened(indexed(path))
    assert places(store, typed) == []
    assert places(store, "dollars") == [1]
