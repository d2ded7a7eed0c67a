"""The bodies of outgoing mail, text and HTML, from one place.

Jinja in its sandbox, because tenants edit templates; HTML autoescapes whatever a person wrote.
"""

import functools
from typing import Final

import msgspec
from jinja2 import DictLoader, StrictUndefined, Template, select_autoescape
from jinja2.sandbox import ImmutableSandboxedEnvironment

from helpdesk.domain.mail_templates import MailTemplate
from helpdesk.mail.outgoing.texts import Texts

_TEXT: Final = """\
{{ greeting }}

{{ body }}

{% if hint %}
{{ hint }}

{% endif %}
{{ regards }}
{{ signature }}

{% if footer %}
{{ footer }}

{% endif %}
--
{{ key }} · {{ open_ticket }}: {{ link }}
"""

_HTML: Final = """\
<!doctype html>
<html lang="{{ language }}"><head><meta charset="utf-8"><title>{{ subject }}</title></head>
<body style="margin:0;padding:24px 16px;color:#1a1d21;
font:16px/1.5 system-ui,-apple-system,'Segoe UI',sans-serif">
<div style="max-width:38em;border-top:4px solid {{ colour }};padding-top:16px">
<p>{{ greeting }}</p>
{% for paragraph in paragraphs %}
<p>{% for line in paragraph %}{{ line }}{% if not loop.last %}<br>{% endif %}{% endfor %}</p>
{% endfor %}
{% if hint %}<p style="white-space:pre-line">{{ hint }}</p>
{% endif %}<p>{{ regards }}<br>{{ signature }}</p>
{% if footer %}<p style="color:#5b6470">{{ footer }}</p>
{% endif %}<p style="font-size:14px;color:#5b6470">{{ key }} ·
<a href="{{ link }}">{{ open_ticket }}</a></p>
</div></body></html>
"""

STANDARD: Final = MailTemplate(subject="Re: {{ subject }} [{{ key }}]", text=_TEXT, html=_HTML)
"""Our own letter, as a tenant's template would say it: something to begin with."""


class Letter(msgspec.Struct, frozen=True, kw_only=True):
    """What the templates show. `body` is plain text; blank lines part its paragraphs."""

    greeting: str
    body: str
    hint: str = ""
    signature: str
    footer: str = ""
    key: str
    link: str
    subject: str
    colour: str
    language: str


def render(letter: Letter, texts: Texts) -> tuple[str, str]:
    """The letter as (text, HTML)."""
    facts = {name: getattr(letter, name) for name in letter.__struct_fields__}
    facts |= {"regards": texts.regards, "open_ticket": texts.open_ticket}
    facts |= {"paragraphs": paragraphs_of(letter.body)}
    return _template("letter.txt").render(facts), _template("letter.html").render(facts)


@functools.cache
def _environment() -> ImmutableSandboxedEnvironment:
    return ImmutableSandboxedEnvironment(
        loader=DictLoader({"letter.txt": _TEXT, "letter.html": _HTML}),
        autoescape=select_autoescape(["html"]),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def _template(name: str) -> Template:
    return _environment().get_template(name)


def paragraphs_of(body: str) -> list[list[str]]:
    """Paragraphs as lists of lines."""
    parts = body.replace("\r\n", "\n").strip().split("\n\n")
    return [part.split("\n") for part in parts if part.strip()]
