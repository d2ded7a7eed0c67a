"""Who reads: which spaces of a desk they may enter, and in which languages they want to read."""

from collections.abc import Sequence

import msgspec

from helpdesk.domain.errors import NotFound
from helpdesk.domain.ids import is_id
from helpdesk.domain.knowledge.articles import Article, is_shown
from helpdesk.domain.knowledge.spaces import Space, may_enter, works_for
from helpdesk.domain.people import Principal
from helpdesk.usecases.api_deps import ApiDeps


class Reader(msgspec.Struct, frozen=True, kw_only=True):
    """Somebody at the shelves of one desk. `languages`: what they want to read, the first first."""

    desk: str
    works_here: bool
    spaces: tuple[Space, ...]
    languages: tuple[str, ...]

    def space(self, space: str) -> Space:
        """Raises NotFound for one they may not enter, too."""
        found = next((one for one in self.spaces if one.id == space), None)
        if found is None:
            raise NotFound("there is no such space")
        return found


def reader_of(deps: ApiDeps, principal: Principal | None, desk: str, language: str | None = None) -> Reader:
    """None: nobody is signed in. Raises NotFound for those who have nothing to do with the desk."""
    if principal is not None:
        check_belongs(principal, desk)
    known = deps.knowledge.store.spaces(desk) if is_id(desk) else ()
    return Reader(
        desk=desk,
        works_here=works_for(principal, desk),
        spaces=tuple(space for space in known if may_enter(principal, space)),
        languages=wanted(deps, principal, desk, language),
    )


def check_belongs(principal: Principal, desk: str) -> None:
    """Raises NotFound unless they work for the desk, or are served by it: a mail's link is neither."""
    served = any(ref.desk == desk for ref in principal.tenants)
    if principal.ticket is not None or not (served or principal.on_desk(desk)):
        raise NotFound("there is no such desk")


def wanted(
    deps: ApiDeps, principal: Principal | None, desk: str, language: str | None = None
) -> tuple[str, ...]:
    """The language asked for, then those of the reader's organisation and of the desk."""
    try:
        config = deps.directory.desk(desk)
    except NotFound:
        return tuple(filter(None, (language,)))
    tenants = [
        config.tenants.get(ref.tenant) for ref in (principal.tenants if principal else ()) if ref.desk == desk
    ]
    spoken = [tenant.language for tenant in tenants if tenant]
    return tuple(dict.fromkeys(filter(None, (language, *spoken, config.desk.language))))


def shown_article(deps: ApiDeps, reader: Reader, article: str) -> Article:
    """What readers see of it. Raises NotFound for what this reader may not see."""
    found = deps.knowledge.store.published(reader.desk, article)
    reader.space(found.space)
    if not is_shown(found, deps.now()):
        raise NotFound("there is no such article")
    return found


def in_spaces(reader: Reader, spaces: Sequence[str]) -> bool:
    """Whether the reader may enter all of these."""
    mine = {space.id for space in reader.spaces}
    return mine.issuperset(spaces)
