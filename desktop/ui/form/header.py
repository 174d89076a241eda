"""The head of the card: which record this is, where it comes from, and what has become of it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from db.model.form import Form, label
from db.model.lines import page_of
from db.model.records import Approval, Decision, Record
from db.model.suggestions import Suggestion
from desktop.ui.elided_label import ElidedLabel
from desktop.ui.form.context import FormContext
from desktop.ui.queue.badge import FamilyBadge
from desktop.ui.queue.figures import tabular
from desktop.ui.queue.words import approval_word, decision_word
from desktop.ui.theme import Theme


class CardHeader(QWidget):
    """Family, page, origin and place in the list; below, in one quiet line, who decided and approved."""

    def __init__(self, form: Form, language: str, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._form = form
        self._language = language
        self._theme = theme
        self._family = ""
        self._record: Record | None = None
        self._suspect: frozenset[int] = frozenset()
        self.badge = FamilyBadge(theme, self)
        self.name = QLabel(self)
        self.detail = ElidedLabel("", self)
        self.doubt = QLabel(self.tr("text suspect"), self)
        self.place = QLabel(self)
        self.place.setFont(tabular(self.place.font()))
        self.history = ElidedLabel("", self)
        top = QHBoxLayout()
        top.setSpacing(8)
        top.addWidget(self.badge)
        top.addWidget(self.name)
        top.addWidget(self.detail, 1)
        top.addWidget(self.doubt)
        top.addWidget(self.place)
        box = QVBoxLayout(self)
        box.setContentsMargins(12, 8, 12, 8)
        box.setSpacing(4)
        box.addLayout(top)
        box.addWidget(self.history)
        self.set_theme(theme)

    def set_theme(self, theme: Theme) -> None:
        """Paint in these colours from now on."""
        self._theme = theme
        self.badge.set_theme(theme)
        quiet = f"QLabel {{ color: {theme.muted}; background: transparent; }}"
        for widget in (self.detail, self.place, self.history):
            widget.setStyleSheet(quiet)
        self.doubt.setStyleSheet(f"QLabel {{ color: {theme.warning}; background: transparent; }}")
        self._colour_name()

    def set_suspect(self, pages: frozenset[int]) -> None:
        """Mark records of these pages, whose text is suspect, until somebody has decided them."""
        self._suspect = pages
        self._show_doubt()

    def _show_doubt(self) -> None:
        record = self._record
        waiting = record is not None and record.decision in (Decision.NONE, Decision.POSTPONED)
        spans = record.evidence if record is not None and waiting else ()
        self.doubt.setVisible(any(span.page in self._suspect for span in spans))

    def show_record(self, record: Record, context: FormContext) -> None:
        """Show a record's head."""
        self._record = record
        self._show_doubt()
        self._set_family(record.family, label(self._form.family(record.family).labels, self._language))
        words = [*self._page(page_of(record), context), *self._origin(record)]
        if context.certainty is not None:
            words.append(self.tr("OCR, {0:.2f}").format(context.certainty))
        self.detail.set_whole(" · ".join(words))
        self._show_place(context)
        self._show_history(self._history(record, context.names))

    def show_new(self, suggestion: Suggestion, context: FormContext) -> None:
        """Show the head of a record that is being added."""
        self._record = None
        self._show_doubt()
        name = label(self._form.family(suggestion.family).labels, self._language)
        self._set_family(suggestion.family, self.tr("New {family}").format(family=_lower(name)))
        page = suggestion.evidence[0].page if suggestion.evidence else 0
        self.detail.set_whole(" · ".join([*self._page(page, context), self.tr("from the selected text")]))
        self.place.hide()
        self._show_history("")

    def _set_family(self, family: str, name: str) -> None:
        other = family != self._family
        self._family = family
        self.badge.set_family(family)
        self.name.setText(name)
        if other:  # a style sheet costs more than all the rest of the head
            self._colour_name()

    def _colour_name(self) -> None:
        colour = self._theme.family(self._family)
        self.name.setStyleSheet(f"QLabel {{ color: {colour}; background: transparent; font-weight: 600; }}")

    def _page(self, page: int, context: FormContext) -> list[str]:
        if context.page_label:
            return [self.tr("page {page}").format(page=context.page_label)]
        return [self.tr("page {page}").format(page=page)] if page else []

    def _origin(self, record: Record) -> list[str]:
        words = []
        # The line below says it, with who and when.
        if record.approval is not Approval.NONE and not record.approved_by:
            words.append(approval_word(record.approval))
        elif record.decision is not Decision.NONE and not record.decided_by:
            words.append(decision_word(record.decision))
        if record.machine:
            imported = any(entry.source == "import" for entry in record.machine.values())
            word = self.tr("imported") if imported else self.tr("suggested")
            sure = record.confidence
            words.append(word if sure is None else self.tr("{word}, {0:.2f}").format(sure, word=word))
        if record.repeat_of:
            words.append(self.tr("says an earlier one again"))
        return words

    def _show_place(self, context: FormContext) -> None:
        self.place.setVisible(bool(context.position))
        self.place.setText(self.tr("{position} of {total}").format(position=context.position, total=context.total))

    def _show_history(self, text: str) -> None:
        self.history.set_whole(text)
        self.history.setVisible(bool(text))

    def _history(self, record: Record, names: Mapping[str, str]) -> str:
        """Who decided and who approved, and when."""
        parts = []
        given = record.why if record.approval is not Approval.RETURNED else None
        if record.decision is not Decision.NONE and record.decided_by:
            word = decision_word(record.decision)
            parts.append(self._reasoned(self._said(word, record.decided_by, record.decided_at, names), given))
            given = None
        if record.approval is not Approval.NONE and record.approved_by:
            word = approval_word(record.approval)
            remark = record.question if record.approval is Approval.APPROVED else None
            parts.append(self._reasoned(self._said(word, record.approved_by, record.approved_at, names), remark))
        return " · ".join([*parts, *([given] if given else [])])

    def _reasoned(self, text: str, why: str | None) -> str:
        return self.tr("{text} · why: {why}").format(text=text, why=why) if why else text

    def _said(self, word: str, person: str, at: str | None, names: Mapping[str, str]) -> str:
        who = names.get(person, person)
        when = local_time(at) if at else ""
        if when:
            return self.tr("{word} by {name}, {time}").format(word=word, name=who, time=when)
        return self.tr("{word} by {name}").format(word=word, name=who)


def _lower(name: str) -> str:
    return name[:1].lower() + name[1:]


def local_time(text: str) -> str:
    """A journal time (ISO 8601, UTC) as the reader's own; the text as it is where it is none."""
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return text
    return moment.astimezone().strftime("%Y-%m-%d %H:%M")
