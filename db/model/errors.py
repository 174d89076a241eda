"""Refusals: a code and parameters, which ui and cli turn into words."""

from __future__ import annotations


class Refused(Exception):
    """Something that was asked for and can't be done; nothing was changed.

    Attributes:
        code: lower case with underscores; each has its sentence in ui and cli.
        parameters: what the sentence names (path, name, reason, line...).
    """

    def __init__(self, code: str, **parameters: object) -> None:
        super().__init__(code, parameters)
        self.code = code
        self.parameters = parameters

    def __str__(self) -> str:
        return ", ".join([self.code, *(f"{k}={v}" for k, v in self.parameters.items())])


class ProjectError(Refused):
    """The project file can't be opened or written.

    Codes: not_found, not_a_project, newer, damaged, read_only, disk_full, busy, is_folder, no_access, exists, moved.
    """


class ReadError(Refused):
    """A report can't be read.

    Codes: not_found, is_folder, empty_file, unknown_format, not_that_format, damaged, encrypted, wrong_password,
    no_pages, too_large, crashed, timed_out, cancelled, no_access, unknown_encoding.
    """


class RuleError(Refused):
    """The rules of review forbid it.

    Codes: unknown_record, unknown_field, bad_value, machine_cannot_decide, decider_cannot_approve, not_decided,
    nothing_to_undo, not_yours, others_stand_on_it, stale, not_complete, same_person, undecided_left, unapproved_left,
    missing_required, unknown_person, already_there, blocked, unknown_work, unknown_report, unknown_family, no_reading,
    evidence_differs, bad_name, signed_off, reason_needed, unknown_claim, own_claim, own_claims.
    """
