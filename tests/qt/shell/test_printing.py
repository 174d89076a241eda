"""Printing pages with marks and without, text cut between lines, and opening the file in the system's reader."""

from __future__ import annotations

from pathlib import Path

import pypdfium2
import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from desktop.documents.reading import read
from desktop.ui.dialogs.printing import PrintDialog
from desktop.ui.printing_pages import PrintJob
from desktop.ui.source.marks import MarkIndex
from desktop.ui.source.page_labels import PageLabels
from desktop.ui.source.pdf_pages import PdfPages
from desktop.ui.source.text_page import TextPages
from desktop.workers.rendering import Renderer
from tests.helpers.pdfs import Sheet, Text, make_pdf
from tests.qt.shell.conftest import Shell
from tests.qt.source.material import FakeRenderer, mark, pdf, plain


def to_file(path: Path) -> QPrinter:
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(path))
    return printer


def run(qtbot: QtBot, job: PrintJob) -> bool:
    with qtbot.waitSignal(job.ended, timeout=20_000) as ended:
        job.start()
    assert ended.args is not None
    return bool(ended.args[0])


def colours(path: Path, page: int) -> tuple[int, int, tuple[float, float]]:
    """Dark and coloured pixels of a printed page, and its size in points."""
    with pypdfium2.PdfDocument(path) as document:
        sheet = document[page]
        bitmap = sheet.render(scale=1)
        data, stride, channels = bytes(bitmap.buffer), bitmap.stride, bitmap.n_channels
        dark = coloured = 0
        for y in range(bitmap.height):
            for x in range(bitmap.width):
                at = y * stride + x * channels
                low, high = min(data[at : at + 3]), max(data[at : at + 3])
                dark += high < 110
                coloured += high - low > 25
        size = sheet.get_size()
        sheet.close()
    return dark, coloured, size


def test_pdf_pages_are_printed_with_marks_and_without(qtbot: QtBot, tmp_path: Path) -> None:
    source = tmp_path / "in.pdf"
    sheets = [
        Sheet([Text(72, 600, "Harbour 120 boats", 30)]),
        Sheet([Text(72, 200, "wide", 30)], crop=(0, 0, 612, 400)),
    ]
    source.write_bytes(make_pdf(sheets))
    reading = read(source)
    marks = MarkIndex([mark(reading, "r", "120")])
    renderer = Renderer()

    def request(page: int, width: int, height: int) -> object:
        return renderer.request(source, page, width, height)

    try:
        for name, given in (("bare", None), ("marked", lambda: marks)):
            out = tmp_path / f"{name}.pdf"
            assert run(qtbot, PrintJob(to_file(out), PdfPages(reading), (1, 2), request, given))  # type: ignore[arg-type]
            dark, coloured, size = colours(out, 0)
            assert dark > 300 and size[0] < size[1]
            assert (coloured > 200) is (given is not None)
            assert colours(out, 1)[2][0] > colours(out, 1)[2][1]
    finally:
        renderer.close()


def test_a_long_text_goes_over_sheets_and_loses_no_line(qtbot: QtBot, tmp_path: Path) -> None:
    lines = [f"{n}. The depot counted {n * 7} crates." for n in range(1, 241)]
    reading = plain("\n".join(lines), "Another page")
    out = tmp_path / "out.pdf"
    marks = MarkIndex([mark(reading, "r", "1680 crates")])
    never = FakeRenderer()
    job = PrintJob(to_file(out), TextPages(reading), (1, 2), lambda *each: never.request(out, *each), lambda: marks)
    assert run(qtbot, job)
    assert never.asked == []
    with pypdfium2.PdfDocument(out) as document:
        sheets = len(document)
        assert sheets > 4
        text = ""
        for page in document:
            part = page.get_textpage()
            text += part.get_text_bounded() + "\n"
            part.close()
            page.close()
    # A line at the foot of a sheet that has no room stands at the head of the next; what is cut off is text, too.
    assert len(lines) <= text.count("depot") < len(lines) + sheets


@pytest.mark.qt_log_ignore("QPainter::begin")
def test_printing_can_be_stopped_and_a_printer_that_fails_is_told(qtbot: QtBot, tmp_path: Path) -> None:
    reading, renderer = pdf("one", "two"), FakeRenderer()
    job = PrintJob(
        to_file(tmp_path / "out.pdf"), PdfPages(reading), (1, 2), lambda *each: renderer.request(tmp_path, *each)
    )
    job.start()
    qtbot.waitUntil(lambda: bool(renderer.asked))
    with qtbot.waitSignal(job.ended) as ended:
        job.cancel()
    assert ended.args == [False] and renderer.futures[0].cancelled()
    assert not run(
        qtbot, PrintJob(to_file(tmp_path / "no" / "such" / "x.pdf"), TextPages(plain("a")), (1,), lambda *_: None)
    )  # type: ignore[arg-type,return-value]


@pytest.mark.parametrize(
    ("typed", "pages"),
    [("", [1, 2, 3, 4]), ("2", [2]), ("4, 1-2", [1, 2, 4]), ("3–4", [3, 4]), ("4-3", None), ("x", None)],
)
def test_pages_to_print_are_typed(qtbot: QtBot, typed: str, pages: list[int] | None) -> None:
    dialog = PrintDialog(4, PageLabels(plain(*"abcd").pages).find)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    qtbot.addWidget(dialog)
    dialog.show()
    field = dialog.findChild(QLineEdit)
    assert isinstance(field, QLineEdit)
    field.insert(typed)
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert dialog.isVisible() is (pages is None) and bool(dialog.problem.text()) is (pages is None)
    assert pages is None or list(dialog.pages) == pages


def test_the_report_on_the_desk_is_printed_and_opened_outside(shell: Shell, tmp_path: Path) -> None:
    shell.open()
    shell.add()
    printing = shell.space.printing
    out = tmp_path / "desk.pdf"
    printing.print_pages(to_file(out), (1,), with_marks=True)
    assert "Printing" in shell.window.bar.text()
    shell.until(lambda: printing.job is None)
    assert "was sent to the printer" in shell.window.bar.text()
    assert colours(out, 0)[0] > 500 and colours(out, 0)[1] > 100
    asked: list[QUrl] = []

    def show(url: QUrl) -> bool:
        asked.append(url)
        return True

    printing.open_outside(show)
    copy = Path(asked[0].toLocalFile())
    assert len(asked) == 1 and copy.suffix == ".txt" and copy.read_bytes() == (shell.folder / "report.txt").read_bytes()
    printing.open_outside(lambda url: False)
    assert "no program" in shell.window.bar.text()
