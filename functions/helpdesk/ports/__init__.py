"""What the use cases need from the outside world, as Protocols.

Real ones live in `storage`, `adapters` and `search`; fakes in `tests/fakes.py`. Both pass tests/contract.
"""

from helpdesk.ports.administration import Administration
from helpdesk.ports.common import MAX_PAGE, NewId, PageRequest
from helpdesk.ports.desk_work import Callers, PresenceBook, ReadyTexts
from helpdesk.ports.directory import Directory, DirectoryEditor
from helpdesk.ports.outside import (
    Accounts,
    ApiKeys,
    Attempts,
    Files,
    Mailer,
    Queue,
    RawMail,
    TokenKeys,
    Tokens,
    UploadForm,
)
from helpdesk.ports.scopes import ScopedStores, Session, Sessions, Stores
from helpdesk.ports.search import (
    AnyDocument,
    ArticleDocument,
    ArticleText,
    LabelGuess,
    Likeness,
    Match,
    NotUnderstood,
    PersonDocument,
    SearchAnswer,
    SearchHit,
    SearchIndex,
    SearchRequest,
    SearchScope,
    SimilarHit,
    TicketDocument,
)
from helpdesk.ports.tickets import TicketPage, TicketStore, TicketStory, TicketWrite
from helpdesk.ports.work import CheckerStore, DueTicket, IntakeStore, MailLookup, OutboxStore, QuarantineStore

__all__ = [
    "MAX_PAGE",
    "Accounts",
    "Administration",
    "AnyDocument",
    "ApiKeys",
    "ArticleDocument",
    "ArticleText",
    "Attempts",
    "Callers",
    "CheckerStore",
    "Directory",
    "DirectoryEditor",
    "DueTicket",
    "Files",
    "IntakeStore",
    "LabelGuess",
    "Likeness",
    "MailLookup",
    "Mailer",
    "Match",
    "NewId",
    "NotUnderstood",
    "OutboxStore",
    "PageRequest",
    "PersonDocument",
    "PresenceBook",
    "QuarantineStore",
    "Queue",
    "RawMail",
    "ReadyTexts",
    "ScopedStores",
    "SearchAnswer",
    "SearchHit",
    "SearchIndex",
    "SearchRequest",
    "SearchScope",
    "Session",
    "Sessions",
    "SimilarHit",
    "Stores",
    "TicketDocument",
    "TicketPage",
    "TicketStore",
    "TicketStory",
    "TicketWrite",
    "TokenKeys",
    "Tokens",
    "UploadForm",
]
