"""Whom the traces are of, what she was called before, and how she is recognised."""

from helpdesk.domain.people import Person
from tests.contract.builders import ACME, PIM

LISA = Person(
    scope=ACME, id="lisa", name="Lisa de Wit", emails=("lisa@acme.example", "l.dewit@lisa.example"),
    phones=("+31612345678",),
)  # fmt: skip
ONCE = Person(scope=ACME, id="lisa-old", name="Lisa Wit-Jansen", emails=("lisa.jansen@acme.example",))
PIMS = Person(scope=ACME, id="pim", name="Pim Bos", emails=(PIM.email,))
TRACES = ("lisa", "612345678", "12 34 56 78", "jansen")


def told(text: str) -> bool:
    """Whether this tells of Lisa."""
    return any(trace in text.casefold() for trace in TRACES)
