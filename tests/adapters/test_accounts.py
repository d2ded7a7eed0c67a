"""Users of the pool: ready for e-mail codes at once, and their password is never touched by accident."""

import pytest
from botocore.stub import Stubber

from helpdesk.adapters.accounts import CognitoAccounts, unguessable
from helpdesk.adapters.clients import Clients
from helpdesk.domain.errors import Unavailable


@pytest.fixture
def pool(clients: Clients) -> str:
    return clients.cognito.create_user_pool(PoolName="people")["UserPool"]["Id"]


def test_a_new_user_is_confirmed_and_their_address_verified(clients: Clients, pool: str) -> None:
    CognitoAccounts(clients.cognito, pool).ensure(" Lisa@ACME.example")
    user = clients.cognito.admin_get_user(UserPoolId=pool, Username="lisa@acme.example")
    assert user["UserStatus"] == "CONFIRMED"
    attributes = {a["Name"]: a.get("Value") for a in user["UserAttributes"]}
    assert (attributes["email"], attributes["email_verified"]) == ("lisa@acme.example", "true")


def test_ensuring_leaves_a_password_alone(clients: Clients, pool: str) -> None:
    accounts = CognitoAccounts(clients.cognito, pool)
    accounts.set_password("ana@noord.example", "Loket-demo-2026")
    accounts.ensure("ana@noord.example")
    assert signs_in(clients, pool, "ana@noord.example", "Loket-demo-2026")


def test_a_half_made_user_is_finished(clients: Clients, pool: str) -> None:
    clients.cognito.admin_create_user(UserPoolId=pool, Username="half@acme.example", MessageAction="SUPPRESS")
    CognitoAccounts(clients.cognito, pool).ensure("half@acme.example")
    user = clients.cognito.admin_get_user(UserPoolId=pool, Username="half@acme.example")
    assert user["UserStatus"] == "CONFIRMED"


def test_a_password_can_be_changed(clients: Clients, pool: str) -> None:
    accounts = CognitoAccounts(clients.cognito, pool)
    accounts.set_password("ana@noord.example", "Loket-demo-2026")
    accounts.set_password("ana@noord.example", "Loket-demo-2027")
    assert signs_in(clients, pool, "ana@noord.example", "Loket-demo-2027")
    assert not signs_in(clients, pool, "ana@noord.example", "Loket-demo-2026")


def test_a_known_user_costs_one_call(clients: Clients, pool: str) -> None:
    with Stubber(clients.cognito) as stub:
        stub.add_response("admin_get_user", {"Username": "x", "UserStatus": "CONFIRMED"})
        CognitoAccounts(clients.cognito, pool).ensure("ana@noord.example")
        stub.assert_no_pending_responses()


def test_a_busy_pool_is_unavailable(clients: Clients, pool: str) -> None:
    with Stubber(clients.cognito) as stub:
        stub.add_client_error("admin_get_user", "TooManyRequestsException", http_status_code=400)
        with pytest.raises(Unavailable):
            CognitoAccounts(clients.cognito, pool).ensure("ana@noord.example")


def test_nobody_guesses_the_password_nobody_knows() -> None:
    made = {unguessable() for _ in range(100)}
    assert len(made) == 100
    assert min(map(len, made)) > 60


def signs_in(clients: Clients, pool: str, email: str, password: str) -> bool:
    client = clients.cognito.create_user_pool_client(
        UserPoolId=pool, ClientName="portal", ExplicitAuthFlows=["ALLOW_USER_PASSWORD_AUTH"]
    )
    try:
        clients.cognito.initiate_auth(
            ClientId=client["UserPoolClient"]["ClientId"],
            AuthFlow="USER_PASSWORD_AUTH",
            AuthParameters={"USERNAME": email, "PASSWORD": password},
        )
    except clients.cognito.exceptions.NotAuthorizedException:
        return False
    return True
