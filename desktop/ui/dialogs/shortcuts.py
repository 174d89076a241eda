"""The sheet of all keys, made from the action registry."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from PySide6.QtCore import QCoreApplication, QSize, Qt, Signal
from PySide6.QtWidgets import (
    QDialogButtonBox,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from desktop.ui.actions.actions import key_text, translated
from desktop.ui.actions.registry import ACTIONS, MENUS, ActionSpec
from desktop.ui.dialogs.base import Dialog

MOST_COLUMNS = 4
_BETWEEN = 32  # pixels between columns
_AROUND = 48 + 24 + 16  # pixels of the dialog that are no column: its margins, the sheet's, the bar beside it
ORDER = ("record", "view", "edit", "sheets", "file", "project", "help")
_MNEMONIC = re.compile(r"\s?\(&\w\)|&")  # as in "&File" and in "文件(&F)"


class ShortcutsDialog(Dialog):
    """Keys by menu, those of the daily work first, in as many columns as have room.

    Args:
        keys: action id to the keys that it has now; those it came with where it is not named.

    Signals:
        changeRequested(): the person wants other keys; the sheet has closed.
    """

    changeRequested = Signal()

    def __init__(
        self,
        parent: QWidget | None = None,
        specs: tuple[ActionSpec, ...] = ACTIONS,
        keys: Mapping[str, Sequence[str]] | None = None,
    ) -> None:
        super().__init__(self.tr("Keys"), parent)
        self._keys = {spec.id: spec.keys for spec in specs} | dict(keys or {})
        room = parent.window().size() if parent is not None else QSize(1280, 800)
        self.resize(min(1480, max(880, room.width() - 40)), min(840, max(560, room.height() - 40)))
        titles = {menu: _MNEMONIC.sub("", QCoreApplication.translate("menus", words)) for menu, words in MENUS}
        lines: list[QWidget] = []
        for menu in ORDER:
            with_keys = [spec for spec in specs if spec.menu == menu and self._keys[spec.id]]
            if with_keys:
                lines += [self._heading(titles[menu]), *(self._line(spec) for spec in with_keys)]
        sheet = QWidget()
        columns = QHBoxLayout(sheet)
        columns.setContentsMargins(8, 4, 16, 4)
        columns.setSpacing(_BETWEEN)
        widest = max((line.sizeHint().width() for line in lines), default=1)
        number = max(1, min(MOST_COLUMNS, (self.width() - _AROUND + _BETWEEN) // (widest + _BETWEEN)))
        for some in _evenly(lines, number):
            side = QVBoxLayout()
            side.setSpacing(2)
            for line in some:
                side.addWidget(line)
            side.addStretch(1)
            columns.addLayout(side, 1)
        area = QScrollArea()
        area.setObjectName("keyList")
        area.setAccessibleName(self.tr("Keys"))
        area.setWidget(sheet)
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.body.addWidget(area, 1)
        self.add_text(
            self.tr("Tab goes to the next field, Enter to the next thing that needs you, deciding what it leaves.")
            + "\n"
            + self.tr(
                "Single letters and Del act while no field is being typed in. Enter never decides while an input method composes."  # noqa: E501
            )
            + "\n"
            + self.tr("On the pages, Ctrl with an arrow selects a word, and Shift with arrows selects on."),
            muted=True,
        )
        box = self.add_buttons(self.tr("Close"), cancel=False)
        change = box.addButton(self.tr("Change keys…"), QDialogButtonBox.ButtonRole.ResetRole)
        change.setAutoDefault(False)
        change.clicked.connect(self._change)

    def _change(self) -> None:
        self.accept()
        self.changeRequested.emit()

    def _heading(self, title: str) -> QLabel:
        heading = QLabel(title)
        heading.setProperty("subheading", True)
        heading.setContentsMargins(0, 7, 0, 1)
        return heading

    def _line(self, spec: ActionSpec) -> QWidget:
        """What an action does, and its keys."""
        line = QWidget()
        line.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        row.addWidget(QLabel(translated(spec)))
        row.addSpacing(8)
        row.addStretch(1)
        for text in dict.fromkeys(key_text(key) for key in self._keys[spec.id]):
            cap = QLabel(text)
            cap.setProperty("keycap", True)
            row.addWidget(cap)
        return line


def _evenly(lines: Sequence[QWidget], number: int) -> list[list[QWidget]]:
    """Lines in so many columns of about the same height; no heading is parted from what it is over."""
    share = sum(line.sizeHint().height() for line in lines) / number
    columns: list[list[QWidget]] = [[]]
    height = 0
    for line in lines:
        tall = line.sizeHint().height()
        if height + tall / 2 > share and len(columns) < number:
            column = columns[-1]
            columns.append([column.pop()] if column and isinstance(column[-1], QLabel) else [])
            height = 0
        columns[-1].append(line)
        height += tall
    return columns
