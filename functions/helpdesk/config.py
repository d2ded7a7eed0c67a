"""Settings, read from the environment here and nowhere else.

`infra` imports the names below, so that what a function reads and what it is given cannot drift apart.
"""

import os
from collections.abc import Mapping

import msgspec

TABLE = "LOKET_TABLE"
MAIL_BUCKET = "LOKET_MAIL_BUCKET"
FILES_BUCKET = "LOKET_FILES_BUCKET"
INDEX_BUCKET = "LOKET_INDEX_BUCKET"
OUTBOX_QUEUE = "LOKET_OUTBOX_QUEUE"
INDEX_QUEUE = "LOKET_INDEX_QUEUE"
WEBHOOK_QUEUE = "LOKET_WEBHOOK_QUEUE"
USER_POOL = "LOKET_USER_POOL"
USER_POOL_CLIENT = "LOKET_USER_POOL_CLIENT"
SIGN_IN_URL = "LOKET_SIGN_IN_URL"
TOKEN_ISSUER = "LOKET_TOKEN_ISSUER"  # noqa: S105 - a setting's name
TOKEN_KEYS_URL = "LOKET_TOKEN_KEYS_URL"  # noqa: S105 - a setting's name
CONFIGURATION_SET = "LOKET_CONFIGURATION_SET"
PORTAL_URL = "LOKET_PORTAL_URL"
DEPLOYMENT = "LOKET_DEPLOYMENT"
SENDER = "LOKET_SENDER"
SECRETS_PATH = "LOKET_SECRETS_PATH"  # below it in Systems Manager: secrets that others gave us
LOOPBACK_WEBHOOKS = "LOKET_LOOPBACK_WEBHOOKS"  # set on a laptop: receivers may be there too
LOOPBACK_ISSUERS = "LOKET_LOOPBACK_ISSUERS"  # set on a laptop: identity providers may be there too
SAML_CLIENT = "LOKET_SAML_CLIENT"  # of the user pool; not set where there are no SAML providers
SAML_URL = "LOKET_SAML_URL"  # the user pool's own pages; not set where there are no SAML providers
SAML_PROVIDERS = "LOKET_SAML_PROVIDERS"  # their names in the user pool, with blanks between
WORK_SHARDS = "LOKET_WORK_SHARDS"
DESK_ROLE = "LOKET_DESK_ROLE"  # without the two, scoped stores work under the function's own rights
TENANT_ROLE = "LOKET_TENANT_ROLE"

DEFAULT_WORK_SHARDS = 4


class MissingSetting(Exception):  # noqa: N818 - reads as what it is
    """A setting that this function needs is not in its environment."""


class Settings(msgspec.Struct, frozen=True):
    """Settings as the environment gives them; asking for one that is missing raises MissingSetting."""

    env: Mapping[str, str]

    def __getitem__(self, name: str) -> str:
        value = self.env.get(name, "")
        if not value:
            raise MissingSetting(f"{name} is not set: the function was deployed without it")
        return value

    def get(self, name: str, default: str = "") -> str:
        """The setting, or `default` when it is not set."""
        return self.env.get(name) or default

    @property
    def work_shards(self) -> int:
        """How many partitions the work index is spread over."""
        return int(self.get(WORK_SHARDS, str(DEFAULT_WORK_SHARDS)))


def from_environment() -> Settings:
    """The settings of this process. Called by bootstrap, never at import."""
    return Settings(env=dict(os.environ))  # noqa: TID251 - the one place
