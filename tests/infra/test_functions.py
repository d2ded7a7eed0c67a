"""Each function: its own role with only what it needs, its settings, its log, its alarms."""

from fnmatch import fnmatchcase
from importlib import import_module

import pytest

from helpdesk import config
from helpdesk.adapters.web_push.sender import SECRET
from infra.names import SECRETS_PATH
from tests.infra.assembly import Assembly, Resource, Statement, statements, target

FUNCTIONS = {
    "IntakeEmail": {"TABLE", "MAIL_BUCKET", "FILES_BUCKET", "PORTAL_URL", "WORK_SHARDS"},
    "TicketsApi": {
        "TABLE", "MAIL_BUCKET", "FILES_BUCKET", "USER_POOL", "USER_POOL_CLIENT", "SIGN_IN_URL", "PORTAL_URL",
        "WORK_SHARDS", "CONFIGURATION_SET", "SECRETS_PATH", "SENDER",
    },
    "KbSearch": {"TABLE", "INDEX_BUCKET"},
    "KbIndex": {"TABLE", "INDEX_BUCKET"},
    "SlaChecker": {"TABLE", "OUTBOX_QUEUE", "WORK_SHARDS"},
    "OutboxRelay": {"OUTBOX_QUEUE", "INDEX_QUEUE", "WEBHOOK_QUEUE"},
    "Webhooks": {"TABLE", "WEBHOOK_QUEUE", "WORK_SHARDS", "SENDER", "SECRETS_PATH"},
    "Privacy": {
        "TABLE", "MAIL_BUCKET", "FILES_BUCKET", "INDEX_BUCKET", "USER_POOL", "WORK_SHARDS", "SECRETS_PATH",
    },
    "Outbox": {"TABLE", "FILES_BUCKET", "CONFIGURATION_SET", "SENDER", "PORTAL_URL", "WORK_SHARDS"},
    "Authorizer": {"TABLE", "TOKEN_ISSUER", "TOKEN_KEYS_URL", "USER_POOL_CLIENT"},
    "SignIn": {"TABLE", "SENDER", "CONFIGURATION_SET", "PORTAL_URL"},
}  # fmt: skip
ON_AWS = {"TicketsApi": {"DESK_ROLE", "TENANT_ROLE"}}  # the emulator cannot tell such roles' rights apart
ON_A_LAPTOP = {"TicketsApi": {"LOOPBACK_ISSUERS", "LOOPBACK_WEBHOOKS"}, "Webhooks": {"LOOPBACK_WEBHOOKS"}}
EVERY = {"LOKET_DEPLOYMENT", "POWERTOOLS_SERVICE_NAME", "POWERTOOLS_METRICS_NAMESPACE", "LOG_LEVEL"}
# AWS offers no resource to name for these.
ON_NOTHING_NAMED = {"xray:PutTraceSegments", "xray:PutTelemetryRecords"}


def function(assembly: Assembly, name: str) -> Resource:
    (found,) = (made for logical, made in assembly.every("Lambda::Function") if f"{name}Function" in logical)
    return found


def rights(assembly: Assembly, name: str) -> list[Statement]:
    role = target(function(assembly, name).properties["Role"])
    return [
        statement
        for _, policy in assembly.every("IAM::Policy")
        if role in [target(one) for one in policy.properties["Roles"]]
        for statement in statements(policy.properties["PolicyDocument"])
    ]


def actions(assembly: Assembly, name: str) -> set[str]:
    return {action for statement in rights(assembly, name) for action in statement["Action"]}


def ours(assembly: Assembly) -> list[Resource]:
    return [function(assembly, name) for name in FUNCTIONS]


@pytest.mark.parametrize("way", ["aws", "local"])
def test_there_are_these_functions_and_no_others(assemblies: dict[str, Assembly], way: str) -> None:
    stacks = assemblies[way].stacks
    made = [
        name for stack in ("Loket-Data", "Loket-Service") for name in stacks[stack].of("Lambda::Function")
    ]
    made = [name for name in made if not name.startswith("Custom")]  # CDK's own, for references over regions

    assert len(made) == len(FUNCTIONS)
    assert len(ours(assemblies[way])) == len(FUNCTIONS)


@pytest.mark.parametrize("name", FUNCTIONS)
def test_a_function_gets_the_settings_it_reads(aws: Assembly, local: Assembly, name: str) -> None:
    for assembly, more in ((aws, ON_AWS.get(name, set())), (local, ON_A_LAPTOP.get(name, set()))):
        wanted = {getattr(config, setting) for setting in FUNCTIONS[name] | more} | EVERY
        assert set(function(assembly, name).properties["Environment"]["Variables"]) == wanted


@pytest.mark.parametrize("name", FUNCTIONS)
def test_a_handler_is_where_the_function_looks_for_it(aws: Assembly, name: str) -> None:
    module, _, handler = function(aws, name).properties["Handler"].rpartition(".")

    assert callable(getattr(import_module(module), handler))


def test_functions_are_small_arm_machines_that_trace(aws: Assembly) -> None:
    for name in FUNCTIONS:
        made = function(aws, name).properties
        assert made["Architectures"] == ["arm64"]
        assert made["TracingConfig"] == {"Mode": "Active"}
        searches = name in {"KbSearch", "KbIndex"}  # they compare meanings, and hold an index on their disk
        assert made["MemorySize"] <= (1769 if searches else 1024)
        assert len(made["Layers"]) == (2 if searches else 1)
        assert made.get("EphemeralStorage") == ({"Size": 4096} if searches else None)


def test_on_a_laptop_libraries_come_from_the_environment(local: Assembly) -> None:
    assert not any("Layers" in made.properties for made in ours(local))


def test_no_two_functions_share_a_role(aws: Assembly) -> None:
    roles = {target(made.properties["Role"]) for made in ours(aws)}

    assert len(roles) == len(FUNCTIONS)


def test_roles_carry_no_managed_policies(aws: Assembly) -> None:
    roles = {target(made.properties["Role"]) for made in ours(aws)}
    found = {name: role for name, role in aws.every("IAM::Role") if name in roles}

    assert not any("ManagedPolicyArns" in role.properties for role in found.values())


def test_every_function_logs_to_its_own_group_for_three_months(aws: Assembly) -> None:
    groups = {target(made.properties["LoggingConfig"]["LogGroup"]) for made in ours(aws)}
    kept = {
        name: group.properties["RetentionInDays"]
        for name, group in aws.every("Logs::LogGroup")
        if name in groups
    }

    assert list(kept.values()) == [90] * len(FUNCTIONS)


@pytest.mark.parametrize("name", FUNCTIONS)
def test_rights_name_actions_and_resources(aws: Assembly, name: str) -> None:
    for statement in rights(aws, name):
        assert not any("*" in action for action in statement["Action"])
        if "*" in statement["Resource"]:
            assert set(statement["Action"]) <= ON_NOTHING_NAMED


@pytest.mark.parametrize("action", ["dynamodb:Scan", "s3:DeleteBucket"])
def test_nobody_needs(aws: Assembly, action: str) -> None:
    assert not any(action in actions(aws, name) for name in FUNCTIONS)


def test_only_two_functions_delete_and_two_forget_one_kind_of_row(aws: Assembly) -> None:
    deleting = {name for name in FUNCTIONS if "dynamodb:DeleteItem" in actions(aws, name)}

    assert deleting == {"TicketsApi", "Privacy", "Webhooks", "SignIn"}
    for name, key in (("Webhooks", "PUSH#*"), ("SignIn", "MISSES#*")):
        (right,) = (one for one in rights(aws, name) if "dynamodb:DeleteItem" in one["Action"])
        assert right["Condition"]["ForAllValues:StringLike"]["dynamodb:LeadingKeys"] == [key]


def test_webhooks_reads_the_key_of_notices_and_no_other_secret(aws: Assembly) -> None:
    (right,) = (one for one in rights(aws, "Webhooks") if "ssm:GetParameter" in one["Action"])

    assert f"{SECRETS_PATH}/{SECRET}" in str(right["Resource"])
    assert "*" not in str(right["Resource"])


def test_only_erasing_and_purging_delete_tickets_and_nothing_deletes_the_audit(aws: Assembly) -> None:
    (right,) = (one for one in rights(aws, "Privacy") if "dynamodb:DeleteItem" in one["Action"])
    leading = right["Condition"]["ForAllValues:StringLike"]["dynamodb:LeadingKeys"]

    assert right["Condition"]["Null"] == {"dynamodb:LeadingKeys": "false"}
    assert not any(fnmatchcase("noord#AUDIT", one) for one in leading)
    for place in ("noord/acme#PEOPLE", "noord/acme#TICKET#1", "noord#CONFIG"):
        assert any(fnmatchcase(place, one) for one in leading), place
    for name in set(FUNCTIONS) - {"Privacy"}:
        for statement in rights(aws, name):
            if "dynamodb:DeleteItem" in statement["Action"]:
                keys = statement["Condition"]["ForAllValues:StringLike"]["dynamodb:LeadingKeys"]
                assert not any(fnmatchcase("noord/acme#TICKET#1", one) for one in keys), name


def test_the_api_deletes_only_how_a_desk_is_set_up(aws: Assembly) -> None:
    (right,) = (one for one in rights(aws, "TicketsApi") if "dynamodb:DeleteItem" in one["Action"])
    assert right["Action"] in ("dynamodb:DeleteItem", ["dynamodb:DeleteItem"])
    assert right["Condition"] == {
        "ForAllValues:StringLike": {
            "dynamodb:LeadingKeys": [
                "*#SSO",
                "SSO-IDP#*",
                "OWN#*",
                "PUSH#*",
                "MISSES#*",
                "*#CONFIG",
                "*#TEXTS",
                "*#CALLERS",
                "*#WEBHOOKS",
                "ADDRESS#*",
                "HOST#*",
                "LOGIN#*",
            ]
        },
        "Null": {"dynamodb:LeadingKeys": "false"},
    }


def test_only_the_checker_and_the_webhooks_read_the_index_of_due_work(aws: Assembly) -> None:
    assert {name for name in FUNCTIONS if "/index/work" in str(rights(aws, name))} == {
        "SlaChecker",
        "Webhooks",
        "Privacy",
    }


@pytest.mark.parametrize("index", ["queue", "assignee", "requester", "tenant"])
def test_lists_are_not_read_under_the_apis_own_rights(aws: Assembly, index: str) -> None:
    readers = {name for name in FUNCTIONS if f"/index/{index}" in str(rights(aws, name))}

    others = {
        "tenant": {"KbIndex", "KbSearch", "Privacy"},  # search: tickets too young to be in the index
        "queue": {"SlaChecker"},  # the checker follows edited agreements
        "assignee": {"SlaChecker"},  # and goes on with handovers
    }
    assert readers == others.get(index, set())


def test_only_the_api_takes_on_roles_and_only_those_of_desks_and_tenants(aws: Assembly) -> None:
    assert {name for name in FUNCTIONS if "sts:AssumeRole" in actions(aws, name)} == {"TicketsApi"}
    assumed = [one for one in rights(aws, "TicketsApi") if "sts:AssumeRole" in one["Action"]]
    roles = sorted(target(resource) for one in assumed for resource in one["Resource"])
    assert [
        name.startswith(f"FunctionsScoped{role}")
        for name, role in zip(roles, ("Desk", "Tenant"), strict=True)
    ]


def test_readers_of_the_table_cannot_write(aws: Assembly) -> None:
    writers = {name for name in FUNCTIONS if "dynamodb:PutItem" in actions(aws, name)}

    assert writers == {
        "IntakeEmail",
        "TicketsApi",
        "SlaChecker",
        "KbIndex",
        "Outbox",
        "Webhooks",
        "Privacy",
        "Authorizer",
        "SignIn",
    }


def test_only_the_api_makes_accounts(aws: Assembly) -> None:
    makers = {name for name in FUNCTIONS if "cognito-idp:AdminCreateUser" in actions(aws, name)}

    assert makers == {"TicketsApi"}


def test_raw_mail_can_only_be_read_but_for_erasing(aws: Assembly) -> None:
    mail = [
        statement
        for name in FUNCTIONS
        if name != "Privacy"
        for statement in rights(aws, name)
        if "MailBucket" in str(statement)
    ]

    assert {action for statement in mail for action in statement["Action"]} == {
        "s3:GetObject",
        "s3:ListBucket",
    }


def test_only_three_functions_send_mail_and_only_as_us(aws: Assembly) -> None:
    senders = {name for name in FUNCTIONS if "ses:SendEmail" in actions(aws, name)}
    assert senders == {"Outbox", "SignIn", "TicketsApi"}  # the API: letters that are tried out

    for name in senders:
        (sending,) = (one for one in rights(aws, name) if "ses:SendEmail" in one["Action"])
        assert sending["Action"] == ["ses:SendEmail", "ses:SendRawEmail"]
        assert sending["Condition"] == {
            "StringLike": {"ses:FromAddress": ["*@acme.example", "*@support.duinrand.example"]}
        }
        named = str(sending["Resource"])
        for resource in (
            "identity/acme.example",
            "identity/support.duinrand.example",
            "configuration-set/loket",
        ):
            assert resource in named


@pytest.mark.parametrize("name", FUNCTIONS)
@pytest.mark.parametrize("metric", ["Errors", "Throttles"])
def test_errors_and_throttles_call_somebody(aws: Assembly, name: str, metric: str) -> None:
    (alarm,) = (
        made.properties
        for _, made in aws.every("CloudWatch::Alarm")
        if made.properties.get("MetricName") == metric
        and f"{name}Function" in str(made.properties["Dimensions"])
    )

    assert (alarm["Threshold"], alarm["ComparisonOperator"]) == (1, "GreaterThanOrEqualToThreshold")
    assert len(alarm["AlarmActions"]) == 1


def test_the_checker_not_running_calls_somebody(aws: Assembly) -> None:
    silent = aws.stacks["Loket-Service"].named("CloudWatch::Alarm", "SlaCheckerSilent").properties

    assert silent["MetricName"] == "Invocations"
    assert (silent["ComparisonOperator"], silent["TreatMissingData"]) == ("LessThanThreshold", "breaching")
