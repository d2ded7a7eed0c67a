"""`loket tenant create` and `loket desk create`: done twice is done once."""

import pytest

from helpdesk.domain.desks import Desk
from helpdesk.domain.errors import Conflict, Invalid
from helpdesk.domain.ids import TenantRef
from helpdesk.domain.people import PersonRef
from helpdesk.domain.privacy.jobs import JobKind, PrivacyJob, Step
from helpdesk.domain.privacy.words import Identity
from helpdesk.usecases.administration.tenants import TenantWish
from ops.commands.tenant import id_of, told
from ops.setup.onboarding import add_operator, make_desk, onboard
from tests.fakes import FakeAdministration, FakeDirectory, FakeDirectoryEditor, Memory
from tests.fakes.privacy import FakePrivacyJobs
from tests.functions.desks import ANA, Desks

SCOPE = TenantRef("host", "initech")


def test_a_tenant_is_made_once_and_its_key_stays() -> None:
    desks = Desks()
    wish = TenantWish(name="Initech", address="Help@initech.example")

    first = onboard(desks.directory, desks.editor, desks.privacy, SCOPE, wish)
    again = onboard(desks.directory, desks.editor, desks.privacy, SCOPE, wish)

    assert (first.made, again.made) == (True, False)
    assert first.tenant == again.tenant
    assert (first.tenant.prefix, first.tenant.policy) == ("INITECH", "standard")
    assert len(first.tenant.mail_key) == 64
    assert any("MX record of initech.example" in line for line in told(first, local=False))


def test_the_id_of_a_deleted_tenant_is_refused() -> None:
    desks = Desks()
    desks.privacy.add(
        PrivacyJob(
            id="p1", kind=JobKind.PURGE, scope=SCOPE, person="", identity=Identity(), by="mei@host.example",
            at=desks.now, step=Step.DONE, next_at=desks.now, done_at=desks.now,
        )
    )  # fmt: skip
    wish = TenantWish(name="Initech", address="Help@initech.example")

    with pytest.raises(Conflict):
        onboard(desks.directory, desks.editor, desks.privacy, SCOPE, wish)
    assert SCOPE.tenant not in desks.memory.configs["host"].tenants


def test_a_desk_needs_an_admin_and_is_made_once() -> None:
    memory = Memory()
    directory, editor = FakeDirectory(memory), FakeDirectoryEditor(memory)
    desk, sam = Desk(id="south", name="South"), PersonRef(id="sam", name="Sam", email="sam@south.example")
    jobs = FakePrivacyJobs()

    with pytest.raises(Invalid):
        make_desk(directory, editor, jobs, desk, None)
    assert [make_desk(directory, editor, jobs, desk, sam) for _ in range(2)] == [True, False]
    assert set(memory.configs["south"].agents) == {"sam"}
    add_operator(FakeAdministration(memory), "Olive@run.example", "")
    with pytest.raises(Invalid):
        add_operator(FakeAdministration(memory), "nonsense", "")


def test_an_admin_of_a_desk_takes_nobodys_place() -> None:
    desks = Desks()
    noord, stranger = (
        Desk(id="noord", name="North"),
        PersonRef(id="ana", name="Ana", email="ana@elsewhere.example"),
    )

    with pytest.raises(Conflict):
        make_desk(desks.directory, desks.editor, desks.privacy, noord, stranger)
    config = desks.directory.fresh("noord")
    assert (config.agents["ana"].person.email, config.desk.name) == (ANA, "Noord IT")


def test_the_id_of_a_deleted_desk_is_refused() -> None:
    desks = Desks()
    desks.privacy.add(
        PrivacyJob(
            id="p1", kind=JobKind.DESK_PURGE, scope=TenantRef("south", ""), person="", identity=Identity(),
            by="olive@run.example", at=desks.now, step=Step.DONE, next_at=desks.now, done_at=desks.now,
        )
    )  # fmt: skip
    south, sam = Desk(id="south", name="South"), PersonRef(id="sam", name="Sam", email="sam@south.example")

    with pytest.raises(Conflict):
        make_desk(desks.directory, desks.editor, desks.privacy, south, sam)


def test_an_id_is_made_of_a_name() -> None:
    assert id_of("Acme & Sons B.V.") == "acme-sons-b-v"
