"""The source view: the report as it is, with its records lit in place."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from db.model.evidence import Evidence, Span
from db.model.readings import Reading
from desktop.ui.source.area import PageArea
from desktop.ui.source.budget import PictureBudget
from desktop.ui.source.content import Content, text_pages
from desktop.ui.source.contents_guide import Contents
from desktop.ui.source.coverage import CoverageLane, Covered
from desktop.ui.source.fill_bubble import FillBubble
from desktop.ui.source.health_words import is_picture, notice_words
from desktop.ui.source.images import PageImages, PictureSource
from desktop.ui.source.marks import Block, Mark, MarkIndex
from desktop.ui.source.messages import Notice, Placeholder
from desktop.ui.source.overview import Overview
from desktop.ui.source.paced import Paced
from desktop.ui.source.page_labels import PageLabels
from desktop.ui.source.pdf_pages import PdfPages
from desktop.ui.source.places import Places
from desktop.ui.source.search_bar import SearchBar
from desktop.ui.source.searching import ReportSearch
from desktop.ui.source.strip import Strip
from desktop.ui.source.ticks import Spot, spots
from desktop.ui.source.toolbar import SourceToolbar
from desktop.ui.source.tools import Tools
from desktop.ui.source.turning import Turning
from desktop.ui.tab_order import EnteredAt
from desktop.ui.theme import Theme

if TYPE_CHECKING:
    from desktop.documents.health import Health
    from desktop.ui.source.contents import ContentsPane


class SourceView(EnteredAt):
    """Pages, marks, selection and filling; emits what was chosen and decides nothing.

    Attributes:
        search: finds what is typed in the report that is shown.
        contents: its headings and small pages, beside the pages.
        labels: what is printed on its pages as their numbers.
        turning: turns its pages, shows two side by side.
        budget: what pictures of pages may take, here and in whatever shares it.
        tools: what the signs above the pages do.

    Signals:
        recordClicked: id of the record whose mark was clicked.
        wordClicked, wordAppended: the Span of the word clicked while filling, without or with Shift.
        wordHovered: the Span that a click would take while filling, None where there is none any more.
        runDragged: the Evidence dragged over while filling.
        passageDragged: the Evidence that the field's passage, or the record's, became by dragging its ends.
        selectionChanged; pageShown: page from 1.
        projectSearchRequested: what to look for in all reports.
        recognitionRequested: the pictures of pages without text should be read.
        placeChanged: something else stands at the top.
        passwordRequested: an encrypted report's page was clicked; `unlock` answers.
        coverageChosen: page of which the person wants to see what no record cites.
        passageSeen: a passage that is watched has wholly been on screen.
        marksWanted: the blocks whose marks are wanted, after `expect_marks`; `add_marks` brings them.
    """

    recordClicked = Signal(str)
    wordClicked = Signal(object)
    wordAppended = Signal(object)
    wordHovered = Signal(object)
    runDragged = Signal(object)
    passageDragged = Signal(object)
    projectSearchRequested = Signal(str)
    recognitionRequested = Signal()
    placeChanged = Signal()
    selectionChanged = Signal()
    pageShown = Signal(int)
    passwordRequested = Signal()
    passageSeen = Signal()
    marksWanted = Signal(object)
    coverageChosen = Signal(int)

    def __init__(
        self,
        renderer: PictureSource,
        theme: Theme,
        parent: QWidget | None = None,
        *,
        budget: PictureBudget | None = None,
    ) -> None:
        super().__init__(parent)
        self.budget = budget if budget is not None else PictureBudget()
        self._reading: Reading | None = None
        self._health: Mapping[int, Health] = {}
        self._can_recognise = False
        self._asked: set[Block] = set()
        self._images = PageImages(renderer, self, budget=self.budget)
        self._toolbar = SourceToolbar(theme)
        self._notice = Notice(theme)
        self._area = PageArea(self._images, theme)
        self.turning = Turning(self._area, self._images, self)
        self._search_bar = SearchBar()
        self.search = ReportSearch(self._search_bar, self._area.finder, self._area, self)
        self._bubble = FillBubble(self._area.viewport(), theme)
        self._area.moved.connect(self._bubble.hide)
        self._places = Places(self._area, self)
        self._strip = Strip(theme)
        self._overview = Overview(self._strip, self._area, self)
        self._placeholder = Placeholder(theme)
        pages = QWidget()
        row = QHBoxLayout(pages)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        self._renderer, self._theme, self._row = renderer, theme, row
        self.contents = Contents(self._make_contents, self._area, self)
        self.tools = Tools(self._toolbar, self._area, self.turning, self.contents, self.search)
        self._lane = CoverageLane(self._area, theme)
        row.addWidget(self._lane)
        row.addWidget(self._area, 1)
        row.addWidget(self._strip)
        self._stack = QStackedWidget()
        self._stack.addWidget(self._placeholder)
        self._stack.addWidget(pages)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._toolbar)
        column.addWidget(self._search_bar)
        column.addWidget(self._notice)
        column.addWidget(self._stack, 1)
        self.enter_at(self._area)
        self.setAccessibleName(self.tr("Source"))
        self._tell_page = Paced(self._show_page, self)
        self._connect()
        self.set_report(None, None)

    def _connect(self) -> None:
        area, bar = self._area, self._toolbar
        area.recordClicked.connect(self.recordClicked)
        area.wordClicked.connect(self.wordClicked)
        area.wordAppended.connect(self.wordAppended)
        area.wordHovered.connect(self.wordHovered)
        area.runDragged.connect(self.runDragged)
        area.passageDragged.connect(self.passageDragged)
        area.selectionChanged.connect(self.selectionChanged)
        self._search_bar.projectRequested.connect(self.projectSearchRequested)
        self._notice.helpWanted.connect(self.recognitionRequested)
        area.passwordRequested.connect(self.passwordRequested)
        area.passageSeen.connect(self.passageSeen)
        area.pageShown.connect(self._page_shown)
        area.zoomChanged.connect(lambda zoom: bar.set_zoom(zoom, area.fit))
        area.moved.connect(self._want_marks)
        area.moved.connect(self.placeChanged)
        area.jumped.connect(self._places.remember)
        area.jumped.connect(self._tell_page.hurry)
        self._places.changed.connect(lambda back, forward: bar.set_history(back=back, forward=forward))
        self._strip.shareClicked.connect(area.go_to_share)
        self.turning.turned.connect(self._overview.place_anew)
        self.turning.turned.connect(self._places.clear)
        self._lane.pageChosen.connect(self.coverageChosen)
        bar.backRequested.connect(self.go_back)
        bar.forwardRequested.connect(self.go_forward)
        bar.pageRequested.connect(self.go_to_page)
        bar.zoomInRequested.connect(self.zoom_in)
        bar.zoomOutRequested.connect(self.zoom_out)
        bar.actualSizeRequested.connect(self.actual_size)
        bar.fitRequested.connect(area.set_fit)
        bar.leaveRequested.connect(area.setFocus)

    # what is shown

    def set_report(self, reading: Reading | None, path: Path | None, *, password: str | None = None) -> None:
        """Show a report from its beginning, or none.

        Args:
            reading: its pages of text.
            path: the file that pictures of the pages are drawn from; without one, or without geometry, the text shows.
            password: opens the file.
        """
        self._reading = reading
        self._health = {}
        upright: Content | None = None
        pictured = reading is not None and reading.format == "pdf" and path is not None
        if reading is not None and reading.pages:
            upright = PdfPages(reading) if pictured else text_pages(reading)
        self._images.open(path if pictured else None, password)
        content = self.turning.take(reading.file if reading is not None else "", upright)
        self.labels = PageLabels(reading.pages if reading is not None else ())
        self._toolbar.set_pages(content.count if content else 0, self.labels)
        self._places.clear()
        self._strip.pages = content.count if content else 0
        self._overview.forget()
        self._area.set_content(content, reading.pages if reading else ())
        self.search.set_pages(reading.pages if reading else ())
        self.contents.set_reading(reading, path if pictured else None, password)
        self._asked.clear()
        self._stack.setCurrentIndex(1 if content else 0)
        if content is None:
            self._placeholder.say(
                self.tr("No report is open"),
                self.tr("Choose one from the list, or add a PDF, Word, HTML or text file."),
            )
        self._show_notice()
        self._overview.begin()

    def unlock(self, password: str) -> None:
        """Draw the pages of the encrypted report that is shown."""
        self._area.unlock(password)
        self.contents.unlock(password)

    def set_loading(self, name: str) -> None:
        """Say that a report is being opened; set_report ends it."""
        self.set_report(None, None)
        self._placeholder.say(self.tr("Opening the report…"), name)

    def set_marks(self, marks: Sequence[Mark]) -> None:
        """Light these records: all that there are."""
        self._area.set_index(MarkIndex(marks))
        self._overview.begin(spots(marks))

    def expect_marks(self) -> None:
        """Light nothing yet: marks come for what shows, asked for by `marksWanted`, and spots for the strip."""
        self._asked.clear()
        self._area.set_index(MarkIndex(complete=False))
        self._overview.begin()
        self._want_marks()

    def index(self) -> MarkIndex:
        """The marks that have come, by place."""
        return self._area.index

    def wants_marks(self, page: int) -> bool:
        """Whether marks of a page have not come yet; asks for them."""
        lacking = self._area.index.lacks(page, 0, len(self._reading.pages[page - 1].text)) if self._reading else []
        blocks = [block for block in lacking if block not in self._asked]
        if blocks:
            self._asked.update(blocks)
            self.marksWanted.emit(tuple(blocks))
        return bool(lacking)

    def mark(self, record_id: str) -> Mark | None:
        """The mark of a record; None where it has none, or it has not come yet."""
        return self._area.index.get(record_id)

    def add_marks(self, blocks: Iterable[Block], marks: Sequence[Mark]) -> None:
        """Light these records: all that there are in these blocks."""
        self._area.index.add(blocks, marks)
        self._area.marks_came()

    def add_spots(self, found: Sequence[Spot]) -> None:
        """Show these records on the strip, too."""
        self._overview.add(found)

    def update_marks(self, marks: Sequence[Mark], gone: Collection[str] = ()) -> None:
        """Light these records as they are now, and others no more; nothing else is looked at."""
        area = self._area
        before = [mark for mark in map(area.index.drop, gone) if mark is not None]
        for mark in marks:
            old = area.index.put(mark)
            before += [old] if old is not None and old.evidence != mark.evidence else []
        area.marks_changed([*before, *marks])
        self._overview.change(spots(marks), gone)

    def set_health(self, suspect: Mapping[int, Health], *, can_recognise: bool = False) -> None:
        """Say of these pages what is wrong with their text.

        Args:
            can_recognise: whether pictures of text can be read here: it is offered on pages without text.
        """
        self._health, self._can_recognise = suspect, can_recognise
        self._show_notice()

    def set_covered(self, covered: Covered | None) -> None:
        """Show in the margin what of each page records cite; the same again when it changed."""
        self._lane.set_covered(covered)

    def set_current(self, record_id: str | None, field_spans: Evidence = ()) -> None:
        """Outline a record strongest, fill its focused field's spans, and bring it into sight."""
        self._area.set_current(record_id, tuple(field_spans))

    def watch(self, record_id: str | None, spans: Evidence) -> None:
        """Take notice of when these passages of a record are on screen; of another record none was yet."""
        self._area.watch(record_id, spans)

    def can_show(self, span: Span) -> bool:
        """Whether a passage has a place here: a page there is, and none that can't be drawn."""
        area = self._area
        return self._reading is not None and 1 <= span.page <= area.stack.count and not area.error(span.page)

    def has_shown(self, span: Span) -> bool:
        """Whether a watched passage has wholly been on screen."""
        return self._area.seen.has_seen(span)

    def look_at(self, span: Span) -> None:
        """Bring what was not yet on screen of a watched passage there."""
        self._area.look_at(span)

    def show_preview(self, words: str, *, fits: bool) -> None:
        """Say beside the word under the pointer what a click on it does; whether it can be taken."""
        self._bubble.say(words, self._area.hovered_rects(), fits=fits)

    def set_filling(self, filling: bool) -> None:
        """Whether a click takes a word for the focused field."""
        self._area.set_filling(filling)

    def set_adjustable(self, adjustable: bool) -> None:
        """Whether the ends of the passage that is shown may be dragged."""
        self._area.handles.enabled = adjustable

    def set_theme(self, theme: Theme) -> None:
        """Use other colours."""
        self._theme = theme
        for widget in (
            self._toolbar,
            self._notice,
            self.contents,
            self._lane,
            self._area,
            self._strip,
            self._placeholder,
        ):
            widget.set_theme(theme)

    def set_dimmed(self, dimmed: bool) -> None:
        """Darken the pages."""
        self._area.set_dimmed(dimmed)

    # selection

    def selection(self) -> Evidence:
        """What is selected, one span a page."""
        return self._area.selected()

    def clear_selection(self) -> None:
        """Select nothing."""
        self._area.clear_selection()

    def copy(self) -> None:
        """The selected text to the clipboard."""
        self._area.copy()

    def copy_as_line(self) -> None:
        """The selected text to the clipboard without the page's line ends, and no blanks between Chinese ones."""
        from desktop.language import fields, packs

        text = fields.joined(self._area.selection.text(self._area.pages), packs.load("zh"))
        if text:
            QGuiApplication.clipboard().setText(text)

    def select_page(self) -> None:
        """Select the text of the page that is read."""
        self._area.select_page()

    # moving

    def zoom_in(self) -> None:
        """Larger by one step."""
        self._area.zoom_step(True)

    def zoom_out(self) -> None:
        """Smaller by one step."""
        self._area.zoom_step(False)

    def actual_size(self) -> None:
        """100 %."""
        self._area.zoom_to(1.0)

    def fit_text(self) -> None:
        """The text as wide as the view as far as that helps reading; margins may be out of sight. As at first."""
        self._area.set_fit("text")

    def fit_width(self) -> None:
        """As wide as the view, also when that changes."""
        self._area.set_fit("width")

    def fit_page(self) -> None:
        """The whole page in the view, also when that changes."""
        self._area.set_fit("page")

    def zoom(self) -> float:
        """1 is 100 %."""
        return self._area.stack.zoom

    def go_to_page(self, page: int) -> None:
        """The top of a page, from 1."""
        self._area.go_to_page(page)

    def go_to(self, page: int, start: int) -> None:
        """Bring a place of a page to the top; it is no jump to come back from."""
        self._area.show_at_top(page, start)

    def place(self) -> tuple[int, int] | None:
        """What stands at the top: page and code point; None without a report."""
        return self._area.place_at_top()

    def page(self) -> int:
        """The page that is read, from 1; 0 without a report."""
        return self._area.shown_page()

    def go_back(self) -> None:
        """To where the view was before the last jump."""
        self._places.go_back()

    def go_forward(self) -> None:
        """Undo `go_back`."""
        self._places.go_forward()

    def close_report(self) -> None:
        """Let go of the file; to be called before it is removed."""
        self.set_report(None, None)

    def _make_contents(self) -> ContentsPane:
        # Imported and made when it is first shown: a window opens without it.
        from desktop.ui.source.contents import ContentsPane

        pane = ContentsPane(self._renderer, self._theme, budget=self.budget)
        self._row.insertWidget(0, pane)
        return pane

    def _page_shown(self, page: int) -> None:
        self._tell_page()
        self.pageShown.emit(page)

    def _show_page(self) -> None:
        page = self._area.shown_page()
        if page:
            self._toolbar.set_page(page)
            self._show_notice()
            self._area.setAccessibleDescription(self.tr("Page {0} of {1}").format(page, self._area.stack.count))

    def _show_notice(self) -> None:
        page = self._area.shown_page()
        words = notice_words(self._reading, page, self._health)
        helped = words and self._can_recognise and is_picture(self._reading, page)
        helps = self.tr("Read the pictures") if helped else ""
        if words != self._notice.words() or bool(helps) != self._notice.offers():
            self._notice.say(words, helps)

    def _want_marks(self) -> None:
        """Ask for the marks of what shows, a little before it does."""
        blocks = [block for block in self._area.lacking() if block not in self._asked]
        if blocks:
            self._asked.update(blocks)
            self.marksWanted.emit(tuple(blocks))
