"""What the form is told of a record's page: its printed label, and how sure text is that was read from a picture."""

from __future__ import annotations

from dataclasses import replace

import pytest

from desktop.ui.surroundings import _certainty, _label
from tests.qt.shell.conftest import Shell


def test_label_and_certainty_of_the_records_page(shell: Shell) -> None:
    shell.open()
    shell.add()
    loaded = shell.space.desk.loaded
    assert loaded is not None and loaded.reading is not None
    record = next(record for record in shell.records("count"))
    assert _label(loaded, record) is None and _certainty(loaded, record) is None
    (page,) = loaded.reading.pages
    span = record.evidence[0]
    sure = bytearray(b"\xff" * len(page.text))
    sure[span.start] = 51
    recognised = replace(
        loaded.reading, pages=(replace(page, label="xii", certainty=bytes(sure)),), options={"recognised": "1"}
    )
    read = replace(loaded, reading=recognised)
    assert _label(read, record) == "1 (xii)"
    assert _certainty(read, record) == pytest.approx(0.2)
    shell.settle()
