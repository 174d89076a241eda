"""Changing keys: find an action, press the keys that it should have; a clash names the other action."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QDialogButtonBox,
    QHBoxLayout,
    QHeaderView,
    QLineEdit,
    QPushButton,
    QTreeWidget,
    QTreeWidgetItem,
    QWidget,
)

from desktop.ui.actions.actions import Actions, key_text, translated
from desktop.ui.actions.keys import KeyProblem
from desktop.ui.actions.registry import MENUS
from desktop.ui.dialogs.base import Dialog
from desktop.ui.dialogs.key_capture import KeyCapture

ID = Qt.ItemDataRole.UserRole


class KeysDialog(Dialog):
    """All actions with their keys; what is changed holds at once and is kept with the person's settings."""

    def __init__(self, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("Change keys"), parent)
        self.resize(640, 560)
        self._actions = actions
        self._offered: tuple[str, str] | None = None  # key, and the action that has it
        self._replacing = True
        self.search = QLineEdit()
        self.search.setPlaceholderText(self.tr("Find an action or a key"))
        self.search.setAccessibleName(self.search.placeholderText())
        self.search.setClearButtonEnabled(True)
        self.search.textChanged.connect(self._filter)
        self.tree = QTreeWidget()
        self.tree.setColumnCount(2)
        self.tree.setHeaderLabels([self.tr("Action"), self.tr("Keys")])
        self.tree.setAccessibleName(self.tr("Actions and their keys"))
        self.tree.setRootIsDecorated(False)
        self.tree.setUniformRowHeights(True)
        self.tree.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.tree.header().setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        self.tree.itemActivated.connect(lambda *_: self._listen(replacing=True))
        self.tree.currentItemChanged.connect(lambda *_: self._chosen())
        self.capture = KeyCapture()
        self.capture.hide()
        self.capture.captured.connect(self._captured)
        self.capture.left.connect(self.capture.hide)
        self.change = self._button(self.tr("Change…"), lambda: self._listen(replacing=True))
        self.add = self._button(self.tr("One more…"), lambda: self._listen(replacing=False))
        self.remove = self._button(self.tr("No key"), lambda: self._set(()))
        self.reset = self._button(self.tr("As at first"), lambda: self._set(None))
        self.instead = self._button("", self._take_over)
        self.instead.hide()
        row = QHBoxLayout()
        for button in (self.change, self.add, self.remove, self.reset):
            row.addWidget(button)
        row.addStretch(1)
        row.addWidget(self.instead)
        self.body.addWidget(self.search)
        self.body.addWidget(self.tree, 1)
        self.body.addWidget(self.capture)
        self.body.addLayout(row)
        self.add_text(
            self.tr("Tab and Enter are the same for everybody: the next field, and the next thing that needs you."),
            muted=True,
        )
        box = self.add_buttons(self.tr("Close"), cancel=False)
        all_back = box.addButton(self.tr("All as at first"), QDialogButtonBox.ButtonRole.ResetRole)
        all_back.clicked.connect(self._reset_all)
        self.reset_all = all_back
        self._fill()
        self.search.setFocus()

    def current(self) -> str | None:
        """The action that is chosen in the list."""
        item = self.tree.currentItem()
        return item.data(0, ID) if item is not None else None

    def choose(self, action_id: str) -> None:
        """Choose an action in the list."""
        item = self._items.get(action_id)
        if item is not None:
            self.tree.setCurrentItem(item)

    def keys_shown(self, action_id: str) -> str:
        """What the list says of an action's keys."""
        return self._items[action_id].text(1)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter in the list or the line above it is about keys; it must not close the dialog."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if self.search.hasFocus():
                self._listen(replacing=True)
                return
            if self.tree.hasFocus() or self.capture.hasFocus():
                return
        super().keyPressEvent(event)

    # Inside

    def _button(self, text: str, do: object) -> QPushButton:
        button = QPushButton(text)
        button.clicked.connect(do)
        return button

    def _fill(self) -> None:
        self._items: dict[str, QTreeWidgetItem] = {}
        self._tops: list[tuple[QTreeWidgetItem, list[QTreeWidgetItem]]] = []
        for menu, title in MENUS:
            top = QTreeWidgetItem([QCoreApplication.translate("menus", title).replace("&", ""), ""])
            top.setFlags(Qt.ItemFlag.ItemIsEnabled)
            self.tree.addTopLevelItem(top)
            font = top.font(0)
            font.setBold(True)
            top.setFont(0, font)
            inside: list[QTreeWidgetItem] = []
            self._tops.append((top, inside))
            for spec in (spec for spec in self._actions.specs if spec.menu == menu):
                item = QTreeWidgetItem([translated(spec), ""])
                item.setData(0, ID, spec.id)
                top.addChild(item)
                inside.append(item)
                self._items[spec.id] = item
        self.tree.expandAll()
        self._show_keys()
        self.tree.setCurrentItem(next(iter(self._items.values())))

    def _show_keys(self) -> None:
        changed = self._actions.changed_keys()
        for name, item in self._items.items():
            item.setText(1, ", ".join(dict.fromkeys(key_text(key) for key in self._actions.keys()[name])))
            font = item.font(1)
            font.setBold(name in changed)
            item.setFont(1, font)
        self.reset_all.setEnabled(bool(changed))
        self._chosen()

    def _chosen(self) -> None:
        name = self.current()
        if self._offered is None:
            self.show_problem("")
        self.instead.hide()
        for button in (self.change, self.add):
            button.setEnabled(name is not None)
        keys = self._actions.keys().get(name or "", ())
        self.remove.setEnabled(bool(keys))
        self.reset.setEnabled(name in self._actions.changed_keys())

    def _filter(self, text: str) -> None:
        wanted = text.casefold().split()
        first = None
        for top, inside in self._tops:
            for item in inside:
                words = f"{top.text(0)} {item.text(0)} {item.text(1)}".casefold()
                item.setHidden(not all(word in words for word in wanted))
                if first is None and not item.isHidden():
                    first = item
            top.setHidden(all(item.isHidden() for item in inside))
        if first is not None:
            self.tree.setCurrentItem(first)

    def _listen(self, *, replacing: bool) -> None:
        if self.current() is not None:
            self._offered, self._replacing = None, replacing
            self._chosen()
            self.capture.show()
            self.capture.setFocus()

    def _captured(self, key: str) -> None:
        self.capture.hide()
        self.tree.setFocus()
        name = self.current()
        if name is None or (key == "Esc" and name != "leave_edit"):
            return
        if key in self._actions.keys()[name]:
            return
        problem = self._actions.problem(name, key)
        if problem is None:
            self._give(name, key)
        else:
            self._refuse(key, problem)

    def _give(self, name: str, key: str) -> None:
        kept = [] if self._replacing else list(self._actions.keys()[name])
        if name == "confirm":  # Enter stays, whatever else does the same
            kept = [each for each in self._actions.keys()[name] if each in ("Return", "Enter") or each in kept]
        self._set((*kept, key))

    def _set(self, keys: tuple[str, ...] | None) -> None:
        name = self.current()
        if name is None:
            return
        if keys is None:
            spec = next(spec for spec in self._actions.specs if spec.id == name)
            for key in spec.keys:
                problem = self._actions.problem(name, key)
                if problem is not None:
                    self._refuse(key, problem)
                    return
        elif name == "confirm" and not keys:
            keys = ("Return", "Enter")
        elif name == "leave_edit" and "Esc" not in keys:
            keys = ("Esc", *keys)
        self._offered = None
        self._actions.set_keys(name, keys)
        self._show_keys()

    def _refuse(self, key: str, problem: KeyProblem) -> None:
        other = next((translated(spec) for spec in self._actions.specs if spec.id == problem.other), "")
        words = {
            "taken": self.tr("{key} belongs to “{other}”."),
            "fixed": self.tr("{key} always belongs to “{other}”."),
            "needed": self.tr("{key} is needed for typing and moving."),
            "alone": self.tr(
                "{key} alone would act anywhere in the window. Hold Ctrl or Alt as well, or take F1 to F12."
            ),
        }[problem.kind]
        self.show_problem(words.format(key=key_text(key), other=other))
        QTimer.singleShot(0, self, self._keep_in_sight)  # the line with the words takes room from the list
        if problem.kind == "taken":
            self._offered = (key, problem.other)
            self.instead.setText(self.tr("Take {key} from it").format(key=key_text(key)))
            self.instead.show()
            self.instead.setFocus()

    def _keep_in_sight(self) -> None:
        item = self.tree.currentItem()
        if item is not None:
            self.tree.scrollToItem(item)

    def _take_over(self) -> None:
        name, offered = self.current(), self._offered
        if name is None or offered is None:
            return
        key, other = offered
        self._offered = None
        left = tuple(each for each in self._actions.keys()[other] if each.lower() != key.lower())
        self._actions.set_keys(other, left)
        self._give(name, key)
        self.tree.setFocus()

    def _reset_all(self) -> None:
        self._offered = None
        for name in self._actions.changed_keys():
            self._actions.set_keys(name, ())
        for name in self._actions.changed_keys():
            self._actions.set_keys(name, None)
        self._show_keys()
