"""The audit: who changed how a desk works, and who came in, when, from where, before and after."""

from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from typing import Any, Final

import msgspec

from helpdesk.domain.permissions import PERMISSIONS

KEPT: Final = timedelta(days=366)
"""How long an event is kept unless the deployment says otherwise."""

HIDDEN: Final = "•••"
_SECRETS: Final = frozenset(
    {"secret", "client_secret", "mail_key", "hash", "password", "code", "token", "endpoint", "p256dh", "auth"}
)
_MOST_CHANGES: Final = 200
_LONGEST: Final = 2_000
_CHANGING: Final = frozenset({"edit", "setup", "close", "approve", "decide", "revoke", "erase", "export"})

AUDITED: Final = frozenset(
    name for name in PERMISSIONS if name.rpartition(".")[2] in _CHANGING or name == "person.merge"
)
"""Permissions whose use is written down; reading by them is not."""


class Changed(msgspec.Struct, frozen=True, kw_only=True):
    """One value, by its path (`teams.first.name`), as JSON says it; None: there was, or is, none."""

    path: str
    before: str | None
    after: str | None


class AuditEvent(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One event. `what` is a route (`PUT /desks/{desk}/teams/{team}`) or a kind of sign-in.

    `by` is the address of who did it, or the id of the API key; `source` the network address it came from.
    `asked` is what the request said, where it had a body, with secrets hidden.
    """

    id: str
    at: datetime
    desk: str
    what: str
    by: str
    name: str = ""
    key: str = ""
    source: str = ""
    request: str = ""
    subject: dict[str, str] = {}
    changes: tuple[Changed, ...] = ()
    asked: str = ""
    why: str = ""
    more: int = 0  # changes that are not listed any more


def compared(before: object, after: object) -> tuple[tuple[Changed, ...], int]:
    """What is different between two structs, path by path, and how many more there were than are listed."""
    old, new = dict(_leaves(before)), dict(_leaves(after))
    paths = [path for path in dict.fromkeys([*old, *new]) if old.get(path) != new.get(path)]
    listed = tuple(
        Changed(path=path, before=old.get(path), after=new.get(path))
        for path in sorted(paths)[:_MOST_CHANGES]
    )
    return listed, len(paths) - len(listed)


def told(body: object) -> str:
    """What a request said, as JSON, without its secrets."""
    return _short(msgspec.json.encode(_hidden(msgspec.to_builtins(body))).decode())


def _leaves(value: object, path: str = "") -> Iterator[tuple[str, str]]:
    """Each value that is no mapping, by its path. Lists are one value: their order is what they say."""
    plain = _hidden(msgspec.to_builtins(value)) if isinstance(value, msgspec.Struct) else value
    if isinstance(plain, Mapping):
        for name, one in plain.items():
            yield from _leaves(one, f"{path}.{name}" if path else str(name))
    elif plain is not None:
        yield path, _short(msgspec.json.encode(plain).decode())


def _hidden(plain: Any) -> Any:
    """The same without what nobody may read."""
    if isinstance(plain, dict):
        return {name: HIDDEN if name in _SECRETS and one else _hidden(one) for name, one in plain.items()}
    if isinstance(plain, list | tuple):
        return [_hidden(one) for one in plain]
    return plain


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"
