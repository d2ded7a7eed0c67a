"""What the audit says of one person: what they were called, too, before somebody changed it."""

import json
from typing import Final

from msgspec.structs import replace

from helpdesk.domain.audit import AuditEvent, Changed
from helpdesk.domain.ids import TenantRef
from helpdesk.domain.privacy.words import ERASED

_TELLING: Final = frozenset({"name", "emails", "phones"})
_IN_MERGES: Final = ("gone", "kept")


def without(event: AuditEvent, scope: TenantRef, ids: frozenset[str]) -> AuditEvent:
    """The event without names, addresses and numbers of the tenant's people with these ids.

    Words cannot find these: nobody knows any more that they were theirs.
    """
    if event.subject.get("tenant") != scope.tenant or event.desk != scope.desk:
        return event
    asked = _asked(event.asked)
    theirs = {name for name in _IN_MERGES if asked.get(name) in ids}
    if event.subject.get("person") in ids:
        theirs.add("person")
        asked = {name: ERASED if name in _TELLING else value for name, value in asked.items()}
        event = replace(event, asked=json.dumps(asked, ensure_ascii=False) if event.asked else "")
    return replace(event, changes=tuple(_change(one, theirs) for one in event.changes))


def _asked(text: str) -> dict[str, object]:
    """Nothing for what was too long to be kept whole."""
    try:
        found = json.loads(text or "{}")
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}


def _change(change: Changed, theirs: set[str]) -> Changed:
    whose, _, what = change.path.partition(".")
    if whose not in theirs or what not in _TELLING:
        return change
    return replace(change, before=change.before and ERASED, after=change.after and ERASED)
