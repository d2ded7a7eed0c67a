"""Two deployments pointed at each other fall silent by themselves."""

import hashlib
from collections.abc import Callable
from email import message_from_bytes
from email.policy import SMTP, default

from msgspec.structs import replace

from helpdesk.domain.ids import TicketRef
from helpdesk.mail.outgoing.letters import Sender
from tests.usecases.house import House, letter

NORTH, SOUTH = "support@acme.example", "hulp@duinrand.example"


def deployment(name: str) -> House:
    """A house with an id of its own."""
    house = House()
    house.intake = replace(house.intake, deployment=name)
    house.outbox = replace(house.outbox, sender=Sender(deployment=name, portal_url="https://help.example"))
    return house


def send_on(house: House, other: House, to: str, changed: Callable[[bytes], bytes]) -> int:
    """Carry what one house sends into the other; how many mails that were."""
    before = len(house.mailer.sent)
    for ref in list(house.memory.tickets):
        house.send_all(ref)
    fresh = house.mailer.sent[before:]
    for mail in fresh:
        other.mail(changed(mail.raw), to, sender=mail.sender)
    return len(fresh)


def talk(changed: Callable[[bytes], bytes], rounds: int) -> list[int]:
    """How many mails each round brings, after one mail to the north in the south's name."""
    north, south = deployment("north"), deployment("south")
    north.mail(letter(sender=f"South <{SOUTH}>", to=NORTH), NORTH, sender=SOUTH)
    counts = []
    for n in range(rounds):
        counts.append(send_on(north, south, SOUTH, changed) + send_on(south, north, NORTH, changed))
        for house in (north, south):
            house.later(minutes=1 + n % 2)
    return counts


def test_an_acknowledgement_is_not_acknowledged() -> None:
    assert talk(lambda raw: raw, 4) == [1, 0, 0, 0]


def anonymous(raw: bytes) -> bytes:
    """What a careless gateway leaves: no header that says a machine wrote it, another subject each time."""
    mail = message_from_bytes(raw, policy=default)
    for name in ("Auto-Submitted", "X-Auto-Response-Suppress", "X-Loop", "In-Reply-To", "References"):
        del mail[name]
    name = hashlib.sha256(raw).hexdigest()[:12]
    del mail["Subject"], mail["Message-ID"]
    mail["Subject"], mail["Message-ID"] = f"Case {name}", f"<{name}@gateway.example>"
    return mail.as_bytes(policy=SMTP)


def test_where_every_sign_is_lost_counting_ends_it() -> None:
    counts = talk(anonymous, 30)

    assert sum(counts) <= 2 * 10 + 1
    assert counts[-5:] == [0] * 5


def test_a_mail_of_ours_that_comes_back_is_stopped() -> None:
    north = deployment("north")
    ticket = north.opened(letter(sender=f"South <{SOUTH}>"))
    north.send_all(ticket.ref)
    (back,) = north.mail(north.mailer.sent[0].raw, NORTH)

    assert back.ticket is None
    assert list(north.memory.tickets) == [TicketRef(ticket.ref.scope, 1)]
