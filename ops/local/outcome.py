"""What became of a mail that was sent to the local Loket, read from its table: a ticket or the quarantine."""

import hashlib

import msgspec

from helpdesk.domain.ids import TenantRef
from helpdesk.domain.quarantine import QuarantinedMail
from helpdesk.domain.reply_address import split_address
from helpdesk.mail.understand import understand
from helpdesk.storage.directory import TableDirectory
from helpdesk.storage.intake import CrossTenantIntake
from helpdesk.storage.keys import mail as keys
from helpdesk.storage.row import Credentials
from helpdesk.storage.table import Table
from ops.local.clock import now
from ops.local.cloud import KEY, REGION, LocalCloud
from ops.local.outputs import StackOutputs
from ops.local.smtp.intake import PREFIX


class Mailed(msgspec.Struct, frozen=True, kw_only=True):
    """One accepted mail: the id the door gave it, and its Message-ID."""

    id: str
    message_id: str
    recipients: tuple[str, ...]

    @property
    def key(self) -> str:
        """Its place in the mail bucket."""
        return f"{PREFIX}/{self.id}"


class Outcome(msgspec.Struct, frozen=True, kw_only=True):
    """Exactly one of the two is set."""

    ticket: str = ""
    quarantined: str = ""


def message_id(raw: bytes) -> str:
    """As the intake reads it; "" when there is none."""
    head = raw.partition(b"\r\n\r\n")[0]
    return understand(head + b"\r\n\r\n").message_id


class Outcomes:
    """Looks them up, as often as asked."""

    def __init__(self, cloud: LocalCloud) -> None:
        self._table = Table(
            StackOutputs(cloud)["TableName"],
            credentials=Credentials(KEY, KEY, KEY),
            endpoint=cloud.aws_url,
            region=REGION,
        )
        self._store = CrossTenantIntake(self._table, 1)
        self._directory = TableDirectory(self._table, now)

    def of(self, mail: Mailed) -> dict[str, Outcome]:
        """By recipient; those without an outcome yet are left out."""
        found = {recipient: self._of(mail, recipient) for recipient in mail.recipients}
        return {recipient: outcome for recipient, outcome in found.items() if outcome}

    def _of(self, mail: Mailed, recipient: str) -> Outcome | None:
        scope = self._directory.tenant_of_address(split_address(recipient)[0])
        return (self._ticket(mail, scope) if scope else None) or self._quarantined(mail, scope)

    def _ticket(self, mail: Mailed, scope: TenantRef) -> Outcome | None:
        message = mail.message_id or f"{hashlib.sha256(mail.key.encode()).hexdigest()}@raw"
        ref = self._store.look_up(scope, message, (), "").seen
        if not ref:
            return None
        prefix = self._directory.desk(scope.desk).tenants[scope.tenant].prefix
        return Outcome(ticket=f"{prefix}-{ref.number}")

    def _quarantined(self, mail: Mailed, scope: TenantRef | None) -> Outcome | None:
        place = f"{scope}#{mail.key}" if scope else mail.key
        row_id = hashlib.sha256(place.encode()).hexdigest()[:26]
        row = self._table.get(keys.quarantined(scope.desk if scope else None, row_id))
        if not row:
            return None
        kept = msgspec.json.decode(row.body, type=QuarantinedMail)
        return Outcome(quarantined=f"{kept.cause}: {kept.detail}")
