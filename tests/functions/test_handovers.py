"""An agent leaves, or is suspended: what they have in hand goes to somebody, in steps that may be killed."""

import contextlib

import pytest
from msgspec.structs import replace

from helpdesk.domain.handovers import SETTLING
from helpdesk.domain.ids import TenantRef, TicketRef
from helpdesk.domain.knowledge.articles import Article, ArticleState, ArticleVersion, Translation
from helpdesk.domain.knowledge.spaces import Space
from helpdesk.domain.people import PersonRef
from helpdesk.domain.timeline import ChangeEntry
from helpdesk.ports.knowledge import ArticleWrite
from helpdesk.usecases.handovers.working import HandoverDeps, work_all
from tests.fakes import FakeCheckerStore, FakeIntakeStore
from tests.fakes.handovers import FakeHandovers
from tests.functions.desks import ANA, KIM, LARS, Desks
from tests.functions.dying import KilledError, dying
from tests.functions.gateway import Gateway

ACME = TenantRef("noord", "acme")
ANAS = "/desks/noord/agents/ana"


@pytest.fixture
def admin(desks: Desks) -> str:
    desks.promote(LARS)
    return LARS


def opened(api: Gateway, count: int = 3, *, state: str | None = None) -> list[str]:
    """Tickets of Kim's that Ana has."""
    keys = [api.post(KIM, "/tickets", {"subject": f"{n}", "text": "x"}).json["key"] for n in range(count)]
    for key in keys:
        api.put(ANA, f"/tickets/{key}/assignee", {"agent": "ana"})
        if state:
            api.put(ANA, f"/tickets/{key}/state", {"state": state})
    return keys


def worker(desks: Desks) -> HandoverDeps:
    return HandoverDeps(
        jobs=FakeHandovers(desks.memory), tickets=FakeCheckerStore(desks.memory),
        knowledge=desks.deps.knowledge.store, directory=desks.directory, agreements=desks.deps.agreements,
        now=lambda: desks.now, new_id=desks.deps.new_id,
    )  # fmt: skip


def assignees(desks: Desks) -> set[str | None]:
    return {one.assignee.id if one.assignee else None for one in desks.memory.tickets.values()}


def last_change(desks: Desks, number: int) -> ChangeEntry:
    entries = desks.memory.entries[TicketRef(ACME, number)]
    found = [one for _, one in sorted(entries.items()) if isinstance(one, ChangeEntry)]
    return [one for one in found if one.field == "assignee"][-1]


def settle(desks: Desks, runs: int = 3) -> None:
    for _ in range(runs):
        desks.now += SETTLING
        work_all(worker(desks), lambda: True)


def test_what_somebody_has_in_hand_is_counted_first(desks: Desks, api: Gateway, admin: str) -> None:
    opened(api, 2)
    opened(api, 1, state="solved")
    shelve(desks)

    found = api.get(admin, f"{ANAS}/handovers").json

    assert found["in_hand"]["counts"] == {"tickets": 2, "spaces": 1, "reviews": 1}
    assert (found["in_hand"]["spaces"], found["in_hand"]["teams"]) == (["office"], ["first"])
    assert (found["in_hand"]["complete"], found["in_hand"]["last_admin"], found["items"]) == (True, False, [])
    assert api.get(admin, "/desks/noord/agents/lars/handovers").json["in_hand"]["last_admin"] is True


def test_it_goes_to_whom_the_admin_names_and_the_timeline_says_so(
    desks: Desks, api: Gateway, admin: str
) -> None:
    opened(api)
    shelve(desks)

    begun = api.post(admin, f"{ANAS}/handovers", {"to": "omar-n", "then": "suspend"})

    assert (begun.status, begun.json["state"], begun.json["counts"]["tickets"]) == (202, "working", 3)
    assert assignees(desks) == {"omar-n"}
    entry = last_change(desks, 1)
    assert (entry.old, entry.new, entry.reason, entry.by.id) == (
        "Ana Ruiz", "Omar Said", "handed-over", "lars",
    )  # fmt: skip
    assert desks.deps.knowledge.store.space("noord", "office").reviewer == "omar-n"
    assert desks.deps.knowledge.store.article("noord", "jam").reviewer == "omar-n"
    settle(desks)
    (job,) = api.get(admin, f"{ANAS}/handovers").json["items"]
    assert (job["state"], job["counts"]) == ("done", {"tickets": 3, "spaces": 1, "reviews": 1})
    assert desks.directory.fresh("noord").agents["ana"].suspended


def test_who_is_removed_without_a_word_leaves_no_orphan(desks: Desks, api: Gateway, admin: str) -> None:
    opened(api, 2)

    assert api.call(admin, "DELETE", ANAS).status == 204

    assert assignees(desks) == {None}
    assert "ana" not in desks.directory.fresh("noord").agents
    shown = api.get(admin, f"{ANAS}/handovers").json
    assert (shown["in_hand"], shown["items"][0]["counts"]["tickets"]) == (None, 2)
    assert last_change(desks, 2).new is None


def test_more_than_one_request_does_goes_on_by_itself(desks: Desks, api: Gateway, admin: str) -> None:
    opened(api, 60)

    begun = api.post(admin, f"{ANAS}/handovers", {"to": "omar-n", "then": "remove"}).json
    assert (begun["counts"]["tickets"], begun["state"]) == (50, "working")
    moved, failures = work_all(worker(desks), lambda: True)

    assert (moved, failures, assignees(desks)) == (10, [], {"omar-n"})


def test_what_arrives_while_the_house_still_knows_them_goes_too(
    desks: Desks, api: Gateway, admin: str
) -> None:
    """Other processes remember a desk for a minute."""
    opened(api, 1)
    api.call(admin, "DELETE", ANAS)
    store = FakeIntakeStore(desks.memory)
    late = store.get(TicketRef(ACME, 1))
    desks.memory.tickets[late.ref] = replace(late, assignee=PersonRef(id="ana", name="Ana", email=ANA))
    work_all(worker(desks), lambda: True)
    assert assignees(desks) == {"ana"}  # not yet: it waits until nobody can give them more

    settle(desks)

    assert assignees(desks) == {None}
    assert all(job.done for job in desks.memory.handovers.values())


def test_an_heir_who_left_meanwhile_gets_nothing(desks: Desks, api: Gateway, admin: str) -> None:
    opened(api, 60)
    api.post(admin, f"{ANAS}/handovers", {"to": "omar-n", "then": "remove"})

    api.call(admin, "DELETE", "/desks/noord/agents/omar-n")
    settle(desks)

    assert assignees(desks) == {None}


def test_a_ticket_that_opens_again_is_nobodys_when_its_agent_is_gone(
    desks: Desks, api: Gateway, admin: str
) -> None:
    (key,) = opened(api, 1, state="solved")
    api.call(admin, "DELETE", ANAS)
    settle(desks)

    api.post(KIM, f"/tickets/{key}/messages", {"text": "Not solved at all"})

    assert assignees(desks) == {None}
    assert (last_change(desks, 1).old, last_change(desks, 1).new) == ("Ana Ruiz", None)


@pytest.mark.parametrize(
    ("wish", "status"),
    [
        ({"to": "ana", "then": "remove"}, 422),
        ({"to": "nobody", "then": "remove"}, 422),
        ({"to": "omar-n", "then": "vanish"}, 422),
    ],
)
def test_nobody_gets_what_they_cannot_take(api: Gateway, admin: str, wish: object, status: int) -> None:
    assert api.post(admin, f"{ANAS}/handovers", wish).status == status


def test_the_suspended_take_nothing_and_the_last_admin_stays(desks: Desks, api: Gateway, admin: str) -> None:
    api.put(admin, "/desks/noord/agents/omar-n", {"suspended": True})

    assert api.post(admin, f"{ANAS}/handovers", {"to": "omar-n", "then": "remove"}).status == 422
    lars = "/desks/noord/agents/lars/handovers"
    assert api.post(admin, lars, {"to": "ana", "then": "remove"}).status == 409
    assert api.post(admin, lars, {"to": "ana", "then": "suspend"}).status == 409
    assert api.post(admin, lars, {"to": "ana", "then": "stay"}).status == 202
    assert desks.memory.handovers


@pytest.mark.parametrize("dies_at", range(1, 9))
def test_killed_at_any_write_and_run_again_the_end_is_the_same(
    desks: Desks, api: Gateway, admin: str, dies_at: int
) -> None:
    opened(api, 4)
    shelve(desks)

    with contextlib.suppress(KilledError):
        desks.memory.before_write.append(dying(desks, dies_at))
        api.post(admin, f"{ANAS}/handovers", {"to": None, "then": "remove"})
    desks.memory.before_write.clear()
    if not desks.memory.handovers:  # killed before anything was written: ana is as she was
        assert "ana" in desks.directory.fresh("noord").agents
        api.post(admin, f"{ANAS}/handovers", {"to": None, "then": "remove"})
    settle(desks, 4)

    assert assignees(desks) == {None}
    assert "ana" not in desks.directory.fresh("noord").agents
    assert desks.deps.knowledge.store.space("noord", "office").reviewer is None
    assert all(job.done for job in desks.memory.handovers.values())
    for number in range(1, 5):
        entries = desks.memory.entries[TicketRef(ACME, number)].values()
        told = [one for one in entries if isinstance(one, ChangeEntry) and one.reason == "handed-over"]
        assert len(told) == 1


def shelve(desks: Desks) -> None:
    """Ana looks after a space, and an article waits for her."""
    store = desks.deps.knowledge.store
    store.put_space(Space(desk="noord", id="office", names={"en": "Office"}, reviewer="ana"))
    by = PersonRef(id="lars", name="Lars Vik", email=LARS)
    article = Article(
        desk="noord", id="jam", space="office", state=ArticleState.IN_REVIEW, language="en", owner=by,
        translations={"en": Translation(title="Paper jam")}, reviewer="ana", created_at=desks.now,
        updated_at=desks.now,
    )  # fmt: skip
    note = ArticleVersion(number=0, at=desks.now, by=by, state=ArticleState.IN_REVIEW)
    store.write(ArticleWrite(article=article, note=note))
