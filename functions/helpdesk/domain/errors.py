"""Every way in which Loket says no; each error knows its HTTP status and its stable code.

HelpdeskError                500 internal
├── Invalid                  422 invalid            a field of the input is wrong; names the field
├── Unauthorized             401 unauthorized       nobody is signed in
├── Forbidden                403 forbidden          somebody is, and may not
├── NotFound                 404 not-found          is not there, or is not theirs to see
├── Conflict                 409 conflict           against the state of things
│   ├── VersionConflict      409 version-conflict   somebody else was first; carries what stands now
│   ├── DuplicateMail        409 duplicate-mail     this mail is in the house already
│   └── PersonExists         409 person-exists      the address belongs to a person of the tenant already
├── TooLarge                 413 too-large
├── TooMany                  429 too-many           carries when to come back
├── MailRefused              502 mail-refused       the mail service will never send this one
└── Unavailable              503 unavailable        a service behind us does not answer
"""
# ruff: noqa: N818 - the names are the words that the API and its readers use, without an "Error" behind each

from typing import ClassVar


class HelpdeskError(Exception):
    """Base of all; `detail` is one sentence for people, safe to show."""

    status: ClassVar[int] = 500
    code: ClassVar[str] = "internal"

    def __init__(self, detail: str = "") -> None:
        super().__init__(detail or type(self).__name__)
        self.detail = detail


class Invalid(HelpdeskError):
    """`field` is the path in what was sent (`week.mon[0]`), `reason` what is wrong with it."""

    status, code = 422, "invalid"

    def __init__(self, *, field: str, reason: str) -> None:
        super().__init__(f"{field}: {reason}" if field else reason)
        self.field = field
        self.reason = reason

    def under(self, parent: str) -> "Invalid":
        """The same complaint, seen from the object that holds the field."""
        glue = "" if not self.field or self.field.startswith("[") else "."
        return Invalid(field=f"{parent}{glue}{self.field}", reason=self.reason)


class Unauthorized(HelpdeskError):
    status, code = 401, "unauthorized"


class Forbidden(HelpdeskError):
    status, code = 403, "forbidden"


class NotFound(HelpdeskError):
    status, code = 404, "not-found"


class Conflict(HelpdeskError):
    status, code = 409, "conflict"


class VersionConflict(Conflict):
    """`current` is the state that won, for the answer to show; None where it is not known."""

    code = "version-conflict"

    def __init__(self, detail: str = "", *, current: object = None) -> None:
        super().__init__(detail or "it was changed by somebody else in the meantime")
        self.current = current


class DuplicateMail(Conflict):
    code = "duplicate-mail"


class PersonExists(Conflict):
    code = "person-exists"


class TooLarge(HelpdeskError):
    status, code = 413, "too-large"


class TooMany(HelpdeskError):
    """`retry_after` in whole seconds."""

    status, code = 429, "too-many"

    def __init__(self, detail: str = "", *, retry_after: int = 60) -> None:
        super().__init__(detail)
        self.retry_after = retry_after


class MailRefused(HelpdeskError):
    status, code = 502, "mail-refused"


class Unavailable(HelpdeskError):
    status, code = 503, "unavailable"
