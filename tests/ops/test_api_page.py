"""The page about the API names every route, what it does and what it needs."""

from ops.api_page import page
from ops.openapi import openapi


def test_every_route_is_on_it() -> None:
    document = openapi()
    shown = page(document)

    for path, methods in document["paths"].items():
        for method in methods:
            assert f"`{method.upper()} {path.removeprefix('/api/v1')}" in shown


def test_a_row_says_what_is_sent_answered_and_needed() -> None:
    rows = page(openapi()).splitlines()
    (row,) = (row for row in rows if row.startswith("| `POST /tickets/{key}/messages`"))

    assert "mailed to the requester" in row
    assert row.split(" | ")[2] == "MessageInput"
    assert row.endswith("`ticket.write` |")
