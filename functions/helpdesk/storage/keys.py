"""Every key of the one table, built and read here and nowhere else.

`/` and `#` delimit; ids cannot contain them, which is checked here once more because isolation leans on it.
"""

import hashlib
import re
import zlib
from datetime import UTC, date, datetime, timedelta
from typing import NamedTuple

from helpdesk.domain.errors import Invalid
from helpdesk.domain.ids import TenantRef, TicketRef, check_id
from helpdesk.domain.tickets import Ticket

TICKET_ROW = "TICKET"
ENTRY_ROWS = "ENTRY#"
DELIVERY_ROWS = "DELIVERY#"
PERSON_ROWS = "PERSON#"
SUPPRESSED_ROWS = "SUPPRESSED#"
CARD_ROWS = "CARD#"
PROVIDER_ROWS = "PROVIDER#"
OUTBOX_WORK = "WORK#OUTBOX#"
RECALCULATION_WORK = "WORK#RECALCULATION"
MESSAGE_ROWS = "MESSAGE#"
AUDIT_ROWS = "EVENT#"
WEBHOOK_WORK = "WORK#WEBHOOKS"
PRIVACY_WORK = "WORK#PRIVACY"

_ARTICLE_PK = re.compile(r"([a-z0-9-]{1,31})#ARTICLE#([a-z0-9-]{1,31})")
_PEOPLE_PK = re.compile(r"([a-z0-9-]{1,31})/([a-z0-9-]{1,31})#PEOPLE")
_ROW_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,127}")
_TICKET_PK = re.compile(r"([a-z0-9-]{1,31})/([a-z0-9-]{1,31})#TICKET#([0-9]{1,12})")
_LONGEST_ADDRESS = 320  # RFC 3696 erratum 1690 allows 254; a DynamoDB key ends at 2,048 bytes


class Key(NamedTuple):
    """Where one row lives."""

    pk: str
    sk: str


def instant(at: datetime) -> str:
    """Fixed width and always UTC, so that text sorts as time does."""
    if at.tzinfo is None:
        raise ValueError("an instant without a time zone cannot be stored")
    return at.astimezone(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")


def read_instant(text: str) -> datetime:
    """What `instant` wrote at the start of `text`."""
    return datetime.fromisoformat(text.partition("#")[0])


def normal_address(email: str) -> str:
    """An address as keys hold it: lower case; what no key can hold by its fingerprint."""
    return _fitting(email.strip().lower())


# Tickets and their story


def ticket(ref: TicketRef) -> Key:
    return Key(f"{_scope(ref.scope)}#TICKET#{ref.number}", TICKET_ROW)


def entry(ref: TicketRef, entry_id: str) -> Key:
    return Key(ticket(ref).pk, ENTRY_ROWS + _row_id(entry_id))


def delivery(ref: TicketRef, delivery_id: str) -> Key:
    return Key(ticket(ref).pk, DELIVERY_ROWS + _row_id(delivery_id))


def mark(scope: TenantRef, message_id: str) -> Key:
    return Key(f"{_scope(scope)}#MAIL#{_digest(message_id.strip().strip('<>'))}", "MAIL")


def sequence(scope: TenantRef) -> Key:
    return Key(f"{_scope(scope)}#SEQUENCE", "TICKET")


def ticket_of(pk: str) -> TicketRef | None:
    """The ticket whose story has this partition key; None when it is another kind of row."""
    match = _TICKET_PK.fullmatch(pk)
    return TicketRef(TenantRef(match[1], match[2]), int(match[3])) if match else None


# Configuration and people


def config(desk: str) -> str:
    return f"{check_id(desk, 'desk')}#CONFIG"


def desk(desk_id: str) -> Key:
    return Key(config(desk_id), "DESK")


def config_row(desk_id: str, kind: str, row_id: str) -> Key:
    """`kind` is TENANT, TEAM, AGENT, CALENDAR or POLICY."""
    return Key(config(desk_id), f"{kind}#{check_id(row_id, kind.lower())}")


def mail_config(desk_id: str, kind: str, tenant: str) -> Key:
    """`kind` is SENDERS, ROUTING or TEMPLATES; the tenant "" stands for the desk itself."""
    return Key(config(desk_id), f"{kind}#{check_id(tenant, 'tenant')}" if tenant else kind)


def categories(desk_id: str) -> Key:
    """The whole tree in one row: moving a branch is one write."""
    return Key(config(desk_id), "CATEGORIES")


def services(desk_id: str) -> Key:
    return Key(config(desk_id), "SERVICES")


def address_check(desk_id: str, address_: str) -> Key:
    return Key(config(desk_id), f"CHECK#{normal_address(address_)}")


def desks() -> str:
    """The list of all desks, which operators read."""
    return "HOUSE#DESKS"


def listed_desk(desk_id: str) -> Key:
    return Key(desks(), check_id(desk_id, "desk"))


def api_keys(desk_id: str) -> str:
    return f"{check_id(desk_id, 'desk')}#KEYS"


def api_key(desk_id: str, key_id: str) -> Key:
    return Key(api_keys(desk_id), f"KEY#{check_id(key_id, 'key')}")


def audit(desk_id: str) -> str:
    """The desk "" stands for the house."""
    return f"{check_id(desk_id, 'desk') if desk_id else ''}#AUDIT"


def audit_event(desk_id: str, event: str) -> Key:
    return Key(audit(desk_id), f"{AUDIT_ROWS}{check_id(event, 'event')}")


def webhooks(desk_id: str) -> str:
    return f"{check_id(desk_id, 'desk')}#WEBHOOKS"


def webhook(desk_id: str, hook: str) -> Key:
    return Key(webhooks(desk_id), f"WEBHOOK#{check_id(hook, 'webhook')}")


def hook_messages(desk_id: str, hook: str) -> str:
    return f"{check_id(desk_id, 'desk')}#WEBHOOK#{check_id(hook, 'webhook')}"


def hook_message(desk_id: str, hook: str, message: str) -> Key:
    return Key(hook_messages(desk_id, hook), f"{MESSAGE_ROWS}{check_id(message, 'message')}")


def sso_providers(desk_id: str) -> str:
    return f"{check_id(desk_id, 'desk')}#SSO"


def sso_provider(desk_id: str, provider: str) -> Key:
    return Key(sso_providers(desk_id), f"{PROVIDER_ROWS}{check_id(provider, 'provider')}")


def sso_domain(domain: str) -> Key:
    return Key(f"SSO-DOMAIN#{_fitting(domain.strip().lower())}", "SSO-DOMAIN")


def sso_idp(name: str) -> Key:
    return Key(f"SSO-IDP#{_fitting(name)}", "SSO-IDP")


def sso_account(name: str) -> Key:
    return Key(f"SSO-ACCOUNT#{normal_address(name)}", "SSO-ACCOUNT")


def own(account: str) -> str:
    return f"OWN#{normal_address(account)}"


def own_factor(account: str) -> Key:
    return Key(own(account), "FACTOR")


def own_signed_out(account: str) -> Key:
    return Key(own(account), "OUT")


def own_session(account: str, session: str) -> Key:
    return Key(own(account), f"SESSION#{_row_id(session)}")


def door_policy(desk_id: str) -> Key:
    return Key(sso_providers(desk_id), "DOOR")


def misses(what: str) -> Key:
    return Key(f"MISSES#{_digest(what)}", "MISSES")


def one_time(kind: str, secret_hash: str) -> Key:
    return Key(f"PASS#{_row_id(kind)}#{_row_id(secret_hash)}", "PASS")


def address(email: str) -> Key:
    return Key(f"ADDRESS#{normal_address(email)}", "ADDRESS")


def prefix(ticket_prefix: str) -> Key:
    return Key(f"PREFIX#{_fitting(ticket_prefix.upper())}", "PREFIX")


def people(scope: TenantRef) -> str:
    return f"{_scope(scope)}#PEOPLE"


def person(scope: TenantRef, person_id: str) -> Key:
    return Key(people(scope), PERSON_ROWS + check_id(person_id, "person"))


def person_of(pk: str, sk: str) -> tuple[TenantRef, str] | None:
    """Whose row it is; None when it is another kind of row."""
    match = _PEOPLE_PK.fullmatch(pk)
    if not match or not sk.startswith(PERSON_ROWS):
        return None
    return TenantRef(match[1], match[2]), sk.removeprefix(PERSON_ROWS)


def groups(scope: TenantRef) -> Key:
    return Key(people(scope), "GROUPS")


def merges(scope: TenantRef) -> str:
    return f"{_scope(scope)}#MERGES"


def person_merge(scope: TenantRef, absorbed: str) -> Key:
    return Key(merges(scope), check_id(absorbed, "person"))


def privacy(scope: TenantRef) -> str:
    """Exports and erasures of a tenant's people."""
    return f"{_scope(scope)}#PRIVACY"


def privacy_job(scope: TenantRef, job: str) -> Key:
    return Key(privacy(scope), f"JOB#{check_id(job, 'job')}")


def condemned(scope: TenantRef, job: str, place: str) -> Key:
    """Objects that an erasure is to delete."""
    return Key(f"{_scope(scope)}#CONDEMNED#{check_id(job, 'job')}", _digest(place))


def operator(email: str) -> Key:
    """The sign-in of who runs the deployment; no desk and no tenant can be called so."""
    return Key(logins(email), "*OPERATOR")


def suppressed(scope: TenantRef, address_: str) -> Key:
    """Beside the tenant's people, so that whoever reads them learns who cannot be reached."""
    return Key(people(scope), SUPPRESSED_ROWS + normal_address(address_))


def logins(email: str) -> str:
    return f"LOGIN#{normal_address(email)}"


def login(email: str, place: TenantRef | str) -> Key:
    """`place`: a tenant for requesters, a desk for its members."""
    return Key(logins(email), _scope(place) if isinstance(place, TenantRef) else check_id(place, "desk"))


# A desk's daily work: ready-made texts, who is calling, who is on which ticket


def texts(desk_id: str) -> str:
    return f"{check_id(desk_id, 'desk')}#TEXTS"


def text(desk_id: str, text_id: str) -> Key:
    return Key(texts(desk_id), f"TEXT#{check_id(text_id, 'text')}")


def callers(desk_id: str) -> str:
    return f"{check_id(desk_id, 'desk')}#CALLERS"


def caller(scope: TenantRef, word: str, person_id: str) -> Key:
    """By word first, so that one Query finds everybody whose word begins so."""
    _scope(scope)
    return Key(callers(scope.desk), f"{caller_word(word)}#{scope.tenant}#{check_id(person_id, 'person')}")


def caller_word(word: str) -> str:
    return _fitting(word.replace("#", ""))


def presence(ref: TicketRef) -> str:
    """Beside the ticket's story, not in it: whoever reads that need not read who was here."""
    return f"{_scope(ref.scope)}#PRESENCE#{ref.number}"


def present(ref: TicketRef, agent: str) -> Key:
    return Key(presence(ref), f"AGENT#{check_id(agent, 'agent')}")


# Quarantine, and what is counted: automatic answers, attempts


def quarantine(desk_id: str | None) -> str:
    """The partition; also the one of the `tenant` index that lists it by age."""
    return f"{check_id(desk_id, 'desk') if desk_id else ''}#QUARANTINE"


def quarantined(desk_id: str | None, mail_id: str) -> Key:
    return Key(quarantine(desk_id), _row_id(mail_id))


def automatic(recipient: str) -> str:
    return f"AUTOMATIC#{_digest(normal_address(recipient))}"


def automatic_answer(recipient: str, subject: str, at: datetime) -> Key:
    return Key(automatic(recipient), f"{instant(at)}#{subject_mark(subject)}")


def attempts(what: str, at: datetime, window: timedelta) -> Key:
    """The row that counts `what` in the window `at` falls in; such windows follow each other without gaps."""
    first = datetime(1970, 1, 1, tzinfo=UTC)
    start = first + (at - first) // window * window
    return Key(f"ATTEMPTS#{_digest(what)}", f"{instant(start)}#{int(window.total_seconds())}")


def subject_mark(subject: str) -> str:
    return _digest(" ".join(subject.lower().split()))[:16]


# What search keeps for a desk: waves of alike tickets, and views


def searches(desk_id: str) -> str:
    return f"{check_id(desk_id, 'desk')}#SEARCHES"


def search_row(desk_id: str, kind: str, row_id: str) -> Key:
    """`kind` is WAVE or VIEW."""
    return Key(searches(desk_id), f"{kind}#{_row_id(row_id)}")


# Knowledge: a desk's spaces, articles with their versions, trees, bulletins, and what readers say


def knowledge(desk_id: str, kind: str) -> str:
    """`kind` is SPACES, TREES or BULLETINS: each a partition of the desk."""
    return f"{check_id(desk_id, 'desk')}#{kind}"


def knowledge_row(desk_id: str, kind: str, row_id: str) -> Key:
    return Key(knowledge(desk_id, kind), check_id(row_id, kind[:-1].lower()))


def cards(desk_id: str, space: str) -> str:
    """The articles of a space without their texts: what lists read."""
    return f"{check_id(desk_id, 'desk')}#SPACE#{check_id(space, 'space')}"


def card(desk_id: str, space: str, article: str) -> Key:
    return Key(cards(desk_id, space), f"{CARD_ROWS}{check_id(article, 'article')}")


def article(desk_id: str, article_id: str, row: str = "ARTICLE") -> Key:
    """`row` is ARTICLE (as it is worked on), PUBLISHED (as readers see it), or one of `article_version`."""
    return Key(f"{check_id(desk_id, 'desk')}#ARTICLE#{check_id(article_id, 'article')}", row)


def article_version(desk_id: str, article_id: str, kind: str, number: int) -> Key:
    """`kind` is TEXT (all of it), or VERSION (who, when, why), which sorts last: one Query has them."""
    return article(desk_id, article_id, f"{kind}#{number:08d}")


def article_of(pk: str) -> tuple[str, str] | None:
    """(desk, article) of an article's partition; None when it is another kind of row."""
    match = _ARTICLE_PK.fullmatch(pk)
    return (match[1], match[2]) if match else None


def votes(desk_id: str, article_id: str, row: str) -> Key:
    """`row` is TOTAL#yes, TOTAL#no, VOTE#{reader} or WORD#{reader} (remarks, which sort last)."""
    return Key(f"{check_id(desk_id, 'desk')}#VOTES#{check_id(article_id, 'article')}", row)


def counted(desk_id: str, day: date, what: str = "") -> Key:
    """One day of a desk; `what` "": how many different things it holds."""
    partition = f"{check_id(desk_id, 'desk')}#COUNTED#{day.isoformat()}"
    return Key(partition, f"COUNT#{_digest(what)[:32]}" if what else "DIFFERENT")


# Sparse indexes: partitions first, then what they sort by


def queue(desk_id: str) -> str:
    return f"{check_id(desk_id, 'desk')}#OPEN"


def assignee(desk_id: str, agent: str) -> str:
    return f"{check_id(desk_id, 'desk')}#AGENT#{check_id(agent, 'agent')}"


def requester(scope: TenantRef, person_id: str) -> str:
    return f"{_scope(scope)}#REQUESTER#{check_id(person_id, 'person')}"


def tickets(scope: TenantRef) -> str:
    return f"{_scope(scope)}#TICKETS"


def sla_work(shard: int) -> str:
    return f"WORK#SLA#{shard}"


def outbox_work(shard: int) -> str:
    return f"{OUTBOX_WORK}{shard}"


def digest_work(shard: int) -> str:
    return f"WORK#DIGEST#{shard}"


def digest_reader(desk_id: str, recipient: str) -> str:
    """Whose digest it is: what held notices sort by first."""
    return f"{check_id(desk_id, 'desk')}#{normal_address(recipient)}"


def recalculation(desk_id: str, job_id: str) -> Key:
    return Key(f"{check_id(desk_id, 'desk')}#RECALCULATIONS", _row_id(job_id))


def shard_of(pk: str, shards: int) -> int:
    """Which shard of the work index takes the rows of this partition."""
    return zlib.crc32(pk.encode()) % shards


def by_due(stored: Ticket) -> str:
    """Sorts tickets with a promise by when it falls due, the others after them, oldest first."""
    due = stored.next_due_at
    first = instant(due) if due else f"~{instant(stored.created_at)}"
    return f"{first}#{stored.ref.scope}#{stored.ref.number}"


def by_age(stored: Ticket) -> str:
    return f"{instant(stored.created_at)}#{stored.ref.number:012d}"


def _scope(scope: TenantRef) -> str:
    return f"{check_id(scope.desk, 'desk')}/{check_id(scope.tenant, 'tenant')}"


def _row_id(value: str) -> str:
    if not _ROW_ID.fullmatch(value):
        raise Invalid(field="id", reason=f"“{value[:40]}” cannot be the id of a row")
    return value


def _fitting(text: str) -> str:
    """`text`, or its fingerprint when it is too long for a key or not encodable (a lone surrogate)."""
    encodable = len(text.encode("utf-8", "replace")) <= _LONGEST_ADDRESS and text.isprintable()
    return text if encodable else f"sha256:{_digest(text)}"


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
