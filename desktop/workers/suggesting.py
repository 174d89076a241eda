"""Suggesting in a child process: text is hostile too, and a window must not wait for Python's lock."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from db.model.form import Form
from db.model.readings import Reading
from db.model.shapes import loads, suggestion_from_json
from db.model.suggestions import Suggestion
from desktop.workers.codec import encode
from desktop.workers.pipes import command_for
from desktop.workers.pool import Pool


class SuggestingWorker:
    """Finds records in child processes, one reading at a time in each; one idle child is kept for the next.

    Args:
        finder: "module:function" that finds them, called as `desktop.extraction.suggest`.
        form: the form that the finder's fields are of.
        timeout: seconds without a sign of life (a page searched) after which a child counts as hanging.
        command: what to start instead of this program's own child; for tests.
    """

    def __init__(
        self, finder: str, form: Form, timeout: float = 120.0, *, command: Sequence[str] | None = None
    ) -> None:
        self._form = form
        self._timeout = timeout
        command = command if command is not None else [*command_for("suggesting"), finder]
        self._pool = Pool(command, "suggesting_crashed")

    def suggest(
        self,
        reading: Reading,
        *,
        language: str | None = None,
        progress: Callable[[int, int], None] | None = None,
        cancelled: Callable[[], bool] | None = None,
    ) -> list[Suggestion]:
        """Find the records of a reading; blocks, may be called from any thread.

        Args:
            progress: called in this thread with (done, of).
            cancelled: asked every few hundredths of a second; once true, the child is killed.

        Raises:
            ReadError: suggesting_crashed, suggesting_timed_out, cancelled.
        """

        def handle(answer: dict[str, Any], found: memoryview) -> list[Suggestion] | None:
            if answer.get("kind") == "progress":
                if progress is not None:
                    progress(int(answer["done"]), int(answer["of"]))
                return None
            if answer.get("kind") != "suggestions":
                raise ValueError("no answer to a search")
            items = loads(bytes(found).decode("utf-8"))
            return [_checked(suggestion_from_json(item, self._form), reading) for item in items]

        header, payload = encode(reading)
        request = {"reading": header, "language": language, "form": self._form.to_json()}
        return self._pool.exchange(request, payload, handle, timeout=self._timeout, cancelled=cancelled)

    def close(self) -> None:
        """End all children; what is under way is refused as cancelled."""
        self._pool.close()


def _checked(suggestion: Suggestion, reading: Reading) -> Suggestion:
    """The suggestion, where every span says what stands there; its maker may be compromised.

    Raises:
        ValueError: a span is none of the reading.
    """
    for evidence in (suggestion.evidence, *suggestion.field_evidence.values()):
        for span in evidence:
            if not 1 <= span.page <= len(reading.pages) or not 0 <= span.start <= span.end:
                raise ValueError("a span outside the reading")
            if reading.pages[span.page - 1].text[span.start : span.end] != span.quote:
                raise ValueError("a quote that is not there")
    return suggestion
