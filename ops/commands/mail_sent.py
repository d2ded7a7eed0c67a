"""`loket mail sent`: what the system sent, newest first; /dev/mail shows the same in a browser."""

import sys
from itertools import islice
from typing import Annotated

import msgspec
from cyclopts import Parameter
from rich.console import Console
from rich.table import Table
from rich.text import Text

from ops.commands.where import HERE, Place
from ops.local.cloud import LocalCloud
from ops.local.problems import Problem
from ops.local.ses.mailbox import Mailbox, SentMail

_SHOWN = ("from", "reply-to", "message-id", "in-reply-to", "references", "auto-submitted")


def sent(
    mail_id: str | None = None,
    place: Annotated[Place, Parameter(name="*")] = HERE,
    *,
    limit: Annotated[int, Parameter(alias="-n")] = 20,
    json: bool = False,
) -> None:
    """List mail that this Loket sent, newest first, or print one mail as it left.

    Loket need not be running.

    Parameters
    ----------
    mail_id
        Print this mail's raw text.
    limit
        How many to list.
    json
        One JSON object a line.
    """
    mailbox = Mailbox(LocalCloud(state=place.folder).sent)
    if mail_id:
        _raw(mailbox, mail_id)
        return
    mails = list(islice(mailbox.newest_first(), limit))
    if json:
        for mail in mails:
            print(msgspec.json.encode(mail).decode())
        return
    console = Console()
    if not mails:
        console.print("No mail was sent yet.")
    for mail in mails:
        console.print(_card(mail))


def _raw(mailbox: Mailbox, mail_id: str) -> None:
    found = mailbox.get(mail_id)
    if not found:
        raise Problem(f"There is no sent mail {mail_id}.", "`loket mail sent` lists them.")
    sys.stdout.buffer.write(found[1])


def _card(mail: SentMail) -> Table:
    card = Table.grid(padding=(0, 2))
    card.add_row(Text(mail.subject or "(no subject)", style="bold"), "")
    card.add_row(Text("  id", style="dim"), Text(mail.id))
    card.add_row(Text("  at", style="dim"), Text(f"{mail.at:%Y-%m-%d %H:%M:%S} UTC"))
    card.add_row(Text("  to", style="dim"), Text(", ".join(mail.recipients)))
    for name in _SHOWN:
        if mail.header(name):
            card.add_row(Text(f"  {name}", style="dim"), Text(mail.header(name)))
    return card
