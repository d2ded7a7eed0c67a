"""Takes in one mail as SES would: raw mail into the bucket, notice to the topic."""

from collections.abc import Callable
from typing import Any

import msgspec

from ops.local.clock import Clock
from ops.local.outputs import Outputs
from ops.local.smtp.notice import Received, notice, stamped
from ops.local.smtp.spool import Spool
from ops.local.smtp.verdicts import judge

PREFIX = "inbound"


class Intake:
    """Blocking; the door calls it in a thread. Any exception means: not taken in, try again later."""

    def __init__(
        self, *, s3: Any, sns: Any, outputs: Outputs, spool: Spool, clock: Clock, new_id: Callable[[], str]
    ) -> None:
        self._s3 = s3
        self._sns = sns
        self._outputs = outputs
        self._spool = spool
        self._clock = clock
        self._new_id = new_id

    def accept(self, *, sender: str, recipients: tuple[str, ...], raw: bytes, peer: str) -> str:
        """Store and announce the mail; returns the id it was given."""
        topic, bucket = self._outputs["InboundMailTopic"], self._outputs["MailBucket"]
        mail = Received(
            id=self._new_id(),
            at=self._clock(),
            sender=sender,
            recipients=recipients,
            verdicts=judge(raw),
            raw=raw,
        )
        key = f"{PREFIX}/{mail.id}"
        announcement = msgspec.json.encode(notice(mail, topic=topic, bucket=bucket, key=key))
        self._s3.put_object(Bucket=bucket, Key=key, Body=stamped(mail, peer))
        self._spool.keep(mail.id, announcement)
        self._publish(announcement)
        return mail.id

    def announce_again(self) -> int:
        """Publish what the last process had taken in but not saved; returns how many mails."""
        waiting = self._spool.entries()
        for mail_id in waiting:
            self._publish(self._spool.read(mail_id))
        return len(waiting)

    def _publish(self, announcement: bytes) -> None:
        self._sns.publish(
            TopicArn=self._outputs["InboundMailTopic"],
            Subject="Amazon SES Email Receipt Notification",
            Message=announcement.decode(),
        )
