"""Context is checked before anything is made; each mistake is named."""

import pytest

from infra.deployment import ContextError, from_context


def test_a_laptop_needs_no_choices() -> None:
    deployment = from_context({"local": "true"}.get)

    assert (deployment.local, deployment.name) == (True, "local")
    assert deployment.portal_url == "http://127.0.0.1:8080"


def test_domains_may_be_parted_by_commas_or_spaces() -> None:
    deployment = from_context({"mail_domains": "Acme.example, help.duinrand.example  fjell.example"}.get)

    assert deployment.mail_domains == ("acme.example", "help.duinrand.example", "fjell.example")
    assert deployment.sender == "Loket <no-reply@acme.example>"


def test_flags_may_come_as_words_or_as_json() -> None:
    given = {"mail_domains": "acme.example", "activate_rule_set": "false", "threat_protection": True}
    deployment = from_context(given.get)

    assert (deployment.activate_rule_set, deployment.threat_protection) == (False, True)


@pytest.mark.parametrize(
    ("context", "complaint"),
    [
        ({}, "mail_domains is missing"),
        ({"mail_domains": "acme"}, "'acme' is not a domain name"),
        ({"mail_domains": "acme.example", "alarm_email": "night"}, "'night' is not an e-mail address"),
        ({"mail_domains": "acme.example", "deployment": "Acme Ltd"}, "lower-case letters"),
        ({"mail_domains": "acme.example", "threat_protection": "yes"}, "true or false"),
        ({"mail_domains": ["acme.example"]}, "must be text"),
        ({"mail_domains": "acme.example", "saml_providers": "one=https://a.example"}, "go together"),
        ({"mail_domains": "acme.example", "sign_in_domain": "acme"}, "go together"),
        (
            {"mail_domains": "acme.example", "saml_providers": "one=http://a.example"},
            "address-of-its-metadata",
        ),
        (
            {"mail_domains": "a.example", "saml_providers": "one=https://a.example one=https://b.example"},
            "a name of its own",
        ),
        ({"mail_domains": "acme.example", "portal_domain": "help.acme.example"}, "go together"),
        ({"mail_domains": "acme.example", "portal_hosts": "it.globex.example"}, "beside a portal_domain"),
        ({"mail_domains": "acme.example", "portal_hosts": "https://it.globex.example"}, "not a domain name"),
        (
            {
                "mail_domains": "acme.example",
                "portal_domain": "help.acme.example",
                "certificate_arn": "arn:aws:acm:eu-west-1:1:certificate/2",
            },
            "us-east-1",
        ),
    ],
)
def test_a_mistake_is_named(context: dict[str, object], complaint: str) -> None:
    with pytest.raises(ContextError, match=complaint):
        from_context(context.get)


def test_providers_may_be_parted_by_commas_or_spaces() -> None:
    given = {
        "mail_domains": "acme.example",
        "sign_in_domain": "acme",
        "saml_providers": "one=https://a.example/m?x=1,2,two=https://b.example  three=https://c.example",
    }
    found = {each.name: each.metadata for each in from_context(given.get).saml_providers}

    assert found == {
        "one": "https://a.example/m?x=1,2",
        "two": "https://b.example",
        "three": "https://c.example",
    }
