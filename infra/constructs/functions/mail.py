"""Mail in and out: what takes it in, what passes news on, what sends."""

from aws_cdk import Duration

from helpdesk import config
from infra.constructs.buckets import allow_get, allow_put
from infra.constructs.function import HelpdeskFunction
from infra.constructs.functions.making import Making
from infra.constructs.mail_rights import allow_send
from infra.names import INBOUND, TICKET_FILES

INTAKE_TIMEOUT = Duration.minutes(2)


def intake_email(making: Making) -> HelpdeskFunction:
    places = making.places
    function = making.on_table(
        "IntakeEmail",
        "intake_email.handler.handle",
        {
            config.MAIL_BUCKET: places.mail.bucket_name,
            config.FILES_BUCKET: places.files.bucket_name,
            config.PORTAL_URL: places.portal_url,
        },
        timeout=INTAKE_TIMEOUT,
        memory=1024,  # a mail may have 40 MB, and is held as bytes and as parts
    )
    allow_get(function, places.mail, f"{INBOUND}*")
    allow_get(function, places.files, TICKET_FILES)
    allow_put(function, places.files, TICKET_FILES)
    return function


def outbox_relay(making: Making) -> HelpdeskFunction:
    places = making.places
    function = making.function(
        "OutboxRelay",
        "outbox.relay.handle",
        {
            config.OUTBOX_QUEUE: places.outbox.queue_url,
            config.INDEX_QUEUE: places.feed.queue_url,
            config.WEBHOOK_QUEUE: places.webhooks.queue_url,
        },
        timeout=Duration.seconds(30),
    )
    queues = [places.outbox, places.feed, places.webhooks]
    function.allow(["sqs:SendMessage"], [queue.queue_arn for queue in queues])
    return function


def outbox(making: Making) -> HelpdeskFunction:
    places = making.places
    function = making.on_table(
        "Outbox",
        "outbox.handler.handle",
        {
            config.FILES_BUCKET: places.files.bucket_name,
            config.CONFIGURATION_SET: making.deployment.configuration_set,
            config.SENDER: making.deployment.sender,
            config.PORTAL_URL: places.portal_url,
        },
        timeout=Duration.minutes(1),
    )
    allow_get(function, places.files, TICKET_FILES)
    allow_send(function, making.deployment)
    return function
