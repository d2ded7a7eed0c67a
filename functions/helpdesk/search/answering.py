"""One answer from the parts of several desks: the page that was asked for, with its snippets and counts."""

from collections import Counter
from collections.abc import Sequence

from tantivy import DocAddress, Searcher

from helpdesk.domain.knowledge.languages import choose
from helpdesk.ports import (
    AnyDocument,
    ArticleDocument,
    PersonDocument,
    SearchAnswer,
    SearchHit,
    SearchRequest,
    SearchScope,
    TicketDocument,
)
from helpdesk.search.finding import DeskAnswer
from helpdesk.search.parsing import Parsed
from helpdesk.search.schema import desk_of, source_of
from helpdesk.search.snippets import Snippets

Part = tuple[str, Searcher, DeskAnswer]


def answer(parts: Sequence[Part], parsed: Parsed, asked: SearchRequest, scope: SearchScope) -> SearchAnswer:
    """The best of all desks; only what is shown is read."""
    places = [(place, searcher) for _, searcher, found in parts for place in found.places]
    places.sort(key=lambda item: -item[0].rank)
    page = places[asked.offset : asked.offset + asked.limit]
    shown = _Shown(parsed, asked, scope)
    return SearchAnswer(
        hits=tuple(shown.hit(searcher, place.address, place.score) for place, searcher in page),
        total=sum(found.total for *_, found in parts),
        facets=_added([found.facets for *_, found in parts]),
        not_understood=parsed.not_understood,
        loose=any(found.loose for *_, found in parts),
    )


class _Shown:
    def __init__(self, parsed: Parsed, asked: SearchRequest, scope: SearchScope) -> None:
        self._snippets = Snippets(parsed)
        self._asked, self._scope = asked, scope

    def hit(self, searcher: Searcher, address: DocAddress, score: float) -> SearchHit:
        document = source_of(searcher.doc(address))
        title, text, language = self._told(document)
        snippet = self._snippets.cut(text)
        return SearchHit(
            document=document,
            title=title,
            language=language,
            snippet=snippet,
            score=round(score, 4),
            title_marks=self._snippets.marks(title),
            snippet_marks=self._snippets.marks(snippet),
        )

    def _told(self, document: AnyDocument) -> tuple[str, str, str]:
        match document:
            case TicketDocument():
                inside = desk_of(document) in self._scope.desks
                text = f"{document.text}\n{document.notes}" if inside else document.text
                return document.subject, text, document.language
            case ArticleDocument():
                language = choose(document.texts, (*self._asked.languages, document.language))
                found = document.texts[language]
                return found.title, found.text, language
            case PersonDocument():
                return document.name, " ".join((*document.emails, *document.phones)), ""


def _added(facets: Sequence[dict[str, dict[str, int]]]) -> dict[str, dict[str, int]]:
    added: dict[str, Counter[str]] = {}
    for of_desk in facets:
        for field, counted in of_desk.items():
            added.setdefault(field, Counter()).update(counted)
    return {field: dict(counted.most_common()) for field, counted in added.items()}
