"""Ready-made texts of a desk."""

from typing import Annotated

import msgspec
from msgspec import Meta

from helpdesk.domain.desk_work.texts import LONGEST, PLACEHOLDERS, ReadyText
from helpdesk.domain.errors import Conflict, Forbidden
from helpdesk.usecases.api_deps import ApiDeps
from helpdesk.usecases.desk_work import texts
from helpdesk.web.calls import Call
from helpdesk.web.routes import Blueprint
from helpdesk.web.texts import Id, Line, one_line

blueprint = Blueprint(__name__)


class ReadyTextInput(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """`texts` by language; placeholders in braces are filled in where it is put."""

    name: Line
    texts: dict[str, Annotated[str, Meta(max_length=LONGEST)]]


class ReadyTextView(msgspec.Struct, frozen=True, kw_only=True):
    """One text."""

    id: str
    name: str
    texts: dict[str, str]


class ReadyTextList(msgspec.Struct, frozen=True, kw_only=True):
    """By name; and what can stand in braces in them."""

    items: tuple[ReadyTextView, ...]
    placeholders: tuple[str, ...]


@blueprint.get("/api/v1/desks/{desk}/texts")
def list_texts(call: Call[ApiDeps], desk: Id) -> ReadyTextList:
    """List the desk's ready-made texts."""
    found = texts.ready_texts(call.deps, call.principal, desk)
    return ReadyTextList(items=tuple(_view(text) for text in found), placeholders=PLACEHOLDERS)


@blueprint.put("/api/v1/desks/{desk}/texts/{text}", errors=(Conflict, Forbidden))
def put_text(call: Call[ApiDeps], desk: Id, text: Id, body: ReadyTextInput) -> ReadyTextView:
    """Write a ready-made text, or change it (leads)."""
    wanted = ReadyText(id=text, name=one_line(body.name), texts=dict(body.texts))
    return _view(texts.put_text(call.deps, call.principal, desk, wanted))


@blueprint.delete("/api/v1/desks/{desk}/texts/{text}", errors=(Forbidden,))
def delete_text(call: Call[ApiDeps], desk: Id, text: Id) -> None:
    """Delete a ready-made text (leads)."""
    texts.delete_text(call.deps, call.principal, desk, text)


def _view(text: ReadyText) -> ReadyTextView:
    return ReadyTextView(id=text.id, name=text.name, texts=text.texts)
