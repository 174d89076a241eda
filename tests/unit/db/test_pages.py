"""Words to search by and the health of pages: kept beside the journal, found again, nothing to verify."""

from __future__ import annotations

import pytest

from db.journal import verify
from db.model.errors import RuleError
from db.store import Store
from tests.unit.db.making import reading, signer

WORDS = ("in2030theofficetrained120persons.", "nothingelsewasdone.")


def _indexed(reviewed: tuple[Store, str]) -> tuple[Store, str]:
    store, work = reviewed
    for reading_id in store.pages.unindexed():
        store.pages.index(reading_id, WORDS)
    return store, work


def test_finds_by_trigrams_and_by_looking_through(reviewed: tuple[Store, str]) -> None:
    store, work = _indexed(reviewed)
    assert store.pages.unindexed() == []
    for words, pages in (
        ("office", [1]), ("of", [1]), ("o", [1, 2]), ("n", [1, 2]), ("done", [2]), ("(40", []), ("", []),
        ('"', []), ('a"b', []), ("120", [1]), ("OFFICE", []), ("office AND", []), ("in*", []),
    ):  # fmt: skip
        found = store.pages.search(words, 10)
        assert [page for _, _, page, *_ in found] == pages, words
        assert all(found_work == work for _, found_work, *_ in found)
    (_, _, _, text, _), *_ = store.pages.search("office", 10)
    assert text.startswith("In 2030 the office")


def test_goes_on_after_what_is_known(reviewed: tuple[Store, str]) -> None:
    store, work = _indexed(reviewed)
    data = b"another"
    _, other = store.add_file(data, "b.txt", reading(data), signer("ann"))
    for reading_id in store.pages.unindexed():
        store.pages.index(reading_id, WORDS)
    seen = []
    after = 0
    while found := store.pages.search("e", 1, after=after):
        ((after, found_work, page, *_),) = found
        seen.append((found_work, page))
    assert seen == [(work, 1), (work, 2), (other, 1), (other, 2)]
    assert [page for _, _, page, *_ in store.pages.search("done", 9, work=other)] == [2]


def test_keeps_words_once_and_of_whole_readings_only(reviewed: tuple[Store, str]) -> None:
    store, _ = reviewed
    (reading_id,) = store.pages.unindexed()
    with pytest.raises(RuleError, match="no_reading"):
        store.pages.index(reading_id, WORDS[:1])
    with pytest.raises(RuleError, match="no_reading"):
        store.pages.index("nothing", WORDS)
    assert store.pages.search("office", 10) == []
    store.pages.index(reading_id, WORDS)
    store.pages.index(reading_id, WORDS)
    assert len(store.pages.search("office", 10)) == 1


def test_goes_on_where_it_was_cut_off(reviewed: tuple[Store, str]) -> None:
    store, _ = reviewed
    pages = tuple(f"page {number} words" for number in range(1, 41))
    given = reading(b"long", pages)
    store.add_file(b"long", "long.txt", given, signer("ann"))
    words = [page.replace(" ", "") for page in pages]
    calls = iter([False, False, True])
    store.pages.index(given.id, words, lambda: next(calls))
    assert given.id in store.pages.unindexed()
    assert 0 < len(store.pages.search("words", 99)) < 40
    store.pages.index(given.id, words)
    assert given.id not in store.pages.unindexed()
    assert [page for _, _, page, *_ in store.pages.search("words", 99)] == list(range(1, 41))


def test_keeps_what_was_judged(reviewed: tuple[Store, str]) -> None:
    store, work = reviewed
    reading_id = store.work(work).reading
    assert reading_id is not None
    assert store.pages.unjudged() == [work]
    store.pages.keep_health(reading_id, [(1, "sound", {})])
    assert store.pages.unjudged() == [work]
    store.pages.keep_health(reading_id, [(1, "garbled", {"broken": 7}), (2, "sound", {})])
    assert store.pages.unjudged() == []
    assert store.pages.health(reading_id) == {1: ("garbled", {"broken": 7}), 2: ("sound", {})}


def test_verifying_has_nothing_against_them(reviewed: tuple[Store, str]) -> None:
    store, work = _indexed(reviewed)
    store.pages.keep_health(store.work(work).reading or "", [(1, "sound", {})])
    assert verify(store.database) == []
