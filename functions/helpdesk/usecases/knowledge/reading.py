"""Reading: lists of a space, and articles; what the desk works on is for the desk's eyes."""

from typing import Final

from helpdesk.domain.errors import NotFound
from helpdesk.domain.ids import PICTURES, TenantRef
from helpdesk.domain.knowledge.articles import Article, ArticleCard, is_shown
from helpdesk.usecases.api_deps import ApiDeps
from helpdesk.usecases.knowledge.access import Reader, shown_article

SECONDS: Final = 3600
"""How long links to pictures work."""


def cards(deps: ApiDeps, reader: Reader, space: str) -> tuple[ArticleCard, ...]:
    """The articles of a space: as they are worked on for the desk, for others what is shown. One Query.

    Raises NotFound.
    """
    name = reader.space(space).id
    pairs = deps.knowledge.store.cards(reader.desk, name)
    if reader.works_here:
        return tuple(pair.working for pair in pairs if pair.working.space == name)
    now = deps.now()
    shown = (pair.shown for pair in pairs if pair.shown and pair.shown.space == name)
    return tuple(card for card in shown if is_shown(card, now))


def article(deps: ApiDeps, reader: Reader, name: str, *, draft: bool = False) -> Article:
    """What readers see; for the desk, what is worked on when there is no such, or it asks for the `draft`.

    Raises NotFound.
    """
    if not reader.works_here:
        return shown_article(deps, reader, name)
    if not draft:
        try:
            return shown_article(deps, reader, name)
        except NotFound:
            pass
    found = deps.knowledge.store.article(reader.desk, name)
    reader.space(found.space)
    return found


def picture_links(deps: ApiDeps, shown: Article) -> dict[str, str]:
    """A short-lived link for each picture of an article that the caller was just allowed to read."""
    place = TenantRef(shown.desk, PICTURES)
    return {
        picture.id: deps.files.link(
            f"{place}/files/{picture.sha256}", name=picture.name, content_type=picture.type, seconds=SECONDS
        )
        for picture in shown.pictures
    }
