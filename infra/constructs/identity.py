"""Who may sign in: the user pool, the portal's client, and the triggers that make e-mail codes work.

The triggers' function stands here and not with the others: pool and function need each other, and two
stacks that need each other cannot be deployed.
"""

from aws_cdk import Duration, RemovalPolicy
from aws_cdk import aws_cognito as cognito
from aws_cdk import aws_dynamodb as dynamodb
from constructs import Construct

from helpdesk import config
from infra.constructs.acknowledged import acknowledge
from infra.constructs.function import HelpdeskFunction, Surroundings
from infra.constructs.mail_rights import allow_send
from infra.constructs.saml import saml_client
from infra.constructs.table import allow_forget_misses, allow_read, allow_write
from infra.deployment import Deployment


class Identity(Construct):
    """Accounts are made by administrators or by asking for a code, never by signing up."""

    def __init__(
        self,
        scope: Construct,
        construct_id: str,
        around: Surroundings,
        *,
        table: dynamodb.ITable,
        portal_url: str,
    ) -> None:
        super().__init__(scope, construct_id)
        sign_in = HelpdeskFunction(
            self,
            "SignIn",
            around,
            handler="sign_in.handler.handle",
            timeout=Duration.seconds(5),  # Cognito waits no longer for a trigger
            env={
                config.TABLE: table.table_name,
                config.SENDER: around.deployment.sender,
                config.CONFIGURATION_SET: around.deployment.configuration_set,
                config.PORTAL_URL: portal_url,
            },
        )
        allow_read(sign_in, table)
        # Counts codes and wrong answers, and writes down who came in.
        allow_write(sign_in, table, actions=["dynamodb:UpdateItem", "dynamodb:PutItem"])
        allow_forget_misses(sign_in, table)
        saml = bool(around.deployment.saml_providers)
        if saml:
            allow_write(sign_in, table, actions=["dynamodb:ConditionCheckItem"])  # newcomers, with their desk
        allow_send(sign_in, around.deployment)
        self.pool = _pool(self, sign_in, around.deployment)
        _acknowledge(self.pool, around.deployment)
        self.client = self.pool.add_client(
            "Portal",
            # Passwords go through the API, which counts wrong ones; a browser can ask for codes alone.
            auth_flows=cognito.AuthFlow(admin_user_password=True, custom=True),
            disable_o_auth=True,
            # Not the address: whoever could change it would sign in as somebody else.
            write_attributes=cognito.ClientAttributes().with_standard_attributes(locale=True, fullname=True),
            generate_secret=False,  # a browser keeps no secret
            prevent_user_existence_errors=True,
            enable_token_revocation=True,
            auth_session_validity=Duration.minutes(10),
            access_token_validity=Duration.hours(1),
            id_token_validity=Duration.hours(1),
            refresh_token_validity=Duration.days(30),
        )
        self.saml_client = saml_client(self, self.pool, around.deployment, portal_url) if saml else None


def _acknowledge(pool: cognito.UserPool, deployment: Deployment) -> None:
    acknowledge(pool, {"AwsSolutions-COG2": "the second factor is our own, and held to by the authorizer"})
    if deployment.local:
        acknowledge(pool, {"AwsSolutions-COG1": "the demo's passwords are meant to be typed on a phone"})
    if not deployment.threat_protection:
        acknowledge(
            pool, {"AwsSolutions-COG8": "paid per user: the operator's choice, context threat_protection"}
        )


def _pool(scope: Construct, sign_in: HelpdeskFunction, deployment: Deployment) -> cognito.UserPool:
    local = deployment.local
    return cognito.UserPool(
        scope,
        "Pool",
        sign_in_aliases=cognito.SignInAliases(email=True),
        sign_in_case_sensitive=False,
        self_sign_up_enabled=False,
        password_policy=cognito.PasswordPolicy(
            min_length=12,
            require_lowercase=True,
            require_digits=True,
            require_uppercase=not local,  # the demo's password is meant to be typed on a phone
            require_symbols=True,
            temp_password_validity=Duration.days(3),
        ),
        # The second factor is ours: Cognito asks for its own after a password, and never after a code.
        mfa=cognito.Mfa.OFF,
        account_recovery=cognito.AccountRecovery.EMAIL_ONLY,
        lambda_triggers=cognito.UserPoolTriggers(
            define_auth_challenge=sign_in.function,
            create_auth_challenge=sign_in.function,
            verify_auth_challenge_response=sign_in.function,
            # Newcomers whom a provider let in become known, and it is written down.
            pre_token_generation=sign_in.function if deployment.saml_providers else None,
        ),
        feature_plan=cognito.FeaturePlan.PLUS
        if deployment.threat_protection
        else cognito.FeaturePlan.ESSENTIALS,
        standard_threat_protection_mode=(
            cognito.StandardThreatProtectionMode.FULL_FUNCTION if deployment.threat_protection else None
        ),
        custom_threat_protection_mode=(
            cognito.CustomThreatProtectionMode.FULL_FUNCTION if deployment.threat_protection else None
        ),
        deletion_protection=not local,
        removal_policy=RemovalPolicy.DESTROY if local else RemovalPolicy.RETAIN,
    )
