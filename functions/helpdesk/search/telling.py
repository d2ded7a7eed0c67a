"""Why a document is like a text: the words both have, how close they are, and the passage that answers."""

from collections.abc import Iterable, Sequence

from tantivy import Searcher

from helpdesk.domain.knowledge.languages import choose
from helpdesk.ports import AnyDocument, ArticleDocument, Match, SimilarHit, TicketDocument
from helpdesk.search.languages import content_words, language_of, possible_stems
from helpdesk.search.likeness import Alike, Asked
from helpdesk.search.schema import source_of
from helpdesk.search.sentences import sentences
from helpdesk.search.texts import passage
from helpdesk.search.vector_view import Close
from helpdesk.search.words import words

_READ, _ASKED = 4_000, 200
_MOST_WORDS = 6
CLOSE_ENOUGH, SHARED_ENOUGH = 0.32, 0.5
"""Nearer in meaning than this, or with this share of the asked words, a document is worth showing."""


class Telling:
    """Explains the hits of one question."""

    def __init__(self, asked: Asked) -> None:
        found = words(f"{asked.likeness.title} {asked.likeness.text}")[:_ASKED]
        language = language_of(found)
        content = content_words(found, language) if language else found
        self._asked = {word: possible_stems(word, language) for word in dict.fromkeys(content or found)}
        spoken = (language,) if language else ()
        self._languages = (*asked.likeness.languages, *spoken, *asked.likeness.otherwise)

    def hit(self, searcher: Searcher, alike: Alike) -> SimilarHit | None:
        """The document with the reasons; None when there are too few."""
        document = source_of(searcher.doc(alike.address))
        match = self.match(_text(document), alike.close.best if alike.close else None)
        if match is None:
            return None
        told, language = self._passage(document, alike.close)
        return SimilarHit(
            document=document,
            score=round(alike.score, 4),
            words=match.words,
            closeness=match.closeness,
            passage=told,
            language=language,
        )

    def match(self, text: str, closeness: float | None) -> Match | None:
        """Why a text is like the asked one; None when it hardly is."""
        shared = self._shared(text)
        if not self._worth_it(shared, closeness):
            return None
        near = None if closeness is None else round(closeness, 3)
        return Match(words=tuple(shared[:_MOST_WORDS]), closeness=near)

    def _worth_it(self, shared: Sequence[str], closeness: float | None) -> bool:
        if closeness is not None and closeness >= CLOSE_ENOUGH:
            return True
        return bool(shared) and len(shared) >= SHARED_ENOUGH * min(len(self._asked), 6)

    def _shared(self, text: str) -> list[str]:
        there = set(words(text[:_READ]))
        stems = {stem for word in there for stem in possible_stems(word)} if self._asked else set()
        last = next(reversed(self._asked), "")
        return [
            word
            for word, own in self._asked.items()
            if not own.isdisjoint(stems)
            or (word == last and len(word) > 2 and any(other.startswith(word) for other in there))
        ]

    def _passage(self, document: AnyDocument, close: Close | None) -> tuple[str, str]:
        """The sentence closest in meaning, else the one with most of the words; in the reader's language."""
        if not isinstance(document, ArticleDocument) or not document.texts:
            return "", getattr(document, "language", "")
        language = choose(document.texts, (*self._languages, document.language))
        place = sorted(document.texts).index(language)
        if close and place in close.passages:
            return passage(document, language, close.passages[place][1]), language
        text = document.texts[language]
        return max(sentences(text.text) or [text.title], key=lambda one: len(self._shared(one))), language


def _text(document: AnyDocument) -> str:
    match document:
        case TicketDocument():
            return f"{document.subject}\n{document.text}"
        case ArticleDocument():
            return "\n".join(_all_texts(document))
        case _:
            return ""


def _all_texts(document: ArticleDocument) -> Iterable[str]:
    yield " ".join(document.keywords)
    for text in document.texts.values():
        yield text.title
    for text in document.texts.values():
        yield text.text
