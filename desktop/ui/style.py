"""The look of the standard widgets: a palette and a style sheet made from the theme."""

from __future__ import annotations

import re
import sys
from collections.abc import Sequence
from dataclasses import asdict

from PySide6.QtCore import QDir, Qt
from PySide6.QtGui import QColor, QFont, QFontInfo, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication

from desktop.ui import theme as themes
from desktop.ui.settings import ThemeChoice
from desktop.ui.theme import Theme
from resources import resource

STYLE = "Fusion"
_STYLED = "styled"
_TOKEN = re.compile(r"@([a-z_]+)")
_HAN = ("Noto Sans CJK SC", "Source Han Sans SC", "WenQuanYi Micro Hei")
_SIGNS = "DejaVu Sans"  # ticks, crosses and arrows as wide as Latin letters


def chosen(choice: ThemeChoice) -> Theme:
    """The theme of this choice; "system" asks the desktop."""
    if choice == "system":
        scheme = QGuiApplication.styleHints().colorScheme()
        return themes.dark() if scheme == Qt.ColorScheme.Dark else themes.light()
    return themes.dark() if choice == "dark" else themes.light()


def sheet(theme: Theme) -> str:
    """The style sheet with the theme's colours in place of its tokens; raises KeyError for a token that is none."""
    colours = asdict(theme)
    source = resource("styles", "app.qss").read_text("utf-8")
    return _TOKEN.sub(lambda match: colours[match.group(1)], source)


def palette(theme: Theme) -> QPalette:
    """The palette for what the style sheet does not reach."""
    roles = QPalette.ColorRole
    made = QPalette()
    for role, colour in (
        (roles.Window, theme.window),
        (roles.WindowText, theme.text),
        (roles.Base, theme.panel),
        (roles.AlternateBase, theme.editor),
        (roles.Text, theme.text),
        (roles.Button, theme.editor),
        (roles.ButtonText, theme.text),
        (roles.BrightText, theme.bad),
        (roles.PlaceholderText, theme.muted),
        (roles.Highlight, theme.accent),
        (roles.HighlightedText, theme.accent_text),
        (roles.ToolTipBase, theme.card),
        (roles.ToolTipText, theme.text),
        (roles.Link, theme.accent),
        (roles.LinkVisited, theme.accent),
        (roles.Accent, theme.accent),
        (roles.Light, theme.card),
        (roles.Midlight, theme.track),
        (roles.Mid, theme.border),
        (roles.Dark, theme.border),
        (roles.Shadow, theme.backdrop),
    ):
        made.setColor(role, QColor(colour))
    for role in (roles.WindowText, roles.Text, roles.ButtonText, roles.PlaceholderText):
        made.setColor(QPalette.ColorGroup.Disabled, role, QColor(theme.muted))
    return made


def application(argv: Sequence[str]) -> QApplication:
    """The application, born with its style: to ask for a style has PySide6 make all that styles are asked for."""
    app = QApplication([*argv, "-style", STYLE])
    app.setProperty(_STYLED, STYLE)
    return app


def apply(app: QApplication, theme: Theme) -> None:
    """Dress the application: one style everywhere, so that every platform shows the same window."""
    if app.property(_STYLED) != STYLE:
        app.setStyle(STYLE)
        app.setProperty(_STYLED, STYLE)
    if sys.platform.startswith("linux"):
        app.setFont(with_han(app.font()))
    QDir.setSearchPaths("icons", [str(resource("icons"))])
    app.setPalette(palette(theme))
    app.setStyleSheet(sheet(theme))


def with_han(font: QFont) -> QFont:
    """The font, with Chinese characters in the forms of mainland China.

    Where the system itself is not Chinese, fontconfig takes the Japanese forms of a font that has both. The first
    family is the one that is really used: a name like "Sans Serif" would leave Latin to the Chinese font, too.
    """
    if _HAN[0] in font.families():
        return font
    made = QFont(font)
    made.setFamilies([QFontInfo(font).family(), _SIGNS, *_HAN])
    return made
