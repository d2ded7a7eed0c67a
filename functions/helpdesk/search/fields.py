"""How a document lies in the index: which of its facts goes into which field."""

from datetime import datetime

from tantivy import Document

from helpdesk.domain.people import PersonRef
from helpdesk.ports import ArticleDocument, PersonDocument, TicketDocument
from helpdesk.search.schema import (
    ASSIGNEE,
    CATEGORY,
    CATEGORY_ID,
    CREATED,
    DUE,
    FAR,
    FINGERPRINT,
    FROM,
    HANDLE,
    ID,
    KEY,
    KIND,
    LANGUAGE,
    NONE,
    NOTE_STEMS,
    NOTE_WORDS,
    NUMBER,
    OPEN,
    PARTY,
    PRIORITY,
    REQUESTER,
    SERVICE,
    SOURCE,
    SPACE,
    STATE,
    STEMS,
    SUBJECT_STEMS,
    TAG,
    TEAM,
    TENANT,
    TYPE,
    UNTIL,
    UPDATED,
    VERSION,
    WORDS,
    Prepared,
    compared,
    handle_of,
    party_term,
    stemmed,
    version_of,
)
from helpdesk.search.words import fold, words


def indexed(prepared: Prepared) -> Document:
    """The fields of one document."""
    match prepared.document:
        case TicketDocument() as ticket:
            found = _ticket(prepared.id, ticket)
        case ArticleDocument() as article:
            found = _article(prepared.id, article)
        case PersonDocument() as person:
            found = _person(prepared.id, person)
    found.add_integer(VERSION, version_of(prepared.document))
    found.add_integer(FINGERPRINT, prepared.fingerprint)
    found.add_bytes(SOURCE, prepared.source)
    return found


def seconds(at: datetime | None, otherwise: int) -> int:
    """An instant as the index keeps it."""
    return int(at.timestamp()) if at else otherwise


def paths(category: str) -> list[str]:
    """`hardware/printer` lies in `hardware`, too."""
    parts = [part.strip().lower() for part in category.split("/")]
    return ["/".join(parts[: n + 1]) for n in range(len(parts))]


def _ticket(id: str, doc: TicketDocument) -> Document:  # noqa: A002
    found = compared(id, handle_of(id), doc.subject, doc.text)
    tenant = doc.ref.scope.tenant
    people = (doc.requester, *doc.participants)
    found.add_text(KIND, "ticket")
    found.add_text(KEY, doc.key.upper())
    found.add_text(NUMBER, str(doc.ref.number))
    for name in {name for person in people for name in (person.id, person.email) if name}:
        found.add_text(PARTY, party_term(tenant, name))
        found.add_text(REQUESTER, name.lower())
    one_of = {
        TENANT: tenant, STATE: doc.state, PRIORITY: doc.priority, TEAM: doc.team or NONE,
        ASSIGNEE: doc.assignee or NONE, SERVICE: doc.service or NONE, LANGUAGE: doc.language, TYPE: doc.type,
    }  # fmt: skip
    _texts(found, one_of)
    for tag in doc.tags:
        found.add_text(TAG, tag.lower())
    if doc.category:
        found.add_text(CATEGORY_ID, doc.category.lower())
    for path in paths(doc.category_path or doc.category or NONE):
        found.add_text(CATEGORY, path)
    found.add_integer(CREATED, seconds(doc.created_at or doc.updated_at, 0))
    found.add_integer(UPDATED, seconds(doc.updated_at, 0))
    if doc.due_at and doc.open:
        found.add_integer(DUE, seconds(doc.due_at, 0))
    found.add_integer(OPEN, int(doc.open))
    found.add_text(WORDS, _in_order(doc.subject, doc.key, *_named(*people), doc.text))
    notes = " ".join((doc.notes, doc.assignee_name)).strip()
    if notes:
        found.add_text(NOTE_WORDS, _in_order(notes))
        found.add_text(NOTE_STEMS, " ".join(stemmed("", notes)[1]))
    return found


def _article(id: str, doc: ArticleDocument) -> Document:  # noqa: A002
    found = Document()
    found.add_text(ID, id)
    found.add_integer(HANDLE, handle_of(id))
    found.add_text(KIND, "article" if doc.texts else "none")
    found.add_text(SPACE, doc.space)
    for language, text in doc.texts.items():
        heads, tails = stemmed(f"{text.title} {' '.join(doc.keywords)}", text.text)
        found.add_text(SUBJECT_STEMS, " ".join(heads))
        found.add_text(STEMS, " ".join(tails))
        found.add_text(WORDS, _in_order(text.title, *doc.keywords, text.text))
        found.add_text(LANGUAGE, language.lower())
    for path in paths("/".join(doc.category)) if doc.category else ():
        found.add_text(CATEGORY, path)
    found.add_integer(CREATED, seconds(doc.updated_at, 0))
    found.add_integer(UPDATED, seconds(doc.updated_at, 0))
    found.add_integer(FROM, seconds(doc.valid_from, 0))
    found.add_integer(UNTIL, seconds(doc.valid_until, FAR))
    return found


def _person(id: str, doc: PersonDocument) -> Document:  # noqa: A002
    found = Document()
    found.add_text(ID, id)
    found.add_integer(HANDLE, handle_of(id))
    found.add_text(KIND, "person" if doc.name or doc.emails else "none")
    found.add_text(TENANT, doc.scope.tenant)
    told = _in_order(doc.name, *doc.emails, *doc.phones)
    found.add_text(WORDS, told)
    found.add_text(SUBJECT_STEMS, told)
    return found


def _texts(found: Document, values: dict[str, str]) -> None:
    for name, value in values.items():
        found.add_text(name, value.lower())


def _named(*people: PersonRef) -> list[str]:
    return [f"{person.name} {person.email}" for person in people]


def _in_order(*texts: str) -> str:
    return " ".join(fold(word) for text in texts for word in words(text))
