"""Webhooks: a partition per desk; what was told to one: a partition of its own, forgotten after a month.

One that is deleted leaves a row behind for as long as that: whoever erases somebody finds its messages by it.
"""

from collections.abc import Sequence
from datetime import datetime
from itertools import islice

import msgspec
from msgspec.structs import replace

from helpdesk.domain.errors import Invalid, NotFound, VersionConflict
from helpdesk.domain.ids import is_id
from helpdesk.domain.webhooks.hooks import Webhook
from helpdesk.domain.webhooks.messages import KEPT, HookMessage
from helpdesk.ports import PageRequest
from helpdesk.storage.keys import webhooks as webhook_keys
from helpdesk.storage.keys import work as work_keys
from helpdesk.storage.keys.parts import instant
from helpdesk.storage.pages import size_of
from helpdesk.storage.row import Row
from helpdesk.storage.table import Table

_HOOK = msgspec.json.Decoder(Webhook)
_MESSAGE = msgspec.json.Decoder(HookMessage)
_PAGE = 100
_KIND = "webhook"
_GONE = "webhook-gone"


class TableWebhooks:
    """Of all desks; who may touch which is for the use cases to say."""

    def __init__(self, table: Table) -> None:
        self._table = table

    def of_desk(self, desk: str) -> tuple[Webhook, ...]:
        rows = self._table.partition(webhook_keys.webhooks(desk))
        return tuple(_HOOK.decode(row.body) for row in rows if row.kind == _KIND)

    def get(self, desk: str, hook: str) -> Webhook:
        row = self._table.get(webhook_keys.webhook(desk, hook))
        if row is None or row.kind != _KIND:
            raise NotFound("There is no such webhook.")
        return _HOOK.decode(row.body)

    def put(self, hook: Webhook) -> Webhook:
        kept = replace(hook, version=hook.version + 1)
        key, row = webhook_keys.webhook(hook.desk, hook.id), self._table.row
        there = row.version == hook.version if hook.version else row.pk.does_not_exist()
        written = self._table.row(*key, kind=_KIND, version=kept.version, body=_body(kept))
        if not self._table.put(written, there):
            raise VersionConflict
        return kept

    def delete(self, desk: str, hook: str, at: datetime) -> None:
        row = self._table.row(*webhook_keys.webhook(desk, hook), kind=_GONE)
        row.expires = int((at + KEPT).timestamp())
        self._table.put(row)

    def add(self, message: HookMessage) -> bool:
        return self._table.put(self._row(message), self._table.row.pk.does_not_exist())

    def message(self, desk: str, hook: str, message: str) -> HookMessage:
        row = self._table.get(webhook_keys.hook_message(desk, hook, message))
        if row is None:
            raise NotFound("There is no such message.")
        return _MESSAGE.decode(row.body)

    def change(self, old: HookMessage, new: HookMessage) -> bool:
        return self._table.put(self._row(new), self._table.row.body == _body(old))

    def log(self, desk: str, hook: str, page: PageRequest) -> tuple[tuple[HookMessage, ...], str | None]:
        limit = size_of(page)
        if page.cursor and not is_id(page.cursor):
            raise Invalid(field="cursor", reason="is not one that was given here")
        before = webhook_keys.hook_message(desk, hook, page.cursor).sk if page.cursor else ""
        pk = webhook_keys.hook_messages(desk, hook)
        rows = self._table.latest(pk, webhook_keys.MESSAGE_ROWS, limit + 1, before=before)
        found = tuple(_MESSAGE.decode(row.body) for row in rows[:limit])
        return found, found[-1].id if len(rows) > limit else None

    def due(self, now: datetime, limit: int) -> Sequence[HookMessage]:
        until = self._table.row.work_sk <= instant(now)
        rows = self._table.work(work_keys.WEBHOOK_WORK, until, page=min(limit, _PAGE), only=("body",))
        return [_MESSAGE.decode(row.body) for row in islice(rows, limit)]

    def _row(self, message: HookMessage) -> Row:
        key = webhook_keys.hook_message(message.desk, message.hook, message.id)
        row = self._table.row(*key, kind="hook-message", body=_body(message))
        row.expires = int((message.created_at + KEPT).timestamp())
        if message.next_at is not None:
            row.work_pk, row.work_sk = work_keys.WEBHOOK_WORK, instant(message.next_at)
        return row


def _body(kept: Webhook | HookMessage) -> str:
    return msgspec.json.encode(kept).decode()
