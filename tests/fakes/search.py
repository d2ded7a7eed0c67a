"""The fake of full-text search: every word of the query must occur."""

from collections.abc import Sequence

from helpdesk.domain.ids import TicketRef
from helpdesk.ports import SearchHit, SearchScope, TicketDocument


class FakeSearch:
    """Documents by ticket; an older version never replaces a newer one."""

    def __init__(self) -> None:
        self.documents: dict[TicketRef, TicketDocument] = {}

    def search(self, scope: SearchScope, query: str, limit: int) -> tuple[SearchHit, ...]:
        words = query.lower().split()
        hits = []
        for document in self.documents.values():
            text = _visible(scope, document)
            if text and words and all(word in text.lower() for word in words):
                hits.append(_hit(document, sum(text.lower().count(word) for word in words)))
        return tuple(sorted(hits, key=lambda hit: -hit.score)[:limit])

    def update(self, desk: str, documents: Sequence[TicketDocument], gone: Sequence[TicketRef] = ()) -> None:
        for document in documents:
            if document.ref.scope.desk != desk:
                raise ValueError(f"{document.key} is not of desk {desk}")
            known = self.documents.get(document.ref)
            if known is None or known.version <= document.version:
                self.documents[document.ref] = document
        for ref in gone:
            self.documents.pop(ref, None)


def _visible(scope: SearchScope, document: TicketDocument) -> str:
    where = document.ref.scope
    public = f"{document.key} {document.subject} {document.text}"
    if where.desk in scope.desks:
        return f"{public} {document.notes}"
    mine = (where, document.requester.id) in scope.requesters
    return public if mine or where in scope.tenants else ""


def _hit(document: TicketDocument, score: int) -> SearchHit:
    return SearchHit(
        ref=document.ref,
        key=document.key,
        subject=document.subject,
        state=document.state,
        snippet=document.text[:80],
        score=float(score),
    )
