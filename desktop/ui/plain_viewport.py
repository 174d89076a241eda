"""The area in which a scroll area shows what it scrolls, made here instead of by Qt."""

from __future__ import annotations

from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QAbstractScrollArea, QWidget


def plain_viewport(area: QAbstractScrollArea) -> QWidget:
    """A viewport like Qt's own, to be set before it is asked for the first time.

    Of a widget that Qt made, PySide6 finds out what it is by making all of its classes of widgets: the first such
    question costs eight milliseconds of the start. It knows those that were made here.
    """
    made = QWidget(area)
    made.setObjectName("qt_scrollarea_viewport")
    made.setBackgroundRole(QPalette.ColorRole.Base)
    made.setAutoFillBackground(True)
    return made
