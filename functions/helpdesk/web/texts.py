"""What people type, as types of input fields. Each bound is also in the OpenAPI document."""

from typing import Annotated

from msgspec import Meta

Id = Annotated[str, Meta(min_length=1, max_length=31, pattern="^[a-z0-9][a-z0-9-]*$")]
"""The id of a desk, tenant, person..."""

TicketKey = Annotated[str, Meta(pattern="^[A-Za-z][A-Za-z0-9]{1,9}-[1-9][0-9]{0,8}$", examples=["ACME-1042"])]
"""What people call a ticket: the tenant's prefix and a number."""

PathPart = Annotated[str, Meta(min_length=1, max_length=100)]
"""Something in a path that has no other description."""

Line = Annotated[str, Meta(min_length=1, max_length=300, pattern=r"\S")]
"""A subject: not blank; line breaks and repeated blanks become single ones."""

Text = Annotated[str, Meta(min_length=1, max_length=100_000, pattern=r"\S")]
"""A message: not blank."""

Email = Annotated[
    str,
    Meta(
        min_length=3,
        max_length=254,
        pattern=r"^[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)*$",
    ),
]
"""A mail address as HTML forms know it: what SES can send to. Whether it works, mailing it will tell."""


def one_line(text: str) -> str:
    """Without line breaks, other control characters and repeated blanks."""
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())
