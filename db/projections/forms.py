"""The form in the project: a wide table and a view of verified records for every family."""

from __future__ import annotations

import json
import re
import sqlite3
from functools import lru_cache

from db.canonical import canonical
from db.model.errors import ProjectError
from db.model.form import Family, Field, Form
from db.model.values import FieldType

_NAME = re.compile(r"[a-z][a-z0-9_]{0,59}")
_OWN = frozenset(
    {
        "record",
        "report",
        "report_title",
        "report_symbol",
        "report_sha256",
        "report_state",
        "page",
        "quote",
        "decision",
        "decided_by",
        "decided_at",
        "approved_by",
        "approved_at",
    }
)


@lru_cache(maxsize=8)
def parse(text: str) -> Form:
    """The form of its canonical JSON."""
    return Form.from_json(json.loads(text))


def text_of(form: Form) -> str:
    """The form's canonical JSON."""
    return canonical(form.to_json()).decode()


def current(conn: sqlite3.Connection) -> Form:
    """The project's form; raises ProjectError not_a_project where the file has none yet, damaged where it is none."""
    row = conn.execute("SELECT form FROM project").fetchone()
    if row is None:
        raise ProjectError("not_a_project", path=path_of(conn))
    try:
        return parse(row[0])
    except (LookupError, TypeError, ValueError, AttributeError) as error:
        raise ProjectError("damaged", path=path_of(conn), reason=f"{type(error).__name__}: {error}") from error


def fault(form: Form) -> str | None:
    """Why this can't be a project's form, None where it can."""
    ids = [family.id for family in form.families]
    views = [family.view for family in form.families]
    tables = [table(family) for family in form.families]
    names = [*ids, *views, *(field.id for family in form.families for field in family.fields)]
    for name in names:
        if not _NAME.fullmatch(name) or name.startswith("sqlite_"):
            return f"not a name: {name}"
    if len(set(ids)) < len(ids) or len({*views, *tables}) < len(views) + len(tables):
        return "a family or a view is there twice"
    taken = {"journal", "project", "people", "keys", "chains", "works", "files", "file_chunks", "readings", "pages"}
    taken |= {"acts", "records", "record_contents", "field_entries", "spans", "deciders", "drafts"}
    taken |= {"dismissals", "acceptances", "time_spent", "page_words", "page_search", "page_health", "sketches"}
    for name in (*views, *tables):
        if name in taken:
            return f"the project has a table {name}"
    for family in form.families:
        fields = [field.id for field in family.fields]
        if len(set(fields)) < len(fields):
            return f"a field is there twice in {family.id}"
        for field in family.fields:
            if field.type is FieldType.CHOICE and field.vocabulary not in form.vocabularies:
                return f"no vocabulary for {family.id}.{field.id}"
            if field.type is FieldType.LINK and field.family not in ids:
                return f"no family for {family.id}.{field.id}"
    return None


def incompatible(old: Form, new: Form) -> str | None:
    """What of the old form the new one has lost: families, fields and terms may be retired, never removed."""
    for family in old.families:
        try:
            other = new.family(family.id)
        except KeyError:
            return family.id
        for field in family.fields:
            match = next((item for item in other.fields if item.id == field.id), None)
            if match is None or (match.type, match.family) != (field.type, field.family):
                return f"{family.id}.{field.id}"
            if field.vocabulary is not None and match.vocabulary != field.vocabulary:
                return f"{family.id}.{field.id}"
    for name, terms in old.vocabularies.items():
        kept = {term.id for term in new.vocabularies.get(name, ())}
        lost = sorted(term.id for term in terms if term.id not in kept)
        if lost:
            return f"{name}.{lost[0]}"
    return None


def table(family: Family) -> str:
    """The family's wide table."""
    return f"{family.id}_values"


def install(conn: sqlite3.Connection, form: Form) -> None:
    """Make the tables, columns and views that the form needs and the file does not have yet."""
    for family in form.families:
        name = table(family)
        known = {row[1] for row in conn.execute(f'PRAGMA table_info("{name}")')}
        if not known:
            columns = "".join(f', "{field.id}"{_type(field)}' for field in family.fields)
            conn.execute(f'CREATE TABLE "{name}" (record TEXT NOT NULL PRIMARY KEY{columns}) WITHOUT ROWID, STRICT')
        else:
            for field in family.fields:
                if field.id not in known:
                    conn.execute(f'ALTER TABLE "{name}" ADD COLUMN "{field.id}"{_type(field)}')
        conn.execute(f'DROP VIEW IF EXISTS "{family.view}"')
        conn.execute(_view(family))


def drop_views(conn: sqlite3.Connection, form: Form) -> None:
    """Before a changed form names its views anew."""
    for family in form.families:
        conn.execute(f'DROP VIEW IF EXISTS "{family.view}"')


def tables(conn: sqlite3.Connection) -> list[str]:
    """The wide tables of the project's form."""
    row = conn.execute("SELECT form FROM project").fetchone()
    return [table(family) for family in parse(row[0]).families] if row else []


def _type(field: Field) -> str:
    # A column of any type keeps what it is given: whole numbers that no 64 bits hold stay text.
    return " ANY" if field.type is FieldType.INTEGER else " TEXT"


def _view(family: Family) -> str:
    columns = []
    for field in family.fields:
        name = f"field_{field.id}" if field.id in _OWN else field.id
        columns.append(f'v."{field.id}" AS "{name}"')
        if field.type is FieldType.DECIMAL:
            # The text is exact; this one sorts, compares and sums in any tool.
            columns.append(f'CAST(v."{field.id}" AS REAL) AS "{name}_number"')
    listed = "".join(f"  {column},\n" for column in columns)
    return (
        f'CREATE VIEW "{family.view}" AS SELECT\n  r.id AS record,\n{listed}'
        "  w.name AS report,\n  w.title AS report_title,\n  w.symbol AS report_symbol,\n"
        "  g.file AS report_sha256,\n  w.state AS report_state,\n  r.page AS page,\n"
        "  (SELECT group_concat(quote, ' … ') FROM (SELECT quote FROM spans WHERE record = r.id AND n = 0"
        " ORDER BY position)) AS quote,\n"
        "  r.decision AS decision,\n  d.name AS decided_by,\n  r.decided_at AS decided_at,\n"
        "  a.name AS approved_by,\n  r.approved_at AS approved_at\n"
        f'FROM records AS r JOIN "{table(family)}" AS v ON v.record = r.id\n'
        "JOIN works AS w ON w.id = r.work JOIN readings AS g ON g.id = r.reading\n"
        "LEFT JOIN people AS d ON d.id = r.decided_by LEFT JOIN people AS a ON a.id = r.approved_by\n"
        f"WHERE r.family = '{family.id}' AND r.approval = 'approved'\n"
        "  AND r.decision IN ('confirmed', 'corrected', 'added')"
    )


def path_of(conn: sqlite3.Connection) -> str:
    """The file that is open; nothing for one in memory."""
    return str(conn.execute("PRAGMA database_list").fetchone()[2])
