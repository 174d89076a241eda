"""JSON Lines: one file, one record a line in the shape of the command line, nothing lost."""

from __future__ import annotations

from pathlib import Path

from db.model.shapes import dumps, record_to_json
from desktop.release.dataset import Dataset


def write(dataset: Dataset, folder: Path) -> list[Path]:
    """Write the file into a folder; records report by report in reading order."""
    path = folder / dataset.file_name("records", "jsonl")
    with path.open("w", encoding="utf-8", newline="\n") as file:
        for report in dataset.reports:
            for record in report.released:
                data = record_to_json(record, dataset.form, report.file.sha256 if report.file else None, dataset.names)
                if accepted := dataset.accepted(report, record):
                    data["accepted_checks"] = accepted
                data["report_file"] = report.name
                data["report_symbol"] = report.work.symbol
                data["report_title"] = report.work.title
                if dataset.preliminary is not None:
                    data["preliminary"] = dataset.preliminary
                file.write(dumps(data) + "\n")
    return [path]
