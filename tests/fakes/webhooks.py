"""Fakes of the webhooks: kept in memory, and a caller that answers what the test says."""

from collections.abc import Sequence
from datetime import UTC, datetime

from msgspec.structs import replace

from helpdesk.domain.errors import Invalid, NotFound, VersionConflict
from helpdesk.domain.ids import check_id, is_id
from helpdesk.domain.webhooks.hooks import Webhook
from helpdesk.domain.webhooks.messages import Attempt, HookMessage
from helpdesk.ports import MAX_PAGE, PageRequest


class FakeWebhooks:
    """Webhooks and messages in memory."""

    def __init__(self) -> None:
        self._hooks: dict[tuple[str, str], Webhook] = {}
        self._messages: dict[tuple[str, str, str], HookMessage] = {}

    def of_desk(self, desk: str) -> tuple[Webhook, ...]:
        check_id(desk, "desk")
        return tuple(self._hooks[key] for key in sorted(self._hooks) if key[0] == desk)

    def get(self, desk: str, hook: str) -> Webhook:
        check_id(hook, "webhook")
        if (desk, hook) not in self._hooks:
            raise NotFound("There is no such webhook.")
        return self._hooks[desk, hook]

    def put(self, hook: Webhook) -> Webhook:
        there = self._hooks.get((hook.desk, hook.id))
        if (there.version if there else 0) != hook.version:
            raise VersionConflict
        self._hooks[hook.desk, hook.id] = kept = replace(hook, version=hook.version + 1)
        return kept

    def delete(self, desk: str, hook: str, at: datetime) -> None:
        self._hooks.pop((desk, hook), None)

    def add(self, message: HookMessage) -> bool:
        key = (message.desk, message.hook, check_id(message.id, "message"))
        if key in self._messages:
            return False
        self._messages[key] = message
        return True

    def message(self, desk: str, hook: str, message: str) -> HookMessage:
        if (desk, hook, message) not in self._messages:
            raise NotFound("There is no such message.")
        return self._messages[desk, hook, message]

    def change(self, old: HookMessage, new: HookMessage) -> bool:
        key = (new.desk, new.hook, new.id)
        if self._messages.get(key) != old:
            return False
        self._messages[key] = new
        return True

    def log(self, desk: str, hook: str, page: PageRequest) -> tuple[tuple[HookMessage, ...], str | None]:
        if page.cursor and not is_id(page.cursor):
            raise Invalid(field="cursor", reason="is not one that was given here")
        ids = sorted((key[2] for key in self._messages if key[:2] == (desk, hook)), reverse=True)
        left = [one for one in ids if not page.cursor or one < page.cursor]
        limit = min(page.limit, MAX_PAGE)
        shown = tuple(self._messages[desk, hook, one] for one in left[:limit])
        return shown, shown[-1].id if len(left) > limit else None

    def due(self, now: datetime, limit: int) -> Sequence[HookMessage]:
        found = [one for one in self._messages.values() if one.next_at is not None and one.next_at <= now]
        return sorted(found, key=lambda one: one.next_at or now)[:limit]


class FakeCaller:
    """Answers 200 unless `answers` holds others; remembers the calls. What ends in `.internal` is private."""

    def __init__(self) -> None:
        self.answers: list[int | None] = []
        self.calls: list[tuple[str, bytes, dict[str, str]]] = []

    def check(self, url: str) -> None:
        if ".internal" in url or not url.startswith("https://"):
            raise Invalid(field="url", reason="this does not lead to a public address")

    def call(self, url: str, body: bytes, headers: dict[str, str]) -> Attempt:
        self.calls.append((url, body, headers))
        status = self.answers.pop(0) if self.answers else 200
        at = datetime.fromtimestamp(int(headers["webhook-timestamp"]), tz=UTC)
        problem = "" if status else "it did not answer in time"
        return Attempt(at=at, milliseconds=12, status=status, problem=problem)
