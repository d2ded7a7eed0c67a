"""What happened at the door: for the log, and for whoever keeps an audit."""

import enum
from datetime import datetime

import msgspec


class SignInEventKind(enum.StrEnum):
    """Kinds of events; `…-refused` are those that let nobody in."""

    SSO = "sso"
    SSO_REFUSED = "sso-refused"
    SSO_NEWCOMER = "sso-newcomer"
    SSO_CHANGED = "sso-changed"
    DOOR_CHANGED = "door-changed"
    CODE = "code"
    CODE_MAILED = "code-mailed"
    CODE_REFUSED = "code-refused"
    PASSWORD = "password"  # noqa: S105 - a kind of event
    PASSWORD_REFUSED = "password-refused"  # noqa: S105 - a kind of event
    LOCKED_OUT = "locked-out"
    SESSION_BEGUN = "session-begun"
    SESSION_ENDED = "session-ended"
    SECOND_FACTOR = "second-factor"
    SECOND_FACTOR_REFUSED = "second-factor-refused"
    SECOND_FACTOR_SET = "second-factor-set"
    SECOND_FACTOR_REMOVED = "second-factor-removed"
    RECOVERY_CODE_USED = "recovery-code-used"


class SignInEvent(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One of them. `who` is an address as given or found, `source` the network address it came from."""

    kind: SignInEventKind
    at: datetime
    who: str = ""
    desk: str = ""
    tenant: str = ""
    source: str = ""
    why: str = ""
