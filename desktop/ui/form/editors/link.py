"""A link to another record, chosen by its caption."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from db.model.values import State, Value
from desktop.ui.form.editors.choice import PickEditor
from desktop.ui.form.editors.pick import PickItem


class LinkEditor(PickEditor):
    """One record of the family that the field names; its value is the record's id."""

    def items(self) -> Sequence[PickItem]:
        return ()

    def set_links(self, links: Mapping[str, str]) -> None:
        """Offer these records: id to caption. Equal captions are told apart by a number."""
        seen: dict[str, int] = {}
        items = []
        for record, text in links.items():
            seen[text] = seen.get(text, 0) + 1
            items.append(PickItem(record, text if seen[text] == 1 else f"{text} ({seen[text]})"))
        self.pick_line.set_items(items)

    def write(self, value: Value) -> str:
        text = super().write(value)
        return self.tr("a record that is not in this list") if text == value else text

    def state_label(self, state: State) -> str:
        return self.tr("none linked") if state is State.NOT_LOOKED_AT else super().state_label(state)

    def unknown(self, text: str) -> str:
        return self.tr("Nothing here is called “{text}”.").format(text=text)
