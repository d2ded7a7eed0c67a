"""What bootstrap gives the doors writes the sign-ins of a desk's own people into the desk's audit."""

from helpdesk.bootstrap.door_book import kept_sign_ins
from helpdesk.domain.sign_ins import SignInEvent, SignInEventKind
from helpdesk.ports import PageRequest
from helpdesk.storage.table import Table
from tests.contract.builders import ANA, LISA, NOW, furnish
from tests.contract.houses import house_on


def test_agents_are_written_down_and_requesters_are_not(table: Table) -> None:
    house = house_on(table)
    furnish(house.editor)
    book = kept_sign_ins(table, "tickets-api")

    for who in (ANA.email, LISA.email, "nobody@nowhere.example"):
        book.record(SignInEvent(kind=SignInEventKind.PASSWORD_REFUSED, at=NOW, who=who, source="192.0.2.7"))

    events, _ = house.audit.of_desk("noord", PageRequest())
    assert [(one.what, one.by, one.source) for one in events] == [
        ("sign-in password-refused", ANA.email, "192.0.2.7")
    ]
