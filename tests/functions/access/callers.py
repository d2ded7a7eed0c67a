"""Who calls, and how a row of the matrix is written."""

from typing import Any, NamedTuple

from tests.functions.desks import ANA, DORA, GIL, KIM, LARS, MEI, OMAR, PIM

EVERYBODY = (
    KIM,  # whose ticket ACME-1 is
    PIM,  # manager of the same tenant
    DORA,  # requester of another tenant of the desk
    GIL,  # requester of another desk's tenant
    ANA,  # agent of the desk
    LARS,  # lead of the desk
    MEI,  # admin of another desk
    OMAR,  # agent of both desks
)


class Case(NamedTuple):
    """One request, and what each of EVERYBODY hears."""

    method: str
    path: str
    given: Any  # a body, or a query
    heard: str
