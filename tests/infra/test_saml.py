"""SAML is the user pool's: its pages, its providers, and a client that can do nothing else."""

from tests.infra.assembly import Assembly, target

PAGES = "https://acme-loket.auth.us-east-1.amazoncognito.com"


def test_without_providers_the_pool_has_no_pages(aws: Assembly, local: Assembly) -> None:
    for assembly in (aws, local):
        data = assembly.stacks["Loket-Data"]
        assert data.of("Cognito::UserPoolDomain") == {}
        assert data.of("Cognito::UserPoolIdentityProvider") == {}
        assert len(data.of("Cognito::UserPoolClient")) == 1


def test_each_provider_is_read_from_its_metadata_and_says_who_by_address(chosen: Assembly) -> None:
    made = chosen.stacks["Loket-Data"].of("Cognito::UserPoolIdentityProvider").values()
    found = [one.properties for one in made]

    assert {one["ProviderName"]: one["ProviderDetails"]["MetadataURL"] for one in found} == {
        "one": "https://idp.one.example/metadata",
        "two": "https://idp.two.example/m?a=1,2",
    }
    for one in found:
        assert one["ProviderType"] == "SAML"
        assert one["AttributeMapping"]["email"].endswith("/claims/emailaddress")


def test_their_client_knows_no_passwords_and_no_accounts_of_the_pool(chosen: Assembly) -> None:
    client = chosen.stacks["Loket-Data"].named("Cognito::UserPoolClient", "Saml").properties

    assert set(client["SupportedIdentityProviders"]) == {"one", "two"}
    assert client["AllowedOAuthFlows"] == ["code"]
    assert set(client["AllowedOAuthScopes"]) == {"openid", "email", "profile"}
    assert "/sign-in/back" in str(client["CallbackURLs"])
    assert set(client.get("ExplicitAuthFlows", [])) <= {"ALLOW_REFRESH_TOKEN_AUTH"}
    assert client["GenerateSecret"] is False


def test_the_portals_own_client_stays_as_it_is(aws: Assembly, chosen: Assembly) -> None:
    with_it = chosen.stacks["Loket-Data"].named("Cognito::UserPoolClient", "Portal").properties
    without = aws.stacks["Loket-Data"].only("Cognito::UserPoolClient").properties

    same = ("AllowedOAuthFlowsUserPoolClient", "ExplicitAuthFlows", "WriteAttributes")
    assert {name: with_it[name] for name in same} == {name: without[name] for name in same}


def test_newcomers_become_known_before_they_get_tokens(chosen: Assembly, aws: Assembly) -> None:
    pool = chosen.stacks["Loket-Data"].only("Cognito::UserPool").properties

    assert "SignInFunction" in target(pool["LambdaConfig"]["PreTokenGeneration"])
    assert (
        "PreTokenGeneration"
        not in aws.stacks["Loket-Data"].only("Cognito::UserPool").properties["LambdaConfig"]
    )


def test_the_api_sends_people_there_the_authorizer_takes_the_client_and_pages_may_call_it(
    chosen: Assembly,
) -> None:
    service = chosen.stacks["Loket-Service"]
    env = {
        name: service.named("Lambda::Function", name).properties["Environment"]["Variables"]
        for name in ("TicketsApi", "Authorizer")
    }
    headers = chosen.stacks["Loket-Portal"].of("CloudFront::ResponseHeadersPolicy").values()

    assert "acme-loket.auth." in str(env["TicketsApi"]["LOKET_SAML_URL"])
    assert env["TicketsApi"]["LOKET_SAML_PROVIDERS"] == "one two"
    assert env["TicketsApi"]["LOKET_SAML_CLIENT"] == env["Authorizer"]["LOKET_SAML_CLIENT"]
    assert any(PAGES in str(policy.properties) for policy in headers)
