"""Pictures from resources/icons, drawn in the colours of the theme."""

from __future__ import annotations

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from desktop.ui.theme import Theme
from resources import resource

SIZES = (16, 24, 32)


class Icons:
    """Draws each picture once, in the text colour, and paler where it is disabled."""

    def __init__(self, theme: Theme) -> None:
        self.theme = theme
        self._made: dict[str, QIcon] = {}

    def icon(self, name: str) -> QIcon:
        """The picture of this name."""
        if name not in self._made:
            icon = QIcon()
            for mode, colour in (
                (QIcon.Mode.Normal, self.theme.text),
                (QIcon.Mode.Disabled, self.theme.border),
            ):
                for size in SIZES:
                    icon.addPixmap(draw(name, size, colour), mode)
            self._made[name] = icon
        return self._made[name]


def draw(name: str, size: int, colour: str) -> QPixmap:
    """The picture as a square of `size` pixels, its `currentColor` replaced."""
    source = resource("icons", f"{name}.svg").read_text("utf-8")
    renderer = QSvgRenderer(QByteArray(source.replace("currentColor", colour).encode()))
    pixmap = QPixmap(QSize(size, size))
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    renderer.render(painter, QRectF(0, 0, size, size))
    painter.end()
    return pixmap


def window_icon() -> QIcon:
    """The program's own sign, at the sizes that desktops ask for."""
    # Drawn by Qt when a size is asked for: a window that is about to open needs none of them yet.
    return QIcon(str(resource("icons", "counterproof.svg")))
