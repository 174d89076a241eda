"""The window: menus, top bar, message, panes and bottom line around one open project."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QGuiApplication
from PySide6.QtWidgets import QApplication, QLabel, QMainWindow, QMenu, QStackedWidget, QVBoxLayout, QWidget

from desktop.ui import style
from desktop.ui.actions.actions import Actions
from desktop.ui.dialogs.asking import Asking
from desktop.ui.icons import Icons, window_icon
from desktop.ui.key_guard import KeyGuard
from desktop.ui.messages import MessageBar, in_words
from desktop.ui.settings import Settings, ThemeChoice
from desktop.ui.start_page import StartPage
from desktop.ui.status_line import StatusLine
from desktop.ui.tasks import Tasks
from desktop.ui.top_bar import TopBar, set_property

if TYPE_CHECKING:
    from desktop.services.keyring import KeyRing
    from desktop.services.project import Project
    from desktop.ui.source.images import PictureSource
    from desktop.ui.workspace import Workspace

SIZE = (1280, 800)
AT_ONCE = 100  # milliseconds for which a project that is being opened leaves nothing else to be painted
SMALLEST = (960, 600)
ON_RECORD = ("confirm", "reject", "postpone", "return", "", "edit_record", "show_passage", "", "undo", "redo")
ON_PAGE = ("copy", "add_count", "add_activity", "add_financial_figure", "", "show_passage", "go_to_page", "page_back")
KEYED = ("confirm", "reject", "postpone", "return", "not_stated")


class MainWindow(QMainWindow):
    """Opens and closes projects, hands actions on, keeps the colours.

    Args:
        renderer: draws PDF pages; shared by all projects and closed by whoever made it.
        language: of the interface, "en" or "zh".
        make_tasks: makes the lane and the pool of a project.
        opener: opens a project; `Project.open` where none is given.
    """

    def __init__(
        self,
        app: QApplication,
        settings: Settings,
        keyring: KeyRing,
        renderer: PictureSource,
        language: str = "en",
        make_tasks: Callable[[QWidget], Tasks] = Tasks,
        opener: Callable[..., Project] | None = None,
    ) -> None:
        super().__init__()
        self._app = app
        self._settings = settings
        self._keyring = keyring
        self._renderer = renderer
        self._language = language
        self._make_tasks = make_tasks
        self._open_with = opener
        self._tasks = make_tasks(self)
        self._failure = ""
        self._may_close = False
        self.workspace: Workspace | None = None
        self.theme = style.chosen(settings.theme)
        self.asking = Asking(self, settings)
        self.actions_ = Actions(self)
        self.guard = KeyGuard(app, self)
        self.top = TopBar()
        self.bar = MessageBar()
        self.banner = QLabel()
        self.line = StatusLine(self.theme)
        self._start = StartPage()
        self._pages = QStackedWidget()
        self._build()
        self._connect()
        self._dress()
        self._show_standing()
        geometry = settings.bytes("geometry")
        if geometry is None or not self.restoreGeometry(geometry):
            self.resize(*SIZE)

    # Projects

    def open_project(self, path: Path, *, create: bool = False) -> None:
        """Open a project, or make it; the one that is open is closed once the new one is there."""
        path = path.expanduser().absolute()
        keyring = self._keyring

        def failed(error: Exception) -> None:
            self._settings.drop_recent(path)
            self._show_recent()
            self.bar.show_message(in_words(error, self._language), "error")
            self._start.setEnabled(True)
            self._paint_pages()

        if self.workspace is not None and self.workspace.project.path == path:
            return
        self._start.setEnabled(False)
        if self.workspace is None:
            self._pages.setUpdatesEnabled(False)  # the page that is about to go
            QTimer.singleShot(AT_ONCE, self, self._paint_pages)
            QTimer.singleShot(1, self, _bring_workspace)  # once the frame is painted
        self._tasks.run(lambda task: self._make_project(path, create, keyring), self._opened, failed)

    def close_project(self) -> None:
        """Save what is half typed, close the project, show the start page."""
        workspace, self.workspace = self.workspace, None
        if workspace is None:
            return
        workspace.close()
        self._pages.setCurrentWidget(self._start)
        self._show_frame()
        self._pages.removeWidget(workspace.area)
        workspace.area.deleteLater()
        workspace.deleteLater()
        self._failure = ""
        self.banner.hide()
        self.line.clear()
        self.top.set_project("", "")
        self.top.set_report("")
        self.top.set_person(None, asking=False)
        self.top.set_saved("nothing")
        self.setWindowTitle("Counterproof")
        self._start.setEnabled(True)
        self._show_recent()
        self._show_standing()

    # What Qt asks of a window

    def closeEvent(self, event: QCloseEvent) -> None:
        workspace = self.workspace
        if workspace is not None and workspace.adding.busy and not self._may_close:
            event.ignore()
            self.asking.choice(
                self.tr("Close Counterproof"),
                self.tr("Reports are still being added."),
                self.tr("Those that are not finished will not be in the project; everything else is saved."),
                self.tr("Stop adding and close"),
                self._close_now,
            )
            return
        self._settings.set_bytes("geometry", self.saveGeometry())
        self.close_project()
        self._tasks.close()
        self._settings.save()
        event.accept()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        paths = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        if not paths:
            return
        event.acceptProposedAction()
        if len(paths) == 1 and paths[0].suffix.lower() == ".db":
            self.open_project(paths[0])
        elif self.workspace is None:
            self.bar.show_message(self.tr("Open or make a project first, then add reports to it."), "info")
        else:
            self.workspace.add(paths)

    # Inside

    def _build(self) -> None:
        self.setWindowTitle("Counterproof")
        self.setWindowIcon(window_icon())
        self.setMinimumSize(*SMALLEST)
        self.setAcceptDrops(True)
        self._recent = QMenu(self.tr("Open recent"), self)
        self.actions_.fill_menus(self.menuBar(), {"file": lambda menu: menu.addMenu(self._recent)})
        self.banner.setText(self.tr("This project is read-only: it can be looked at, not changed."))
        self.banner.setProperty("banner", True)
        self.banner.setContentsMargins(16, 6, 16, 6)
        self.banner.hide()
        self._pages.setObjectName("pages")
        self._pages.addWidget(self._start)
        central = QWidget()
        column = QVBoxLayout(central)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for widget in (self.top, self.banner, self.bar):
            column.addWidget(widget)
        column.addWidget(self._pages, 1)
        column.addWidget(self.line)
        self.setCentralWidget(central)
        self._show_frame()
        self._show_recent()

    def _connect(self) -> None:
        self.actions_.triggered.connect(self.act)
        self.actions_.load_keys(self._settings.keys())
        self.actions_.keysChanged.connect(self._keys_changed)
        self.top.personRequested.connect(lambda: self.act("person"))
        self.line.recordRequested.connect(self._show_record)
        self._start.newRequested.connect(lambda: self.act("new_project"))
        self._start.openRequested.connect(lambda: self.act("open_project"))
        self._start.projectChosen.connect(self.open_project)
        QGuiApplication.styleHints().colorSchemeChanged.connect(self._scheme_changed)

    def act(self, action_id: str) -> None:
        """Carry out an action of the registry, if it is enabled now."""
        # A key that was meant for a dialog which is just opening must not act behind it.
        if not self.actions_[action_id].isEnabled() or QApplication.activeModalWidget() is not None:
            return
        if self.guard.holding and not self.actions_[action_id].autoRepeat():
            return
        if self.workspace is not None and self.workspace.act(action_id):
            return
        if action_id.startswith("theme_"):
            self._choose_theme(action_id.removeprefix("theme_"))
        elif action_id.startswith("language_"):
            self._choose_language(action_id.removeprefix("language_"))
        elif action_id == "new_project":
            self.asking.new_project(lambda path: self.open_project(path, create=True))
        elif action_id == "open_project":
            self.asking.open_project(self.open_project)
        elif action_id == "close_project":
            self.close_project()
        elif action_id == "quit":
            self.close()
        elif action_id == "full_screen":
            self.setWindowState(self.windowState() ^ Qt.WindowState.WindowFullScreen)
        elif action_id == "shortcuts":
            self.asking.shortcuts(self.actions_)
        elif action_id == "change_keys":
            self.asking.change_keys(self.actions_)
        elif action_id == "about":
            self.asking.about()

    def _opened(self, project: Project) -> None:
        from desktop.ui.workspace import Workspace

        self.close_project()
        tasks = self._make_tasks(self)
        workspace = Workspace(
            project,
            self._renderer,
            tasks,
            self.asking,
            self.bar,
            self._settings,
            self.theme,
            self._language,
            parent=self,
            place=self._pages,
        )
        self.workspace = workspace
        self._pages.addWidget(workspace.area)
        self._pages.setCurrentWidget(workspace.area)
        self._paint_pages()
        self._show_frame()
        self.actions_.attach(workspace.area.decisions)
        self.actions_.attach(workspace.area.sheets, "sheet")
        self._show_keys()
        self.actions_.offer(workspace.records.view, ON_RECORD)
        self.actions_.offer(workspace.source.focusProxy() or workspace.source, ON_PAGE)
        workspace.form.set_more_actions(
            [self.actions_[name] for name in ("return", "not_stated", "discard_edit", "undo")]
        )
        desk = workspace.desk
        desk.said.connect(self._say)
        desk.saveFailed.connect(self._save_failed)
        desk.factsChanged.connect(self._show_facts)
        desk.standingChanged.connect(self._show_standing)
        desk.reportShown.connect(self._show_report)
        desk.personChanged.connect(self._show_person)
        desk.personChanged.connect(self.bar.clear)
        workspace.source.selectionChanged.connect(self._show_facts)
        tasks.writingChanged.connect(self._show_saved)
        workspace.actionRequested.connect(self.act)
        self.bar.clear()
        self.banner.setVisible(project.read_only)
        self.top.set_project(project.path.name, str(project.path))
        self.setWindowTitle(f"{project.path.name} – Counterproof")
        self._settings.add_recent(project.path)
        self._show_recent()
        self._show_person()
        self._show_saved(False)
        self._show_facts()
        workspace.begin()

    def _paint_pages(self) -> None:
        self._pages.setUpdatesEnabled(True)

    def _make_project(self, path: Path, create: bool, keyring: KeyRing) -> Project:
        if self._open_with is not None:
            return self._open_with(path, create=create, keyring=keyring)
        # Imported here, off the GUI thread: the window is there before what it opens.
        from desktop.services.project import Project

        return Project.open(path, create=create, keyring=keyring)

    def _show_frame(self) -> None:
        """The lines above and below belong to a project."""
        self.top.setVisible(self.workspace is not None)
        self.line.setVisible(self.workspace is not None)

    def _close_now(self) -> None:
        self._may_close = True
        self.close()

    def _say(self, text: str, kind: str) -> None:
        self.bar.show_message(text, "error" if kind == "error" else "warning" if kind == "warning" else "info")

    def _save_failed(self, reason: str) -> None:
        if not reason and self._failure and self.bar.text() == self._failure:
            self.bar.clear()  # what it says is not so any more
        self._failure = reason
        if self.workspace is not None:
            self._show_saved(self.workspace.tasks.writing)

    def _show_saved(self, writing: bool) -> None:
        if self.workspace is None or self.workspace.project.read_only:
            self.top.set_saved("nothing")
        elif writing:
            self.top.set_saved("saving")
        elif self._failure:
            self.top.set_saved("failed", self._failure)
        else:
            self.top.set_saved("saved")

    def _show_person(self) -> None:
        workspace = self.workspace
        if workspace is None:
            return
        key = self.actions_.key("person")
        person = workspace.desk.person
        self.top.set_person(person.name if person else None, asking=not workspace.desk.read_only, key=key)

    def _keys_changed(self) -> None:
        self._settings.set_keys(self.actions_.changed_keys())
        self._settings.save()
        self._show_keys()
        self._show_person()
        self._show_standing()

    def _show_keys(self) -> None:
        """Show the keys of now at the buttons that have one."""
        if self.workspace is not None:
            from desktop.ui.grouping import GROUP_ACTIONS
            from desktop.ui.omissions.left_out import OMISSION_ACTIONS
            from desktop.ui.omissions.signing import LOOK_ACTIONS

            keys = {name: self.actions_.key(name) for name in KEYED}
            typed = {name: self.actions_.key_in_text(name) for name in KEYED if name != "confirm"}
            self.workspace.form.set_keys(keys | dict.fromkeys(("approve", "add"), keys["confirm"]), typed)
            names = (*GROUP_ACTIONS, *LOOK_ACTIONS, "apply_names", "leave_sheet")
            for sheet in self.workspace.sheets():
                sheet.set_keys({name: self.actions_.key(name) for name in names})
            said_again = {name: self.actions_.key(name) for name in ("next_repeat", "confirm_repeats")}
            self.workspace.repeating.set_keys(said_again)
            self.workspace.left_out.set_keys({name: self.actions_.key(name) for name in OMISSION_ACTIONS})

    def _show_facts(self) -> None:
        self.actions_.set_facts(self.workspace.desk.facts() if self.workspace is not None else ())

    def _show_report(self) -> None:
        if self.workspace is not None:
            self.top.set_report(self.workspace.title())

    def _show_standing(self) -> None:
        key = self.actions_.key("undo")
        if self.workspace is not None:
            self.workspace.show_standing(self.line, key)
        else:
            self.line.clear()
        self._show_facts()

    def _show_record(self, record_id: str) -> None:
        if self.workspace is not None:
            self.workspace.desk.choose_record(record_id)

    def _show_recent(self) -> None:
        paths = self._settings.recent()
        self._start.set_recent(paths)
        self._recent.clear()
        for path in paths:
            action = self._recent.addAction(path.name.replace("&", "&&"))
            action.setToolTip(str(path))
            action.triggered.connect(self._opener(path))
        self._recent.setEnabled(bool(paths))

    def _opener(self, path: Path) -> Callable[..., None]:
        return lambda *_: self.open_project(path)

    def _choose_theme(self, choice: str) -> None:
        self._settings.theme = "light" if choice == "light" else "dark" if choice == "dark" else "system"
        self._take_theme(self._settings.theme)

    def _scheme_changed(self, scheme: object) -> None:
        if self._settings.theme == "system":
            self._take_theme("system")

    def _take_theme(self, choice: ThemeChoice) -> None:
        theme = style.chosen(choice)
        if theme != self.theme:
            self.theme = theme
            self._dress()
        self.actions_[f"theme_{choice}"].setChecked(True)

    def _dress(self) -> None:
        """Put the colours of the theme on everything."""
        style.apply(self._app, self.theme)
        icons = Icons(self.theme)
        self.actions_.set_icons(icons)
        self.bar.set_close_icon(icons.icon("close"))
        self.line.set_theme(self.theme)
        if self.workspace is not None:
            self.workspace.set_theme(self.theme)
        set_property(self.banner, "banner", True)
        self.actions_[f"theme_{self._settings.theme}"].setChecked(True)
        language = self._settings.language
        self.actions_[f"language_{language if language in ('en', 'zh_CN') else 'system'}"].setChecked(True)

    def _choose_language(self, choice: str) -> None:
        if choice != self._settings.language:
            self._settings.language = choice
            self.bar.show_message(self.tr("The language changes when Counterproof is started again."))


def _bring_workspace() -> None:
    """Import what shows a project while the project is being opened beside it."""
    import desktop.ui.workspace  # noqa: F401
