"""A closed desk goes with all it has when its time has come; the desks beside it stay as they were."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from moto import mock_aws
from msgspec.structs import replace

from helpdesk.domain.api_keys import ApiKey
from helpdesk.domain.desk_work.texts import ReadyText
from helpdesk.domain.desks import Agent
from helpdesk.domain.ids import TenantRef
from helpdesk.domain.knowledge.articles import Article, ArticleState, ArticleVersion, Translation
from helpdesk.domain.knowledge.feedback import Happening, Vote
from helpdesk.domain.knowledge.spaces import Space
from helpdesk.domain.people import Role
from helpdesk.domain.privacy.jobs import JobKind, PrivacyJob, Step
from helpdesk.domain.privacy.words import Identity
from helpdesk.domain.sso.providers import Provider
from helpdesk.ports import PageRequest
from helpdesk.ports.knowledge import ArticleWrite
from helpdesk.storage.privacy_jobs import TablePrivacyJobs
from helpdesk.storage.sso import TableSsoProviders
from helpdesk.storage.table import Table
from helpdesk.usecases.privacy.working import work
from tests.contract.builders import ANA, MEI, NOW
from tests.privacy.built import built
from tests.privacy.dying import Killed, dying
from tests.privacy.house import FILES, INDEX, MAIL, TracedHouse
from tests.privacy.leaving import leave_traces

DUE = NOW + timedelta(days=40)
JOB = ("noord#PRIVACY", "WHOLE#purge-1")
OKTA = Provider(desk="noord", id="okta", tenant="acme", name="Okta", domains=("acme.example",))
STAFF = Provider(desk="noord", id="staff", name="Staff", domains=("noord.example",))


@pytest.fixture
def at() -> Iterator[TracedHouse]:
    with mock_aws():
        yield built(closed)


def closed(at: TracedHouse) -> None:
    """Noord has knowledge, keys, texts, an index and single sign-on; Ana works for both desks."""
    leave_traces(at)
    for provider in (OKTA, STAFF):
        at.vault.put(provider.secret_name, "s3cret")
        TableSsoProviders(at.table).put(provider)
    house = at.house
    for desk in ("noord", "host"):
        _shelve(at, desk)
        house.texts.put(desk, ReadyText(id="thanks", name="Thanks", texts={"en": "Thank you"}))
        house.api_keys.put(
            ApiKey(desk=desk, id="k1", name="Key", permissions=(), hash="0", created_at=NOW, created_by="x")
        )
        at.s3.put_object(Bucket=INDEX, Key=f"{desk}/v1/manifest.json", Body=b"words")
        at.s3.put_object(Bucket=FILES, Key=f"{desk}/knowledge/files/1", Body=b"picture")
    house.editor.put_agent("host", Agent(person=replace(ANA, id="ana-h"), role=Role.AGENT))
    lin = replace(MEI, id="lin", name="Lin", email="lin@noord.example")
    house.editor.put_agent("noord", Agent(person=lin, role=Role.ADMIN))
    at.accounts.names |= {ANA.email: "sub-7", "lin@noord.example": "sub-8"}
    close(at)
    TablePrivacyJobs(at.table).add(
        PrivacyJob(
            id="purge-1", kind=JobKind.DESK_PURGE, scope=TenantRef("noord", ""), person="",
            identity=Identity(), by="olive@cloud.example", at=NOW, step=Step.DOORS, next_at=DUE,
        )
    )  # fmt: skip


def _shelve(at: TracedHouse, desk: str) -> None:
    store = at.house.knowledge
    store.put_space(Space(desk=desk, id="office", names={"en": "Office"}))
    for number in range(3):
        article = Article(
            desk=desk, id=f"a{number}", space="office", language="en", owner=ANA, created_at=NOW,
            updated_at=NOW, translations={"en": Translation(title="Jam")}, published=1,
            state=ArticleState.PUBLISHED,
        )  # fmt: skip
        note = ArticleVersion(number=0, at=NOW, by=ANA, state=ArticleState.PUBLISHED)
        store.write(ArticleWrite(article=article, note=note, shown=True))
    at.house.feedback.vote(desk, "a1", Vote(reader="r", helpful=False, remark="no", at=NOW))
    at.house.feedback.count(desk, Happening.OPENED, "printer", at=DUE)


def close(at: TracedHouse, closing_at: object = DUE) -> None:
    config = at.deps().estates.desk("noord")
    assert config is not None
    at.house.editor.put_desk(replace(config.desk, suspended=True, closing_at=closing_at))


def purge(at: TracedHouse, table: Table | None = None) -> None:
    deps = at.deps(table)
    for _ in range(60):
        work(deps, lambda: True)
        at.now += timedelta(minutes=2)
        job = deps.jobs.of_whole_desk("noord")
        if job is not None and job.done:
            return
    raise AssertionError(at.failures)


def of_noord(at: TracedHouse) -> set[tuple[str, str]]:
    """Rows that are Noord's or lead to it; but what stays on purpose."""
    found = {
        key
        for key, row in at.rows().items()
        if key[0].startswith(("noord#", "noord/")) or '"noord' in row or key[1] in {"noord", "noord/acme"}
    }
    kept = ("#PRIVACY", "#AUDIT", "#SEQUENCE")
    return {
        (pk, sk) for pk, sk in found if not pk.endswith(kept) and "#MAIL#" not in pk and pk[:7] != "PREFIX#"
    }


def test_before_its_time_nothing_goes(at: TracedHouse) -> None:
    at.now = DUE - timedelta(minutes=1)
    rows = at.rows()

    assert work(at.deps(), lambda: True).steps == 0
    assert at.rows() == rows


def test_a_desk_that_was_taken_back_keeps_everything(at: TracedHouse) -> None:
    close(at, None)
    rows, objects = at.rows(), at.objects()

    at.now = DUE
    purge(at)

    assert {key: row for key, row in at.rows().items() if key != JOB} == {
        key: row for key, row in rows.items() if key != JOB
    }
    assert at.objects() == objects


def test_all_of_it_goes_and_nothing_of_the_desks_beside_it(at: TracedHouse) -> None:
    rows, objects = at.rows(), at.objects()
    assert len(of_noord(at)) > 60

    at.now = DUE
    purge(at)

    assert at.failures == []
    assert of_noord(at) == set()
    after = at.rows()
    beside = {key: row for key, row in rows.items() if key[0].startswith(("host#", "host/"))}
    assert len(beside) > 20
    assert {key: after.get(key) for key in beside} == beside
    assert {key for key in at.objects() if key[0] == MAIL} == set()
    assert {key for key in at.objects() if key[0] != MAIL} == {
        key for key in objects if key[0] != MAIL and key[1].startswith("host/")
    }
    assert at.vault.secrets == {}
    assert TableSsoProviders(at.table).of_domain("noord.example") == ()


def test_accounts_stay_where_they_are_needed_elsewhere(at: TracedHouse) -> None:
    at.now = DUE
    purge(at)

    assert at.accounts.names == {ANA.email: "sub-7"}
    assert [one.desk for one in at.house.directory.memberships(ANA.email)] == ["host"]


def test_the_audit_tells_of_the_desk_and_of_each_of_its_tenants(at: TracedHouse) -> None:
    at.now = DUE
    purge(at)

    events, _ = at.house.audit.of_desk("noord", PageRequest())
    told = {one.id: (one.by, one.subject) for one in events if one.what == "purge"}
    assert told == {
        "purge-1": ("olive@cloud.example", {"desk": "noord"}),
        "purge-1-acme": ("olive@cloud.example", {"tenant": "acme"}),
        "purge-1-acme-2": ("olive@cloud.example", {"tenant": "acme-2"}),
    }
    job = at.deps().jobs.of_whole_desk("noord")
    assert job is not None
    assert (job.counts.tickets, job.done) == (6, True)


@pytest.mark.parametrize("dies_at", range(2, 260, 43))
def test_killed_at_any_write_and_run_again_nothing_is_left(dies_at: int) -> None:
    with mock_aws():
        at = built(closed)
        at.now = DUE
        with pytest.raises(Killed):
            purge(at, dying(dies_at))
        purge(at)

        assert of_noord(at) == set()
        assert {key for key in at.objects() if not key[1].startswith("host/")} == set()
