"""Sending through SES (API v2), raw: threading headers and attachments are ours."""

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from botocore.exceptions import ClientError

from helpdesk.adapters.refusals import code_of, reaching
from helpdesk.domain.errors import Invalid, MailRefused, Unavailable

if TYPE_CHECKING:
    from mypy_boto3_sesv2 import SESV2Client

_FOR_GOOD = frozenset({"MessageRejected", "BadRequestException"})
_TAG = re.compile(r"[A-Za-z0-9_-]{1,256}")  # SES takes no more than these
_MOST_RECIPIENTS = 50  # of one SendEmail


class SesMailer:
    """Hands finished mail to SES under one configuration set, which reports what becomes of it."""

    def __init__(self, client: "SESV2Client", configuration_set: str) -> None:
        self._client = client
        self._configuration_set = configuration_set

    def send(self, raw: bytes, *, sender: str, to: Sequence[str], tags: dict[str, str]) -> str:
        """Raises MailRefused for good, Unavailable when trying again can help, Invalid for our mistakes."""
        _check(to, tags)
        with reaching("the mail service"):
            try:
                answer = self._client.send_email(
                    FromEmailAddress=sender,
                    Destination={"ToAddresses": list(to)},
                    Content={"Raw": {"Data": raw}},
                    EmailTags=[{"Name": name, "Value": value} for name, value in tags.items()],
                    ConfigurationSetName=self._configuration_set,
                )
            except ClientError as error:
                raise _translated(error) from error
        return answer["MessageId"]


def _check(to: Sequence[str], tags: dict[str, str]) -> None:
    if not 1 <= len(to) <= _MOST_RECIPIENTS:
        raise Invalid(field="to", reason=f"one mail goes to 1 to {_MOST_RECIPIENTS} addresses, not {len(to)}")
    for name, value in tags.items():
        if not (_TAG.fullmatch(name) and _TAG.fullmatch(value)):
            raise Invalid(field="tags", reason=f"“{name}={value}” has characters that SES does not take")


def _translated(error: ClientError) -> Exception:
    """Everything but a refusal of this very mail (paused sending, a missing identity) may be mended."""
    said = error.response.get("Error", {}).get("Message", "")
    if code_of(error) in _FOR_GOOD:
        return MailRefused(f"the mail service refused it: {said}")
    return Unavailable(f"the mail service cannot send right now: {code_of(error)} {said}".strip())
