"""What SES is asked, and what its answers mean."""

import pytest
from botocore.stub import Stubber

from helpdesk.adapters.clients import Clients
from helpdesk.adapters.mailer import SesMailer
from helpdesk.domain.errors import MailRefused, Unavailable

RAW = b"Subject: x\r\n\r\ny\r\n"
TAGS = {"ticket": "1042", "delivery": "d1"}


def test_a_mail_is_sent_raw_to_exactly_these(clients: Clients) -> None:
    asked = {
        "FromEmailAddress": "support@acme.example",
        "Destination": {"ToAddresses": ["a@x.example", "b@x.example"]},
        "Content": {"Raw": {"Data": RAW}},
        "EmailTags": [{"Name": "ticket", "Value": "1042"}, {"Name": "delivery", "Value": "d1"}],
        "ConfigurationSetName": "loket",
    }
    with Stubber(clients.sesv2) as stub:
        stub.add_response("send_email", {"MessageId": "0102-abc"}, asked)
        assert send(clients, to=("a@x.example", "b@x.example")) == "0102-abc"


@pytest.mark.parametrize(
    ("code", "error"),
    [
        ("MessageRejected", MailRefused),
        ("BadRequestException", MailRefused),
        ("TooManyRequestsException", Unavailable),
        ("SendingPausedException", Unavailable),
        ("AccountSuspendedException", Unavailable),
        ("NotFoundException", Unavailable),
        ("AccessDeniedException", Unavailable),
    ],
)
def test_only_a_refusal_of_this_very_mail_is_for_good(
    clients: Clients, code: str, error: type[Exception]
) -> None:
    with Stubber(clients.sesv2) as stub:
        stub.add_client_error("send_email", code, "because", http_status_code=400)
        with pytest.raises(error, match="because"):
            send(clients)


def test_a_mail_service_that_is_away_is_unavailable() -> None:
    away = Clients(endpoint="http://127.0.0.1:9", region="eu-west-1", attempts=1)
    with pytest.raises(Unavailable):
        send(away)


def send(clients: Clients, to: tuple[str, ...] = ("a@x.example",)) -> str:
    return SesMailer(clients.sesv2, "loket").send(RAW, sender="support@acme.example", to=to, tags=TAGS)
