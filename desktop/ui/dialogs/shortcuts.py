"""The sheet of all keys, made from the action registry."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from PySide6.QtCore import QCoreApplication, QSize, Qt, Signal
from PySide6.QtWidgets import (
    QDialogButtonBox,
    QGridLayout,
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

COLUMNS = 3
ORDER = ("record", "view", "edit", "sheets", "file", "project", "help")
_MNEMONIC = re.compile(r"\s?\(&\w\)|&")  # as in "&File" and in "文件(&F)"


class ShortcutsDialog(Dialog):
    """Keys by menu, those of the daily work first, in three columns.

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
        self.resize(min(1240, max(880, room.width() - 40)), min(800, max(560, room.height() - 40)))
        sheet = QWidget()
        columns = QHBoxLayout(sheet)
        columns.setContentsMargins(0, 0, 16, 0)
        columns.setSpacing(32)
        sides = [QVBoxLayout() for _ in range(COLUMNS)]
        for side in sides:
            side.setSpacing(8)
            columns.addLayout(side, 1)
        titles = dict(MENUS)
        sections = [(menu, [spec for spec in specs if spec.menu == menu and self._keys[spec.id]]) for menu in ORDER]
        lengths = [0] * COLUMNS
        for menu, with_keys in sections:
            if not with_keys:
                continue
            which = lengths.index(min(lengths))
            title = _MNEMONIC.sub("", QCoreApplication.translate("menus", titles[menu]))
            sides[which].addWidget(self._section(title, with_keys))
            lengths[which] += len(with_keys) + 2
        for side in sides:
            side.addStretch(1)
        area = QScrollArea()
        area.setObjectName("keyList")
        sheet.setContentsMargins(8, 4, 8, 4)
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

    def _section(self, title: str, specs: list[ActionSpec]) -> QWidget:
        section = QWidget()
        section.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        grid = QGridLayout(section)
        grid.setContentsMargins(0, 0, 0, 8)
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(4)
        grid.setColumnStretch(0, 1)
        heading = QLabel(title)
        heading.setProperty("subheading", True)
        heading.setContentsMargins(0, 8, 0, 4)
        grid.addWidget(heading, 0, 0)
        for row, spec in enumerate(specs, 1):
            words = QLabel(translated(spec))
            grid.addWidget(words, row, 0)
            keys = QHBoxLayout()
            keys.setSpacing(4)
            shown: list[str] = []
            for key in self._keys[spec.id]:
                text = key_text(key)
                if text not in shown:
                    shown.append(text)
            keys.addStretch(1)
            for text in shown:
                cap = QLabel(text)
                cap.setProperty("keycap", True)
                keys.addWidget(cap)
            grid.addLayout(keys, row, 1)
        return section
