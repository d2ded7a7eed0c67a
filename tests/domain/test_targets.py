"""Targets are ISO 8601 durations, of open time or of business days."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpdesk.domain.errors import Invalid
from helpdesk.domain.targets import Target, format_duration, parse_target


@pytest.mark.parametrize(
    ("text", "target"),
    [
        ("PT4H", Target(open_time=timedelta(hours=4))),
        ("PT90M", Target(open_time=timedelta(minutes=90))),
        ("PT1H30M10S", Target(open_time=timedelta(hours=1, minutes=30, seconds=10))),
        ("PT0.5S", Target(open_time=timedelta(milliseconds=500))),
        ("PT0S", Target(open_time=timedelta())),
        ("PT36H", Target(open_time=timedelta(hours=36))),
        ("P2D", Target(days=2)),
    ],
)
def test_read(text: str, target: Target) -> None:
    assert parse_target(text) == target


@pytest.mark.parametrize(
    "text",
    ["", "P", "PT", "4H", "PT4", "P0D", "P1DT4H", "P1W", "P1M", "P1Y", "PT1.5H", "-PT1H", "PT-1H", "pt4h",
     "PT4H ", "PT٤H", "PT9999999999H", "PT999999999H", 4, None],
)  # fmt: skip
def test_refused_with_the_field_named(text: object) -> None:
    with pytest.raises(Invalid) as refused:
        parse_target(text, "rules[0].targets.resolution")
    assert refused.value.field == "rules[0].targets.resolution"


@given(st.timedeltas(min_value=timedelta(), max_value=timedelta(days=3000)))
def test_written_as_it_is_read(amount: timedelta) -> None:
    assert parse_target(format_duration(amount)).open_time == amount


def test_a_debt_is_written_with_its_sign() -> None:
    assert format_duration(-timedelta(minutes=90)) == "-PT1H30M"
