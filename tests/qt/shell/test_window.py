"""The window around a project: people, adding, dropping, bad input, read-only, other processes, themes, closing."""

from __future__ import annotations

import os
import sqlite3
import sys
from concurrent.futures import Future
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QColor, QDragEnterEvent, QDropEvent, QPalette
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QCheckBox, QLineEdit, QToolButton

from db.model.errors import ReadError
from db.model.records import Decision
from desktop import app as wiring
from desktop.services.project import Project
from desktop.ui.dialogs.choice import ChoiceDialog
from desktop.ui.dialogs.password import PasswordDialog
from desktop.ui.dialogs.person import PersonDialog
from desktop.ui.dialogs.release import ReleaseDialog
from desktop.ui.dialogs.shortcuts import ShortcutsDialog
from desktop.ui.dialogs.trouble import TroubleDialog
from desktop.ui.settings import Settings
from desktop.ui.source.area import PageArea
from desktop.workers.rendering import Picture
from tests.qt.shell.conftest import REPORT, Shell

CONTROL = Qt.KeyboardModifier.ControlModifier


def drop(shell: Shell, *paths: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    copy, left, none = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(QPoint(300, 300), copy, data, left, none)
    QApplication.sendEvent(shell.window, enter)
    assert enter.isAccepted()
    QApplication.sendEvent(shell.window, QDropEvent(QPointF(300, 300), copy, data, left, none))


def test_who_works_is_asked_once_and_shown(shell: Shell) -> None:
    shell.open(person="")
    dialog = shell.dialog(PersonDialog)
    QTest.keyClicks(dialog._name.lineEdit(), "  Zoe   Clerk ")
    QTest.keyClick(dialog._name, Qt.Key.Key_Return)
    button = shell.window.top.findChild(QToolButton, "personButton")
    assert button is not None
    shell.until(lambda: button.text() == "Zoe Clerk")
    shell.settle()
    shell.window.close_project()
    shell.window.open_project(shell.folder / "p.db")
    shell.until(lambda: shell.window.workspace is not None and shell.space.desk.person is not None)
    assert not [w for w in QApplication.topLevelWidgets() if isinstance(w, PersonDialog) and w.isVisible()]


def test_without_a_name_the_first_decision_asks(shell: Shell) -> None:
    shell.open(person="")
    shell.dialog(PersonDialog).reject()
    shell.add()
    shell.back()
    first = shell.records("count")[0]
    shell.choose(first)
    shell.key(Qt.Key.Key_Return)
    dialog = shell.dialog(PersonDialog)
    assert shell.record(first.id).decision is Decision.NONE
    QTest.keyClicks(dialog._name.lineEdit(), "Ada")
    QTest.keyClick(dialog._name, Qt.Key.Key_Return)
    shell.until(lambda: shell.record(first.id).decision is Decision.CONFIRMED)
    shell.settle()


def test_files_and_folders_are_dropped_and_each_problem_is_one_line(shell: Shell) -> None:
    shell.open()
    folder = shell.folder / "more"
    folder.mkdir()
    (folder / "a.txt").write_text(REPORT.replace("TIC/5/2", "TIC/5/3"), "utf-8")
    (folder / "notes.csv").write_text("left alone", "utf-8")
    empty = shell.folder / "empty.pdf"
    empty.write_bytes(b"")
    fake = shell.folder / "fake.pdf"
    fake.write_text("no PDF at all", "utf-8")
    drop(shell, shell.report(), folder, empty, fake, shell.folder / "gone.pdf")
    shell.until(lambda: not shell.space.adding.busy)
    shell.settle()
    assert len(shell.space.desk.reports) == 2
    assert shell.window.bar.kind() == "error"
    lines = shell.window.bar.text().splitlines()
    assert [name for name in ("empty.pdf", "fake.pdf", "gone.pdf") if any(name in line for line in lines)] == [
        "empty.pdf",
        "fake.pdf",
        "gone.pdf",
    ]
    assert len(lines) == 3 and "Traceback" not in shell.window.bar.text()


def test_the_same_report_again_says_so_and_shows_it(shell: Shell) -> None:
    shell.open()
    first, other = shell.report(), shell.report("other.txt", REPORT.replace("TIC/5/2", "TIC/5/3"))
    shell.add(first, other)
    works = list(shell.space.desk.reports)
    assert shell.space.desk.work_id == works[-1]
    shell.add(first)
    assert "already" in shell.window.bar.text()
    assert list(shell.space.desk.reports) == works
    shell.until(lambda: shell.space.desk.work_id == works[0])


def test_adding_shows_progress_and_can_be_cancelled(shell: Shell) -> None:
    shell.open()
    shell.reader.slow = True
    shell.space.add([shell.report()])
    shell.until(lambda: shell.space.reports.running())
    (item,) = shell.space.reports.running()
    shell.space.reports.cancelRequested.emit(item)
    shell.until(lambda: not shell.space.adding.busy)
    assert shell.space.reports.running() == {}
    assert shell.space.desk.reports == {}
    assert shell.window.bar.text() == ""


def test_closing_while_adding_asks_and_loses_nothing_else(shell: Shell) -> None:
    shell.open()
    shell.reader.slow = True
    shell.space.add([shell.report()])
    shell.until(lambda: shell.space.adding.busy)
    shell.window.close()
    dialog = shell.dialog(ChoiceDialog)
    assert shell.window.isVisible()
    QTest.mouseClick(dialog.accept_button, Qt.MouseButton.LeftButton)
    shell.until(lambda: not shell.window.isVisible())
    with Project.open(shell.folder / "p.db", keyring=shell.keyring) as project:
        assert project.library.works() == []


def test_an_encrypted_report_asks_for_its_password(shell: Shell) -> None:
    shell.open()
    path = shell.folder / "secret.pdf"
    path.write_bytes(_encrypted("open me"))
    shell.space.add([path])
    dialog = shell.dialog(PasswordDialog)
    QTest.keyClicks(dialog.findChild(QLineEdit, "password"), "wrong")
    QTest.keyClick(dialog, Qt.Key.Key_Return)
    shell.until(lambda: dialog not in QApplication.topLevelWidgets())
    again = shell.dialog(PasswordDialog)
    assert not again.problem.isHidden()
    again.reject()
    shell.until(lambda: not shell.space.adding.busy)
    assert shell.space.desk.reports == {}


class Locked:
    """A renderer that draws only with the right password."""

    opens = "open me"

    def __init__(self) -> None:
        self.passwords: list[str | None] = []

    def request(self, path: Path, page: int, width: int, height: int, **options: Any) -> Future[Any]:
        future: Future[Any] = Future()
        self.passwords.append(options["password"])
        if options["password"] == self.opens:
            future.set_result(Picture(width, height, 4 * width, b"\xff" * 4 * width * height))
        else:
            future.set_exception(ReadError("encrypted", path=str(path)))
        return future

    def prepare(self, path: Path, *, password: str | None = None) -> None:
        """Nothing to open."""

    def forget(self, path: Path) -> None:
        """Nothing is queued."""


def test_the_pages_of_an_encrypted_report_are_drawn_and_ask_again_another_day(shell: Shell) -> None:
    shell.window._renderer = renderer = Locked()
    shell.open()
    path = shell.folder / "secret.pdf"
    path.write_bytes(_encrypted("open me"))
    shell.space.add([path])
    dialog = shell.dialog(PasswordDialog)
    QTest.keyClicks(dialog.findChild(QLineEdit, "password"), "open me")
    QTest.keyClick(dialog, Qt.Key.Key_Return)
    shell.until(lambda: "open me" in renderer.passwords)
    assert None not in renderer.passwords
    shell.back()
    shell.settle()
    shell.window.close_project()
    renderer.passwords.clear()
    shell.open()
    shell.until(lambda: renderer.passwords == [None])
    area = shell.space.source.findChild(PageArea)
    shell.until(lambda: area.error(1) == "encrypted")
    QTest.mouseClick(area.viewport(), Qt.MouseButton.LeftButton, pos=area.card(1).center())
    dialog = shell.dialog(PasswordDialog)
    assert dialog.problem.isHidden()
    QTest.keyClicks(dialog.findChild(QLineEdit, "password"), "open me")
    QTest.keyClick(dialog, Qt.Key.Key_Return)
    shell.until(lambda: area.error(1) is None and renderer.passwords[-1] == "open me")
    shell.back()


def _encrypted(password: str) -> bytes:
    import io

    from pypdf import PdfWriter

    writer = PdfWriter()
    writer.add_blank_page(200, 200)
    writer.encrypt(password, algorithm="AES-256")
    buffer = io.BytesIO()
    writer.write(buffer)
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("name", "content"),
    [("text.db", b"just a text\n" * 40), ("empty.db", b""), ("cut.db", b"SQLite format 3\x00" + b"\x00" * 50)],
)
def test_a_bad_project_is_one_message_and_the_window_lives(shell: Shell, name: str, content: bytes) -> None:
    shell.open("good.db")
    path = shell.folder / name
    path.write_bytes(content)
    shell.window.open_project(path)
    shell.until(lambda: shell.window.bar.kind() == "error" and shell.window.bar.text())
    assert name in shell.window.bar.text()
    assert shell.space.project.path.name == "good.db"
    assert path.read_bytes() == content


def test_a_folder_or_another_database_is_no_project(shell: Shell) -> None:
    folder = shell.folder / "folder.db"
    folder.mkdir()
    shell.window.open_project(folder)
    shell.until(lambda: shell.window.bar.kind() == "error")
    other = shell.folder / "other.db"
    with sqlite3.connect(other) as connection:
        connection.execute("CREATE TABLE t (x)")
    connection.close()
    shell.window.bar.clear()
    shell.window.open_project(other)
    shell.until(lambda: "other.db" in shell.window.bar.text())
    assert shell.window.workspace is None


def test_a_read_only_project_can_be_looked_at(shell: Shell) -> None:
    shell.open()
    shell.add()
    shell.window.close_project()
    (shell.folder / "p.read-only").touch()
    shell.open()
    assert shell.window.banner.isVisible()
    assert shell.window.top.saved_text() == ""
    for action in ("confirm", "reject", "add_reports", "undo", "complete", "person", "suggest_again"):
        assert not shell.window.actions_[action].isEnabled(), action
    assert shell.window.actions_["next_record"].isEnabled()
    first = shell.records("count")[0]
    shell.choose(first)
    shell.key(Qt.Key.Key_Return)
    shell.settle()
    assert shell.record(first.id).decision is Decision.NONE
    assert not shell.space.form.footer.isEnabled()
    shell.space.form.editor("value").setFocus()
    QTest.keyClicks(shell.space.form.editor("value"), "7")
    assert not shell.space.form.is_dirty()


def test_a_question_goes_with_the_project_it_was_about(shell: Shell) -> None:
    shell.open(person="")
    dialog = shell.dialog(PersonDialog)
    shell.window.close_project()
    assert not dialog.isVisible()
    assert QApplication.activeModalWidget() is None


def test_what_was_wrong_with_the_last_files_is_not_said_of_the_next(shell: Shell) -> None:
    shell.open()
    shell.add(shell.report("empty.txt", ""))
    assert shell.window.bar.kind() == "error" and "empty" in shell.window.bar.text()
    shell.add(shell.report())
    assert shell.window.bar.text() == ""


def test_another_process_change_is_noticed(shell: Shell) -> None:
    shell.open()
    shell.add()
    first = shell.records("count")[0]
    shell.choose(first)
    code = (
        "import sys; from pathlib import Path\n"
        "from desktop.services.keyring import KeyRing\n"
        "from desktop.services.project import Project\n"
        "project = Project.open(Path(sys.argv[1]), keyring=KeyRing(Path(sys.argv[2])))\n"
        "person = project.people.enter('Somebody else')\n"
        "project.review.reject(sys.argv[3], person)\n"
        "project.close()\n"
    )
    import subprocess

    arguments = [str(shell.folder / "p.db"), str(shell.folder / "other-keys"), first.id]
    subprocess.run([sys.executable, "-c", code, *arguments], check=True, timeout=60, env=os.environ.copy())
    shell.until(lambda: shell.space.desk.record(first.id) and shell.record(first.id).decision is Decision.REJECTED)
    assert shell.space.desk.current == first.id


def test_it_opens_where_one_was(shell: Shell) -> None:
    shell.open()
    shell.add()
    second = shell.records("count")[1]
    shell.choose(second)
    shell.window.close_project()
    assert shell.settings.recent() == [shell.folder / "p.db"]
    shell.open()
    shell.until(lambda: shell.space.desk.current == second.id)


def test_the_theme_is_chosen_and_remembered(shell: Shell) -> None:
    shell.open()
    shell.window.act("theme_dark")
    assert shell.window.theme.name == "dark"
    assert QApplication.palette().color(QPalette.ColorRole.Window) == QColor(shell.window.theme.window)
    assert shell.settings.theme == "dark"
    shell.window.act("theme_light")
    assert shell.window.theme.name == "light"


def test_widths_are_remembered(shell: Shell) -> None:
    shell.open()
    shell.space.area.decisions.setSizes([500, 400])
    sizes = shell.space.area.decisions.sizes()
    shell.window.close_project()
    shell.settings.save()
    assert Settings(shell.settings.path).bytes("decisions") is not None
    shell.open()
    assert abs(shell.space.area.decisions.sizes()[1] - sizes[1]) <= 2


def test_a_blocked_release_lists_why_and_a_preliminary_one_needs_a_reason(shell: Shell) -> None:
    shell.open()
    shell.add()
    shell.window.act("release")
    dialog = shell.dialog(ReleaseDialog)
    QTest.mouseClick(dialog.accept_button, Qt.MouseButton.LeftButton)
    shell.until(lambda: dialog.reasons())
    assert not dialog.accept_button.isEnabled()
    box = dialog.findChild(QCheckBox, "preliminary")
    box.setChecked(True)
    assert not dialog.accept_button.isEnabled()
    QTest.keyClicks(dialog.findChild(QLineEdit, "why"), "for a first look")
    assert dialog.accept_button.isEnabled()
    QTest.mouseClick(dialog.accept_button, Qt.MouseButton.LeftButton)
    folder = shell.folder / "p-release"
    shell.until(lambda: (folder / "manifest.json").is_file())
    shell.until(lambda: "Released" in shell.window.bar.text())
    assert "for a first look" in (folder / "manifest.json").read_text("utf-8")


def test_the_keys_are_on_f1(shell: Shell) -> None:
    shell.key(Qt.Key.Key_F1)
    shell.dialog(ShortcutsDialog).close()
    shell.back()


@pytest.mark.expects_log
def test_a_failure_of_ours_is_shown_and_logged_and_the_window_lives(shell: Shell) -> None:
    shell.open()
    wiring.catch(shell.window, None)
    try:
        try:
            raise ZeroDivisionError("of ours")
        except ZeroDivisionError as error:
            sys.excepthook(ZeroDivisionError, error, error.__traceback__)
    finally:
        sys.excepthook = sys.__excepthook__
    dialog = shell.dialog(TroubleDialog)
    dialog.close()
    shell.back()
    assert shell.window.isVisible()


def test_a_report_without_anything_to_count_can_be_added(shell: Shell) -> None:
    shell.open()
    shell.add(shell.report("plain.txt", "Nothing to count here.\n"))
    assert shell.space.desk.loaded is not None
    assert shell.window.bar.kind() != "error"
