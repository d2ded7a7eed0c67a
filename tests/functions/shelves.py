"""Some knowledge of the desk noord, and of host: one article for each kind of audience."""

from msgspec.structs import replace

from helpdesk.domain.knowledge.articles import Article, ArticleState, ArticleVersion, Translation
from helpdesk.domain.knowledge.bulletins import Bulletin, BulletinText
from helpdesk.domain.knowledge.spaces import Audience, AudienceKind, Space
from helpdesk.domain.knowledge.trees import AnswerEnd, Tree, TreeState
from helpdesk.domain.people import PersonRef
from helpdesk.ports.knowledge import ArticleWrite
from tests.functions.desks import ANA, Desks

ANA_REF = PersonRef(id="ana", name="Ana Ruiz", email=ANA)

AUDIENCES = {
    "open": Audience(kind=AudienceKind.PUBLIC),
    "office": Audience(kind=AudienceKind.REQUESTERS),
    "acmes": Audience(kind=AudienceKind.CHOSEN, tenants=("acme",)),
    "inside": Audience(kind=AudienceKind.DESK),
}
SECRET = "the merger is on friday"


def put_article(
    desks: Desks, name: str, space: str, *, title: str = "", published: bool = True, desk: str = "noord"
) -> Article:
    """An article as it comes to be: a draft, then published."""
    article = Article(
        desk=desk, id=name, space=space, language="en", owner=ANA_REF, created_at=desks.now,
        updated_at=desks.now,
        translations={"en": Translation(title=title or name.title(), body=f"# {name}\n\nText of {name}.")},
    )  # fmt: skip
    store = desks.deps.knowledge.store
    note = ArticleVersion(number=0, at=desks.now, by=ANA_REF, state=ArticleState.DRAFT)
    stored = store.write(ArticleWrite(article=article, note=note))
    return publish(desks, stored) if published else stored


def publish(desks: Desks, article: Article) -> Article:
    """Readers see it from now on."""
    state = ArticleState.PUBLISHED
    shown = replace(article, state=state, published=article.version + 1)
    note = ArticleVersion(number=0, at=desks.now, by=ANA_REF, state=state)
    return desks.deps.knowledge.store.write(ArticleWrite(article=shown, note=note, shown=True))


def fill_shelves(desks: Desks) -> None:
    """Spaces, an article in each, a tree and a bulletin."""
    knowledge = desks.deps.knowledge
    for order, (name, audience) in enumerate(AUDIENCES.items()):
        knowledge.store.put_space(
            Space(desk="noord", id=name, names={"en": name.title()}, audience=audience, order=order)
        )
    knowledge.store.put_space(
        Space(desk="host", id="office", names={"en": "Office"}, audience=AUDIENCES["office"])
    )
    put_article(desks, "welcome", "open")
    put_article(desks, "jam", "office")
    put_article(desks, "acmes", "acmes", title=SECRET)
    put_article(desks, "inside", "inside", title=SECRET)
    put_article(desks, "draft", "office", title=SECRET, published=False)
    put_article(desks, "hosts", "office", desk="host")
    knowledge.store.put_tree(
        Tree(
            desk="noord", id="help", space="acmes", names={"en": "Help"}, start="a",
            state=TreeState.PUBLISHED,
            nodes=(AnswerEnd(id="a", texts={"en": SECRET}),),
        )
    )  # fmt: skip
    knowledge.bulletins.put_bulletin(
        Bulletin(
            desk="noord", id="vpn", texts={"en": BulletinText(title=SECRET)}, tenants=("acme",),
            starts=desks.now, by=ANA_REF, created_at=desks.now, updated_at=desks.now,
        )
    )  # fmt: skip
