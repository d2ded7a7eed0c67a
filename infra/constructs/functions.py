"""The functions, each with its settings and exactly the rights it needs. SignIn is in identity.py."""

import msgspec
from aws_cdk import Aws, Duration
from aws_cdk import aws_dynamodb as dynamodb
from aws_cdk import aws_s3 as s3
from aws_cdk import aws_sqs as sqs
from constructs import Construct

from helpdesk import config
from infra.constructs.acknowledged import acknowledge
from infra.constructs.buckets import allow_delete, allow_forget, allow_get, allow_put
from infra.constructs.function import HelpdeskFunction, Surroundings
from infra.constructs.identity import Identity
from infra.constructs.mail_rights import allow_send
from infra.constructs.scoped_roles import DESK_LISTS, ScopedRoles
from infra.constructs.table import (
    allow_delete_setup,
    allow_erase,
    allow_forget_devices,
    allow_lists,
    allow_read,
    allow_write,
)
from infra.names import EXPORTS, INBOUND, PUSH_KEY, SECRETS_PATH, TICKET_FILES, UPLOADS

_API_TIMEOUT = Duration.seconds(29)  # API Gateway waits no longer


class Places(msgspec.Struct, frozen=True, kw_only=True):
    """What the functions work on."""

    table: dynamodb.ITable
    mail: s3.IBucket
    files: s3.IBucket
    index: s3.IBucket
    identity: Identity
    outbox: sqs.IQueue
    feed: sqs.IQueue
    webhooks: sqs.IQueue
    portal_url: str
    cognito_url: str
    keys_base: str


class Functions(Construct):
    """All functions but SignIn."""

    intake_timeout = Duration.minutes(2)
    webhooks_timeout = Duration.minutes(1)

    def __init__(self, scope: Construct, around: Surroundings, places: Places) -> None:
        super().__init__(scope, "Functions")
        self._around = around
        self._places = places
        self.intake_email = self._intake_email()
        self.tickets_api = self._tickets_api()
        self.kb_search = self._kb_search()
        self.kb_index = self._kb_index()
        self.sla_checker = self._sla_checker()
        self.outbox_relay = self._outbox_relay()
        self.outbox = self._outbox()
        self.webhooks = self._webhooks()
        self.privacy = self._privacy()
        self.authorizer = self._authorizer()

    def _intake_email(self) -> HelpdeskFunction:
        places = self._places
        function = self._function(
            "IntakeEmail",
            "intake_email.handler.handle",
            {
                config.TABLE: places.table.table_name,
                config.MAIL_BUCKET: places.mail.bucket_name,
                config.FILES_BUCKET: places.files.bucket_name,
                config.PORTAL_URL: places.portal_url,
                config.WORK_SHARDS: str(self._around.deployment.work_shards),
            },
            timeout=self.intake_timeout,
            memory=1024,  # a mail may have 40 MB, and is held as bytes and as parts
        )
        allow_read(function, places.table)
        allow_write(function, places.table)
        allow_get(function, places.mail, f"{INBOUND}*")
        allow_get(function, places.files, TICKET_FILES)
        allow_put(function, places.files, TICKET_FILES)
        return function

    def _tickets_api(self) -> HelpdeskFunction:
        places = self._places
        pool = places.identity.pool
        function = self._function(
            "TicketsApi",
            "tickets_api.handler.handle",
            {
                config.TABLE: places.table.table_name,
                config.MAIL_BUCKET: places.mail.bucket_name,
                config.FILES_BUCKET: places.files.bucket_name,
                config.USER_POOL: pool.user_pool_id,
                config.USER_POOL_CLIENT: places.identity.client.user_pool_client_id,
                config.SIGN_IN_URL: places.cognito_url,
                config.CONFIGURATION_SET: self._around.deployment.configuration_set,
                config.SENDER: self._around.deployment.sender,
                config.PORTAL_URL: places.portal_url,
                config.SECRETS_PATH: SECRETS_PATH,
                config.WORK_SHARDS: str(self._around.deployment.work_shards),
            },
            timeout=_API_TIMEOUT,
            memory=1024,
        )
        if self._around.deployment.local:
            function.function.add_environment(config.LOOPBACK_ISSUERS, "yes")
            function.function.add_environment(config.LOOPBACK_WEBHOOKS, "yes")
        pages, saml = self._around.deployment.pool_pages(Aws.REGION), places.identity.saml_client
        if pages and saml:
            function.function.add_environment(config.SAML_URL, pages)
            names = " ".join(one.name for one in self._around.deployment.saml_providers)
            function.function.add_environment(config.SAML_PROVIDERS, names)
            function.function.add_environment(config.SAML_CLIENT, saml.user_pool_client_id)
        allow_read(function, places.table)
        self._scoped_rights(function)
        allow_write(function, places.table)
        allow_delete_setup(function, places.table)
        allow_get(function, places.mail, f"{INBOUND}*")  # what waits in quarantine is read, and let in
        allow_get(function, places.files, TICKET_FILES)
        allow_put(function, places.files, TICKET_FILES)
        allow_get(function, places.files, f"{UPLOADS}*")
        allow_put(function, places.files, f"{UPLOADS}*")
        allow_get(function, places.files, f"{EXPORTS}*")
        allow_send(function, self._around.deployment)  # letters that are tried out
        accounts = [
            "cognito-idp:AdminCreateUser",
            "cognito-idp:AdminInitiateAuth",
            "cognito-idp:AdminUserGlobalSignOut",
            "cognito-idp:AdminGetUser",
            "cognito-idp:AdminSetUserPassword",
        ]
        function.allow(accounts, [pool.user_pool_arn])
        secrets = ["ssm:PutParameter", "ssm:GetParameter", "ssm:DeleteParameter"]
        function.allow(secrets, [_parameters_below(SECRETS_PATH)])
        named = "arn:<AWS::Partition>:ssm:<AWS::Region>:<AWS::AccountId>:parameter"
        finding = f"AwsSolutions-IAM5[Resource::{named}{SECRETS_PATH}/*]"
        acknowledge(function.role, {finding: "providers come and go; their secrets lie below one path"})
        return function

    def _scoped_rights(self, function: HelpdeskFunction) -> None:
        """What requests are served with: sessions of one desk or one tenant.

        Not locally: the emulator evaluates neither leading keys nor tags in the names of resources.
        """
        places = self._places
        if self._around.deployment.local:
            allow_lists(function, places.table, DESK_LISTS)
            return
        roles = ScopedRoles(self, function, table=places.table, files=places.files)
        function.function.add_environment(config.DESK_ROLE, roles.desk.role_arn)
        function.function.add_environment(config.TENANT_ROLE, roles.tenant.role_arn)

    def _kb_search(self) -> HelpdeskFunction:
        places = self._places
        function = self._function(
            "KbSearch",
            "kb_search.api.handle",
            {config.TABLE: places.table.table_name, config.INDEX_BUCKET: places.index.bucket_name},
            timeout=_API_TIMEOUT,
            memory=1769,  # one whole processor: people wait for suggestions while they type
            meaning=True,
        )
        allow_read(function, places.table, indexes=("tenant",))  # tickets too young to be in the index
        allow_write(function, places.table, actions=("dynamodb:UpdateItem",))  # what was searched, counted
        allow_get(function, places.index)
        return function

    def _kb_index(self) -> HelpdeskFunction:
        places = self._places
        function = self._function(
            "KbIndex",
            "kb_search.feed.handle",
            {config.TABLE: places.table.table_name, config.INDEX_BUCKET: places.index.bucket_name},
            timeout=Duration.minutes(2),
            memory=1769,
            meaning=True,
        )
        allow_read(function, places.table, indexes=("tenant",))  # to fill an index that lacks what is there
        allow_write(function, places.table)  # a new ticket's classification, and waves of alike tickets
        allow_get(function, places.index)
        allow_put(function, places.index)
        allow_delete(function, places.index)
        return function

    def _sla_checker(self) -> HelpdeskFunction:
        places = self._places
        function = self._function(
            "SlaChecker",
            "sla_checker.handler.handle",
            {
                config.TABLE: places.table.table_name,
                config.OUTBOX_QUEUE: places.outbox.queue_url,
                config.WORK_SHARDS: str(self._around.deployment.work_shards),
            },
            timeout=Duration.seconds(55),  # done before the next one starts
            memory=1024,  # eight tickets at a time: half a processor more halves how late it is
        )
        # `queue`: edited agreements are carried to the open tickets of their desk. `assignee`: what somebody
        # who leaves has in hand is handed over.
        allow_read(function, places.table, indexes=("work", "queue", "assignee"))
        allow_write(function, places.table)
        function.allow(["sqs:SendMessage"], [places.outbox.queue_arn])
        return function

    def _outbox_relay(self) -> HelpdeskFunction:
        places = self._places
        function = self._function(
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

    def _webhooks(self) -> HelpdeskFunction:
        places = self._places
        function = self._function(
            "Webhooks",
            "webhooks.handler.handle",
            {
                config.TABLE: places.table.table_name,
                config.WEBHOOK_QUEUE: places.webhooks.queue_url,
                config.SENDER: self._around.deployment.sender,
                config.SECRETS_PATH: SECRETS_PATH,
                config.WORK_SHARDS: str(self._around.deployment.work_shards),
            },
            timeout=self.webhooks_timeout,
        )
        if self._around.deployment.local:
            function.function.add_environment(config.LOOPBACK_WEBHOOKS, "yes")
        allow_read(function, places.table, indexes=("work",))
        allow_write(function, places.table, actions=("dynamodb:PutItem",))
        allow_forget_devices(function, places.table)
        function.allow(["sqs:SendMessage"], [places.webhooks.queue_arn])
        own_key = ["ssm:GetParameter", "ssm:PutParameter"]  # made by whoever needs it first
        function.allow(own_key, [_parameter(f"{SECRETS_PATH}/{PUSH_KEY}")])
        return function

    def _privacy(self) -> HelpdeskFunction:
        """The one function that edits what was written, and deletes mail and files."""
        places = self._places
        pool = places.identity.pool
        function = self._function(
            "Privacy",
            "privacy.handler.handle",
            {
                config.TABLE: places.table.table_name,
                config.MAIL_BUCKET: places.mail.bucket_name,
                config.FILES_BUCKET: places.files.bucket_name,
                config.USER_POOL: pool.user_pool_id,
                config.SECRETS_PATH: SECRETS_PATH,
                config.WORK_SHARDS: str(self._around.deployment.work_shards),
            },
            timeout=Duration.seconds(55),  # done before the next one starts
            memory=1024,  # a volume of an export is made in memory
        )
        allow_read(function, places.table, indexes=("work", "tenant"))
        allow_write(function, places.table, actions=("dynamodb:PutItem",))
        allow_erase(function, places.table)
        # Of organisations that were closed: their identity providers' secrets go with them.
        function.allow(["ssm:DeleteParameter"], [_parameters_below(f"{SECRETS_PATH}/sso")])
        named = "arn:<AWS::Partition>:ssm:<AWS::Region>:<AWS::AccountId>:parameter"
        finding = f"AwsSolutions-IAM5[Resource::{named}{SECRETS_PATH}/sso/*]"
        acknowledge(function.role, {finding: "whose providers go is known when their organisation is closed"})
        allow_get(function, places.mail, f"{INBOUND}*")
        allow_forget(function, places.mail, f"{INBOUND}*")
        for part in (TICKET_FILES, f"{EXPORTS}*"):
            allow_get(function, places.files, part)
            allow_put(function, places.files, part)
            allow_forget(function, places.files, part)
        function.allow(["cognito-idp:AdminGetUser", "cognito-idp:AdminDeleteUser"], [pool.user_pool_arn])
        return function

    def _outbox(self) -> HelpdeskFunction:
        places = self._places
        function = self._function(
            "Outbox",
            "outbox.handler.handle",
            {
                config.TABLE: places.table.table_name,
                config.FILES_BUCKET: places.files.bucket_name,
                config.CONFIGURATION_SET: self._around.deployment.configuration_set,
                config.SENDER: self._around.deployment.sender,
                config.PORTAL_URL: places.portal_url,
                config.WORK_SHARDS: str(self._around.deployment.work_shards),
            },
            timeout=Duration.minutes(1),
        )
        allow_read(function, places.table)
        allow_write(function, places.table)
        allow_get(function, places.files, TICKET_FILES)
        allow_send(function, self._around.deployment)
        return function

    def _authorizer(self) -> HelpdeskFunction:
        places = self._places
        pool_id = places.identity.pool.user_pool_id
        function = self._function(
            "Authorizer",
            "authorizer.handler.handle",
            {
                config.TABLE: places.table.table_name,
                config.TOKEN_ISSUER: f"https://cognito-idp.{Aws.REGION}.amazonaws.com/{pool_id}",
                config.TOKEN_KEYS_URL: f"{places.keys_base}/{pool_id}/.well-known/jwks.json",
                config.USER_POOL_CLIENT: places.identity.client.user_pool_client_id,
            },
            timeout=Duration.seconds(10),
        )
        saml = places.identity.saml_client
        if saml:
            function.function.add_environment(config.SAML_CLIENT, saml.user_pool_client_id)
        allow_read(function, places.table)
        # Which sessions there are, in the audit too.
        allow_write(function, places.table, actions=["dynamodb:PutItem"])
        return function

    def _function(
        self,
        construct_id: str,
        handler: str,
        env: dict[str, str],
        *,
        timeout: Duration,
        memory: int = 512,
        meaning: bool = False,
    ) -> HelpdeskFunction:
        return HelpdeskFunction(
            self,
            construct_id,
            self._around,
            handler=handler,
            env=env,
            timeout=timeout,
            memory=memory,
            meaning=meaning,
        )


def _parameters_below(path: str) -> str:
    return _parameter(f"{path}/*")


def _parameter(name: str) -> str:
    return f"arn:{Aws.PARTITION}:ssm:{Aws.REGION}:{Aws.ACCOUNT_ID}:parameter{name}"
