"""What people type finds the tickets they mean."""

import pytest

from helpdesk.ports import SearchScope, TicketDocument
from helpdesk.search.index import TicketIndex
from tests.search.things import document, found, hits


@pytest.fixture
def filled(index: TicketIndex) -> TicketIndex:
    index.update(
        "noord",
        [
            document(1, "Printer on floor two jams", "The paper is stuck again. Error 0x80070005."),
            document(2, "Password expired", "I cannot sign in to 192.168.0.1 since my holidays."),
            document(3, "Störung im Büro", "Der Drucker druckt nicht mehr, bitte kommen Sie."),
            document(4, "打印机坏了", "办公室的打印机不能打印,请帮忙。"),
            document(5, "Skriveren på kontoret", "Skriveren virker ikke. Naïve café.", state="closed"),
            document(6, "Не работает принтер", "Принтеры на втором этаже не печатают."),
            document(1042, "New laptop", "For our colleague Zoë; see the printer floor plan.", team="field"),
            document(1043, "Follow-up", "This is about ACME-1042, jams on floor two.", notes="cafe latte"),
        ],
    )
    return index


@pytest.mark.parametrize(
    ("query", "first"),
    [
        ("printer jams", "ACME-1"),
        ("printers", "ACME-1"),  # stemmed
        ("jammed paper", "ACME-1"),
        ("expir", "ACME-2"),  # the last word is still being typed
        ("pass", "ACME-2"),
        ("192.168.0.1", "ACME-2"),
        ("stoerung", "ACME-3"),  # one letter more is a typo
        ("storung buro", "ACME-3"),  # diacritics do not matter
        ("STÖRUNG", "ACME-3"),
        ("drucker", "ACME-3"),
        ("打印机", "ACME-4"),
        ("打", "ACME-4"),
        ("办公室 打印", "ACME-4"),
        ("skriver kontor", "ACME-5"),  # Norwegian stems
        ("cafe naive", "ACME-5"),
        ("принтер этаж", "ACME-6"),
        ("acme-1042", "ACME-1042"),
        ("ACME-1042", "ACME-1042"),
        ("ACME-1042.", "ACME-1042"),
        ("1042", "ACME-1042"),
        ("zoe", "ACME-1042"),
        ("pritner jams", "ACME-1"),  # a typo
        ("pasword expierd", "ACME-2"),
        ("0x80070005", "ACME-1"),
        ('"floor two jams"', "ACME-1"),
        ("visser anne jams paper", "ACME-1"),  # people's names count too
    ],
)
def test_the_best_hit(filled: TicketIndex, query: str, first: str) -> None:
    assert found(filled, query)[:1] == [first]


def test_a_phrase_wants_its_words_in_order(filled: TicketIndex) -> None:
    assert set(found(filled, '"floor two"')) == {"ACME-1", "ACME-1043"}
    assert found(filled, '"two floor"') == []


def test_all_words_must_be_there_if_any_ticket_has_them_all(filled: TicketIndex) -> None:
    assert found(filled, "printer floor plan")[0] == "ACME-1042"


def test_words_can_be_excluded(filled: TicketIndex) -> None:
    assert "ACME-1" in found(filled, "floor two")
    assert found(filled, "floor two -printer") == ["ACME-1043"]


def test_filters_narrow(filled: TicketIndex) -> None:
    assert found(filled, "state:closed skriver") == ["ACME-5"]
    assert found(filled, "state:open skriver") == []
    assert found(filled, "team:field") == ["ACME-1042"]
    assert found(filled, "TEAM:field printer")[:1] != []  # not a filter: searched as words


def test_a_hit_tells_what_was_found(filled: TicketIndex) -> None:
    hit = hits(filled, "paper stuck", limit=5)[0]
    assert isinstance(hit.document, TicketDocument)
    assert (hit.document.key, hit.title, hit.document.state) == (
        "ACME-1",
        "Printer on floor two jams",
        "open",
    )
    assert "paper is stuck" in hit.snippet
    assert hit.score > 0


def test_the_snippet_shows_the_place(index: TicketIndex) -> None:
    index.update("noord", [document(1, "Long", "blah " * 300 + "the needle is here " + "blubb " * 300)])
    snippet = hits(index, "needle", limit=1)[0].snippet
    assert "needle is here" in snippet
    assert snippet.startswith("… ")
    assert len(snippet) < 200


def test_the_limit_holds(index: TicketIndex) -> None:
    index.update("noord", [document(n, f"printer {n}") for n in range(1, 40)])
    assert len(found(index, "printer", limit=7)) == 7
    assert len(found(index, "printer", limit=0)) == 1
    assert len(found(index, "printer", limit=10_000)) == 39


@pytest.mark.parametrize(
    "query",
    [
        "",
        "   ",
        '"',
        '""',
        "-",
        "AND OR NOT (",
        "((((((",
        "state:",
        "a:b:c:",
        "field:[1 TO",
        "*",
        "?*?*?*",
        "/(a+)+$/",
        "\\",
        "the of and",
        "😀😀😀",
        "\u200f\u202e\u200b",
        "\x00\x01",
        "\ud800",
        "-only -negatives",
        "x" * 10_000,
        "word " * 2_000,
        " ".join(f"term{n}" for n in range(1_000)),
        "打" * 10_000,
        "İ" * 500,
        "'’'" * 200,
    ],
)
def test_whatever_is_typed_gets_an_answer(filled: TicketIndex, query: str) -> None:
    assert isinstance(found(filled, query), list)


@pytest.mark.parametrize("query", ['printer "jams', "printer) AND (jams", "printer: jams", "(printer jams)"])
def test_broken_syntax_is_searched_as_words(filled: TicketIndex, query: str) -> None:
    assert found(filled, query)[0] == "ACME-1"


def test_only_stop_words_find_what_holds_them(filled: TicketIndex) -> None:
    assert "ACME-1" in found(filled, "the is")


def test_a_long_pasted_text_finds_what_it_is_about(filled: TicketIndex) -> None:
    pasted = "Hello, the paper in our printer on floor two is stuck and it jams. " * 200
    assert found(filled, pasted)[0] == "ACME-1"


def test_an_index_nobody_wrote_yet_finds_nothing(index: TicketIndex) -> None:
    assert found(index, "printer") == []
    assert found(index, "printer", SearchScope()) == []
