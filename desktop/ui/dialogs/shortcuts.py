"""The sheet of all keys, made from the action registry."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QCoreApplication, Qt, Signal
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


class ShortcutsDialog(Dialog):
    """Keys by menu, in two columns.

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
        self.resize(880, 560)
        sheet = QWidget()
        columns = QHBoxLayout(sheet)
        columns.setContentsMargins(0, 0, 16, 0)
        columns.setSpacing(48)
        sides = [QVBoxLayout(), QVBoxLayout()]
        for side in sides:
            side.setSpacing(8)
            columns.addLayout(side, 1)
        lengths = [0, 0]
        for menu, title in MENUS:
            with_keys = [spec for spec in specs if spec.menu == menu and self._keys[spec.id]]
            if not with_keys:
                continue
            which = 0 if lengths[0] <= lengths[1] else 1
            sides[which].addWidget(
                self._section(QCoreApplication.translate("menus", title).replace("&", ""), with_keys)
            )
            lengths[which] += len(with_keys) + 2
        for side in sides:
            side.addStretch(1)
        area = QScrollArea()
        area.setWidget(sheet)
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.body.addWidget(area, 1)
        self.add_text(
            self.tr(
                "Single letters and Del act while no field is being typed in. Enter never decides while an input method composes."  # noqa: E501
            ),
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
