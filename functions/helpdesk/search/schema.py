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
from helpdesk.search.languages import DEFAULT, content_words, language_of, stems
from helpdesk.search.words import fold, words

FORMAT = 1
MAX_TEXT = 100_000
"""Characters of a ticket's messages, and of its notes, that are searchable."""

ID, KEY, NUMBER, TENANT, REQUESTER = "id", "key", "number", "tenant", "requester"
FILTERS = ("state", "priority", "team", "assignee")
SUBJECT_STEMS, STEMS, NOTE_STEMS = "subject_stems", "stems", "note_stems"
WORDS, NOTE_WORDS = "words", "note_words"
VERSION, FINGERPRINT, HANDLE, SOURCE = "version", "fingerprint", "handle", "source"


@functools.cache
def schema() -> Schema:
    """`words` keep their order, for phrases; stems tell what a text is about, the subject's before all."""
    builder = SchemaBuilder()
    for name in (ID, KEY, NUMBER, TENANT, REQUESTER, *FILTERS):
        builder.add_text_field(name, tokenizer_name="raw", index_option="basic")
    for name in (WORDS, NOTE_WORDS):
        builder.add_text_field(name, tokenizer_name="whitespace", index_option="position")
    for name in (SUBJECT_STEMS, STEMS, NOTE_STEMS):
        builder.add_text_field(name, tokenizer_name="whitespace", index_option="freq")
    for name in (VERSION, FINGERPRINT, HANDLE):
        builder.add_integer_field(name, fast=True)
    builder.add_bytes_field(SOURCE, stored=True)
    return builder.build()


def document_id(ref: TicketRef) -> str:
    """Unique within a desk's index."""
    return f"{ref.scope.tenant}#{ref.number}"


def handle_of(id: str) -> int:  # noqa: A002 - the field's name
    """The document's number by which other files speak of it; the same in every commit."""
    return int.from_bytes(hashlib.sha256(id.encode()).digest()[:8], "big") >> 1


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
    doc = prepared.document
    id = document_id(doc.ref)  # noqa: A001 - the field's name
    found = compared(id, handle_of(id), doc.subject, doc.text)
    found.add_text(KEY, doc.key.upper())
    found.add_text(NUMBER, str(doc.ref.number))
    found.add_text(TENANT, doc.ref.scope.tenant)
    found.add_text(REQUESTER, requester_term(doc.ref.scope.tenant, doc.requester.id))
    for name in FILTERS:
        if value := getattr(doc, name):
            found.add_text(name, value.lower())
    people = f"{doc.requester.name} {doc.requester.email}"
    found.add_text(WORDS, _in_order(doc.subject, doc.key, people, doc.text))
    if doc.notes:
        found.add_text(NOTE_WORDS, _in_order(doc.notes))
        found.add_text(NOTE_STEMS, " ".join(stemmed("", doc.notes)[1]))
    found.add_integer(VERSION, doc.version)
    found.add_integer(FINGERPRINT, prepared.fingerprint)
    found.add_bytes(SOURCE, prepared.source)
    return found


def compared(id: str, handle: int, title: str, body: str) -> Document:  # noqa: A002
    """The fields that `alike` compares."""
    found = Document()
    found.add_text(ID, id)
    found.add_integer(HANDLE, handle)
    heads, tails = stemmed(title, body)
    found.add_text(SUBJECT_STEMS, " ".join(heads))
    found.add_text(STEMS, " ".join(tails))
    return found


def source_of(found: Document) -> TicketDocument:
    """The ticket as it was given to the index."""
    return msgspec.json.decode(found[SOURCE][0], type=TicketDocument)


def stemmed(title: str, body: str) -> tuple[list[str], list[str]]:
    """The stems of both without stop words: what is compared when texts are."""
    heads, tails = words(title), words(body)
    language = language_of([*heads, *tails]) or DEFAULT
    return stems(content_words(heads, language), language), stems(content_words(tails, language), language)


def _in_order(*texts: str) -> str:
    return " ".join(fold(word) for text in texts for word in words(text))
