"""Fakes of ready-made texts, the lists of callers, and who is on which ticket."""

from datetime import datetime

from helpdesk.domain.desk_work.callers import Caller, caller_of, words_of
from helpdesk.domain.desk_work.presence import Presence
from helpdesk.domain.desk_work.texts import ReadyText
from helpdesk.domain.ids import TicketRef
from helpdesk.storage.keys import desk_work as keys
from helpdesk.storage.reach import Reach
from tests.fakes.memory import Memory


class FakeReadyTexts:
    """Texts in memory."""

    def __init__(self, memory: Memory) -> None:
        self._memory = memory

    def of_desk(self, desk: str) -> tuple[ReadyText, ...]:
        found = {key.sk: each for key, each in self._memory.texts.items() if key.pk == keys.texts(desk)}
        return tuple(found[place] for place in sorted(found))

    def put(self, desk: str, text: ReadyText) -> None:
        self._memory.texts[keys.text(desk, text.id)] = text

    def delete(self, desk: str, text: str) -> None:
        self._memory.texts.pop(keys.text(desk, text), None)


class FakeCallers:
    """Looks at the people themselves."""

    def __init__(self, memory: Memory) -> None:
        self._memory = memory

    def listed(self, desk: str, word: str, most: int) -> tuple[Caller, ...]:
        wanted = keys.caller_word(word)
        places = sorted(
            (keys.caller(scope, each, person.id).sk, caller_of(person))
            for (scope, _), person in self._memory.people.items()
            if scope.desk == desk
            for each in dict.fromkeys(words_of(person))
        )
        return tuple(caller for place, caller in places if place.startswith(wanted))[:most]


class FakePresence:
    """Words in memory, within a reach."""

    def __init__(self, memory: Memory, reach: Reach) -> None:
        self._memory = memory
        self._reach = reach

    def tell(self, ref: TicketRef, presence: Presence) -> None:
        self._reach.check_desk(ref.scope.desk)
        self._memory.presence[keys.present(ref, presence.agent)] = presence

    def known(self, ref: TicketRef, now: datetime) -> tuple[Presence, ...]:
        self._reach.check_desk(ref.scope.desk)
        found = {key.sk: p for key, p in self._memory.presence.items() if key.pk == keys.presence(ref)}
        return tuple(found[place] for place in sorted(found) if found[place].until > now)
