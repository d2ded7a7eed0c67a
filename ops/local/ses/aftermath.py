"""What happens after a mail was accepted: events to the topic, the simulator's out-of-office answer, and the
return of a test mail to the address that it tests.
"""

from email.message import EmailMessage
from email.policy import SMTP
from email.utils import parseaddr
from typing import Any

import msgspec

from helpdesk.domain.address_checks import token_in
from ops.local.clock import Clock
from ops.local.cloud import HOST
from ops.local.outputs import Outputs
from ops.local.ses.events import SIMULATOR, events, simulated
from ops.local.ses.mailbox import SentMail
from ops.local.smtp.intake import Intake


class Aftermath:
    """Blocking; runs in a thread after SendEmail was answered."""

    def __init__(self, *, sns: Any, outputs: Outputs, intake: Intake, clock: Clock) -> None:
        self._sns = sns
        self._outputs = outputs
        self._intake = intake
        self._clock = clock

    def of(self, sent: SentMail, raw: bytes) -> None:
        """Publish events when a configuration set asks for them; answer for who is out of office.

        The test of an address comes in again, as if the world had carried it to its MX; no other mail does,
        or each one from desk to desk would go in circles nobody wants on a laptop.
        """
        if sent.configuration_set:
            for event in events(sent, self._clock()):
                self._sns.publish(
                    TopicArn=self._outputs["MailEventsTopic"],
                    Subject="Amazon SES Email Event Notification",
                    Message=msgspec.json.encode(event).decode(),
                )
        for address in sent.recipients:
            if simulated(address) == "ooto":
                self._answer_out_of_office(sent, address)

        if token_in(sent.subject):
            back_to = parseaddr(sent.sender)[1]
            self._intake.accept(sender=back_to, recipients=sent.recipients, raw=raw, peer=HOST)

    def _answer_out_of_office(self, sent: SentMail, address: str) -> None:
        back_to = parseaddr(sent.sender)[1]
        answer = EmailMessage(policy=SMTP)
        answer["From"] = address
        answer["To"] = back_to
        answer["Subject"] = " ".join(f"Out of the office: {sent.subject}".split())
        answer["Message-ID"] = f"<ooto-{sent.id}@{SIMULATOR}>"
        answer["In-Reply-To"] = sent.header("message-id")
        answer["Auto-Submitted"] = "auto-replied"
        answer.set_content("I am out of the office and will read your mail when I am back.\n")
        self._intake.accept(sender="", recipients=(back_to,), raw=answer.as_bytes(), peer=SIMULATOR)
