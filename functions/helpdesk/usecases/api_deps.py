"""What the API's verbs work with, besides those of tickets."""

from collections.abc import Callable

import msgspec

from helpdesk.ports import Accounts, ApiKeys, Attempts, DirectoryEditor
from helpdesk.ports.audit import AuditLog
from helpdesk.usecases.administration.deps import AdminDeps
from helpdesk.usecases.deps import Deps
from helpdesk.usecases.desk_work.deps import DeskWork
from helpdesk.usecases.intake.deps import IntakeDeps
from helpdesk.usecases.knowledge.deps import KnowledgeDeps
from helpdesk.usecases.own_sign_in.deps import OwnDeps
from helpdesk.usecases.privacy.deps import PrivacyDesk
from helpdesk.usecases.push.deps import PushDesk
from helpdesk.usecases.sso.deps import SsoDeps
from helpdesk.usecases.suggesting.deps import Searching
from helpdesk.usecases.templates_deps import LetterPost
from helpdesk.usecases.webhooks.deps import WebhookSetup


class SignInSettings(msgspec.Struct, frozen=True, kw_only=True):
    """What clients must know to sign somebody in. `url` (seen from the page) answers the Cognito JSON API."""

    region: str
    client_id: str
    url: str


class ApiDeps(Deps, frozen=True, kw_only=True):
    """The ports of `tickets_api`."""

    accounts: Accounts
    attempts: Attempts
    api_keys: ApiKeys
    new_secret: Callable[[], str]
    editor: DirectoryEditor
    sign_in: SignInSettings
    sso: SsoDeps
    own: OwnDeps
    desk_work: DeskWork
    knowledge: KnowledgeDeps
    searching: Searching
    letter_post: LetterPost
    webhooks: WebhookSetup
    push: PushDesk
    audit: AuditLog
    privacy: PrivacyDesk
    admin: AdminDeps
    intake: IntakeDeps  # for mail that is released from quarantine, or tried out
