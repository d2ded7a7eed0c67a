"""After erasing, nothing anywhere tells of the person; what does not concern them is as it was."""

import functools
import json
from collections.abc import Iterator

import pytest
from moto import mock_aws
from msgspec.structs import replace

from helpdesk.domain.deliveries import DeliveryState
from helpdesk.domain.ids import TicketRef
from helpdesk.domain.knowledge.feedback import Vote
from helpdesk.domain.knowledge.spaces import Space
from helpdesk.domain.privacy.jobs import JobKind, Step
from helpdesk.domain.privacy.stories import NOBODY, Choices, Keep
from helpdesk.domain.privacy.words import ERASED
from helpdesk.domain.timeline import MessageEntry
from helpdesk.ports import PageRequest
from helpdesk.storage.privacy_jobs import TablePrivacyJobs
from tests.contract.builders import ACME, ACME_TWO, NOW, PIM, agent
from tests.contract.test_knowledge import article, write
from tests.privacy.built import built
from tests.privacy.dying import Killed, dying
from tests.privacy.house import FILES, MAIL, TracedHouse
from tests.privacy.lisa import LISA, told


@pytest.fixture
def at() -> Iterator[TracedHouse]:
    with mock_aws():
        yield built()


def erased(at: TracedHouse, choices: Choices | None = None) -> None:
    at.ask(JobKind.ERASURE, choices)
    at.work()
    assert at.failures == []


@pytest.mark.parametrize("texts", list(Keep))
def test_nothing_tells_of_them(at: TracedHouse, texts: Keep) -> None:
    assert sum(map(told, at.rows().values())) > 20

    erased(at, Choices(texts=texts))

    assert {key: row for key, row in at.rows().items() if told(row) or told(str(key))} == {}
    assert {key for key, body in at.objects().items() if told(body.decode())} == set()
    assert at.accounts.names == {}


def test_what_does_not_tell_of_them_is_as_it_was(at: TracedHouse) -> None:
    rows, objects = at.rows(), at.objects()

    erased(at)

    after = at.rows()
    others = {key: row for key, row in rows.items() if not told(row) and not told(str(key))}
    same = {key for key, row in others.items() if after.get(key) == row}
    # Their account's row names them by a number; a ticket whose story was reworded has a new version.
    assert others.keys() - same == {("OWN#sub-0", "SESSION#s1"), ("noord/acme#TICKET#4", "TICKET")}
    kept = at.objects()
    assert all(
        kept[key] == body for key, body in objects.items() if "three" in key[1] or body == b"only of Pim"
    )
    assert b"sent by two" in kept.values()
    assert b"only hers" not in kept.values()


def test_their_devices_are_told_nothing_more(at: TracedHouse) -> None:
    erased(at)

    assert at.house.devices.of(LISA.emails[0]) == ()
    assert len(at.house.devices.of(PIM.email)) == 1


def test_devices_of_an_address_that_is_known_elsewhere_too_stay(at: TracedHouse) -> None:
    """They are told of tickets there: what one organisation does must not end that."""
    at.house.editor.put_person(
        replace(LISA, scope=ACME_TWO, id="lisa-two", emails=LISA.emails[:1], phones=())
    )

    erased(at)

    assert len(at.house.devices.of(LISA.emails[0])) == 1


def test_what_was_told_to_a_webhook_that_is_gone_is_reworded(at: TracedHouse) -> None:
    at.house.webhooks.delete("noord", "chat", NOW)

    erased(at)

    assert not told(at.house.webhooks.message("noord", "chat", "m1").body)


def test_remarks_on_articles_are_reworded(at: TracedHouse) -> None:
    at.house.knowledge.put_space(Space(desk="noord", id="printing", names={"en": "Printing"}))
    write(at.house, article("jam"))
    remark = "Call Lisa de Wit, 06-12345678, it is wrong"
    at.house.feedback.vote("noord", "jam", Vote(reader="r1", helpful=False, remark=remark, at=NOW))

    erased(at)

    votes = at.house.feedback.votes("noord", "jam")
    assert (votes.no, [one.remark for one in votes.remarks]) == (1, [f"Call {ERASED}, {ERASED}, it is wrong"])


def test_their_tickets_stay_readable(at: TracedHouse) -> None:
    erased(at)

    store = at.house.stores.for_principal(agent()).tickets
    story = store.story(TicketRef(ACME, 1))
    own, answer, note, change = story.entries
    assert story.ticket.requester == NOBODY
    assert story.ticket.subject == f"{ERASED}'s laptop"
    assert isinstance(own, MessageEntry)
    assert isinstance(answer, MessageEntry)
    assert own.text == f"My laptop is slow.\nCall {ERASED}."
    assert (own.html, own.quoted, own.raw, own.attachments, own.by.name) == (None, "", None, (), ERASED)
    assert answer.by.name == "Ana Costa"
    assert answer.text == f"Dear {ERASED},\nwe are on it, Mrs De {ERASED}."
    assert answer.html is None
    assert at.files.get(str(answer.full_text)).startswith(f"All of it. {ERASED}\n".encode())
    assert "Will retry." in note.text  # type: ignore[union-attr]
    assert (change.old, change.new) == ("Pim Bos", f"{ERASED} <{ERASED}>")  # type: ignore[union-attr]
    (sent,) = story.deliveries
    assert (sent.to, sent.state) == ("", DeliveryState.STOPPED)
    listed = store.of_requester(ACME, NOBODY.id, PageRequest())
    assert [ticket.key for ticket in listed.tickets] == ["ACME-1"]


def test_texts_and_files_can_go_or_stay(at: TracedHouse) -> None:
    erased(at, Choices(texts=Keep.REMOVE, files=Keep.KEEP))

    own = at.house.stores.for_principal(agent()).tickets.story(TicketRef(ACME, 1)).entries[0]
    assert isinstance(own, MessageEntry)
    assert own.text == ERASED
    assert [file.name for file in own.attachments] == [f"{ERASED}.txt", "log.txt"]
    assert b"only hers" in at.objects().values()


def test_the_record_says_how_much_and_not_who(at: TracedHouse) -> None:
    erased(at)

    (job,) = TablePrivacyJobs(at.table).of_tenant(ACME)
    assert (job.step, job.counts.tickets, job.by) == (Step.DONE, 3, "lin@noord.example")
    assert not told(json.dumps(str(job)))


def test_somebody_of_another_organisation_keeps_their_account(at: TracedHouse) -> None:
    at.accounts.names["pim@acme.example"] = "sub-9"
    erased(at)

    assert at.accounts.names == {"pim@acme.example": "sub-9"}


def test_exports_of_theirs_go_too(at: TracedHouse) -> None:
    at.ask(JobKind.EXPORT, job="job-0")
    at.work()
    assert any("_exports/" in key for _, key in at.objects())

    erased(at)

    assert not any("_exports/" in key for _, key in at.objects())


# Even: before a write. Odd: just after one. All 120 were tried once; a stride of seven keeps the suite quick.
@pytest.mark.parametrize("dies_at", range(2, 120, 7))
def test_killed_at_any_write_and_run_again_it_ends_the_same(dies_at: int) -> None:
    wanted = _undisturbed()
    with mock_aws():
        at = built()
        at.ask(JobKind.ERASURE)
        with pytest.raises(Killed):
            at.work(dying(dies_at))
        at.work()
        assert _lasting(at) == wanted


@functools.cache
def _undisturbed() -> tuple[dict[tuple[str, str], str], set[tuple[str, str]]]:
    with mock_aws():
        at = built()
        erased(at)
        return _lasting(at)


def _lasting(at: TracedHouse) -> tuple[dict[tuple[str, str], str], set[tuple[str, str]]]:
    """All but the job's own record, which counts what a killed run did not save as not done."""
    rows = {key: row for key, row in at.rows().items() if not key[0].endswith("#PRIVACY")}
    return rows, {(bucket, key.partition("?")[0]) for bucket, key in at.objects() if bucket in (MAIL, FILES)}
