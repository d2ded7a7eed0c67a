"""Knowledge: a desk's spaces, articles with their versions, trees, bulletins, and what readers say."""

import re
from datetime import date

from helpdesk.domain.ids import check_id
from helpdesk.storage.keys.parts import Key, digest

CARD_ROWS = "CARD#"
_ARTICLE_PK = re.compile(r"([a-z0-9-]{1,31})#ARTICLE#([a-z0-9-]{1,31})")


def knowledge(desk_id: str, kind: str) -> str:
    """`kind` is SPACES, TREES or BULLETINS: each a partition of the desk."""
    return f"{check_id(desk_id, 'desk')}#{kind}"


def knowledge_row(desk_id: str, kind: str, row_id: str) -> Key:
    return Key(knowledge(desk_id, kind), check_id(row_id, kind[:-1].lower()))


def cards(desk_id: str, space: str) -> str:
    """The articles of a space without their texts: what lists read."""
    return f"{check_id(desk_id, 'desk')}#SPACE#{check_id(space, 'space')}"


def card(desk_id: str, space: str, article: str) -> Key:
    return Key(cards(desk_id, space), f"{CARD_ROWS}{check_id(article, 'article')}")


def article(desk_id: str, article_id: str, row: str = "ARTICLE") -> Key:
    """`row` is ARTICLE (as it is worked on), PUBLISHED (as readers see it), or one of `article_version`."""
    return Key(f"{check_id(desk_id, 'desk')}#ARTICLE#{check_id(article_id, 'article')}", row)


def article_version(desk_id: str, article_id: str, kind: str, number: int) -> Key:
    """`kind` is TEXT (all of it), or VERSION (who, when, why), which sorts last: one Query has them."""
    return article(desk_id, article_id, f"{kind}#{number:08d}")


def article_of(pk: str) -> tuple[str, str] | None:
    """(desk, article) of an article's partition; None when it is another kind of row."""
    match = _ARTICLE_PK.fullmatch(pk)
    return (match[1], match[2]) if match else None


def votes(desk_id: str, article_id: str, row: str) -> Key:
    """`row` is TOTAL#yes, TOTAL#no, VOTE#{reader} or WORD#{reader} (remarks, which sort last)."""
    return Key(f"{check_id(desk_id, 'desk')}#VOTES#{check_id(article_id, 'article')}", row)


def counted(desk_id: str, day: date, what: str = "") -> Key:
    """One day of a desk; `what` "": how many different things it holds."""
    partition = f"{check_id(desk_id, 'desk')}#COUNTED#{day.isoformat()}"
    return Key(partition, f"COUNT#{digest(what)[:32]}" if what else "DIFFERENT")


def reminded(desk_id: str, mark: str) -> Key:
    """That somebody was reminded of something."""
    return Key(f"{check_id(desk_id, 'desk')}#REMINDED", f"MARK#{digest(mark)[:32]}")
