"""Keeping and looking at a tenant's letters."""

import pytest

from helpdesk.domain.errors import Forbidden, Invalid
from helpdesk.domain.mail_templates import LetterKind, MailTemplate, MailTemplates
from helpdesk.usecases import templates
from helpdesk.usecases.api_deps import ApiDeps
from tests.usecases.house import agent
from tests.usecases.test_quarantine import LEAD, deps
from tests.usecases.test_routing import ADMIN

__all__ = ["deps"]
MINE = MailTemplates(letters={LetterKind.ANSWER: {"nl": MailTemplate(text="{{ body }}")}})


def test_admins_keep_letters_leads_read_them(deps: ApiDeps) -> None:
    with pytest.raises(Forbidden):
        templates.set_templates(deps, LEAD, "noord", "acme", MINE)
    templates.set_templates(deps, ADMIN, "noord", "acme", MINE)
    assert templates.templates(deps, LEAD, "noord", "acme") == MINE
    assert templates.templates(deps, LEAD, "noord", None) == MailTemplates()
    with pytest.raises(Forbidden):
        templates.templates(deps, agent(), "noord", "acme")


@pytest.mark.parametrize(
    ("language", "source", "field"),
    [("nl", "{{ x }}", "letters.answer.nl.text"), ("dutch!", "{{ body }}", "letters.answer.dutch!")],
)
def test_what_is_wrong_is_named(deps: ApiDeps, language: str, source: str, field: str) -> None:
    wrong = MailTemplates(letters={LetterKind.ANSWER: {language: MailTemplate(text=source)}})
    with pytest.raises(Invalid) as refused:
        templates.set_templates(deps, ADMIN, "noord", "acme", wrong)
    assert refused.value.field == field


@pytest.mark.parametrize("kind", list(LetterKind))
def test_a_preview_is_the_letter(deps: ApiDeps, kind: LetterKind) -> None:
    template = MailTemplate(subject="{{ tenant }}", text="{{ greeting }} {{ link }}")
    shown = templates.preview(deps, LEAD, "noord", "acme", kind=kind, language="nl", template=template)

    assert shown.subject == "Acme [ACME-1042]"
    assert shown.text.startswith("Dag Robin Jansen, https://portal.example/tickets/ACME-1042")
    assert "<html" in shown.html


def test_a_preview_of_a_broken_template_says_what_is_wrong(deps: ApiDeps) -> None:
    broken = MailTemplate(html="{{ body.x }}")
    with pytest.raises(Invalid, match="html"):
        templates.preview(deps, LEAD, "noord", None, kind=LetterKind.ANSWER, language="", template=broken)
