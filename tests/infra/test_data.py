"""What must survive: shaped as storage expects, encrypted, protected, restorable."""

from typing import cast

import pytest

from helpdesk.storage.schema import EXPIRES, table_request
from tests.infra.assembly import Assembly, Properties, statements, target

BUCKETS = ("Mail", "Files", "Index")


def table(assembly: Assembly) -> Properties:
    return assembly.stacks["Loket-Data"].only("DynamoDB::Table").properties


def bucket(assembly: Assembly, name: str) -> Properties:
    return assembly.stacks["Loket-Data"].named("S3::Bucket", f"{name}Bucket").properties


def test_the_table_is_the_one_that_storage_works_on(aws: Assembly) -> None:
    wanted = cast("Properties", table_request("loket"))
    made = table(aws)

    def by_name(attributes: list[dict[str, str]]) -> list[tuple[str, ...]]:
        return sorted(tuple(attribute.values()) for attribute in attributes)

    assert made["KeySchema"] == wanted["KeySchema"]
    assert made["GlobalSecondaryIndexes"] == wanted["GlobalSecondaryIndexes"]
    assert by_name(made["AttributeDefinitions"]) == by_name(wanted["AttributeDefinitions"])
    assert made["BillingMode"] == wanted["BillingMode"]
    assert made["StreamSpecification"]["StreamViewType"] == wanted["StreamSpecification"]["StreamViewType"]
    assert made["TimeToLiveSpecification"] == {"AttributeName": EXPIRES, "Enabled": True}


def test_the_table_is_encrypted_protected_and_restorable(aws: Assembly) -> None:
    made = table(aws)

    assert made["SSESpecification"] == {"SSEEnabled": True}
    assert made["DeletionProtectionEnabled"] is True
    assert made["PointInTimeRecoverySpecification"]["PointInTimeRecoveryEnabled"] is True


@pytest.mark.parametrize("kind", ["DynamoDB::Table", "S3::Bucket", "Cognito::UserPool"])
def test_data_outlives_its_stack_on_aws_and_not_on_a_laptop(
    aws: Assembly, local: Assembly, kind: str
) -> None:
    kept = {made.deletion_policy for made in aws.stacks["Loket-Data"].of(kind).values()}
    kept |= {made.update_replace_policy for made in aws.stacks["Loket-Data"].of(kind).values()}
    dropped = {made.deletion_policy for made in local.stacks["Loket-Data"].of(kind).values()}

    assert (kept, dropped) == ({"Retain"}, {"Delete"})


@pytest.mark.parametrize("name", [*BUCKETS, "AccessLogs"])
def test_buckets_are_encrypted_and_private(aws: Assembly, name: str) -> None:
    made = aws.stacks["Loket-Data"].named("S3::Bucket", name).properties

    (rule,) = made["BucketEncryption"]["ServerSideEncryptionConfiguration"]
    assert rule["ServerSideEncryptionByDefault"] == {"SSEAlgorithm": "AES256"}
    assert set(made["PublicAccessBlockConfiguration"].values()) == {True}
    assert len(made["PublicAccessBlockConfiguration"]) == 4


@pytest.mark.parametrize("name", [*BUCKETS, "AccessLogs"])
def test_buckets_refuse_what_comes_without_tls(aws: Assembly, name: str) -> None:
    policy = aws.stacks["Loket-Data"].named("S3::BucketPolicy", name).properties["PolicyDocument"]
    denied = [one["Condition"] for one in policy["Statement"] if one["Effect"] == "Deny"]

    assert {"Bool": {"aws:SecureTransport": "false"}} in denied


@pytest.mark.parametrize("name", BUCKETS)
def test_who_read_what_is_logged(aws: Assembly, name: str) -> None:
    assert bucket(aws, name)["LoggingConfiguration"]["LogFilePrefix"] == f"{name}/"


def test_mail_and_files_can_be_brought_back_for_a_month(aws: Assembly) -> None:
    for name in ("Mail", "Files"):
        assert bucket(aws, name)["VersioningConfiguration"] == {"Status": "Enabled"}
        rules = bucket(aws, name)["LifecycleConfiguration"]["Rules"]
        assert {"NoncurrentDays": 30} in [rule.get("NoncurrentVersionExpiration") for rule in rules]
        forgotten = {rule.get("Prefix") for rule in rules if "ExpirationInDays" in rule}
        assert forgotten == ({"_uploads/", "_exports/"} if name == "Files" else set())  # all else is kept


def test_uploads_come_from_the_portals_pages_and_go_when_no_message_names_them(aws: Assembly) -> None:
    files = bucket(aws, "Files")
    (cors,) = files["CorsConfiguration"]["CorsRules"]
    rules = [one for one in files["LifecycleConfiguration"]["Rules"] if one.get("Prefix") == "_uploads/"]

    assert cors["AllowedOrigins"] == [{"Ref": "PortalUrl"}]
    assert cors["AllowedMethods"] == ["POST", "GET"]  # putting files, and showing pictures
    assert {rule.get("ExpirationInDays") for rule in rules} == {2, None}
    assert not any("CorsConfiguration" in bucket(aws, name) for name in ("Mail", "Index"))


def test_uploads_come_from_every_name_of_the_portal(chosen: Assembly) -> None:
    (cors,) = bucket(chosen, "Files")["CorsConfiguration"]["CorsRules"]

    assert cors["AllowedOrigins"] == [
        {"Ref": "PortalUrl"}, "https://it.globex.example", "https://hulp.duin.example",
    ]  # fmt: skip


def test_only_our_own_receipt_rules_may_put_mail(aws: Assembly) -> None:
    policy = aws.stacks["Loket-Data"].named("S3::BucketPolicy", "Mail").properties["PolicyDocument"]
    (ses,) = (one for one in statements(policy) if one.get("Principal") == {"Service": "ses.amazonaws.com"})

    assert ses["Action"] == ["s3:PutObject"]
    assert "inbound/*" in str(ses["Resource"])
    assert "aws:SourceAccount" in ses["Condition"]["StringEquals"]
    assert "receipt-rule-set/loket:receipt-rule/*" in str(ses["Condition"]["ArnLike"])


def test_accounts_are_made_by_us_and_known_by_their_address(aws: Assembly) -> None:
    pool = aws.stacks["Loket-Data"].only("Cognito::UserPool").properties

    assert pool["AdminCreateUserConfig"]["AllowAdminCreateUserOnly"] is True
    assert pool["UsernameAttributes"] == ["email"]
    assert pool["UsernameConfiguration"] == {"CaseSensitive": False}
    assert pool["DeletionProtection"] == "ACTIVE"
    assert pool["Policies"]["PasswordPolicy"]["MinimumLength"] == 12


@pytest.mark.parametrize(
    "trigger", ["DefineAuthChallenge", "CreateAuthChallenge", "VerifyAuthChallengeResponse"]
)
def test_codes_by_mail_are_made_by_our_function(aws: Assembly, trigger: str) -> None:
    pool = aws.stacks["Loket-Data"].only("Cognito::UserPool").properties

    assert "SignInFunction" in target(pool["LambdaConfig"][trigger])


def test_the_portal_signs_in_by_password_or_code(aws: Assembly) -> None:
    client = aws.stacks["Loket-Data"].only("Cognito::UserPoolClient").properties

    assert set(client["ExplicitAuthFlows"]) == {
        "ALLOW_ADMIN_USER_PASSWORD_AUTH",
        "ALLOW_CUSTOM_AUTH",
        "ALLOW_REFRESH_TOKEN_AUTH",
    }
    assert client["PreventUserExistenceErrors"] == "ENABLED"
    assert client["GenerateSecret"] is False
    assert client["AllowedOAuthFlowsUserPoolClient"] is False
    assert client["AuthSessionValidity"] >= 10


def test_nobody_can_change_the_address_they_sign_in_with(aws: Assembly) -> None:
    client = aws.stacks["Loket-Data"].only("Cognito::UserPoolClient").properties

    assert set(client["WriteAttributes"]) == {"locale", "name"}


def test_threat_protection_is_a_choice(aws: Assembly, chosen: Assembly) -> None:
    without = aws.stacks["Loket-Data"].only("Cognito::UserPool").properties
    with_it = chosen.stacks["Loket-Data"].only("Cognito::UserPool").properties

    assert (without["UserPoolTier"], with_it["UserPoolTier"]) == ("ESSENTIALS", "PLUS")
    assert with_it["UserPoolAddOns"]["AdvancedSecurityMode"] == "ENFORCED"


def test_alarms_reach_the_chosen_address(aws: Assembly, chosen: Assembly) -> None:
    assert aws.stacks["Loket-Data"].of("SNS::Subscription") == {}
    subscription = chosen.stacks["Loket-Data"].only("SNS::Subscription").properties
    assert (subscription["Protocol"], subscription["Endpoint"]) == ("email", "night@acme.example")
