"""A link to another record, chosen by its caption."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from db.model.values import State, Value
from desktop.ui.form.editors.choice import PickEditor
from desktop.ui.form.editors.pick import PickItem
from desktop.ui.form.links import Links


class LinkEditor(PickEditor):
    """One record of the family that the field names; its value is the record's id."""

    _links: Mapping[str, str] = MappingProxyType({})

    def items(self) -> Sequence[PickItem]:
        return ()

    def set_links(self, links: Mapping[str, str]) -> None:
        """Offer these records: id to caption. Equal captions are told apart by a number."""
        self._links = links
        self.pick_line.offer(lambda: _numbered(links))

    def write(self, value: Value) -> str:
        if isinstance(self._links, Links) and self._links.many and isinstance(value, str):
            # Which of several equal captions it is only a look at thousands would tell.
            text = self._links.get(value)
        else:
            text = next((item.label for item in self.pick_line.items() if item.id == value), None)
        return text if text is not None else self.tr("a record that is not in this list")

    def state_label(self, state: State) -> str:
        return self.tr("none linked") if state is State.NOT_LOOKED_AT else super().state_label(state)

    def unknown(self, text: str) -> str:
        return self.tr("Nothing here is called “{text}”.").format(text=text)


def _numbered(links: Mapping[str, str]) -> list[PickItem]:
    seen: dict[str, int] = {}
    items = []
    for record, text in links.items():
        seen[text] = seen.get(text, 0) + 1
        items.append(PickItem(record, text if seen[text] == 1 else f"{text} ({seen[text]})"))
    return items
