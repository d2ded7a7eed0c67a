"""What works by the clock or in its own time: promises, other programs' news, people's data."""

from aws_cdk import Duration

from helpdesk import config
from infra.constructs.acknowledged import acknowledge
from infra.constructs.buckets import allow_forget, allow_get, allow_put
from infra.constructs.function import HelpdeskFunction
from infra.constructs.functions.making import Making, parameter, parameters_below
from infra.constructs.table import allow_erase, allow_forget_devices
from infra.names import EXPORTS, INBOUND, PUSH_KEY, SECRETS_PATH, TICKET_FILES

WEBHOOKS_TIMEOUT = Duration.minutes(1)


def sla_checker(making: Making) -> HelpdeskFunction:
    places = making.places
    function = making.on_table(
        "SlaChecker",
        "sla_checker.handler.handle",
        {config.OUTBOX_QUEUE: places.outbox.queue_url},
        timeout=Duration.seconds(55),  # done before the next one starts
        memory=1024,  # eight tickets at a time: half a processor more halves how late it is
        # `queue`: edited agreements are carried to the open tickets of their desk. `assignee`: what somebody
        # who leaves has in hand is handed over.
        indexes=("work", "queue", "assignee"),
    )
    function.allow(["sqs:SendMessage"], [places.outbox.queue_arn])
    return function


def webhooks(making: Making) -> HelpdeskFunction:
    places = making.places
    function = making.on_table(
        "Webhooks",
        "webhooks.handler.handle",
        {
            config.WEBHOOK_QUEUE: places.webhooks.queue_url,
            config.SENDER: making.deployment.sender,
            config.SECRETS_PATH: SECRETS_PATH,
        },
        timeout=WEBHOOKS_TIMEOUT,
        indexes=("work",),
        writes=("dynamodb:PutItem",),
    )
    if making.deployment.local:
        function.function.add_environment(config.LOOPBACK_WEBHOOKS, "yes")
    allow_forget_devices(function, places.table)
    function.allow(["sqs:SendMessage"], [places.webhooks.queue_arn])
    own_key = ["ssm:GetParameter", "ssm:PutParameter"]  # made by whoever needs it first
    function.allow(own_key, [parameter(f"{SECRETS_PATH}/{PUSH_KEY}")])
    return function


def privacy(making: Making) -> HelpdeskFunction:
    """The one function that edits what was written, and deletes mail and files."""
    places = making.places
    pool = places.identity.pool
    function = making.on_table(
        "Privacy",
        "privacy.handler.handle",
        {
            config.MAIL_BUCKET: places.mail.bucket_name,
            config.FILES_BUCKET: places.files.bucket_name,
            config.INDEX_BUCKET: places.index.bucket_name,
            config.USER_POOL: pool.user_pool_id,
            config.SECRETS_PATH: SECRETS_PATH,
        },
        timeout=Duration.seconds(55),  # done before the next one starts
        memory=1024,  # a volume of an export is made in memory
        indexes=("work", "tenant"),
        writes=("dynamodb:PutItem",),
    )
    allow_erase(function, places.table)
    # Of organisations that were closed: their identity providers' secrets go with them.
    function.allow(["ssm:DeleteParameter"], [parameters_below(f"{SECRETS_PATH}/sso")])
    named = "arn:<AWS::Partition>:ssm:<AWS::Region>:<AWS::AccountId>:parameter"
    finding = f"AwsSolutions-IAM5[Resource::{named}{SECRETS_PATH}/sso/*]"
    acknowledge(function.role, {finding: "whose providers go is known when their organisation is closed"})
    allow_get(function, places.mail, f"{INBOUND}*")
    allow_forget(function, places.mail, f"{INBOUND}*")
    for part in (TICKET_FILES, f"{EXPORTS}*"):
        allow_get(function, places.files, part)
        allow_put(function, places.files, part)
        allow_forget(function, places.files, part)
    allow_forget(function, places.index)  # of desks that were closed
    function.allow(["cognito-idp:AdminGetUser", "cognito-idp:AdminDeleteUser"], [pool.user_pool_arn])
    return function
