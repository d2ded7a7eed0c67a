"""Audiences, fallback of languages, decision trees and comparison: examples, and what always holds."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from helpdesk.domain.errors import Invalid
from helpdesk.domain.ids import TenantRef, TicketRef
from helpdesk.domain.knowledge.articles import (
    Article,
    ArticleState,
    Translation,
    in_language,
    is_shown,
    may_read,
)
from helpdesk.domain.knowledge.comparison import compare, hunks
from helpdesk.domain.knowledge.languages import choose
from helpdesk.domain.knowledge.spaces import Audience, AudienceKind, Space, may_enter, readable
from helpdesk.domain.knowledge.tree_checks import DEEPEST, check_tree, walk
from helpdesk.domain.knowledge.trees import AnswerEnd, Choice, Node, Question, Tree
from helpdesk.domain.people import Membership, PersonRef, Principal, Role

NOW = datetime(2026, 11, 16, 9, 0, tzinfo=UTC)
ANA = PersonRef(id="ana", name="Ana", email="ana@noord.example")


def person(
    desk: str, tenant: str | None = None, *, role: Role = Role.REQUESTER, groups: tuple[str, ...] = ()
) -> Principal:
    member = Membership(role=role, desk=desk, tenant=tenant, person=ANA, groups=groups)
    return Principal(email=ANA.email, name=ANA.name, memberships=(member,))


def space(kind: AudienceKind, **more: Any) -> Space:
    return Space(desk="noord", id=kind, names={"en": kind}, audience=Audience(kind=kind, **more))


KIM, EVE = person("noord", "acme", groups=("finance",)), person("host", "globex", groups=("finance",))
AGENT, STRANGER = person("noord", role=Role.AGENT), person("host", role=Role.ADMIN)
BY_LINK = replace(KIM, ticket=TicketRef(TenantRef("noord", "acme"), 1))
CHOSEN = AudienceKind.CHOSEN


@pytest.mark.parametrize(
    ("where", "who"),
    [  # kim, eve of another desk, an agent, another desk's admin, kim by a mail's link, nobody
        (space(AudienceKind.PUBLIC), "111111"),
        (space(AudienceKind.REQUESTERS), "101000"),
        (space(AudienceKind.DESK), "001000"),
        (space(CHOSEN, tenants=("acme",)), "101000"),
        (space(CHOSEN, tenants=("duinrand",)), "001000"),
        (space(CHOSEN, groups=("finance", "x")), "101000"),
        (space(CHOSEN, groups=("staff",)), "001000"),
        (space(CHOSEN, tenants=("acme",), groups=("finance",)), "101000"),
        (space(CHOSEN, tenants=("duinrand",), groups=("finance",)), "001000"),
        (replace(space(AudienceKind.PUBLIC), archived=True), "001000"),
    ],
)
def test_who_may_enter(where: Space, who: str) -> None:
    everybody = (KIM, EVE, AGENT, STRANGER, BY_LINK, None)

    assert "".join(str(int(may_enter(one, where))) for one in everybody) == who
    assert [readable(one, (where,)) == {where.id} for one in everybody] == [c == "1" for c in who]


def test_a_tenant_and_a_group_of_two_memberships_do_not_add_up() -> None:
    both = replace(
        KIM,
        memberships=(
            Membership(role=Role.REQUESTER, desk="noord", tenant="acme", person=ANA),
            Membership(role=Role.REQUESTER, desk="noord", tenant="duinrand", person=ANA, groups=("finance",)),
        ),
    )
    assert not may_enter(both, space(CHOSEN, tenants=("acme",), groups=("finance",)))


def article(**more: Any) -> Article:
    plain = Article(
        desk="noord", id="jam", space="requesters", language="en", owner=ANA, created_at=NOW, updated_at=NOW,
        translations={"en": Translation(title="Jam")}, version=2,
    )  # fmt: skip
    return replace(plain, **more)


def test_readers_get_the_published_version_within_its_time() -> None:
    where, hour = space(AudienceKind.REQUESTERS), timedelta(hours=1)
    shown = article(state=ArticleState.PUBLISHED, published=2, valid_from=NOW, valid_until=NOW + hour)

    for at, seen in ((NOW - hour, False), (NOW, True), (NOW + hour, False)):
        assert is_shown(shown, at) is seen
        assert may_read(KIM, where, shown, at) is seen
        assert may_read(AGENT, where, shown, at)
    assert not may_read(KIM, where, article(published=1), NOW)
    assert not may_read(KIM, where, article(), NOW)
    assert not may_read(AGENT, where, replace(shown, space="other"), NOW)


LANGUAGES = st.sampled_from(["en", "nl", "nb", "ru", "zh", "de", "nl-BE", "zh-Hant"])


@given(st.sets(LANGUAGES, min_size=1), st.lists(LANGUAGES))
def test_there_is_always_something_to_read_and_the_first_wish_counts(
    there: set[str], wanted: list[str]
) -> None:
    chosen = choose(there, wanted)

    assert chosen in there
    met = [wish for wish in wanted if wish.partition("-")[0] in {one.partition("-")[0] for one in there}]
    if met:
        assert chosen.partition("-")[0] == met[0].partition("-")[0]
        if met[0] in there:
            assert chosen == met[0]
    assert choose(sorted(there, reverse=True), wanted) == chosen


def test_the_original_comes_before_any_other() -> None:
    texts = {language: Translation(title=language) for language in ("de", "nl", "ru")}
    three = article(translations=texts, language="ru")

    assert in_language(three, ("zh", "nl"))[0] == "nl"
    assert in_language(three, ("zh",))[0] == "ru"


def tree(*nodes: Node, start: str = "n0") -> Tree:
    return Tree(desk="noord", id="t", space="s", names={"en": "T"}, start=start, nodes=nodes)


def question(name: str, *to: str) -> Question:
    return Question(
        id=name,
        texts={"en": "?"},
        choices=tuple(Choice(labels={"en": str(i)}, to=t) for i, t in enumerate(to)),
    )


def answer(name: str) -> AnswerEnd:
    return AnswerEnd(id=name, texts={"en": "!"})


@st.composite
def graphs(draw: st.DrawFn) -> Tree:
    """Any wiring of a few questions and answers."""
    size = draw(st.integers(1, 8))
    names = [f"n{i}" for i in range(size)]
    nodes: list[Node] = []
    for name in names:
        to = draw(st.lists(st.sampled_from(names), min_size=2, max_size=3))
        nodes.append(question(name, *to) if draw(st.booleans()) else answer(name))
    return tree(*nodes)


@given(graphs(), st.lists(st.integers(0, 2), max_size=12))
def test_a_tree_that_is_accepted_can_be_walked_to_an_end_from_everywhere(
    made: Tree, steps: list[int]
) -> None:
    """And one that is refused really has a node that is not reached, or never ends: checked another way."""
    nodes = {node.id: node for node in made.nodes}

    def reach(start: str) -> set[str]:
        seen, waiting = {start}, [start]
        while waiting:
            node = nodes[waiting.pop()]
            for choice in node.choices if isinstance(node, Question) else ():
                if choice.to not in seen:
                    seen.add(choice.to)
                    waiting.append(choice.to)
        return seen

    whole = reach("n0") == set(nodes)
    ends = all(any(isinstance(nodes[there], AnswerEnd) for there in reach(name)) for name in nodes)
    if not (whole and ends):
        with pytest.raises(Invalid, match=r"^nodes\.n"):
            check_tree(made)
        return
    assert check_tree(made) == made
    node: Node = nodes["n0"]
    path: list[int] = []
    for step in steps:
        if not isinstance(node, Question):
            break
        position = step % len(node.choices)
        path.append(position)
        node = nodes[node.choices[position].to]
        assert walk(made, tuple(path)).node == node


def test_a_walk_goes_no_way_that_is_not_there() -> None:
    made = tree(question("n0", "a", "b"), answer("a"), answer("b"))

    assert walk(made, ()).node.id == "n0"
    assert walk(made, (1,)).node.id == "b"
    for path in ((2,), (-1,), (0, 0)):
        with pytest.raises(Invalid):
            walk(made, path)


def test_a_tree_is_only_so_deep() -> None:
    def chain(length: int) -> Tree:
        steps = [question(f"n{i}", f"n{i + 1}", "end") for i in range(length)]
        return tree(*steps, answer(f"n{length}"), answer("end"))

    assert check_tree(chain(DEEPEST)).start == "n0"
    with pytest.raises(Invalid, match=f"nodes.n{DEEPEST + 1}"):
        check_tree(chain(DEEPEST + 1))


TEXTS = st.text(alphabet="ab \n.é", max_size=60)


@given(TEXTS, TEXTS)
def test_hunks_make_up_both_texts(old: str, new: str) -> None:
    made = hunks(old, new)

    assert [line for hunk in made for line in hunk.old] == (old.split("\n") if old else [])
    assert [line for hunk in made for line in hunk.new] == (new.split("\n") if new else [])
    for hunk in made:
        assert (hunk.op == "equal") == (hunk.old == hunk.new)
        if hunk.op == "replace":
            assert "".join(w.text for w in hunk.words if w.op != "insert") == "\n".join(hunk.old)
            assert "".join(w.text for w in hunk.words if w.op != "delete") == "\n".join(hunk.new)


def test_only_what_differs_is_told() -> None:
    old = article(keywords=("a",))
    new = article(keywords=("a", "b"), translations=old.translations | {"nl": Translation(title="Vast")})

    assert [(c.field, c.language) for c in compare(old, new)] == [("title", "nl"), ("keywords", "")]
    assert compare(old, old) == ()


def test_texts_of_any_size_are_compared_in_time() -> None:
    old, new = "word " * 10_000, "other " * 10_000
    (hunk,) = hunks(old, new)

    assert [word.op for word in hunk.words] == ["delete", "insert"]
    lines = hunks("\n".join("ab" * 5_000), "\n".join("ba" * 5_000))
    assert sum(len(hunk.old) for hunk in lines) == 10_000


def test_a_long_text_that_was_wholly_rewritten_is_compared_by_words_as_far_as_that_takes_seconds() -> None:
    def written(word: str) -> str:
        return "\n\n".join(
            " ".join(f"{word}{part}x{at}" if at % 5 else "and" for at in range(400)) for part in range(20)
        )

    found = hunks(written("old"), written("new"))

    by_words = [hunk for hunk in found if len(hunk.words) > 2]
    assert len(found) == 39
    assert 0 < len(by_words) < 10
    assert "\n\n".join(h.new[0] for h in found if h.op == "replace") == written("new")
