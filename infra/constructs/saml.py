"""Organisations that sign their people in by SAML: the user pool speaks it, on pages of its own.

A client apart: it takes nothing but what these providers say, has no passwords and no codes, and nobody can
change their own address through it, for its tokens do not open the pool's API.
"""

from aws_cdk import Duration
from aws_cdk import aws_cognito as cognito
from constructs import Construct

from infra.deployment import Deployment

_CLAIMS = "http://schemas.xmlsoap.org/ws/2005/05/identity/claims"
BACK = "/sign-in/back"


def saml_client(
    scope: Construct, pool: cognito.UserPool, deployment: Deployment, portal_url: str
) -> cognito.UserPoolClient:
    """The pool's pages, its providers, and the client that they sign people in for."""
    assert deployment.sign_in_domain  # noqa: S101 - from_context: the two go together
    pool.add_domain(
        "Pages", cognito_domain=cognito.CognitoDomainOptions(domain_prefix=deployment.sign_in_domain)
    )
    providers = [
        cognito.UserPoolIdentityProviderSaml(
            scope,
            f"Saml-{each.name}",
            user_pool=pool,
            name=each.name,
            metadata=cognito.UserPoolIdentityProviderSamlMetadata.url(each.metadata),
            attribute_mapping=cognito.AttributeMapping(
                email=cognito.ProviderAttribute.other(f"{_CLAIMS}/emailaddress"),
                fullname=cognito.ProviderAttribute.other(f"{_CLAIMS}/name"),
            ),
        )
        for each in deployment.saml_providers
    ]
    client = pool.add_client(
        "Saml",
        o_auth=cognito.OAuthSettings(
            flows=cognito.OAuthFlows(authorization_code_grant=True),
            # Not aws.cognito.signin.user.admin: who has it may change their own attributes.
            scopes=[cognito.OAuthScope.OPENID, cognito.OAuthScope.EMAIL, cognito.OAuthScope.PROFILE],
            callback_urls=[f"{portal_url}{BACK}"],
        ),
        # Not the pool's own accounts: passwords typed on its pages would pass by our counting of wrong ones.
        supported_identity_providers=[
            cognito.UserPoolClientIdentityProvider.custom(each.name) for each in deployment.saml_providers
        ],
        # The pool writes what providers say in the name of the client.
        write_attributes=cognito.ClientAttributes().with_standard_attributes(email=True, fullname=True),
        generate_secret=False,  # a browser keeps no secret; the code is bound to it by PKCE
        prevent_user_existence_errors=True,
        enable_token_revocation=True,
        access_token_validity=Duration.hours(1),
        id_token_validity=Duration.hours(1),
        refresh_token_validity=Duration.days(30),
    )
    for provider in providers:
        client.node.add_dependency(provider)
    return client
