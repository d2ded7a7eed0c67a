"""The days off of a calendar: public holidays and extra days, less those that are worked all the same."""

from datetime import date

from helpdesk.domain.calendar_specs import HolidaySource, HolidaySpec
from helpdesk.domain.errors import Invalid
from helpdesk.domain.hours import read_date

_ANY_YEAR = 2024  # to ask a holiday source whether it knows a country at all


class DaysOff:
    """Raises Invalid naming the field (`holidays.…`) that is wrong."""

    __slots__ = ("_extra", "_source", "_spec", "_worked")

    def __init__(self, spec: HolidaySpec, source: HolidaySource) -> None:
        self._spec, self._source = spec, source
        self._extra = {read_date(day, f"holidays.extra[{i}]") for i, day in enumerate(spec.extra)}
        self._worked = {read_date(day, f"holidays.worked[{i}]") for i, day in enumerate(spec.worked)}
        if spec.subdivision and not spec.country:
            raise Invalid(field="holidays.country", reason="is needed for a subdivision")
        self._public(_ANY_YEAR)

    def of(self, year: int) -> set[date]:
        """Dates that are off: public holidays of that year, and all extra ones."""
        return (self._extra | self._public(year)) - self._worked

    def _public(self, year: int) -> frozenset[date]:
        if not self._spec.country:
            return frozenset()
        try:
            return self._source(self._spec.country, self._spec.subdivision, year)
        except Invalid as error:
            raise error.under("holidays") from error
