"""A calendar and a rule, a ticket under them, and the checker that follows their edits."""

from typing import Any

from helpdesk.usecases.check_promises import CheckerDeps, check
from tests.fakes import FakeAttempts, FakeCheckerStore
from tests.functions.desks import MEI, Desks
from tests.functions.gateway import Gateway

WEEK = {day: [["08:00", "12:00"], ["13:00", "17:30"]] for day in ("mon", "tue", "wed", "thu", "fri")}


OFFICE = {"zone": "Europe/Amsterdam", "week": WEEK, "holidays": {"country": "NL"}}


RULE = {"id": "all", "calendar": "office", "targets": {"first-response": "PT4H", "resolution": "P2D"}}


def for_globex(api: Gateway, subject: str = "x", **more: object) -> Any:
    place = {"tenant": {"desk": "host", "tenant": "globex"}, "requester": {"email": "gil@globex.example"}}
    reply = api.post(MEI, "/tickets", {"subject": subject, "text": "y", **place, **more})
    assert reply.status == 201
    return reply.json


def run_checker(desks: Desks) -> None:
    """As the schedule does."""
    deps = CheckerDeps(
        store=FakeCheckerStore(desks.memory), directory=desks.directory, agreements=desks.deps.agreements,
        attempts=FakeAttempts(), redeliver=lambda _: None, now=lambda: desks.now, new_id=desks.deps.new_id,
    )  # fmt: skip
    check(deps, lambda: True)
