"""Public holidays of a country or one of its subdivisions; the only importer of `holidays`."""

from datetime import date
from functools import lru_cache

from helpdesk.domain.errors import Invalid


@lru_cache(maxsize=4096)
def public_holidays(country: str, subdivision: str | None, year: int) -> frozenset[date]:
    """Days off by law in that year, days in lieu among them. Raises Invalid for `country` or `subdivision`.

    Country is ISO 3166-1 alpha-2 (`NL`), subdivision as the library has it, mostly ISO 3166-2 (`BY` in `DE`).
    """
    import holidays  # noqa: PLC0415 - some tens of milliseconds, which calendars without a country need not pay

    known = holidays.list_supported_countries()
    if country not in known:
        raise Invalid(
            field="country",
            reason=f"no holidays are known of “{country[:20]}”; use ISO 3166 codes like NL",
        )
    if subdivision is not None and subdivision not in known[country]:
        some = ", ".join(known[country][:6]) or "none"
        raise Invalid(
            field="subdivision", reason=f"“{subdivision[:20]}” is not known in {country} (known: {some}…)"
        )
    return frozenset(holidays.country_holidays(country, subdiv=subdivision, years=year))


def countries() -> dict[str, tuple[str, ...]]:
    """Every country whose holidays are known, with its subdivisions."""
    import holidays  # noqa: PLC0415 - as above

    return {
        code: tuple(subdivisions)
        for code, subdivisions in sorted(holidays.list_supported_countries().items())
    }


def named_holidays(country: str, subdivision: str | None, year: int) -> dict[date, str]:
    """The same days as `public_holidays` gives, with their names in the country's language."""
    import holidays  # noqa: PLC0415 - as above

    days = public_holidays(country, subdivision, year)
    language = holidays.country_holidays(country).default_language  # else it is that of the process
    names = holidays.country_holidays(country, subdiv=subdivision, years=year, language=language)
    return {day: names[day] for day in sorted(days)}
