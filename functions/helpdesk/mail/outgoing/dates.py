"""Moments as people read them, in their language and the desk's time zone."""

from datetime import datetime
from zoneinfo import ZoneInfo

from babel.dates import format_date, format_skeleton, get_timezone_location

from helpdesk.mail.outgoing.texts import texts_for


def in_words(at: datetime, zone: str, language: str | None) -> str:
    """`Monday, November 23, 2026, 13:00 (Amsterdam)`, in the language their mail is written in."""
    locale, _ = texts_for(language)
    local = at.astimezone(ZoneInfo(zone))
    day = format_date(local, "full", locale=locale)
    clock = format_skeleton("Hm", local, locale=locale)
    return f"{day}, {clock} ({get_timezone_location(local, locale=locale, return_city=True)})"
