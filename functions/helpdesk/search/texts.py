"""Which texts of a document are encoded, and what each says about the document."""

import hashlib
from collections.abc import Iterator

import msgspec

from helpdesk.ports import AnyDocument, ArticleDocument, TicketDocument
from helpdesk.search.meaning import encoded_text
from helpdesk.search.sentences import sentences

WHOLE = -1
_PER_LANGUAGE = 1_000

KINDS = {TicketDocument: 1, ArticleDocument: 2}


class Encodable(msgspec.Struct, frozen=True):
    """One row: WHOLE (title and beginning), or the number of an article's passage."""

    part: int
    title: str
    whole: str


def kind_of(document: AnyDocument) -> int:
    """0 for what is not compared."""
    return KINDS.get(type(document), 0)


def encodable(document: AnyDocument) -> list[Encodable]:
    """What stands for a document; nothing for people."""
    match document:
        case TicketDocument():
            return [Encodable(WHOLE, document.subject, encoded_text(document.subject, document.text))]
        case ArticleDocument():
            return list(_of_article(document))
        case _:
            return []


def passage(document: ArticleDocument, language: str, part: int) -> str:
    """The passage of this number; the title when there is none such."""
    found = sentences(document.texts[language].text)
    number = part % _PER_LANGUAGE
    return found[number] if 0 <= number < len(found) else document.texts[language].title


def place_of(part: int) -> int:
    """The place of the passage's language among those of its article, sorted."""
    return part // _PER_LANGUAGE


def digest_of(texts: list[Encodable]) -> int:
    """Changes when, and only when, the texts do."""
    joined = "\x00".join(f"{one.part}\x01{one.title}\x01{one.whole}" for one in texts)
    return int.from_bytes(hashlib.sha256(joined.encode("utf-8", "replace")).digest()[:8], "big") >> 1


def _of_article(document: ArticleDocument) -> Iterator[Encodable]:
    original = document.texts.get(document.language)
    if original:
        title = " ".join((original.title, *document.keywords))
        yield Encodable(WHOLE, title, encoded_text(title, original.text))
    for place, language in enumerate(sorted(document.texts)):
        text = document.texts[language]
        for number, sentence in enumerate(sentences(text.text)):
            yield Encodable(place * _PER_LANGUAGE + number, text.title, sentence)
