"""The command line: commands, and the one place where every failure becomes a line and an exit code."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from importlib import import_module
from typing import Any

import click

from db.model.errors import Refused, RuleError
from desktop.cli.commands import COMMANDS
from desktop.cli.output import DONE, FAULTS, NOTHING, PipeClosed, drop_stdout, flush, refuse, say, use_utf8


class _Lazy(click.Group):
    """A group that knows its commands by name alone."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        module = COMMANDS.get(cmd_name)
        if module is None:
            return None
        command: click.Command = getattr(import_module(module), f"{cmd_name}_command")
        return command


def _version(ctx: click.Context, _parameter: click.Parameter, value: bool) -> None:
    if value:
        from desktop.services.version import program

        click.echo(program())
        ctx.exit()


@click.group(cls=_Lazy, context_settings={"help_option_names": ["-h", "--help"]})
@click.option("--version", is_flag=True, expose_value=False, is_eager=True, callback=_version, help="Show the version.")
def group() -> None:
    """Lay an editable form beside a source report.

    Without a command the window opens: counterproof [PROJECT.db]
    """


def main(argv: Sequence[str]) -> int:
    """Run one command.

    Returns:
        0 done; 1 done or refused with faults, each named on stderr; 2 wrong usage, or nothing read or written.
    """
    use_utf8()
    code = DONE
    try:
        code = _guarded(lambda: group.main(list(argv), prog_name="counterproof", standalone_mode=False))
        flush()
    except PipeClosed:
        drop_stdout()
        return DONE
    except OSError as error:
        # What standard output still holds can't be written either: a full disk, said once and not again at the end.
        drop_stdout()
        if code == DONE:
            say(_one_line(error.strerror or str(error)))
        return NOTHING
    return code


def _guarded(call: Callable[[], Any]) -> int:
    try:
        result = call()
        return result if isinstance(result, int) else DONE
    except click.exceptions.NoArgsIsHelpError as error:
        error.show()
        return NOTHING
    except click.ClickException as error:
        hint = f" Try: {error.ctx.command_path} --help" if isinstance(error, click.UsageError) and error.ctx else ""
        say(_one_line(error.format_message()) + hint)
        return NOTHING
    except (click.Abort, KeyboardInterrupt):
        say("stopped")
        return FAULTS
    except PipeClosed:
        raise
    except Refused as error:
        refuse(error)
        return FAULTS if isinstance(error, RuleError) and error.code == "blocked" else NOTHING
    except OSError as error:
        name = f"{error.filename}: " if error.filename else ""
        say(_one_line(f"{name}{error.strerror or error}"))
        return NOTHING
    except Exception as error:
        # A fault of this program; the traceback is for those who ask for it.
        if os.environ.get("COUNTERPROOF_DEBUG"):
            raise
        say(_one_line(f"this should not have happened, please report it: {type(error).__name__}: {error}"))
        return NOTHING


def _one_line(text: str) -> str:
    return " ".join(text.split())
