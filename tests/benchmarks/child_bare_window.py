"""A bare PySide6 window: says "ready" once it is painted."""

import sys

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QApplication, QLabel, QMainWindow


class _Window(QMainWindow):
    painted = False

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self.painted:
            self.painted = True
            QTimer.singleShot(0, self._ready)

    def _ready(self) -> None:
        print("ready", flush=True)
        self.close()


app = QApplication(["bare"])
window = _Window()
label = QLabel("bare")
label.setAlignment(Qt.AlignmentFlag.AlignCenter)
window.setCentralWidget(label)
window.resize(1280, 800)
window.show()
sys.exit(app.exec())
