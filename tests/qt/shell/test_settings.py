"""What a machine remembers."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QByteArray

from desktop.ui.settings import Settings


def test_it_comes_back_at_the_next_start(tmp_path: Path) -> None:
    path = tmp_path / "window.ini"
    first = Settings(path)
    first.theme = "dark"
    first.language = "zh_CN"
    first.add_recent(tmp_path / "a.db")
    first.add_recent(tmp_path / "b.db")
    first.add_recent(tmp_path / "a.db")
    first.set_person(tmp_path / "a.db", "Zoé 王")
    first.set_place(tmp_path / "a.db", "work", "record")
    first.set_bytes("panes", QByteArray(b"\x00\x01"))
    first.set_folder("reports", tmp_path)
    first.save()
    again = Settings(path)
    assert again.theme == "dark"
    assert again.language == "zh_CN"
    assert again.recent() == [tmp_path / "a.db", tmp_path / "b.db"]
    assert again.person(tmp_path / "a.db") == "Zoé 王"
    assert again.person(tmp_path / "b.db") == ""
    assert again.last_person() == "Zoé 王"
    assert again.place(tmp_path / "a.db") == ("work", "record")
    assert again.bytes("panes") == QByteArray(b"\x00\x01")
    assert again.folder("reports") == str(tmp_path)


def test_recent_are_few_and_can_be_dropped(tmp_path: Path) -> None:
    settings = Settings(tmp_path / "window.ini")
    for number in range(12):
        settings.add_recent(tmp_path / f"{number}.db")
    assert [path.name for path in settings.recent()] == [f"{number}.db" for number in range(11, 3, -1)]
    settings.drop_recent(tmp_path / "11.db")
    assert settings.recent()[0].name == "10.db"


def test_one_recent_project_is_a_list_of_one(tmp_path: Path) -> None:
    settings = Settings(tmp_path / "window.ini")
    settings.add_recent(tmp_path / "only.db")
    settings.save()
    assert Settings(tmp_path / "window.ini").recent() == [tmp_path / "only.db"]


def test_nonsense_in_the_file_does_no_harm(tmp_path: Path) -> None:
    path = tmp_path / "window.ini"
    path.write_text("[view]\ntheme=purple\n[window]\npanes=7\n", "utf-8")
    settings = Settings(path)
    assert settings.theme == "system"
    assert settings.bytes("panes") is None
    assert settings.place(tmp_path) == ("", "")


def test_keys_are_kept_those_with_blanks_in_their_names_too(tmp_path: Path) -> None:
    path = tmp_path / "window.ini"
    first = Settings(path)
    first.set_keys({"undo": ("Alt+U", "Media Play"), "redo": ()})
    first.save()
    assert Settings(path).keys() == {"undo": ("Alt+U", "Media Play"), "redo": ()}
    first.set_keys({"redo": ("F12",)})
    first.save()
    assert Settings(path).keys() == {"redo": ("F12",)}
