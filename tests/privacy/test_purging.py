"""A closed organisation goes with all it has when its time has come; its neighbours stay as they were."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from moto import mock_aws
from msgspec.structs import replace

from helpdesk.domain.address_checks import AddressCheck
from helpdesk.domain.own_sign_in import OwnSession
from helpdesk.domain.privacy.jobs import JobKind, PrivacyJob, Step
from helpdesk.domain.privacy.words import Identity
from helpdesk.domain.sso.providers import Provider
from helpdesk.ports import PageRequest
from helpdesk.storage.administration import TableAdministration
from helpdesk.storage.privacy_jobs import TablePrivacyJobs
from helpdesk.storage.sso import TableSsoProviders
from helpdesk.usecases.privacy.working import work
from tests.contract.builders import ACME, ACME_TWO, NOW, PIM
from tests.privacy.built import built
from tests.privacy.dying import Killed, dying
from tests.privacy.house import FILES, MAIL, TracedHouse
from tests.privacy.leaving import leave_traces

DUE = NOW + timedelta(days=40)
OKTA = Provider(desk="noord", id="okta", tenant="acme", name="Okta", domains=("acme.example",))
HOST = "support.acme.example"
REST = {("noord/acme#SEQUENCE", "TICKET"), ("noord/acme#PRIVACY", "JOB#purge-1"), ("PREFIX#ACME", "PREFIX")}


@pytest.fixture
def at() -> Iterator[TracedHouse]:
    with mock_aws():
        yield built(closed)


def closed(at: TracedHouse) -> None:
    """Acme has single sign-on, mail by which tickets are known, sessions, a host; then it is closed."""
    leave_traces(at)
    tenant = at.deps().estates.tenant(ACME)
    assert tenant is not None
    at.house.editor.put_tenant(replace(tenant, hosts=(HOST,)))
    at.vault.put(OKTA.secret_name, "s3cret")
    TableSsoProviders(at.table).put(OKTA)
    at.house.own.put_session(PIM.email, None, OwnSession(id="s2", since=1, seen_at=NOW))
    close(at)
    TablePrivacyJobs(at.table).add(
        PrivacyJob(
            id="purge-1", kind=JobKind.PURGE, scope=ACME, person="", identity=Identity(),
            by="lin@noord.example", at=NOW, step=Step.DOORS, next_at=DUE,
        )
    )  # fmt: skip


def close(at: TracedHouse, closing_at: object = DUE) -> None:
    tenant = at.deps().estates.tenant(ACME)
    assert tenant is not None
    at.house.editor.put_tenant(replace(tenant, suspended=True, closing_at=closing_at))


def of_acme(at: TracedHouse) -> set[tuple[str, str]]:
    """Rows that are Acme's, or lead to it."""
    # Marks of mails stay where no message leads to them: a hash, and the number of a ticket that is gone.
    own = {key for key in at.rows() if key[0].startswith("noord/acme#") or key[1] == "TENANT#acme"}
    own -= {key for key in own if key[0].startswith("noord/acme#MAIL#")}
    leading = {
        key
        for key, row in at.rows().items()
        if key[0].startswith(("ADDRESS#", "HOST#", "PREFIX#", "LOGIN#"))
        and 'noord/acme"' in row + key[1] + '"'
    }
    return own | leading


def test_before_its_time_nothing_goes(at: TracedHouse) -> None:
    at.now = DUE - timedelta(minutes=1)
    rows = at.rows()

    assert work(at.deps(), lambda: True).steps == 0
    assert at.rows() == rows


def test_who_was_taken_back_keeps_everything(at: TracedHouse) -> None:
    close(at, None)
    rows, objects = at.rows(), at.objects()

    at.now = DUE
    at.work()

    jobs = {("noord/acme#PRIVACY", "JOB#purge-1"), ("noord#PRIVACY", "JOB#purge-1")}
    assert {key: row for key, row in at.rows().items() if key not in jobs} == {
        key: row for key, row in rows.items() if key not in jobs
    }
    assert at.objects() == objects


def test_closed_again_later_it_goes_later(at: TracedHouse) -> None:
    close(at, DUE + timedelta(days=7))
    at.now = DUE
    work(at.deps(), lambda: True)

    (job,) = at.deps().jobs.of_tenant(ACME)
    assert (job.step, job.next_at) == (Step.DOORS, DUE + timedelta(days=7))


def test_when_its_time_has_come_all_of_it_goes_and_nothing_else(at: TracedHouse) -> None:
    rows, objects, mine = at.rows(), at.objects(), of_acme(at)
    assert len(mine) > 20

    at.now = DUE
    at.work()

    assert at.failures == []
    assert of_acme(at) <= REST
    after = at.rows()
    gone = {key for key in rows if key not in after} - mine
    kinds = {"noord", "noord/acme", "OWN", "LOGIN", "PUSH", "ADDRESS", "SSO-IDP"}
    assert {key[0].partition("#")[0] for key in gone} <= kinds
    other = {
        key: row
        for key, row in rows.items()
        if str(ACME_TWO) in key[0] + key[1] or ACME_TWO.tenant in key[1] or key[0] == "noord#AUDIT"
    }
    assert other
    assert {key: after.get(key) for key in other} == other
    assert {name for bucket, name in at.objects() if bucket == FILES} == {
        name for bucket, name in objects if bucket == FILES and not name.startswith("noord/acme/")
    }
    assert {name for bucket, name in at.objects() if bucket == MAIL} == set()
    assert (at.accounts.names, at.vault.secrets) == ({}, {})
    assert TableSsoProviders(at.table).of_desk("noord") == ()


def test_what_somebody_else_took_since_it_was_given_up_stays_theirs(at: TracedHouse) -> None:
    """The step that gives names up was killed before the organisation's own row went, and is taken again."""
    estates = at.deps().estates
    tenant, other = estates.tenant(ACME), estates.tenant(ACME_TWO)
    assert tenant is not None
    assert other is not None
    estates.delete_setup(tenant)
    at.house.editor.put_tenant(replace(other, hosts=(HOST,), addresses=(tenant.address,)))
    check = AddressCheck(address=tenant.address, tenant=ACME_TWO.tenant, token="0" * 64, sent_at=NOW)
    TableAdministration(at.table).put_check("noord", check)

    estates.delete_setup(tenant)

    assert at.house.directory.tenant_of_host(HOST, anew=True) == ACME_TWO
    assert at.house.directory.tenant_of_address(tenant.address, anew=True) == ACME_TWO
    assert at.house.directory.fresh("noord").checks == {tenant.address: check}


def test_how_a_former_address_was_tested_goes_with_the_organisation(at: TracedHouse) -> None:
    rows = TableAdministration(at.table)
    for address, whose in (("former@acme.example", ACME), ("former@acme-2.example", ACME_TWO)):
        check = AddressCheck(address=address, tenant=whose.tenant, token="0" * 64, sent_at=NOW)
        rows.put_check("noord", check)

    at.now = DUE
    at.work()

    assert set(at.house.directory.fresh("noord").checks) == {"former@acme-2.example"}


def test_the_audit_says_that_it_went_and_who_closed_it(at: TracedHouse) -> None:
    at.now = DUE
    at.work()

    events, _ = at.house.audit.of_desk("noord", PageRequest())
    assert [(one.what, one.by, one.subject) for one in events if one.id == "purge-1"] == [
        ("purge", "lin@noord.example", {"tenant": "acme"})
    ]


@pytest.mark.parametrize("dies_at", range(2, 60, 7))
def test_killed_at_any_write_and_run_again_the_end_is_the_same(dies_at: int) -> None:
    with mock_aws():
        at = built(closed)
        at.now = DUE
        with pytest.raises(Killed):
            at.work(dying(dies_at))
        at.work()

        assert of_acme(at) <= REST
        assert {name for bucket, name in at.objects() if bucket == MAIL} == set()
