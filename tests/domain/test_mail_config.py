"""Whose letter goes out: the tenant's, the desk's, or (None) the standard one."""

import pytest

from helpdesk.domain.mail_config import MailConfig
from helpdesk.domain.mail_templates import LetterKind, MailTemplate, MailTemplates


def letters(*languages: str, by: str) -> MailTemplates:
    return MailTemplates(
        letters={
            LetterKind.ANSWER: {language: MailTemplate(text=f"{by} {language}") for language in languages}
        }
    )


@pytest.mark.parametrize(
    ("tenants", "desks", "language", "wanted"),
    [
        (("nl",), ("nl", "en"), "nl", "acme nl"),
        (("nl",), ("nl", "en"), "en", "desk en"),
        (("nl",), ("",), "en", "desk "),
        (("",), ("en",), "en", "acme "),  # the customer's own words, before another's in the right language
        ((), ("en",), "nl", None),
        ((), (), "nl", None),
    ],
)
def test_the_nearest_letter_goes_out(
    tenants: tuple[str, ...], desks: tuple[str, ...], language: str, wanted: str | None
) -> None:
    config = MailConfig(templates={"acme": letters(*tenants, by="acme"), "": letters(*desks, by="desk")})
    found = config.templates_of("acme").template(LetterKind.ANSWER, language)

    assert (found and found.text) == wanted
