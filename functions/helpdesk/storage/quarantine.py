"""The row of a quarantined mail: listed by age while it waits, forgotten long after it was decided on."""

from datetime import timedelta

import msgspec

from helpdesk.domain.quarantine import QuarantinedMail
from helpdesk.storage.keys import mail as keys
from helpdesk.storage.keys.parts import instant
from helpdesk.storage.row import Row
from helpdesk.storage.table import Table

_REMEMBERED = timedelta(days=400)  # so long a raw mail that is read again finds that it was decided on


def quarantine_row(table: Table, mail: QuarantinedMail) -> Row:
    """Its row as it should be now."""
    key = keys.quarantined(mail.desk, mail.id)
    row = table.row(*key, kind="quarantine", body=msgspec.json.encode(mail).decode())
    if mail.decision and mail.decision.done:
        row.expires = int((mail.decision.at + _REMEMBERED).timestamp())
    else:
        row.tenant_pk, row.tenant_sk = key.pk, instant(mail.at)
    return row
