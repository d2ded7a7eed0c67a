"""How a ticket lies in the index: the fields, and the way from a TicketDocument to them and back.

Raise FORMAT with every change here or in `words`, `languages`: another format is another index, and the feed
builds it from the table.
"""

import functools
import hashlib

import msgspec
from tantivy import Document, Schema, SchemaBuilder

from helpdesk.domain.ids import TicketRef
from helpdesk.ports import TicketDocument
from helpdesk.search.languages import content_words, language_of, stems
from helpdesk.search.words import fold, words

FORMAT = 1
MAX_TEXT = 100_000
"""Characters of a ticket's messages, and of its notes, that are searchable."""

ID, KEY, NUMBER, TENANT, REQUESTER = "id", "key", "number", "tenant", "requester"
FILTERS = ("state", "priority", "team", "assignee")
WORDS, STEMS, NOTE_WORDS, NOTE_STEMS = "words", "stems", "note_words", "note_stems"
VERSION, FINGERPRINT, SOURCE = "version", "fingerprint", "source"


@functools.cache
def schema() -> Schema:
    """`words` keep order for phrases; `stems` carry the subject twice, which doubles its weight."""
    builder = SchemaBuilder()
    for name in (ID, KEY, NUMBER, TENANT, REQUESTER, *FILTERS):
        builder.add_text_field(name, tokenizer_name="raw", index_option="basic")
    for name in (WORDS, NOTE_WORDS):
        builder.add_text_field(name, tokenizer_name="whitespace", index_option="position")
    for name in (STEMS, NOTE_STEMS):
        builder.add_text_field(name, tokenizer_name="whitespace", index_option="freq")
    for name in (VERSION, FINGERPRINT):
        builder.add_integer_field(name, fast=True)
    builder.add_bytes_field(SOURCE, stored=True)
    return builder.build()


def document_id(ref: TicketRef) -> str:
    """Unique within a desk's index."""
    return f"{ref.scope.tenant}#{ref.number}"


def requester_term(tenant: str, person: str) -> str:
    """A requester's name in the index: people are known per tenant."""
    return f"{tenant}#{person}"


class Prepared(msgspec.Struct, frozen=True):
    """A ticket cut and encoded, before it is known whether the index needs it."""

    document: TicketDocument
    source: bytes
    fingerprint: int


def prepare(document: TicketDocument) -> Prepared:
    """Cut to size and fingerprint: the same content has the same fingerprint."""
    cut = msgspec.structs.replace(document, text=document.text[:MAX_TEXT], notes=document.notes[:MAX_TEXT])
    source = msgspec.json.encode(cut)
    digest = hashlib.sha256(source).digest()
    return Prepared(cut, source, int.from_bytes(digest[:8], "big") >> 1)


def indexed(prepared: Prepared) -> Document:
    """The fields of one ticket."""
    doc, found = prepared.document, Document()
    found.add_text(ID, document_id(doc.ref))
    found.add_text(KEY, doc.key.upper())
    found.add_text(NUMBER, str(doc.ref.number))
    found.add_text(TENANT, doc.ref.scope.tenant)
    found.add_text(REQUESTER, requester_term(doc.ref.scope.tenant, doc.requester.id))
    for name in FILTERS:
        if value := getattr(doc, name):
            found.add_text(name, value.lower())
    people = f"{doc.requester.name} {doc.requester.email}"
    _add_text(found, WORDS, STEMS, subject=doc.subject, text=doc.text, besides=f"{doc.key} {people}")
    if doc.notes:
        _add_text(found, NOTE_WORDS, NOTE_STEMS, subject="", text=doc.notes, besides="")
    found.add_integer(VERSION, doc.version)
    found.add_integer(FINGERPRINT, prepared.fingerprint)
    found.add_bytes(SOURCE, prepared.source)
    return found


def source_of(found: Document) -> TicketDocument:
    """The ticket as it was given to the index."""
    return msgspec.json.decode(found[SOURCE][0], type=TicketDocument)


def stem_text(title: str, body: str) -> str:
    """Stems without stop words, the title's twice: what ranking compares."""
    heads, tails = words(title), words(body)
    language = language_of([*heads, *tails])
    kept_heads, kept_tails = (stems(content_words(part, language), language) for part in (heads, tails))
    return " ".join([*kept_heads, *kept_heads, *kept_tails])


def _add_text(found: Document, in_order: str, stemmed: str, *, subject: str, text: str, besides: str) -> None:
    found.add_text(in_order, " ".join(map(fold, [*words(subject), *words(besides), *words(text)])))
    found.add_text(stemmed, stem_text(subject, text))
