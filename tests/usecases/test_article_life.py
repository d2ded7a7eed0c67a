"""Whatever writers do with an article, readers see what was published last, and every version stays."""

from hypothesis import given
from hypothesis import strategies as st

from helpdesk.domain.errors import HelpdeskError
from helpdesk.domain.knowledge.articles import ArticleState, Translation
from helpdesk.usecases.entering import principal_of
from helpdesk.usecases.knowledge import reading, writing
from helpdesk.usecases.knowledge.access import reader_of
from tests.functions.desks import KIM, LARS, Desks
from tests.functions.shelves import fill_shelves

STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("save"), st.text("abc", min_size=1, max_size=4)),
        st.tuples(st.just("move"), st.sampled_from(["office", "inside", "open"])),
        st.tuples(st.just("state"), st.sampled_from(list(ArticleState))),
        st.tuples(st.just("restore"), st.integers(1, 12)),
    ),
    max_size=14,
)


@given(STEPS)
def test_readers_see_what_was_published_last(steps: list[tuple[str, object]]) -> None:
    desks = Desks()
    fill_shelves(desks)
    deps, store = desks.deps, desks.deps.knowledge.store
    lars = principal_of(desks.directory, LARS)
    shown: tuple[str, str] | None = ("office", store.published("noord", "jam").translations["en"].body)
    written = [store.version("noord", "jam", number) for number in (1, 2)]

    for what, value in steps:
        now = store.article("noord", "jam")
        if what in {"save", "move"}:
            body = str(value) if what == "save" else now.translations["en"].body
            content = writing.Content(
                space=str(value) if what == "move" else now.space, language="en",
                translations={"en": Translation(title="Jam", body=body)},
            )  # fmt: skip
            made = writing.save(deps, lars, "noord", "jam", content, expected=now.version)
        elif what == "state":
            state = ArticleState(str(value))
            made = writing.set_state(deps, lars, "noord", "jam", state, expected=now.version)
            if state is ArticleState.PUBLISHED:
                shown = (made.space, made.translations["en"].body)
            elif state is ArticleState.ARCHIVED:
                shown = None
        elif isinstance(value, int) and value <= len(written):
            made = writing.restore(deps, lars, "noord", "jam", value, expected=now.version)
            assert made.translations == written[value - 1].translations
        else:
            continue
        written.append(made)

    assert _seen(desks) == (shown if shown and shown[0] != "inside" else None)
    assert [store.version("noord", "jam", n + 1) for n in range(len(written))] == written
    assert [note.number for note in store.versions("noord", "jam")] == list(range(1, len(written) + 1))


def _seen(desks: Desks) -> tuple[str, str] | None:
    """What a requester reads, and finds in the list of its space and in no other."""
    reader = reader_of(desks.deps, principal_of(desks.directory, KIM), "noord")
    try:
        found = reading.article(desks.deps, reader, "jam")
    except HelpdeskError:
        found = None
    listed = [
        space.id
        for space in reader.spaces
        if any(card.id == "jam" for card in reading.cards(desks.deps, reader, space.id))
    ]
    assert listed == ([found.space] if found else [])
    return (found.space, found.translations["en"].body) if found else None
