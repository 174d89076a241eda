"""Deciding and approving by script."""

from __future__ import annotations

import click

from db.model.errors import ProjectError, Refused
from desktop.cli.lines import read_lines, shown
from desktop.cli.options import open_project
from desktop.cli.output import DONE, FAULTS, NOTHING, put, refuse


@click.command("decide")
@click.argument("project", metavar="PROJECT.db")
@click.argument("decisions", metavar="[DECISIONS.jsonl]", required=False)
@click.option("--as", "name", metavar="NAME", required=True, help="Who decides.")
@click.option("--complete", metavar="FILE", help="Say that nothing more is in this report, or sign it off as another.")
@click.option("--reopen", metavar="FILE", help="Take that back.")
def decide_command(project: str, decisions: str | None, name: str, complete: str | None, reopen: str | None) -> int:
    """Carry out decisions, one JSON object a line ("-" reads standard input)."""
    from desktop.services.batch import Repetition, carry_out, close_report

    if decisions is None and complete is None and reopen is None:
        raise click.UsageError("Name a file of decisions, or --complete or --reopen with a report.")
    lines = list(read_lines(decisions)) if decisions is not None else []
    done = faults = 0
    repetition = Repetition()
    with open_project(project) as opened:
        person = opened.people.enter(name)
        try:
            if reopen is not None:
                work, _ = opened.library.find(reopen)
                opened.review.reopen(work.id, person)
                put([f"{reopen}: open"])
            for number, data, fault in lines:
                try:
                    if fault is not None:
                        raise fault
                    repetition.tell(number, data)
                    carry_out(opened, person, data)
                    done += 1
                except ProjectError:
                    raise
                except Refused as error:
                    refuse(error, f"{shown(decisions or '')} line {number}")
                    faults += 1
            if complete is not None:
                state, _ = close_report(opened, person, complete)
                put([f"{complete}: {state.replace('_', ' ')}"])
        except ProjectError as error:
            refuse(error)
            return FAULTS if done else NOTHING
        except Refused as error:
            name = complete or reopen or ""
            refuse(error, "" if error.parameters.get("name") == name else name)
            faults += 1
    if decisions is not None:
        put([f"{done} done, {faults} refused"])
    return FAULTS if faults else DONE
