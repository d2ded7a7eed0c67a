"""What each tenant was promised: policies and compiled calendars of a desk, ready for the domain."""

import functools

import msgspec

from helpdesk.domain.calendars import Calendar, CalendarSpec, HolidaySource
from helpdesk.domain.catalogue import path_of
from helpdesk.domain.clock_states import DEFAULT_BEHAVIOUR, ClockBehaviour
from helpdesk.domain.desks import DeskConfig, Tenant
from helpdesk.domain.errors import Invalid
from helpdesk.domain.policies import TicketFacts
from helpdesk.domain.promises import Terms, terms


class Agreements:
    """Compiles calendars once per process; they are costly to build and cheap to ask."""

    def __init__(self, holidays: HolidaySource) -> None:
        self._compiled = functools.lru_cache(maxsize=256)(functools.partial(_compile, holidays))

    def of(self, config: DeskConfig, tenant: Tenant) -> "TenantAgreement":
        """The agreement of one tenant under the desk's present configuration."""
        return TenantAgreement(config, tenant, self)

    def compiled(self, spec: CalendarSpec) -> Calendar:
        """The calendar of `spec`, built at most once."""
        return self._compiled(msgspec.json.encode(spec, order="sorted"))


class TenantAgreement:
    """The `changes.Agreement` of one tenant."""

    def __init__(self, config: DeskConfig, tenant: Tenant, agreements: Agreements) -> None:
        self._config = config
        self._policy = config.policies.get(tenant.policy)
        self._agreements = agreements

    def terms(self, facts: TicketFacts) -> Terms | None:
        """What the policy promises such a ticket; None when no rule, or no policy, is there."""
        if self._policy is None:
            return None
        path = path_of(self._config.categories, facts.category)
        return terms(self._policy, msgspec.structs.replace(facts, category=path), self.calendar)

    def calendar(self, calendar_id: str) -> Calendar | None:
        """The desk's calendar; None when it was deleted, or is no calendar any more (a zone that ended)."""
        named = self._config.calendars.get(calendar_id)
        try:
            return self._agreements.compiled(named.spec) if named else None
        except Invalid:
            return None

    @property
    def behaviour(self) -> ClockBehaviour:
        """The desk's own, or the default."""
        return self._config.desk.clock_behaviour or DEFAULT_BEHAVIOUR


def _compile(holidays: HolidaySource, spec: bytes) -> Calendar:
    return Calendar(msgspec.json.decode(spec, type=CalendarSpec), holidays)
