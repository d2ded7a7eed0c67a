"""The message ids by which mail clients keep a ticket's mails together."""

from helpdesk.domain.ids import TicketRef


def thread_id(ref: TicketRef, domain: str) -> str:
    """The ticket's own stable id: first in References, where SES and mail clients keep it."""
    return f"{ref.scope.desk}.{ref.scope.tenant}.{ref.number}@thread.{domain}"


def ses_message_id(sent_id: str, region: str) -> str:
    """The Message-ID the recipient sees: SES puts its own in place of ours."""
    if "@" in sent_id:
        return sent_id
    host = "email.amazonses.com" if region == "us-east-1" else f"{region}.amazonses.com"
    return f"{sent_id}@{host}"
