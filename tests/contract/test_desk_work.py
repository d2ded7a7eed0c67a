"""Ready-made texts, callers and presence: the same in memory and on the table."""

from datetime import timedelta

import pytest
from msgspec.structs import replace

from helpdesk.domain.desk_work.presence import Doing, Presence
from helpdesk.domain.desk_work.texts import ReadyText
from helpdesk.domain.errors import Invalid, NotFound
from helpdesk.domain.ids import TicketRef
from helpdesk.ports import TicketWrite
from tests.contract.builders import ACME, GLOBEX, MEI, NOW, OMAR, agent, manager, person, requester, ticket
from tests.contract.houses import House

HELLO = ReadyText(id="hello", name="Hello", texts={"en": "Dear {requester.name}"})
REF = TicketRef(ACME, 1)


def test_texts_belong_to_a_desk(house: House) -> None:
    house.texts.put("noord", HELLO)
    house.texts.put("noord", replace(HELLO, id="bye"))
    house.texts.put("host", replace(HELLO, name="Theirs"))

    assert [text.id for text in house.texts.of_desk("noord")] == ["bye", "hello"]
    assert house.texts.of_desk("host") == (replace(HELLO, name="Theirs"),)
    house.texts.put("noord", replace(HELLO, name="Again"))
    house.texts.delete("noord", "bye")
    house.texts.delete("noord", "bye")
    assert house.texts.of_desk("noord") == (replace(HELLO, name="Again"),)


@pytest.mark.parametrize("bad", ["", "A", "a#b", "a/b"])
def test_texts_have_well_formed_ids(house: House, bad: str) -> None:
    with pytest.raises(Invalid):
        house.texts.put("noord", replace(HELLO, id=bad))


def found(house: House, word: str, desk: str = "noord") -> list[str]:
    return [caller.id for caller in house.callers.listed(desk, word, 10)]


def test_callers_are_listed_by_the_beginning_of_their_words(house: House) -> None:
    house.editor.put_person(replace(person(OMAR), phones=("+31612345678",)))

    assert found(house, OMAR.name.split()[-1].lower()[:3]) == [OMAR.id]
    assert found(house, OMAR.email[:6]) == [OMAR.id]
    assert found(house, "61234") == found(house, "31612") == [OMAR.id]
    assert found(house, "61234", "host") == []
    assert found(house, "nobody") == found(house, "a#b/c") == []


def test_the_lists_follow_a_person(house: House) -> None:
    house.editor.put_person(replace(person(OMAR), name="Omar Before"))
    house.editor.put_person(replace(person(OMAR), name="Omar After", vip=True))

    assert found(house, "before") == []
    (caller,) = house.callers.listed("noord", "after", 10)
    assert (caller.name, caller.vip, caller.scope) == ("Omar After", True, ACME)


def test_a_person_met_by_mail_is_listed_too(house: House) -> None:
    house.intake.write(TicketWrite(ticket=ticket(1), person=person(OMAR)))
    assert found(house, OMAR.email) == [OMAR.id]


def test_the_lists_are_read_in_part(house: House) -> None:
    for number in range(5):
        who = replace(OMAR, id=f"omar-{number}", email=f"omar-{number}@acme.example")
        house.editor.put_person(person(who))
    assert len(house.callers.listed("noord", "omar", 3)) == 3


def test_presence_is_the_last_word_of_each(house: House) -> None:
    book = house.stores.for_principal(agent()).presence
    looking = Presence(agent="ana", name="Ana", doing=Doing.LOOKING, until=NOW + timedelta(seconds=50))
    book.tell(REF, looking)
    book.tell(REF, replace(looking, doing=Doing.ANSWERING))
    book.tell(REF, replace(looking, agent="bo", until=NOW))
    book.tell(TicketRef(ACME, 11), replace(looking, agent="cas"))

    assert book.known(REF, NOW) == (replace(looking, doing=Doing.ANSWERING),)


def test_presence_ends_at_the_desk(house: House) -> None:
    word = Presence(agent="x", name="X", doing=Doing.LOOKING, until=NOW + timedelta(seconds=50))
    for outsider in (agent(MEI, "host"), requester(), manager()):
        book = house.stores.for_principal(outsider).presence
        with pytest.raises(NotFound):
            book.tell(REF, word)
        with pytest.raises(NotFound):
            book.known(REF, NOW)
    with pytest.raises(NotFound):
        house.stores.for_principal(agent()).presence.tell(TicketRef(GLOBEX, 1), word)
