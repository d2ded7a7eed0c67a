"""The fake of the API keys."""

from helpdesk.domain.api_keys import ApiKey
from helpdesk.domain.errors import Conflict
from helpdesk.storage.keys import signing_in as sign_in_keys
from tests.fakes.memory import Memory


class FakeApiKeys:
    """Keys in memory."""

    def __init__(self, memory: Memory) -> None:
        self._memory = memory

    def get(self, desk: str, key_id: str) -> ApiKey | None:
        return self._memory.api_keys.get(sign_in_keys.api_key(desk, key_id))

    def of_desk(self, desk: str) -> tuple[ApiKey, ...]:
        found = {
            key.sk: each
            for key, each in self._memory.api_keys.items()
            if key.pk == sign_in_keys.api_keys(desk)
        }
        return tuple(found[place] for place in sorted(found))

    def put(self, key: ApiKey) -> None:
        place = sign_in_keys.api_key(key.desk, key.id)
        if place in self._memory.api_keys:
            raise Conflict("there is a key of this id already")
        self._memory.api_keys[place] = key

    def change(self, old: ApiKey, new: ApiKey) -> bool:
        place = sign_in_keys.api_key(new.desk, new.id)
        if self._memory.api_keys.get(place) != old:
            return False
        self._memory.api_keys[place] = new
        return True
