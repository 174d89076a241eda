"""DOCX: paragraphs, tables with cells, numbering, notes, pages."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.enum.text import WD_BREAK
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn

from db.model.readings import Cell, Reading
from desktop.documents.docx_numbering import write_number
from desktop.documents.reading import read
from tests.helpers import bad_files


def _read(folder: Path, document: Any) -> Reading:
    out = io.BytesIO()
    document.save(out)
    path = folder / "report.docx"
    path.write_bytes(out.getvalue())
    return read(path)


def _body(folder: Path, xml: str) -> str:
    path = folder / "report.docx"
    path.write_bytes(bad_files.docx_of(xml.encode()))
    return read(path).pages[0].text


def test_paragraphs_and_headings(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_heading("一. 导言", 1)
    document.add_paragraph("中心向 1 100 名官员提供了培训。").add_run(" 加粗").bold = True
    reading = _read(tmp_path, document)
    assert reading.pages[0].text == "一. 导言\n中心向 1 100 名官员提供了培训。 加粗"
    assert reading.outline == ((0, "一. 导言", 1),)
    assert reading.format == "docx"
    assert reading.pages[0].boxes == b""


def test_table_rows_are_lines_with_cells(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_paragraph("before")
    table = document.add_table(2, 3)
    for n, text in enumerate(["Income", "2018", "2019", "Grants", "1 100", "(22)"]):
        table.cell(n // 3, n % 3).text = text
    table.cell(1, 0).add_paragraph("from donors")
    document.add_paragraph("after")
    page = _read(tmp_path, document).pages[0]
    assert page.text == "before\nIncome\t2018\t2019\nGrants from donors\t1 100\t(22)\nafter"
    assert [page.text[c.start : c.end] for c in page.cells] == [
        "Income",
        "2018",
        "2019",
        "Grants from donors",
        "1 100",
        "(22)",
    ]
    assert [(c.table, c.row, c.column) for c in page.cells] == [(0, r, c) for r in range(2) for c in range(3)]


def test_merged_cells_stand_at_their_first_place(tmp_path: Path) -> None:
    document = docx.Document()
    table = document.add_table(2, 3)
    table.cell(0, 0).merge(table.cell(1, 0)).text = "tall"
    table.cell(0, 1).merge(table.cell(0, 2)).text = "wide"
    table.cell(1, 1).text, table.cell(1, 2).text = "a", "b"
    page = _read(tmp_path, document).pages[0]
    assert page.text == "tall\twide\n\ta\tb"
    assert page.cells == (Cell(0, 0, 0, 0, 4), Cell(0, 0, 1, 5, 9), Cell(0, 1, 1, 11, 12), Cell(0, 1, 2, 13, 14))


def test_pages_end_at_explicit_breaks_only(tmp_path: Path) -> None:
    document = docx.Document()
    run = document.add_paragraph("one").add_run()
    run._r.append(OxmlElement("w:lastRenderedPageBreak"))
    run.add_text(" still one")
    document.add_page_break()
    document.add_paragraph("two").add_run().add_break(WD_BREAK.LINE)
    document.add_table(1, 1).cell(0, 0).text = "cell"
    paragraph = document.add_paragraph("left")
    paragraph.add_run().add_break(WD_BREAK.PAGE)
    paragraph.add_run("right")
    reading = _read(tmp_path, document)
    assert [page.text for page in reading.pages] == ["one still one", "two\n\ncell\nleft", "right"]
    cell = reading.pages[1].cells[0]
    assert (cell.table, reading.pages[1].text[cell.start : cell.end]) == (0, "cell")


def test_running_heads_once_and_no_feet(tmp_path: Path) -> None:
    document = docx.Document()
    document.sections[0].header.paragraphs[0].text = "A/75/50"
    document.sections[0].footer.paragraphs[0].text = "page foot"
    document.add_paragraph("text")
    document.add_section()
    document.sections[1].header.is_linked_to_previous = False
    document.sections[1].header.paragraphs[0].text = "A/75/50"
    document.add_paragraph("more")
    assert _read(tmp_path, document).pages[0].text == "A/75/50\ntext\n\nmore"  # the section ends in an empty paragraph


def test_hidden_and_deleted_text_is_left_out(tmp_path: Path) -> None:
    text = _body(
        tmp_path,
        "<w:p><w:r><w:t>a</w:t></w:r><w:del><w:r><w:delText>gone</w:delText></w:r></w:del>"
        "<w:ins><w:r><w:t>new</w:t></w:r></w:ins><w:r><w:rPr><w:vanish/></w:rPr><w:t>hidden</w:t></w:r>"
        '<w:r><w:rPr><w:vanish w:val="0"/></w:rPr><w:t>shown</w:t></w:r>'
        "<w:hyperlink><w:r><w:t>link</w:t></w:r></w:hyperlink><w:r><w:softHyphen/><w:noBreakHyphen/><w:tab/><w:t>z</w:t></w:r></w:p>"
        "<w:sdt><w:sdtContent><w:p><w:r><w:t>control</w:t></w:r></w:p></w:sdtContent></w:sdt>",
    )
    assert text == "anewshownlink\u00ad\u2011\tz\ncontrol"


def test_lists_get_the_labels_that_word_counts(tmp_path: Path) -> None:
    document = docx.Document()
    numbering = document.part.numbering_part.element
    levels = (
        '<w:lvl w:ilvl="0"><w:start w:val="3"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl>'
        '<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="(%2)"/></w:lvl>'
    )
    numbering.insert(0, parse_xml(f'<w:abstractNum {nsdecls("w")} w:abstractNumId="77">{levels}</w:abstractNum>'))
    numbering.append(parse_xml(f'<w:num {nsdecls("w")} w:numId="77"><w:abstractNumId w:val="77"/></w:num>'))
    for text, depth in (("first", 0), ("in it", 1), ("in it too", 1), ("second", 0), ("again", 1)):
        properties = document.add_paragraph(text)._p.get_or_add_pPr()
        properties.append(
            parse_xml(f'<w:numPr {nsdecls("w")}><w:ilvl w:val="{depth}"/><w:numId w:val="77"/></w:numPr>')
        )
    expected = "3. first\n(a) in it\n(b) in it too\n4. second\n(a) again"
    assert _read(tmp_path, document).pages[0].text == expected


@pytest.mark.parametrize(
    ("number", "form", "written"),
    [
        (3, "decimal", "3"),
        (28, "lowerLetter", "bb"),
        (14, "upperRoman", "XIV"),
        (4, "lowerRoman", "iv"),
        (7, "decimalZero", "07"),
        (12, "chineseCounting", "十二"),
        (30, "chineseCountingThousand", "三十"),
        (25, "japaneseCounting", "二十五"),
        (3, "decimalEnclosedCircle", "③"),
        (5, "unheardOf", "5"),
        (0, "lowerRoman", "0"),
    ],
)
def test_number_formats(number: int, form: str, written: str) -> None:
    assert write_number(number, form) == written


def test_footnotes_stand_at_the_end_of_their_page(tmp_path: Path) -> None:
    document = docx.Document()
    package, part = document.part.package, document.part
    from docx.opc.constants import RELATIONSHIP_TYPE
    from docx.opc.packuri import PackURI
    from docx.opc.part import Part

    xml = (
        f'<w:footnotes {nsdecls("w")}><w:footnote w:type="separator" w:id="0"><w:p/></w:footnote>'
        '<w:footnote w:id="5"><w:p><w:r><w:footnoteRef/></w:r><w:r><w:t> Gifts of Peru.</w:t></w:r></w:p></w:footnote>'
        "</w:footnotes>"
    )
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
    part.relate_to(Part(PackURI("/word/footnotes.xml"), kind, xml.encode(), package), RELATIONSHIP_TYPE.FOOTNOTES)
    run = document.add_paragraph("a sum of 2 000").add_run()
    reference = OxmlElement("w:footnoteReference")
    reference.set(qn("w:id"), "5")
    run._r.append(reference)
    document.add_page_break()
    document.add_paragraph("next page")
    reading = _read(tmp_path, document)
    assert [page.text for page in reading.pages] == ["a sum of 2 000[1]\n[1] Gifts of Peru.", "next page"]


def test_characters_that_cannot_be_printed(tmp_path: Path) -> None:
    text = _body(
        tmp_path, '<w:p><w:r><w:t>a&#xFFFD;b&#xE000;&#x85;c</w:t><w:sym w:font="X" w:char="F0A7"/></w:r></w:p>'
    )
    assert text == "a\ufffdb\ue000\nc\ufffd"


def test_no_text_is_noted(tmp_path: Path) -> None:
    assert _read(tmp_path, docx.Document()).notes == ("no_text",)
