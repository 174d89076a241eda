"""The window's QActions, built from the registry, with their menus and what is enabled now."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

from PySide6.QtCore import QCoreApplication, QObject, Qt, Signal
from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QMenu, QMenuBar, QWidget

from desktop.ui.actions.keys import KeyProblem, is_alone, portable, problem
from desktop.ui.actions.registry import ACTIONS, MENUS, SUBMENUS, ActionSpec, Scope
from desktop.ui.icons import Icons


class Actions(QObject):
    """All actions of one window.

    Signals:
        triggered(str): id of the action that the person chose.
        keysChanged(): actions have other keys now.
    """

    triggered = Signal(str)
    keysChanged = Signal()

    def __init__(self, window: QWidget, specs: tuple[ActionSpec, ...] = ACTIONS) -> None:
        super().__init__(window)
        self.specs = specs
        self._actions: dict[str, QAction] = {}
        self._keys: dict[str, tuple[str, ...]] = {}
        self._groups: dict[str, QActionGroup] = {}
        self._facts: frozenset[str] | None = None
        self._icons: Icons | None = None
        for spec in specs:
            action = QAction(translated(spec), self)
            action.setObjectName(spec.id)
            action.setShortcuts(_sequences(spec.keys))
            self._keys[spec.id] = spec.keys
            action.setAutoRepeat(spec.id.startswith(("next", "previous", "zoom")))
            # macOS moves Quit, About and Preferences by their words, which breaks them in other languages.
            action.setMenuRole(
                {"quit": QAction.MenuRole.QuitRole, "about": QAction.MenuRole.AboutRole}.get(
                    spec.id, QAction.MenuRole.NoRole
                )
            )
            if spec.scope != "window":
                action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            else:
                window.addAction(action)
            if spec.choice:
                action.setCheckable(True)
                self._group(spec.choice).addAction(action)
            action.triggered.connect(self._teller(spec.id))
            self._actions[spec.id] = action
        self.set_facts(())

    def __getitem__(self, action_id: str) -> QAction:
        return self._actions[action_id]

    def attach(self, work_area: QWidget, scope: Scope = "work") -> None:
        """Let the actions of a scope hear their keys inside this widget, and nowhere else."""
        for spec in self.specs:
            if spec.scope == scope:
                work_area.addAction(self._actions[spec.id])

    def offer(self, widget: QWidget, action_ids: Sequence[str]) -> None:
        """Offer these in the widget's context menu; an empty id is a line."""
        for action_id in action_ids:
            if action_id:
                widget.addAction(self._actions[action_id])
            else:
                line = QAction(widget)
                line.setSeparator(True)
                widget.addAction(line)
        widget.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)

    def set_facts(self, facts: Iterable[str]) -> None:
        """Enable the actions whose needs are among the facts."""
        now = frozenset(facts)
        if now == self._facts:
            return
        self._facts = now
        for spec in self.specs:
            self._actions[spec.id].setEnabled(spec.needs <= self._facts)

    def key(self, action_id: str) -> str:
        """The first key of an action, as text."""
        return key_text(next(iter(self._keys[action_id]), ""))

    def key_in_text(self, action_id: str) -> str:
        """The first key of an action that is none of a text's, as text: it acts while a field is being typed in."""
        return key_text(next((key for key in self._keys[action_id] if not is_alone(key)), ""))

    def keys(self) -> dict[str, tuple[str, ...]]:
        """The keys that each action has now."""
        return dict(self._keys)

    def changed_keys(self) -> dict[str, tuple[str, ...]]:
        """The keys of those actions that have others than they came with."""
        return {spec.id: self._keys[spec.id] for spec in self.specs if self._keys[spec.id] != spec.keys}

    def problem(self, action_id: str, key: str) -> KeyProblem | None:
        """Why an action can't have a key, None where it can."""
        return problem(self._spec(action_id), key, self._keys, self.specs)

    def set_keys(self, action_id: str, keys: Sequence[str] | None) -> None:
        """Give an action these keys, at once and in place of its own; None for those it came with."""
        self._take(action_id, self._spec(action_id).keys if keys is None else tuple(keys))
        self.keysChanged.emit()

    def load_keys(self, changed: Mapping[str, Sequence[str]]) -> None:
        """Take over the keys that were kept; such as can't be are passed over, so that every action stays reachable."""
        known = {spec.id for spec in self.specs}
        wanted = {name: tuple(portable(key) for key in keys) for name, keys in changed.items() if name in known}
        for name in wanted:
            self._take(name, ())
        for name, keys in wanted.items():
            fine = tuple(key for key in keys if self.problem(name, key) is None)
            kept = tuple(key for key in self._spec(name).keys if self.problem(name, key) is None)
            self._take(name, fine if fine or not keys else kept)
        self.keysChanged.emit()

    def _take(self, action_id: str, keys: tuple[str, ...]) -> None:
        self._keys[action_id] = keys
        self._actions[action_id].setShortcuts(_sequences(keys))

    def _spec(self, action_id: str) -> ActionSpec:
        return next(spec for spec in self.specs if spec.id == action_id)

    def set_icons(self, icons: Icons) -> None:
        """Give the actions their pictures in the colours of the theme, when the first menu that shows them opens."""
        self._icons = icons

    def _draw_icons(self) -> None:
        icons, self._icons = self._icons, None
        for spec in self.specs if icons is not None else ():
            if spec.icon and icons is not None:
                self._actions[spec.id].setIcon(icons.icon(spec.icon))

    def fill_menus(self, bar: QMenuBar, more: Mapping[str, Callable[[QMenu], object]]) -> dict[str, QMenu]:
        """Put every action into its menu; `more` may add to a menu after its first group."""
        menus = {}
        for menu_id, text in MENUS:
            menu = bar.addMenu(QCoreApplication.translate("menus", text))
            menu.aboutToShow.connect(self._draw_icons)
            group, place = 0, menu
            for spec in (s for s in self.specs if s.menu == menu_id):
                if spec.group != group:
                    if menu_id in more and group == 0:
                        more[menu_id](menu)
                    beside = SUBMENUS.get((menu_id, spec.group))
                    if (menu_id, group) not in SUBMENUS:
                        menu.addSeparator()
                    place = menu if beside is None else menu.addMenu(QCoreApplication.translate("menus", beside))
                    group = spec.group
                place.addAction(self._actions[spec.id])
            menus[menu_id] = menu
        return menus

    def _group(self, name: str) -> QActionGroup:
        if name not in self._groups:
            self._groups[name] = QActionGroup(self)
        return self._groups[name]

    def _teller(self, action_id: str) -> Callable[..., None]:
        return lambda *_: self.triggered.emit(action_id)


def key_text(key: str) -> str:
    """A key as the platform writes it; Return is called Enter, as on the keyboards of today."""
    return QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText).replace("Return", "Enter")


def _sequences(keys: Sequence[str]) -> list[QKeySequence]:
    """Keys as Qt takes them; a menu shows the first, and Enter is what the window calls that key elsewhere, too."""
    return [QKeySequence(key) for key in sorted(keys, key=lambda key: "Return" in key)]


def translated(spec: ActionSpec) -> str:
    """The action's words in the language installed now."""
    return QCoreApplication.translate("actions", spec.text)
