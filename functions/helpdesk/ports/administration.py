"""How desks are set up and who their people are: what the directory's editor does not write yet."""

from typing import Protocol

from helpdesk.domain.address_checks import AddressCheck
from helpdesk.domain.catalogue import Category, Service
from helpdesk.domain.desks import Agent
from helpdesk.domain.handovers import Handover
from helpdesk.domain.ids import TenantRef
from helpdesk.domain.people import Group, Person, PersonRef
from helpdesk.domain.person_merges import PersonMerge


class Administration(Protocol):
    """Every write can be repeated. `expected` as for the editor; of what is not there yet, that of `()`."""

    def desks(self) -> tuple[str, ...]:
        """The ids of all desks of the deployment."""
        ...

    def put_categories(
        self, desk: str, tree: tuple[Category, ...], *, expected: int | None = None
    ) -> None: ...

    def put_services(
        self, desk: str, services: tuple[Service, ...], *, expected: int | None = None
    ) -> None: ...

    def delete_team(self, desk: str, team: str) -> None: ...

    def delete_agent(
        self, desk: str, agent: str, follow: Handover | None = None, *, beside: Agent | None = None
    ) -> None:
        """Also the membership they sign in with. `follow` is written in the same transaction.

        `beside`: a member who must be as they were read. Raises VersionConflict.
        """
        ...

    def put_check(self, desk: str, check: AddressCheck) -> None: ...

    def groups(self, scope: TenantRef) -> tuple[Group, ...]: ...

    def put_groups(
        self, scope: TenantRef, groups: tuple[Group, ...], *, expected: int | None = None
    ) -> None: ...

    def person(self, scope: TenantRef, person: str) -> Person | None:
        """One of the tenant's people as they are stored, also one who was merged into another."""
        ...

    def absorb(self, merge: PersonMerge, kept: Person, gone: Person) -> None:
        """One transaction: both people as given, all sign-ins on the one kept, and the record of it.

        Raises VersionConflict when either changed since they were read for `merge`.
        """
        ...

    def merge_of(self, scope: TenantRef, gone: str) -> PersonMerge | None:
        """The record of whom this person was merged into."""
        ...

    def merges(self, scope: TenantRef) -> tuple[PersonMerge, ...]:
        """All there were of the tenant's people, undone ones too; the latest of each person, by their id."""
        ...

    def note_merge(self, merge: PersonMerge, *, before: PersonMerge) -> None:
        """How far it has come. Raises VersionConflict when it is not `before` that stands there any more."""
        ...

    def separate(
        self, merge: PersonMerge, *, before: PersonMerge, kept: tuple[Person, Person],
        gone: tuple[Person, Person],
    ) -> None:  # fmt: skip
        """One transaction: both people as they were read and as they are to be, their sign-ins, the record.

        Raises VersionConflict when any of them changed since.
        """
        ...

    def put_operator(self, person: PersonRef) -> None:
        """Let this address run the deployment."""
        ...
