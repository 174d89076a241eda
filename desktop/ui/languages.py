"""The language of the interface: which one, and its translations."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QTranslator

from resources import resource

OFFERED = ("en", "zh_CN")


def chosen(setting: str) -> str:
    """The language of the setting, or what the system asks for as far as there is a translation."""
    if setting in OFFERED:
        return setting
    for name in QLocale.system().uiLanguages():
        plain = name.replace("-", "_")
        if plain.startswith("en"):
            return "en"
        if plain.startswith("zh"):
            return "zh_CN"
    return "en"


def install(app: QCoreApplication, language: str) -> list[QTranslator]:
    """Install the translations of the program and of Qt's own words; the caller keeps them alive."""
    if language == "en":
        return []
    QLocale.setDefault(QLocale(language))
    installed: list[QTranslator] = []
    ours = _Words(app)
    path = resource("translations", f"counterproof_{language}.qm")
    if path.is_file() and ours.read(path):
        app.installTranslator(ours)
        installed.append(ours)
    folder = Path(QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath))
    for name in (f"qtbase_{language}", f"qt_{language}"):
        theirs = QTranslator(app)
        if theirs.load(name, str(folder)):
            app.installTranslator(theirs)
            installed.append(theirs)
    return installed


class _Words(QTranslator):
    """The words of a file, held in memory.

    By its path Qt would map the file, and an update that writes it anew would take the running window down. Bytes Qt
    does not copy: they must live as long as the translator does.
    """

    def read(self, path: Path) -> bool:
        """Take the words of a file; whether it has any."""
        self._bytes = path.read_bytes()
        return self.load(self._bytes)
