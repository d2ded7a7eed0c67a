"""Days off from iCalendar files, and what is said of events that are none."""

import pytest

from helpdesk.domain.errors import Invalid
from helpdesk.domain.holiday_import import ImportedDay, import_days


def file(*events: str) -> str:
    bodies = "".join(f"BEGIN:VEVENT\r\n{event}\r\nEND:VEVENT\r\n" for event in events)
    return f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\n{bodies}END:VCALENDAR\r\n"


def days(event: str, through: int = 2028) -> list[str]:
    return [found.day for found in import_days(file(event), through=through).days]


def test_a_whole_day_with_a_folded_and_escaped_name() -> None:
    found = import_days(
        file("DTSTART;VALUE=DATE:20261224\r\nSUMMARY:Christmas Eve\\, of\r\n fice closed"), through=2026
    )
    assert found.days == (ImportedDay("2026-12-24", "Christmas Eve, office closed"),)
    assert found.skipped == ()


@pytest.mark.parametrize(
    ("event", "expected"),
    [
        (
            "DTSTART;VALUE=DATE:20261224\nDTEND;VALUE=DATE:20261227",
            ["2026-12-24", "2026-12-25", "2026-12-26"],
        ),
        ("DTSTART:20261224T000000Z\nDTEND:20261225T000000Z", ["2026-12-24"]),
        ("DTSTART;VALUE=DATE:20261224\nDURATION:P2D", ["2026-12-24", "2026-12-25"]),
        (
            "DTSTART;VALUE=DATE:20251231\nRRULE:FREQ=YEARLY",
            ["2025-12-31", "2026-12-31", "2027-12-31", "2028-12-31"],
        ),
        ("DTSTART;VALUE=DATE:20251231\nRRULE:FREQ=YEARLY;COUNT=2", ["2025-12-31", "2026-12-31"]),
        ("DTSTART;VALUE=DATE:20251231\nRRULE:FREQ=YEARLY;UNTIL=20270101", ["2025-12-31", "2026-12-31"]),
        (
            "DTSTART;VALUE=DATE:20241231\nRRULE:FREQ=YEARLY;INTERVAL=2",
            ["2024-12-31", "2026-12-31", "2028-12-31"],
        ),
        ("DTSTART;VALUE=DATE:20240229\nRRULE:FREQ=YEARLY", ["2024-02-29", "2028-02-29"]),
        (
            "DTSTART;VALUE=DATE:20260501\nRRULE:FREQ=YEARLY\nEXDATE;VALUE=DATE:20270501",
            ["2026-05-01", "2028-05-01"],
        ),
        ("DTSTART;VALUE=DATE:20260501\nBEGIN:VALARM\nDURATION:PT5M\nDTSTART:x\nEND:VALARM", ["2026-05-01"]),
    ],
)
def test_days(event: str, expected: list[str]) -> None:
    assert days(event) == expected


@pytest.mark.parametrize(
    "event",
    [
        "SUMMARY:no date",
        "DTSTART:20261224T090000Z",
        "DTSTART;VALUE=DATE:20261324",
        "DTSTART;VALUE=DATE:20261224\nRRULE:FREQ=WEEKLY",
        "DTSTART;VALUE=DATE:20261224\nRRULE:FREQ=YEARLY;BYDAY=1MO",
        "DTSTART;VALUE=DATE:20261224\nRRULE:FREQ=YEARLY;COUNT=x",
        "DTSTART;VALUE=DATE:20261224\nRRULE:FREQ=YEARLY;INTERVAL=0",
        "DTSTART;VALUE=DATE:20261224\nRDATE;VALUE=DATE:20270101",
        "DTSTART;VALUE=DATE:20261224\nDTEND;VALUE=DATE:20261224",
        "DTSTART;VALUE=DATE:20261224\nDURATION:PT4H",
    ],
)
def test_what_is_no_day_off_is_told_and_the_rest_is_taken(event: str) -> None:
    found = import_days(file(f"SUMMARY:Odd one\n{event}", "DTSTART;VALUE=DATE:20260101"), through=2028)
    assert [day.day for day in found.days] == ["2026-01-01"]
    assert len(found.skipped) == 1


@pytest.mark.parametrize("text", ["", "hello", "BEGIN:VCARD\nEND:VCARD"])
def test_another_file_is_refused(text: str) -> None:
    with pytest.raises(Invalid) as refused:
        import_days(text, through=2028)
    assert refused.value.field == "file"


def test_too_many_days_are_refused() -> None:
    events = [f"DTSTART;VALUE=DATE:{1990 + i}0101\nDURATION:P365D" for i in range(20)]
    with pytest.raises(Invalid):
        import_days(file(*events), through=2028)
