"""The API, and the authorizer in front of it."""

from aws_cdk import Aws, Duration

from helpdesk import config
from infra.constructs.acknowledged import acknowledge
from infra.constructs.buckets import allow_get, allow_put
from infra.constructs.function import HelpdeskFunction
from infra.constructs.functions.making import API_TIMEOUT, Making, parameters_below
from infra.constructs.mail_rights import allow_send
from infra.constructs.scoped_roles import DESK_LISTS, ScopedRoles
from infra.constructs.table import (
    allow_delete_setup,
    allow_lists,
    allow_read,
    allow_write,
)
from infra.names import EXPORTS, INBOUND, SECRETS_PATH, TICKET_FILES, UPLOADS


def tickets_api(making: Making) -> HelpdeskFunction:
    places = making.places
    pool = places.identity.pool
    function = making.on_table(
        "TicketsApi",
        "tickets_api.handler.handle",
        {
            config.MAIL_BUCKET: places.mail.bucket_name,
            config.FILES_BUCKET: places.files.bucket_name,
            config.USER_POOL: pool.user_pool_id,
            config.USER_POOL_CLIENT: places.identity.client.user_pool_client_id,
            config.SIGN_IN_URL: places.cognito_url,
            config.CONFIGURATION_SET: making.deployment.configuration_set,
            config.SENDER: making.deployment.sender,
            config.PORTAL_URL: places.portal_url,
            config.SECRETS_PATH: SECRETS_PATH,
        },
        timeout=API_TIMEOUT,
        memory=1024,
    )
    if making.deployment.local:
        function.function.add_environment(config.LOOPBACK_ISSUERS, "yes")
        function.function.add_environment(config.LOOPBACK_WEBHOOKS, "yes")
    pages, saml = making.deployment.pool_pages(Aws.REGION), places.identity.saml_client
    if pages and saml:
        function.function.add_environment(config.SAML_URL, pages)
        names = " ".join(one.name for one in making.deployment.saml_providers)
        function.function.add_environment(config.SAML_PROVIDERS, names)
        function.function.add_environment(config.SAML_CLIENT, saml.user_pool_client_id)
    _scoped_rights(making, function)
    allow_delete_setup(function, places.table)
    allow_get(function, places.mail, f"{INBOUND}*")  # what waits in quarantine is read, and let in
    allow_get(function, places.files, TICKET_FILES)
    allow_put(function, places.files, TICKET_FILES)
    allow_get(function, places.files, f"{UPLOADS}*")
    allow_put(function, places.files, f"{UPLOADS}*")
    allow_get(function, places.files, f"{EXPORTS}*")
    allow_send(function, making.deployment)  # letters that are tried out
    accounts = [
        "cognito-idp:AdminCreateUser",
        "cognito-idp:AdminInitiateAuth",
        "cognito-idp:AdminUserGlobalSignOut",
        "cognito-idp:AdminGetUser",
        "cognito-idp:AdminSetUserPassword",
    ]
    function.allow(accounts, [pool.user_pool_arn])
    secrets = ["ssm:PutParameter", "ssm:GetParameter", "ssm:DeleteParameter"]
    function.allow(secrets, [parameters_below(SECRETS_PATH)])
    named = "arn:<AWS::Partition>:ssm:<AWS::Region>:<AWS::AccountId>:parameter"
    finding = f"AwsSolutions-IAM5[Resource::{named}{SECRETS_PATH}/*]"
    acknowledge(function.role, {finding: "providers come and go; their secrets lie below one path"})
    return function


def _scoped_rights(making: Making, function: HelpdeskFunction) -> None:
    """What requests are served with: sessions of one desk or one tenant.

    Not locally: the emulator evaluates neither leading keys nor tags in the names of resources.
    """
    places = making.places
    if making.deployment.local:
        allow_lists(function, places.table, DESK_LISTS)
        return
    roles = ScopedRoles(making.scope, function, table=places.table, files=places.files)
    function.function.add_environment(config.DESK_ROLE, roles.desk.role_arn)
    function.function.add_environment(config.TENANT_ROLE, roles.tenant.role_arn)


def authorizer(making: Making) -> HelpdeskFunction:
    places = making.places
    pool_id = places.identity.pool.user_pool_id
    function = making.function(
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
