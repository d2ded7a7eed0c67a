"""The user pool: who can sign in."""

import secrets
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from botocore.exceptions import ClientError

from helpdesk.adapters.refusals import code_of, reaching
from helpdesk.ports import Tokens

if TYPE_CHECKING:
    from mypy_boto3_cognito_idp import CognitoIdentityProviderClient


_REFUSED = frozenset(
    {
        "NotAuthorizedException",
        "UserNotFoundException",
        "UserNotConfirmedException",
        "PasswordResetRequiredException",
        "InvalidParameterException",
    }
)


def unguessable() -> str:
    """A password nobody will ever type; the ending satisfies any policy for kinds of characters."""
    return secrets.token_urlsafe(48) + "-aA1"


class CognitoAccounts:
    """Users of one pool, named by their address."""

    def __init__(
        self,
        client: "CognitoIdentityProviderClient",
        pool: str,
        app: str = "",
        new_password: Callable[[], str] = unguessable,
    ) -> None:
        self._client = client
        self._pool = pool
        self._app = app
        self._new_password = new_password

    def ensure(self, email: str) -> None:
        """One call for a known address.

        A user whose password was never set would be asked for a new one before any e-mail code counts, so
        a fresh one gets a password that nobody knows.
        """
        name = email.strip().lower()
        with reaching("the user pool"):
            if self._status(name) == "CONFIRMED":
                return
            self._create(name)
            if self._status(name) != "CONFIRMED":
                self._set(name, self._new_password())

    def look(self, email: str) -> None:
        with reaching("the user pool"):
            self._status(email.strip().lower())

    def set_password(self, email: str, password: str) -> None:
        name = email.strip().lower()
        with reaching("the user pool"):
            self._create(name)
            self._set(name, password)

    def tokens(self, email: str, password: str) -> Tokens | None:
        with reaching("the user pool"):
            try:
                answer = self._client.admin_initiate_auth(
                    UserPoolId=self._pool,
                    ClientId=self._app,
                    AuthFlow="ADMIN_USER_PASSWORD_AUTH",
                    AuthParameters={"USERNAME": email.strip().lower(), "PASSWORD": password},
                )
            except ClientError as error:
                if code_of(error) in _REFUSED:
                    return None
                raise
        granted: dict[str, Any] | None = dict(answer).get("AuthenticationResult")  # type: ignore[assignment]
        if granted is None:
            return None  # a step that is not ours is next, like a password that must be changed first
        return Tokens(
            id=granted["IdToken"],
            access=granted["AccessToken"],
            refresh=granted["RefreshToken"],
            seconds=granted["ExpiresIn"],
        )

    def sign_out(self, account: str) -> None:
        with reaching("the user pool"):
            try:
                self._client.admin_user_global_sign_out(UserPoolId=self._pool, Username=account)
            except ClientError as error:
                if code_of(error) != "UserNotFoundException":
                    raise

    def account_of(self, email: str) -> str | None:
        """The pool's own name of this address's account."""
        with reaching("the user pool"):
            try:
                name = email.strip().lower()
                return self._client.admin_get_user(UserPoolId=self._pool, Username=name)["Username"]
            except ClientError as error:
                if code_of(error) in _REFUSED:
                    return None
                raise

    def delete(self, email: str) -> None:
        """The account, if there is one; tokens that were given out end with it."""
        with reaching("the user pool"):
            try:
                self._client.admin_delete_user(UserPoolId=self._pool, Username=email.strip().lower())
            except ClientError as error:
                if code_of(error) not in _REFUSED:
                    raise

    def _status(self, name: str) -> str | None:
        try:
            return self._client.admin_get_user(UserPoolId=self._pool, Username=name).get("UserStatus")
        except ClientError as error:
            if code_of(error) == "UserNotFoundException":
                return None
            raise

    def _create(self, name: str) -> None:
        try:
            self._client.admin_create_user(
                UserPoolId=self._pool,
                Username=name,
                UserAttributes=[
                    {"Name": "email", "Value": name},
                    {"Name": "email_verified", "Value": "true"},
                ],
                MessageAction="SUPPRESS",
            )
        except ClientError as error:
            if code_of(error) != "UsernameExistsException":
                raise

    def _set(self, name: str, password: str) -> None:
        self._client.admin_set_user_password(
            UserPoolId=self._pool, Username=name, Password=password, Permanent=True
        )
