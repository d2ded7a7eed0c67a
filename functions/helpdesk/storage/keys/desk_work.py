"""A desk's daily work: ready-made texts, who is calling, who is on which ticket, waves and views."""

from helpdesk.domain.ids import TenantRef, TicketRef, check_id
from helpdesk.storage.keys.parts import Key, check_row_id, fitting, scope_text


def texts(desk_id: str) -> str:
    return f"{check_id(desk_id, 'desk')}#TEXTS"


def text(desk_id: str, text_id: str) -> Key:
    return Key(texts(desk_id), f"TEXT#{check_id(text_id, 'text')}")


def callers(desk_id: str) -> str:
    return f"{check_id(desk_id, 'desk')}#CALLERS"


def caller(scope: TenantRef, word: str, person_id: str) -> Key:
    """By word first, so that one Query finds everybody whose word begins so."""
    scope_text(scope)
    return Key(callers(scope.desk), f"{caller_word(word)}#{scope.tenant}#{check_id(person_id, 'person')}")


def caller_word(word: str) -> str:
    return fitting(word.replace("#", ""))


def presence(ref: TicketRef) -> str:
    """Beside the ticket's story, not in it: whoever reads that need not read who was here."""
    return f"{scope_text(ref.scope)}#PRESENCE#{ref.number}"


def present(ref: TicketRef, agent: str) -> Key:
    return Key(presence(ref), f"AGENT#{check_id(agent, 'agent')}")


def searches(desk_id: str) -> str:
    return f"{check_id(desk_id, 'desk')}#SEARCHES"


def search_row(desk_id: str, kind: str, row_id: str) -> Key:
    """`kind` is WAVE or VIEW."""
    return Key(searches(desk_id), f"{kind}#{check_row_id(row_id)}")
