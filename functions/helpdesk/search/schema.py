"""The fields of the index, and what of a document is compared with a text.

Raise FORMAT with every change here, in `fields`, `words` or `languages`: another format is another index, and
the feed builds it from the table.
"""

import functools
import hashlib

import msgspec
from tantivy import Document, Schema, SchemaBuilder

from helpdesk.domain.ids import TicketRef
from helpdesk.ports import AnyDocument, ArticleDocument, PersonDocument, TicketDocument
from helpdesk.search.languages import DEFAULT, content_words, language_of, stems
from helpdesk.search.words import words

FORMAT = 2
MAX_TEXT = 100_000
"""Characters of a ticket's messages, of its notes, and of an article, that are searchable."""

ID, KIND, KEY, NUMBER, SPACE, PARTY = "id", "kind", "key", "number", "space", "party"
REQUESTER = "requester"
CATEGORY_ID = "category_id"
TENANT, STATE, PRIORITY, TEAM, CATEGORY = "tenant", "state", "priority", "team", "category"
ASSIGNEE, SERVICE, TAG, LANGUAGE, TYPE = "assignee", "service", "tag", "language", "type"
FACETS = (STATE, PRIORITY, TEAM, TENANT, CATEGORY, KIND)
CREATED, UPDATED, DUE, FROM, UNTIL = "created", "updated", "due", "valid_from", "valid_until"
SUBJECT_STEMS, STEMS, NOTE_STEMS = "subject_stems", "stems", "note_stems"
WORDS, NOTE_WORDS = "words", "note_words"
OPEN, VERSION, FINGERPRINT, HANDLE, SOURCE = "open", "version", "fingerprint", "handle", "source"

NONE = "none"
"""What stands in a field of a ticket that has no team, assignee, category or service."""

FAR = 1 << 53
"""An instant after all others, in seconds; before all others is 0."""


@functools.cache
def schema() -> Schema:
    """`words` keep their order, for phrases; stems tell what a text is about, the subject's before all."""
    builder = SchemaBuilder()
    for name in (
        ID,
        KEY,
        NUMBER,
        SPACE,
        PARTY,
        REQUESTER,
        CATEGORY_ID,
        ASSIGNEE,
        SERVICE,
        TAG,
        LANGUAGE,
        TYPE,
    ):
        builder.add_text_field(name, tokenizer_name="raw", index_option="basic")
    for name in FACETS:
        builder.add_text_field(name, tokenizer_name="raw", index_option="basic", fast=True)
    for name in (WORDS, NOTE_WORDS):
        builder.add_text_field(name, tokenizer_name="whitespace", index_option="position")
    for name in (SUBJECT_STEMS, STEMS, NOTE_STEMS):
        builder.add_text_field(name, tokenizer_name="whitespace", index_option="freq")
    for name in (CREATED, UPDATED, DUE, FROM, UNTIL, HANDLE, OPEN):
        builder.add_integer_field(name, indexed=True, fast=True)
    for name in (VERSION, FINGERPRINT):
        builder.add_integer_field(name, fast=True)
    builder.add_bytes_field(SOURCE, stored=True)
    return builder.build()


def ticket_id(ref: TicketRef) -> str:
    """Unique within a desk's index."""
    return f"{ref.scope.tenant}#{ref.number}"


def document_id(document: AnyDocument) -> str:
    """Unique within a desk's index; ids know no `#`, so that kinds cannot meet."""
    match document:
        case TicketDocument():
            return ticket_id(document.ref)
        case ArticleDocument():
            return f"#article#{document.id}"
        case PersonDocument():
            return f"#person#{document.scope.tenant}#{document.id}"


def desk_of(document: AnyDocument) -> str:
    """The desk whose index this belongs in."""
    match document:
        case TicketDocument():
            return document.ref.scope.desk
        case ArticleDocument():
            return document.desk
        case PersonDocument():
            return document.scope.desk


def version_of(document: AnyDocument) -> int:
    """Of two versions the higher one wins; people have none, there the last writer does."""
    return 0 if isinstance(document, PersonDocument) else document.version


def handle_of(id: str) -> int:  # noqa: A002 - the field's name
    """The document's number by which other files speak of it; the same in every commit."""
    return int.from_bytes(hashlib.sha256(id.encode()).digest()[:8], "big") >> 1


def party_term(tenant: str, name: str) -> str:
    """Somebody who takes part, by id or address: people are known per tenant."""
    return f"{tenant}#{name.lower()}"


class Prepared(msgspec.Struct, frozen=True):
    """A document cut and encoded, before it is known whether the index needs it."""

    id: str
    document: AnyDocument
    source: bytes
    fingerprint: int


def prepare(document: AnyDocument) -> Prepared:
    """Cut to size and fingerprint: the same content has the same fingerprint."""
    cut = _cut(document)
    source = msgspec.json.encode(cut)
    digest = hashlib.sha256(source).digest()
    return Prepared(document_id(cut), cut, source, int.from_bytes(digest[:8], "big") >> 1)


def compared(id: str, handle: int, title: str, body: str) -> Document:  # noqa: A002
    """The fields that `alike` compares."""
    found = Document()
    found.add_text(ID, id)
    found.add_integer(HANDLE, handle)
    heads, tails = stemmed(title, body)
    found.add_text(SUBJECT_STEMS, " ".join(heads))
    found.add_text(STEMS, " ".join(tails))
    return found


def source_of(found: Document) -> AnyDocument:
    """The document as it was given to the index."""
    return _SOURCES.decode(found[SOURCE][0])


def stemmed(title: str, body: str) -> tuple[list[str], list[str]]:
    """The stems of both without stop words: what is compared when texts are."""
    heads, tails = words(title), words(body)
    language = language_of([*heads, *tails]) or DEFAULT
    return stems(content_words(heads, language), language), stems(content_words(tails, language), language)


_SOURCES: msgspec.json.Decoder[AnyDocument] = msgspec.json.Decoder(AnyDocument)


def _cut(document: AnyDocument) -> AnyDocument:
    match document:
        case TicketDocument():
            return msgspec.structs.replace(
                document, text=document.text[:MAX_TEXT], notes=document.notes[:MAX_TEXT]
            )
        case ArticleDocument():
            texts = {
                language: msgspec.structs.replace(text, text=text.text[:MAX_TEXT])
                for language, text in document.texts.items()
            }
            return msgspec.structs.replace(document, texts=texts)
        case PersonDocument():
            return document
