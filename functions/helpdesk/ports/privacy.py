"""Jobs about one person, and the rows and objects that tell of them."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime
from typing import Protocol

from helpdesk.domain.desks import Agent, DeskConfig, Tenant
from helpdesk.domain.ids import TenantRef, TicketRef
from helpdesk.domain.people import Person
from helpdesk.domain.privacy.jobs import PrivacyJob
from helpdesk.domain.privacy.stories import Object
from helpdesk.domain.privacy.words import Eraser
from helpdesk.domain.push.devices import Device
from helpdesk.domain.tickets import Ticket
from helpdesk.ports.tickets import TicketStory


class PrivacyJobs(Protocol):
    """Exports and erasures of all tenants; who may ask for which is for the use cases to say."""

    def add(self, job: PrivacyJob) -> None:
        """Keep a new job. Raises Conflict when one of its kind is under way for the same person."""
        ...

    def save(self, old: PrivacyJob, new: PrivacyJob) -> bool:
        """Put `new` in place of `old`; False when it is not `old` that stands there any more."""
        ...

    def of_tenant(self, scope: TenantRef) -> tuple[PrivacyJob, ...]:
        """Those of the last year, oldest first."""
        ...

    def of_desk(self, desk: str, most: int) -> tuple[PrivacyJob, ...]:
        """The last ones of all its tenants, newest first. One Query."""
        ...

    def of_whole_desk(self, desk: str) -> PrivacyJob | None:
        """The last one about the desk itself: its scope has the tenant ""."""
        ...


class DuePrivacyJobs(PrivacyJobs, Protocol):
    """For the function that does the work alone."""

    def due(self, now: datetime) -> Sequence[PrivacyJob]:
        """Those to go on with, oldest first."""
        ...


class Traces(Protocol):
    """Crosses everything that is said elsewhere about append-only: for the erasing of one person alone.

    Every write can be repeated, and is lost on nobody: what changed meanwhile raises VersionConflict.
    """

    def tickets(self, scope: TenantRef, cursor: str | None) -> tuple[tuple[Ticket, ...], str | None]:
        """A page of the tenant's tickets."""
        ...

    def story(self, ticket: Ticket) -> TicketStory: ...

    def rewrite(self, before: TicketStory, after: TicketStory) -> None:
        """Put rows in place of different ones, the ticket's version up with them. Raises VersionConflict."""
        ...

    def condemn(self, job: PrivacyJob, objects: Iterable[Object]) -> None:
        """Remember objects that are to be deleted."""
        ...

    def condemned(self, job: PrivacyJob) -> tuple[Object, ...]: ...

    def spare(self, job: PrivacyJob, object: Object) -> None:  # noqa: A002
        """It is needed, or gone: no longer remembered."""
        ...

    def people(self, scope: TenantRef, person: str) -> tuple[Person, ...]:
        """All that is known of the person: also who was merged into them, as they were then."""
        ...

    def elsewhere(self, emails: Sequence[str], scope: TenantRef) -> frozenset[str]:
        """Those of the addresses by which somebody signs in to another tenant, or works for a desk."""
        ...

    def devices(self, emails: Sequence[str]) -> tuple[Device, ...]:
        """Those that somebody with these addresses asked to be told on."""
        ...

    def forget(self, scope: TenantRef, eraser: Eraser) -> None:
        """The rows of the person, their sign-ins, merges, words in the callers' list, suppressions."""
        ...

    def forget_account(self, account: str) -> None:
        """Sessions and second factors."""
        ...

    def quarantined(self, desk: str | None, theirs: Callable[[str, str | None], bool]) -> tuple[str, ...]:
        """Keys of the raw mails whose sender, and tenant, are `theirs`."""
        ...

    def forget_quarantined(self, desk: str | None, theirs: Callable[[str, str | None], bool]) -> None:
        """What is known of those mails."""
        ...

    def reword(self, scope: TenantRef, eraser: Eraser, today: date, *, house: bool) -> int:
        """Texts of the desk's logs and rules, rewritten; how many rows were. `house`: the house's log too."""
        ...


class Estates(Protocol):
    """What a whole organisation or desk has, for taking all of it away. Every call can be repeated."""

    def desk(self, desk: str) -> DeskConfig | None:
        """As it is set up now; None: it is gone."""
        ...

    def elsewhere(self, email: str, desk: str) -> bool:
        """Whether somebody of this address comes in by anything but this desk's own membership."""
        ...

    def delete_agent(self, desk: str, agent: Agent) -> None:
        """Their sign-in to it, devices when it was the last one, and last their row."""
        ...

    def delete_knowledge(self, desk: str, today: date) -> bool:
        """Some articles with their versions and votes, then what else there is; False: nothing was left."""
        ...

    def delete_desk(self, desk: str) -> bool:
        """Some of what is left of it; the last to go is what says that it exists. False: nothing was left."""
        ...

    def tenant(self, scope: TenantRef) -> Tenant | None:
        """As it stands now; None: it is gone."""
        ...

    def tickets(self, scope: TenantRef) -> tuple[Ticket, ...]:
        """Some of its tickets; also of those that were deleted a moment ago. None: there are no more."""
        ...

    def raws(self, ref: TicketRef) -> tuple[str, ...]:
        """Keys of the raw mails that its story leads to."""
        ...

    def delete_ticket(self, ref: TicketRef) -> bool:
        """Its story, and last itself. False: it was gone."""
        ...

    def people(self, scope: TenantRef) -> tuple[Person, ...]:
        """Some of its people, also those who were merged."""
        ...

    def delete_person(self, person: Person) -> None:
        """Their sign-ins to it, their places in the callers' list, and last their row."""
        ...

    def delete_setup(self, tenant: Tenant) -> None:
        """Its settings and addresses, and last itself. Its prefix stays taken: old mail is called by it."""
        ...


class PrivateObjects(Protocol):
    """Both buckets, with the right to delete."""

    def read(self, found: Object) -> bytes | None:
        """None: it is not there."""
        ...

    def delete(self, found: Object) -> None:
        """All versions. Also one that is not there."""
        ...

    def delete_some(self, bucket: str, prefix: str) -> int:
        """Delete some of what begins so, with all versions; how much. 0: nothing does any more."""
        ...

    def put_export(self, key: str, content: bytes) -> None:
        """Keep a volume of an export for some days."""
        ...
