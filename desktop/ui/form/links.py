"""The records that a field can link to, named when somebody looks."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence


class Links(Mapping[str, str]):
    """Id and name of each activity of a report; one is named when somebody asks for it, all when they are listed.

    Args:
        ids: gives the ids; name: names one; many: whether listing them all would take long.
    """

    def __init__(
        self, ids: Callable[[], Sequence[str]], name: Callable[[str], str | None], *, many: bool = False
    ) -> None:
        self.many = many
        self._list = ids
        self._name = name
        self._ids: Sequence[str] | None = None

    def __getitem__(self, record_id: str) -> str:
        name = self._name(record_id)
        if name is None:
            raise KeyError(record_id)
        return name

    def __iter__(self) -> Iterator[str]:
        if self._ids is None:
            self._ids = self._list()
        return iter(self._ids)

    def __len__(self) -> int:
        return sum(1 for _ in self)
