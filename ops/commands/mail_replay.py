"""`loket mail replay`: raw mail from the bucket through intake again."""

import json
import re
import sys
from datetime import UTC, datetime, timedelta
from typing import Annotated

from cyclopts import Parameter
from rich.console import Console
from rich.progress import track

from helpdesk import observe
from helpdesk.storage.directory import TableDirectory
from ops.commands.where import HERE, Place
from ops.local.problems import Problem
from ops.mail.replaying import head, notice_of, raw_mail
from ops.mail.surroundings import AwsRegion, surroundings

_AGO = re.compile(r"(\d+)\s*([mhd])")
_UNITS = {"m": "minutes", "h": "hours", "d": "days"}


def replay(
    place: Annotated[Place, Parameter(name="*")] = HERE,
    *,
    since: str,
    until: str | None = None,
    aws: AwsRegion = None,
    look: bool = False,
) -> None:
    """Take raw mail in again, after a bad deploy: what had landed stays where it is, the rest lands now.

    Exit code 1 when a mail does not say for whom it was.

    Parameters
    ----------
    since
        From when on: 2026-11-22T10:00 (UTC unless it says otherwise), or 90m, 6h, 2d ago.
    until
        Up to when; the same forms. Without it: now.
    look
        Only say how many there are.
    """
    now = observe.now()
    there = surroundings(place, aws)
    mails = raw_mail(there.s3, there.mail_bucket, moment(since, now), moment(until, now) if until else now)
    if look:
        print(f"{len(mails)} mails, {sum(mail.size for mail in mails) / 1e6:.1f} MB")
        return
    directory = TableDirectory(there.table, observe.now)
    lost = []
    for mail in track(mails, "Taking mail in again", console=Console(stderr=True), transient=True):
        raw = head(there.s3, there.mail_bucket, mail.key)
        notice = notice_of(raw, mail, lambda address: directory.tenant_of_address(address) is not None)
        if notice is None:
            lost.append(mail.key)
            continue
        there.sns.publish(TopicArn=there.inbound_topic, Message=json.dumps(notice))
    print(f"{len(mails) - len(lost)} mails on their way")
    for key in lost:
        print(f"{key}: it does not say for whom it was")
    if lost:
        sys.exit(1)


def moment(text: str, now: datetime) -> datetime:
    """`2026-11-22T10:00`, or `6h`: that long ago. Raises Problem."""
    ago = _AGO.fullmatch(text.strip())
    if ago:
        return now - timedelta(**{_UNITS[ago[2]]: int(ago[1])})
    try:
        at = datetime.fromisoformat(text.strip())
    except ValueError:
        raise Problem(f"“{text}” is no moment.", "Write 2026-11-22T10:00, or 90m, 6h, 2d.") from None
    return at if at.tzinfo else at.replace(tzinfo=UTC)
