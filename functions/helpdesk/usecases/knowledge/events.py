"""What readers say and do, counted without names: votes, searches, what was opened, what spared a ticket."""

import hashlib
from datetime import timedelta
from typing import Final

from helpdesk.domain.errors import Invalid, TooMany
from helpdesk.domain.knowledge.feedback import Happening, Vote, Votes
from helpdesk.domain.people import Principal
from helpdesk.usecases.api_deps import ApiDeps
from helpdesk.usecases.desk_roles import member_of
from helpdesk.usecases.knowledge import trees
from helpdesk.usecases.knowledge.access import Reader, shown_article

MOST_A_MINUTE: Final = 60
MOST_AN_EDGE: Final = 1200
"""In a minute, of all readers who come by one place of the CDN."""
_WINDOW: Final = timedelta(minutes=1)


def vote(deps: ApiDeps, reader: Reader, article: str, who: str, *, helpful: bool, remark: str = "") -> None:
    """`who`: an address or a browser's session; only its fingerprint with the article is kept.

    Raises NotFound, TooMany.
    """
    hold_back(deps, who)
    found = shown_article(deps, reader, article)
    deps.knowledge.feedback.vote(
        reader.desk,
        found.id,
        Vote(reader=fingerprint(reader.desk, found.id, who), helpful=helpful, remark=remark, at=deps.now()),
    )


def votes(deps: ApiDeps, principal: Principal, desk: str, article: str) -> Votes:
    """For those who write. Raises NotFound."""
    member_of(principal, desk)
    deps.knowledge.store.article(desk, article)
    return deps.knowledge.feedback.votes(desk, article)


def happened(
    deps: ApiDeps, reader: Reader, who: str, what: Happening,
    *, article: str | None = None, tree: str | None = None, node: str | None = None, language: str = "",
) -> None:  # fmt: skip
    """An article was opened or spared a ticket, or a tree was walked to its end. Raises NotFound, Invalid."""
    hold_back(deps, who)
    if article is not None:
        subject = shown_article(deps, reader, article).id
    elif tree is not None:
        walked = trees.tree(deps, reader, tree)
        if node not in {each.id for each in walked.nodes}:
            raise Invalid(field="node", reason="the tree has no such node")
        subject = f"{walked.id}/{node}"
    else:
        raise Invalid(field="article", reason="name the article, or the tree and the node")
    if (what is Happening.TREE_ENDED) != (article is None) and what is not Happening.SOLVED:
        raise Invalid(field="happened", reason="articles are opened, trees end; both can solve it")
    deps.knowledge.feedback.count(reader.desk, what, subject, at=deps.now(), language=language)


def fingerprint(desk: str, article: str, who: str) -> str:
    """Another one for each article: votes of one person cannot be brought together."""
    return hashlib.sha256(f"{desk}#{article}#{who.strip().lower()}".encode()).hexdigest()[:32]


def hold_back(deps: ApiDeps, who: str, most: int = MOST_A_MINUTE) -> None:
    """Count one more of this person. Raises TooMany."""
    used = deps.attempts.count(f"knowledge {who}", at=deps.now(), window=_WINDOW)
    if used > most:
        raise TooMany("that is very much for one minute", retry_after=60)
