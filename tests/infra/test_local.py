"""On a laptop: only what the emulator knows, and nothing that only AWS has."""

from ministack.services.cloudformation.provisioners import _RESOURCE_HANDLERS  # type: ignore[import-untyped]

from tests.infra.assembly import Assembly


def test_the_emulator_knows_every_type_of_resource(local: Assembly) -> None:
    used = {made.type for template in local.stacks.values() for made in template.resources.values()}

    assert used - set(_RESOURCE_HANDLERS) == set()


def test_mail_and_portal_stay_out(aws: Assembly, local: Assembly) -> None:
    assert set(local.stacks) == {"Loket-Data", "Loket-Service", "Loket-Api"}
    assert set(aws.stacks) == {"Loket-Data", "Loket-Service", "Loket-Api", "Loket-Mail", "Loket-Portal"}


def test_the_addresses_of_portal_and_cloud_can_be_told(local: Assembly) -> None:
    data, service = local.stacks["Loket-Data"].parameters, local.stacks["Loket-Service"].parameters

    assert data["PortalUrl"]["Default"] == service["PortalUrl"]["Default"] == "http://127.0.0.1:8080"
    assert service["CloudUrl"]["Default"] == "http://127.0.0.1:4566"


def test_what_others_need_to_know_is_told(local: Assembly, aws: Assembly) -> None:
    for assembly in (local, aws):
        assert {
            "TableName",
            "MailBucket",
            "FilesBucket",
            "IndexBucket",
            "UserPoolId",
            "UserPoolClientId",
        } <= set(assembly.stacks["Loket-Data"].outputs)
        assert {"InboundMailTopic", "MailEventsTopic"} <= set(assembly.stacks["Loket-Service"].outputs)
        assert "ApiId" in assembly.stacks["Loket-Api"].outputs
    assert {"SiteBucket", "DistributionId", "Url"} <= set(aws.stacks["Loket-Portal"].outputs)


def test_tokens_are_issued_in_the_name_of_aws_and_their_keys_come_from_the_emulator(local: Assembly) -> None:
    settings = (
        local.stacks["Loket-Service"]
        .named("Lambda::Function", "AuthorizerFunction")
        .properties["Environment"]
    )

    assert "https://cognito-idp." in str(settings["Variables"]["LOKET_TOKEN_ISSUER"])
    assert {"Ref": "CloudUrl"} in settings["Variables"]["LOKET_TOKEN_KEYS_URL"]["Fn::Join"][1]


def test_the_browser_talks_to_cognito_through_the_portal(local: Assembly) -> None:
    settings = (
        local.stacks["Loket-Service"]
        .named("Lambda::Function", "TicketsApiFunction")
        .properties["Environment"]
    )

    assert settings["Variables"]["LOKET_SIGN_IN_URL"] == "/_cognito/"  # of whichever name the page has


def test_the_api_has_a_name_that_stays(local: Assembly, aws: Assembly) -> None:
    named = {"Key": "ms-custom-id", "Value": "helpdesk"}

    assert named in local.stacks["Loket-Api"].only("ApiGateway::RestApi").properties["Tags"]
    assert named not in aws.stacks["Loket-Api"].only("ApiGateway::RestApi").properties["Tags"]


def test_a_poisoned_message_is_put_aside_while_one_watches(local: Assembly) -> None:
    fed = [made.properties for _, made in local.every("SQS::Queue") if "RedrivePolicy" in made.properties]

    assert len(fed) == 5
    assert {one["VisibilityTimeout"] for one in fed} == {10}
    assert {one["RedrivePolicy"]["maxReceiveCount"] for one in fed} == {3}


def test_stacks_can_be_thrown_away(local: Assembly) -> None:
    assert local.stacks["Loket-Data"].only("DynamoDB::Table").properties["DeletionProtectionEnabled"] is False
