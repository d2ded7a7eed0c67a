"""Functions that people come in by: the API, the authorizer, sign-in."""

from typing import TYPE_CHECKING

from helpdesk import config, observe
from helpdesk.bootstrap.administration import admin_of
from helpdesk.bootstrap.notices import push_of
from helpdesk.bootstrap.parts import agreements, clients, table_of, tables_of, tenant_files
from helpdesk.bootstrap.work import wire_intake
from helpdesk.config import Settings

if TYPE_CHECKING:
    from helpdesk.usecases.api_deps import ApiDeps
    from helpdesk.usecases.entering import AuthorizerDeps
    from helpdesk.usecases.own_sign_in.deps import OwnDeps
    from helpdesk.usecases.sign_in_mail import SignInDeps
    from helpdesk.usecases.sso.deps import SsoDeps


def wire_api(settings: Settings) -> "ApiDeps":
    """Stores bound to the caller, the directory, files and the user pool."""
    from helpdesk.adapters.accounts import CognitoAccounts
    from helpdesk.adapters.files import S3Files
    from helpdesk.adapters.mailer import SesMailer
    from helpdesk.adapters.webhook_caller import HttpWebhookCaller
    from helpdesk.storage.api_keys import TableApiKeys
    from helpdesk.storage.attempts import TableAttempts
    from helpdesk.storage.audit import TableAudit
    from helpdesk.storage.desk_searches import TableViews, TableWaves
    from helpdesk.storage.desk_work import TableCallers, TableReadyTexts
    from helpdesk.storage.directory import TableDirectory
    from helpdesk.storage.editor import TableDirectoryEditor
    from helpdesk.storage.knowledge import TableKnowledge
    from helpdesk.storage.knowledge_bulletins import TableBulletins
    from helpdesk.storage.knowledge_feedback import TableFeedback
    from helpdesk.storage.privacy_jobs import TablePrivacyJobs
    from helpdesk.storage.push import TablePushDevices
    from helpdesk.storage.scoped import TableStores
    from helpdesk.storage.webhooks import TableWebhooks
    from helpdesk.usecases.api_deps import ApiDeps, SignInSettings
    from helpdesk.usecases.desk_work.deps import DeskWork
    from helpdesk.usecases.knowledge.deps import KnowledgeDeps
    from helpdesk.usecases.privacy.deps import PrivacyDesk
    from helpdesk.usecases.push.deps import PushDesk
    from helpdesk.usecases.suggesting.deps import Searching
    from helpdesk.usecases.templates_deps import LetterPost
    from helpdesk.usecases.webhooks.deps import WebhookSetup

    aws, table = clients(), table_of(settings)
    return ApiDeps(
        stores=TableStores(tables_of(settings, table), settings.work_shards),
        directory=TableDirectory(table, observe.now),
        files=tenant_files(settings),
        agreements=agreements(),
        now=observe.now,
        new_id=observe.new_id,
        accounts=CognitoAccounts(aws.cognito, settings[config.USER_POOL], settings[config.USER_POOL_CLIENT]),
        api_keys=TableApiKeys(table),
        new_secret=observe.new_secret,
        attempts=TableAttempts(table),
        editor=TableDirectoryEditor(table),
        sign_in=SignInSettings(
            region=settings.get("AWS_REGION", "us-east-1"),
            client_id=settings[config.USER_POOL_CLIENT],
            url=settings[config.SIGN_IN_URL],
        ),
        sso=_sso(settings),
        own=_own(settings),
        intake=wire_intake(settings),
        letter_post=LetterPost(
            mailer=SesMailer(aws.sesv2, settings[config.CONFIGURATION_SET]),
            portal_url=settings[config.PORTAL_URL],
        ),
        knowledge=KnowledgeDeps(
            store=TableKnowledge(table),
            bulletins=TableBulletins(table),
            feedback=TableFeedback(table),
            portal_url=settings[config.PORTAL_URL],
        ),
        push=PushDesk(devices=TablePushDevices(table), push=push_of(settings)),
        audit=TableAudit(table),
        privacy=PrivacyDesk(
            jobs=TablePrivacyJobs(table), exports=S3Files(aws.s3, settings[config.FILES_BUCKET])
        ),
        searching=Searching(views=TableViews(table, observe.now), waves=TableWaves(table)),
        webhooks=WebhookSetup(
            hooks=TableWebhooks(table),
            caller=HttpWebhookCaller(now=observe.now, loopback=bool(settings.get(config.LOOPBACK_WEBHOOKS))),
        ),
        desk_work=DeskWork(texts=TableReadyTexts(table), callers=TableCallers(table)),
        admin=admin_of(settings, table),
    )


def wire_authorizer(settings: Settings) -> "AuthorizerDeps":
    """The directory, and the user pool's keys."""
    from helpdesk.adapters.token_keys import HttpTokenKeys
    from helpdesk.bootstrap.door_book import kept_sign_ins
    from helpdesk.storage.api_keys import TableApiKeys
    from helpdesk.storage.directory import TableDirectory
    from helpdesk.storage.own_sign_ins import TableDoorPolicies, TableOwnSignIns
    from helpdesk.storage.scoped import TableStores
    from helpdesk.storage.sso import TableSsoProviders
    from helpdesk.usecases.entering import AuthorizerDeps

    table = table_of(settings)
    return AuthorizerDeps(
        stores=TableStores(table, settings.work_shards),
        api_keys=TableApiKeys(table),
        directory=TableDirectory(table, observe.now),
        sso=TableSsoProviders(table),
        records=TableOwnSignIns(table),
        policies=TableDoorPolicies(table, observe.now),
        events=kept_sign_ins(table, "authorizer"),
        keys=HttpTokenKeys(settings[config.TOKEN_KEYS_URL]),
        issuer=settings[config.TOKEN_ISSUER],
        client_id=settings[config.USER_POOL_CLIENT],
        saml_client=settings.get(config.SAML_CLIENT),
        now=observe.now,
    )


def wire_sign_in(settings: Settings) -> "SignInDeps":
    """The directory, counts, and SES."""
    from helpdesk.adapters.mailer import SesMailer
    from helpdesk.bootstrap.door_book import kept_sign_ins
    from helpdesk.storage.attempts import TableAttempts
    from helpdesk.storage.directory import TableDirectory
    from helpdesk.storage.editor import TableDirectoryEditor
    from helpdesk.storage.own_sign_ins import TableLockouts
    from helpdesk.storage.passes import TablePasses
    from helpdesk.storage.sso import TableSsoProviders
    from helpdesk.usecases.sign_in_mail import SignInDeps

    table = table_of(settings)
    return SignInDeps(
        directory=TableDirectory(table, observe.now),
        mailer=SesMailer(clients().sesv2, settings[config.CONFIGURATION_SET]),
        attempts=TableAttempts(table),
        passes=TablePasses(table),
        lockouts=TableLockouts(table),
        events=kept_sign_ins(table, "sign-in"),
        providers=TableSsoProviders(table),
        editor=TableDirectoryEditor(table),
        now=observe.now,
        new_id=observe.new_id,
        sender=settings[config.SENDER],
        portal_url=settings[config.PORTAL_URL],
        deployment=settings[config.DEPLOYMENT],
    )


def _sso(settings: Settings) -> "SsoDeps":
    from helpdesk.adapters.oidc.client import HttpOpenId
    from helpdesk.adapters.vault import SsmVault
    from helpdesk.bootstrap.door_book import kept_sign_ins
    from helpdesk.storage.passes import TablePasses
    from helpdesk.storage.sso import TableSsoProviders
    from helpdesk.usecases.sso.deps import SsoDeps

    table = table_of(settings)
    return SsoDeps(
        providers=TableSsoProviders(table),
        passes=TablePasses(table),
        vault=SsmVault(clients().ssm, settings[config.SECRETS_PATH]),
        openid=HttpOpenId(loopback=bool(settings.get(config.LOOPBACK_ISSUERS))),
        events=kept_sign_ins(table, "tickets-api"),
        redirect_uri=f"{settings[config.PORTAL_URL].rstrip('/')}/sign-in/back",
        saml_url=settings.get(config.SAML_URL),
        saml_client=settings.get(config.SAML_CLIENT),
        saml_entity=f"urn:amazon:cognito:sp:{settings[config.USER_POOL]}",
        saml_names=tuple(settings.get(config.SAML_PROVIDERS).split()),
    )


def _own(settings: Settings) -> "OwnDeps":
    from helpdesk.storage.own_sign_ins import TableDoorPolicies, TableLockouts, TableOwnSignIns
    from helpdesk.usecases.own_sign_in.deps import OwnDeps
    from helpdesk.usecases.tally import Tally

    table = table_of(settings)
    return OwnDeps(
        records=TableOwnSignIns(table),
        policies=TableDoorPolicies(table, observe.now),
        lockouts=TableLockouts(table),
        new_code=observe.new_recovery_code,
        new_totp=observe.new_totp_secret,
        tally=Tally(),
        service=settings[config.DEPLOYMENT],
    )
