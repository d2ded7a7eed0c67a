"""The languages that Loket's letters and screens know."""

from helpdesk.domain.errors import Invalid
from helpdesk.mail.outgoing.texts import TEXTS


def check_languages(first: str, others: tuple[str, ...]) -> None:
    """Raises Invalid naming the field."""
    for field, language in (
        ("language", first),
        *((f"languages[{i}]", each) for i, each in enumerate(others)),
    ):
        if language not in TEXTS:
            raise Invalid(field=field, reason=f"“{language[:20]}” is none of {', '.join(sorted(TEXTS))}")
