"""What people type, as types of input fields. Each bound is also in the OpenAPI document."""

from typing import Annotated

from msgspec import Meta

Id = Annotated[str, Meta(min_length=1, max_length=31, pattern="^[a-z0-9][a-z0-9-]*$")]
"""The id of a desk, tenant, person..."""

Line = Annotated[str, Meta(min_length=1, max_length=300, pattern=r"\S")]
"""A subject: not blank; line breaks and repeated blanks become single ones."""

Text = Annotated[str, Meta(min_length=1, max_length=100_000, pattern=r"\S")]
"""A message: not blank."""

Email = Annotated[str, Meta(min_length=3, max_length=254, pattern="^[^@\\s]+@[^@\\s]+$")]
"""A mail address; whether it works is found out by mailing it."""


def one_line(text: str) -> str:
    """Without line breaks, other control characters and repeated blanks."""
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())
