"""Asks in which encoding a text is, showing how it would read in each."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QHBoxLayout, QListWidget, QPlainTextEdit, QWidget

from desktop.documents.encodings import Candidate
from desktop.ui.dialogs.base import Dialog


class EncodingDialog(Dialog):
    """A list of encodings, the likeliest first, and the beginning of the text in the one that is chosen."""

    def __init__(self, name: str, candidates: Sequence[Candidate], parent: QWidget | None = None) -> None:
        super().__init__(self.tr("Encoding"), parent)
        self._candidates = tuple(candidates)
        self.setMinimumSize(760, 420)
        self.add_text(self.tr("It is not sure how {name} is to be read.").format(name=name), heading=True)
        self.add_text(self.tr("Choose the line in which the text reads well."), muted=True)
        self.list = QListWidget()
        self.list.setAccessibleName(self.tr("Encoding"))
        self.list.setFixedWidth(240)
        for candidate in self._candidates:
            self.list.addItem(encoding_words(candidate.encoding))
        self.preview = QPlainTextEdit()
        self.preview.setReadOnly(True)
        self.preview.setAccessibleName(self.tr("How the text begins"))
        row = QHBoxLayout()
        row.addWidget(self.list)
        row.addWidget(self.preview, 1)
        self.body.addLayout(row, 1)
        self.add_buttons(self.tr("Read it so"))
        self.list.currentRowChanged.connect(self._show)
        self.list.itemActivated.connect(lambda _: self.accept())
        self.list.setCurrentRow(0)
        self.list.setFocus()

    def encoding(self) -> str:
        """The one that is chosen."""
        return self._candidates[max(0, self.list.currentRow())].encoding

    def _show(self, row: int) -> None:
        self.preview.setPlainText(self._candidates[row].preview if row >= 0 else "")


def encoding_words(encoding: str) -> str:
    """An encoding by the languages that are written in it."""
    words = {
        "gb18030": QCoreApplication.translate("EncodingDialog", "Chinese, simplified"),
        "big5": QCoreApplication.translate("EncodingDialog", "Chinese, traditional"),
        "cp1252": QCoreApplication.translate("EncodingDialog", "Western European"),
        "cp1250": QCoreApplication.translate("EncodingDialog", "Central European"),
        "cp1251": QCoreApplication.translate("EncodingDialog", "Cyrillic"),
        "koi8-r": QCoreApplication.translate("EncodingDialog", "Cyrillic"),
        "cp1253": QCoreApplication.translate("EncodingDialog", "Greek"),
        "cp1254": QCoreApplication.translate("EncodingDialog", "Turkish"),
        "cp1255": QCoreApplication.translate("EncodingDialog", "Hebrew"),
        "cp1257": QCoreApplication.translate("EncodingDialog", "Baltic"),
        "cp1256": QCoreApplication.translate("EncodingDialog", "Arabic"),
        "iso8859-7": QCoreApplication.translate("EncodingDialog", "Greek"),
        "shift_jis": QCoreApplication.translate("EncodingDialog", "Japanese"),
        "euc_kr": QCoreApplication.translate("EncodingDialog", "Korean"),
    }.get(encoding, QCoreApplication.translate("EncodingDialog", "Unicode") if encoding.startswith("utf") else "")
    return f"{words} ({encoding})" if words else encoding
