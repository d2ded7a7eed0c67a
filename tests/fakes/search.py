"""The fake of full-text search: every word of the query must occur; what shares a word is alike."""

from collections.abc import Sequence

from helpdesk.domain.ids import TicketRef
from helpdesk.ports import (
    AnyDocument,
    ArticleDocument,
    LabelGuess,
    Likeness,
    Match,
    NotUnderstood,
    PersonDocument,
    SearchAnswer,
    SearchHit,
    SearchRequest,
    SearchScope,
    SimilarHit,
    TicketDocument,
)

_KINDS: dict[str, type] = {"ticket": TicketDocument, "article": ArticleDocument, "person": PersonDocument}


def _name(document: AnyDocument) -> tuple[object, ...]:
    match document:
        case TicketDocument():
            return document.ref.scope.desk, document.ref
        case ArticleDocument():
            return document.desk, document.id
        case PersonDocument():
            return document.scope.desk, document.scope, document.id


class FakeSearch:
    """Documents by what they are of; an older version never replaces a newer one."""

    by_meaning = False

    def __init__(self) -> None:
        self.documents: dict[object, AnyDocument] = {}

    def search(self, scope: SearchScope, asked: SearchRequest) -> SearchAnswer:
        words = asked.query.lower().split()
        hits = []
        for document in self.documents.values():
            text = _visible(scope, document)
            if text and words and all(word in text.lower() for word in words):
                hits.append(_hit(document, sum(text.lower().count(word) for word in words)))
        hits.sort(key=lambda hit: -hit.score)
        page = hits[asked.offset : asked.offset + asked.limit]
        return SearchAnswer(hits=tuple(page), total=len(hits), facets={"kind": _kinds(hits)})

    def count(
        self, scope: SearchScope, asked: Sequence[SearchRequest]
    ) -> tuple[tuple[int, tuple[NotUnderstood, ...]], ...]:
        return tuple((self.search(scope, one).total, ()) for one in asked)

    def similar(self, scope: SearchScope, asked: Likeness) -> tuple[SimilarHit, ...]:
        found = []
        for document in self.documents.values():
            text = _visible(scope, document, notes=False)
            match = _match(asked, text) if text and isinstance(document, _KINDS[asked.kind]) else None
            if match and getattr(document, "ref", None) not in asked.exclude:
                language = document.language if not isinstance(document, PersonDocument) else ""
                told = text.splitlines()[0]
                found.append(
                    SimilarHit(
                        document=document,
                        score=float(len(match.words)),
                        words=match.words,
                        language=language,
                        passage=told,
                    )
                )
        return tuple(sorted(found, key=lambda hit: -hit.score)[: asked.limit])

    def compare(self, asked: Likeness, texts: Sequence[tuple[str, str]]) -> tuple[Match | None, ...]:
        return tuple(_match(asked, " ".join(text)) for text in texts)

    def guesses(
        self, scope: SearchScope, asked: Likeness, fields: Sequence[str]
    ) -> dict[str, tuple[LabelGuess, ...]]:
        found: dict[str, tuple[LabelGuess, ...]] = dict.fromkeys(fields, ())
        for hit in self.similar(scope, asked)[:1]:
            for field in fields:
                value = getattr(hit.document, field, None)
                if value and isinstance(hit.document, TicketDocument):
                    told = (hit.document.key, hit.document.subject)
                    found[field] = (LabelGuess(value=value, confidence=0.5, based_on=(told,)),)
        return found

    def update(self, desk: str, documents: Sequence[AnyDocument], gone: Sequence[TicketRef] = ()) -> None:
        for document in documents:
            name = _name(document)
            if name[0] != desk:
                raise ValueError(f"{name} is not of desk {desk}")
            known = self.documents.get(name)
            if known is None or getattr(known, "version", 0) <= getattr(document, "version", 0):
                self.documents[name] = document
        for ref in gone:
            self.documents.pop((desk, ref), None)


def _visible(scope: SearchScope, document: AnyDocument, *, notes: bool = True) -> str:
    match document:
        case TicketDocument():
            return _ticket(scope, document, notes=notes)
        case ArticleDocument():
            readable = (document.desk, document.space) in scope.spaces
            return (
                "\n".join(f"{one.title}\n{one.text}" for one in document.texts.values()) if readable else ""
            )
        case PersonDocument():
            seen = document.scope.desk in scope.desks
            return " ".join((document.name, *document.emails)) if seen else ""


def _ticket(scope: SearchScope, document: TicketDocument, *, notes: bool) -> str:
    where = document.ref.scope
    public = f"{document.key} {document.subject} {document.text}"
    if where.desk in scope.desks:
        return f"{public} {document.notes}" if notes else public
    people = (document.requester, *document.participants)
    mine = any((where, name) in scope.requesters for one in people for name in (one.id, one.email) if name)
    return public if mine or where in scope.tenants else ""


def _match(asked: Likeness, text: str) -> Match | None:
    words = dict.fromkeys(f"{asked.title} {asked.text}".lower().split())
    shared = tuple(word for word in words if word in text.lower())
    return Match(words=shared) if shared else None


def _kinds(hits: Sequence[SearchHit]) -> dict[str, int]:
    names = {kind: name for name, kind in _KINDS.items()}
    found: dict[str, int] = {}
    for hit in hits:
        name = names[type(hit.document)]
        found[name] = found.get(name, 0) + 1
    return found


def _hit(document: AnyDocument, score: int) -> SearchHit:
    match document:
        case TicketDocument():
            title, text, language = document.subject, document.text, document.language
        case ArticleDocument():
            first = document.texts[document.language]
            title, text, language = first.title, first.text, document.language
        case PersonDocument():
            title, text, language = document.name, " ".join(document.emails), ""
    return SearchHit(document=document, title=title, language=language, snippet=text[:80], score=float(score))
