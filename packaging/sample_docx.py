"""A sample report as DOCX: headings, numbered paragraphs, real footnotes, the statement as a table."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

import docx
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_BREAK
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Pt
from sample_source import MARKER, Block, Source

NAMESPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
NOTES_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
FAMILIES = {"zh": "Noto Sans CJK SC", "en": "DejaVu Sans"}
STYLES = {"title": "Title", "heading": "Heading 1", "subheading": "Heading 2", "annex": "Heading 1"}


def write(source: Source, path: Path) -> None:
    """Write the report."""
    document = docx.Document()
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = FAMILIES[source.language], Pt(10.5)
    normal.element.rPr.rFonts.set(qn("w:eastAsia"), FAMILIES[source.language])
    document.core_properties.title = source.title
    document.core_properties.author = source.title
    document.core_properties.created = document.core_properties.modified = datetime.datetime(2025, 1, 1)
    document.core_properties.language = source.language
    header = document.sections[0].header.paragraphs[0]
    header.text = source.symbol
    header.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    rows: list[Block] = []
    for block in source.blocks:
        if block.cells:
            rows.append(block)
            continue
        if rows:
            _table(document, rows)
            rows = []
        if block.kind == "page_break":
            document.add_paragraph().add_run().add_break(WD_BREAK.PAGE)
        else:
            _paragraph(document, block)
    _add_notes(document, source.footnotes)
    document.save(str(path))


def _paragraph(document: Any, block: Block) -> None:
    paragraph = document.add_paragraph(style=STYLES.get(block.kind))
    if block.kind in ("summary_title", "subtitle"):
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    last = 0
    for match in MARKER.finditer(block.text):
        paragraph.add_run(block.text[last : match.start()])
        run = paragraph.add_run()
        run.font.superscript = True
        reference = OxmlElement("w:footnoteReference")
        reference.set(qn("w:id"), match[1])
        run._r.append(reference)
        last = match.end()
    run = paragraph.add_run(block.text[last:])
    run.bold = True if block.kind in ("summary_title", "subtitle") else None


def _table(document: Any, rows: list[Block]) -> None:
    table = document.add_table(rows=0, cols=max(len(row.cells) for row in rows))
    for row in rows:
        cells = table.add_row().cells
        for index, text in enumerate(row.cells):
            paragraph = cells[index].paragraphs[0]
            paragraph.add_run(text).bold = row.kind != "row"
            if index:
                paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT


def _add_notes(document: Any, footnotes: dict[int, str]) -> None:
    """python-docx has no footnotes: the part is written by hand."""
    if not footnotes:
        return
    notes = "".join(
        f'<w:footnote w:id="{number}"><w:p><w:r><w:footnoteRef/></w:r>'
        f'<w:r><w:t xml:space="preserve"> {escape(text)}</w:t></w:r></w:p></w:footnote>'
        for number, text in sorted(footnotes.items())
    )
    head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
    xml = f'{head}<w:footnotes xmlns:w="{NAMESPACE}">{notes}</w:footnotes>'
    part = Part(PackURI("/word/footnotes.xml"), NOTES_TYPE, xml.encode(), document.part.package)
    document.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)
