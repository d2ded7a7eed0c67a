"""Who keeps knowledge hears by mail what waits, ends or has ended: once, in one letter, and nobody else."""

from datetime import timedelta
from email import message_from_bytes
from email.policy import default

import pytest
from msgspec.structs import replace

from helpdesk.mail.outgoing.letters import Sender
from helpdesk.usecases.knowledge.reminding import ReminderDeps, remind_all
from tests.functions.articles import JAM
from tests.functions.desks import ANA, LARS, Desks
from tests.functions.gateway import Gateway


@pytest.fixture
def failed() -> list[str]:
    return []


@pytest.fixture
def deps(desks: Desks, failed: list[str]) -> ReminderDeps:
    return ReminderDeps(
        desks=lambda: ("noord", "host", "gone"),
        directory=desks.directory,
        store=desks.deps.knowledge.store,
        feedback=desks.deps.knowledge.feedback,
        mailer=desks.mailer,
        sender=Sender(
            deployment="test", portal_url="https://help.example", no_reply="no-reply@loket.example"
        ),
        now=lambda: desks.now,
        new_id=desks.deps.new_id,
        failed=failed.append,
    )


def ends(desks: Desks, shelves: Gateway, **later: float) -> None:
    """The article about paper jams, published by lars, ends then."""
    body = {
        "space": "office", "language": "en",
        "translations": {"en": {"title": "Paper jam", "body": "Open the tray."}},
        "valid_until": (desks.now + timedelta(**later)).isoformat(),
    }  # fmt: skip
    assert shelves.put(ANA, JAM, body).status == 200
    assert shelves.put(LARS, f"{JAM}/state", {"state": "published"}).status == 200


def letters(desks: Desks) -> list[tuple[str, str, str]]:
    """(to, subject, text) of each."""
    found = []
    for mail in desks.mailer.sent:
        parsed = message_from_bytes(mail.raw, policy=default)
        plain = parsed.get_body(("plain",))
        assert plain is not None
        found.append((mail.to[0], str(parsed["Subject"]), str(plain.get_content())))
    desks.mailer.sent.clear()
    return found


def test_what_ends_soon_is_told_its_owner_once_and_again_when_it_has_ended(
    desks: Desks, shelves: Gateway, deps: ReminderDeps
) -> None:
    ends(desks, shelves, days=20)
    assert remind_all(deps) == 0
    desks.later(hours=24 * 7)
    assert remind_all(deps) == 1
    assert remind_all(deps) == 0
    ((to, subject, text),) = letters(desks)
    assert (to, subject) == (ANA, "Ends soon: Paper jam")
    assert "https://help.example/desk/knowledge/noord/articles/jam" in text
    desks.later(hours=24 * 14)
    assert (remind_all(deps), remind_all(deps)) == (1, 0)
    assert [subject for _, subject, _ in letters(desks)] == ["Has ended: Paper jam"]


def test_a_later_end_is_told_anew(desks: Desks, shelves: Gateway, deps: ReminderDeps) -> None:
    ends(desks, shelves, days=5)
    assert remind_all(deps) == 1
    ends(desks, shelves, days=9)
    assert remind_all(deps) == 1


def test_who_reviews_hears_what_waits_in_one_letter(
    desks: Desks, shelves: Gateway, deps: ReminderDeps
) -> None:
    for name in ("jam", "draft"):
        path = f"/desks/noord/articles/{name}/state"
        assert shelves.put(ANA, path, {"state": "in-review", "reviewer": "lars"}).status == 200
    assert (remind_all(deps), remind_all(deps)) == (1, 0)
    ((to, subject, text),) = letters(desks)
    assert (to, subject) == (LARS, "2 articles wait for you")
    assert "· Jam" in text
    assert text.count("\r\n· ") == 2


def test_what_is_handed_over_again_is_told_again(desks: Desks, shelves: Gateway, deps: ReminderDeps) -> None:
    path = "/desks/noord/articles/jam/state"
    for _ in range(2):
        assert shelves.put(ANA, path, {"state": "in-review", "reviewer": "lars"}).status == 200
        assert (remind_all(deps), remind_all(deps)) == (1, 0)
        assert shelves.put(LARS, path, {"state": "draft", "comment": "Which tray?"}).status == 200
        desks.later(hours=24)

    assert [to for to, _, _ in letters(desks)] == [LARS, LARS]


def test_what_is_nobodys_any_more_is_for_the_leads(
    desks: Desks, shelves: Gateway, deps: ReminderDeps
) -> None:
    ends(desks, shelves, days=5)
    ana = desks.directory.desk("noord").agents["ana"]
    desks.editor.put_agent("noord", replace(ana, suspended=True))
    desks.directory.fresh("noord")
    assert remind_all(deps) == 1
    assert [to for to, _, _ in letters(desks)] == [LARS]


def test_a_mailer_that_is_down_is_tried_again_the_next_hour(
    desks: Desks, shelves: Gateway, deps: ReminderDeps, failed: list[str]
) -> None:
    ends(desks, shelves, days=5)
    desks.mailer.down = 1
    assert (remind_all(deps), failed) == (0, ["noord"])
    assert remind_all(deps) == 1
