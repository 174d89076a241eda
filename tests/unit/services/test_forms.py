"""A project made with an older form gets the newer one, and loses nothing by it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from db.model.form import Check, Form
from db.model.works import WorkState
from desktop.services.forms import newer, standard_form
from desktop.services.keyring import KeyRing
from desktop.services.project import Project
from tests.helpers.projects import Reader, Suggester, report

OLD = ("bounds", "part_not_above_whole", "start_before_end", "statement_sum")


def first_form() -> Form:
    shipped = standard_form()
    checks = tuple(check for check in shipped.checks if check.kind in OLD)
    return replace(shipped, version=1, checks=checks)


def opened(folder: Path, keys: str = "keys", *, read_only: bool = False, form: Form | None = None) -> Project:
    return Project.open(
        folder / "project.db", create=form is not None, keyring=KeyRing(folder / keys), reader=Reader(),
        suggester=Suggester(), form=form, read_only=read_only,
    )  # fmt: skip


def made(folder: Path, form: Form) -> tuple[str, list[str], str]:
    """A signed-off report in a project of this form; its id, its records' digests, and the first record."""
    with opened(folder, form=form) as project:
        # An older program has no newer form: what it writes stays under the one it made.
        work = project.library.add(report(folder)).work
        return work, sorted(r.digest for r in project.review.records(work)), project.review.records(work)[0].id


def test_nothing_is_newer_than_what_is_shipped() -> None:
    shipped = standard_form()
    assert newer(shipped) is None and newer(replace(shipped, version=shipped.version + 1)) is None
    assert newer(replace(first_form(), id="another")) is None
    assert newer(replace(first_form(), id="../institutional-reports")) is None
    found = newer(first_form())
    assert found is not None and found == shipped


def test_checks_of_the_project_s_own_stay() -> None:
    own = Check("ours", "bounds", ("count",))
    found = newer(replace(first_form(), checks=(*first_form().checks, own)))
    assert found is not None and found.checks == (*standard_form().checks, own)


def test_the_newer_form_comes_with_the_first_who_can_sign(tmp_path: Path) -> None:
    work, digests, first = made(tmp_path, first_form())
    with opened(tmp_path) as project:
        assert project.form.version == 1  # nobody has said who they are
        ana = project.people.enter("Ana")
        assert project.form == standard_form()
        assert sorted(r.digest for r in project.review.records(work)) == digests
        assert project.review.undoable(ana) is None
        project.review.confirm(first, ana)
        assert project.verify() == []


def test_it_comes_on_opening_where_somebody_has_a_key_here(tmp_path: Path) -> None:
    work, digests, first = made(tmp_path, standard_form())
    with opened(tmp_path) as project:
        ana, ben = project.people.enter("Ana"), project.people.enter("Ben")
        for record in project.review.records(work):
            project.review.confirm(record.id, ana)
            project.review.approve(record.id, ben, project.review.record(record.id).digest)
        project.review.complete(work, ana)
        project._store.change_form(first_form(), project.people.signer(ana))
    with opened(tmp_path, "another-machine") as project:
        assert project.form.version == 1
    before = (tmp_path / "project.db").read_bytes()
    with opened(tmp_path, read_only=True) as project:
        assert project.form == standard_form(), "what can't be written is read by the newest form"
        assert sorted(r.digest for r in project.review.records(work)) == digests
        assert project.verify() == []
    assert (tmp_path / "project.db").read_bytes() == before
    with opened(tmp_path) as project:
        assert project.form == standard_form()
        assert project.review.record(first).approval == "approved"
        assert project.library.work(work).state is WorkState.COMPLETE
        assert sorted(r.digest for r in project.review.records(work)) == digests
        assert project.verify() == []
    with opened(tmp_path) as project:
        entries = project._store.heads()
    with opened(tmp_path) as project:
        assert project._store.heads() == entries  # once is enough


def test_a_form_with_more_than_the_shipped_one_stays(tmp_path: Path) -> None:
    form = first_form()
    count = form.family("count")
    more = replace(count, fields=(*count.fields, replace(count.fields[0], id="weight")))
    own = replace(form, families=tuple(more if f.id == "count" else f for f in form.families))
    made(tmp_path, own)
    with opened(tmp_path) as project:
        project.people.enter("Ana")
        assert project.form.version == 1 and project.form.family("count").field("weight")
    with opened(tmp_path, read_only=True) as project:
        assert project.form.version == 1 and project.form.family("count").field("weight")
