"""Isolation in IAM: what sessions tagged with a desk, or a desk and a tenant, reach; evaluated, not hoped."""

from typing import Any

import pytest

from tests.infra.assembly import Assembly, Resource, Statement, statements, target
from tests.infra.policies import Ask, allows

TABLE, FILES = "arn:aws:dynamodb:eu-west-1:123456789012:table/t", "arn:aws:s3:::files"
READS = ["dynamodb:GetItem", "dynamodb:BatchGetItem", "dynamodb:Query"]
WRITES = ["dynamodb:PutItem", "dynamodb:UpdateItem", "dynamodb:ConditionCheckItem"]
NEVER = ["dynamodb:Scan", "dynamodb:DeleteItem", "dynamodb:PartiQLSelect", "dynamodb:DeleteTable"]
INDEXES = ["queue", "assignee", "requester", "tenant", "work"]

TENANT = {"desk": "d1", "tenant": "acme"}
DESK = {"desk": "d1"}

MINE = [
    "d1/acme#TICKET#7",
    "d1/acme#SEQUENCE",
    "d1/acme#MAIL#0a",
    "d1/acme#PEOPLE",
]
OF_OTHERS = [
    "d1/acme-2#TICKET#7",
    "d1/acm#TICKET#7",
    "d1/other#PEOPLE",
    "d1#QUARANTINE",
    "d1#CONFIG",
    "d1/acme",
    "d1-2/acme#TICKET#7",
    "d2/acme#TICKET#7",
    "d2#QUARANTINE",
    "#QUARANTINE",
    "LOGIN#ana@d1.example",
    "ADDRESS#support@acme.example",
    "HOST#support.acme.example",
    "PREFIX#ACME",
    "ATTEMPTS#0a",
    "WORK#SLA#0",
    "acme#TICKET#7",
    "",
]


@pytest.fixture
def policies(aws: Assembly) -> dict[str, list[Statement]]:
    """What the two roles may do, ARNs resolved, by role."""
    return {name: _rights(aws, f"Scoped{name}Role") for name in ("Desk", "Tenant")}


def ask(action: str, tags: dict[str, str], keys: list[str] | None, resource: str = TABLE) -> Ask:
    context: dict[str, str | list[str]] = {f"aws:PrincipalTag/{name}": value for name, value in tags.items()}
    if keys is not None:
        context["dynamodb:LeadingKeys"] = keys
    return Ask(action=action, resource=resource, context=context)


@pytest.mark.parametrize("action", READS + WRITES)
@pytest.mark.parametrize("key", MINE)
def test_a_tenants_session_does_what_its_requests_need(
    policies: dict[str, list[Statement]], action: str, key: str
) -> None:
    assert allows(policies["Tenant"], ask(action, TENANT, [key]))


@pytest.mark.parametrize("action", READS + WRITES)
@pytest.mark.parametrize("key", OF_OTHERS)
def test_a_tenants_session_reaches_nothing_else(
    policies: dict[str, list[Statement]], action: str, key: str
) -> None:
    assert not allows(policies["Tenant"], ask(action, TENANT, [key]))
    assert not allows(policies["Tenant"], ask(action, TENANT, [MINE[0], key]))


@pytest.mark.parametrize("key", [*MINE, "d1/acme-2#TICKET#7", "d1#QUARANTINE"])
@pytest.mark.parametrize("action", READS + WRITES)
def test_a_desks_session_reaches_its_tenants(
    policies: dict[str, list[Statement]], action: str, key: str
) -> None:
    assert allows(policies["Desk"], ask(action, DESK, [key]))


@pytest.mark.parametrize("action", READS + WRITES)
@pytest.mark.parametrize(
    "key",
    [
        "d2/acme#TICKET#7", "d2#QUARANTINE", "d1-2/acme#TICKET#7", "d/acme#TICKET#7", "d1#CONFIG",
        "#QUARANTINE", "LOGIN#ana@d1.example", "PREFIX#ACME", "ATTEMPTS#0a", "WORK#SLA#0", "",
    ],
)  # fmt: skip
def test_a_desks_session_ends_at_the_desk(
    policies: dict[str, list[Statement]], action: str, key: str
) -> None:
    assert not allows(policies["Desk"], ask(action, DESK, [key]))
    assert not allows(policies["Desk"], ask(action, DESK, [MINE[0], key]))


@pytest.mark.parametrize(("role", "tags"), [("Tenant", TENANT), ("Desk", DESK)])
@pytest.mark.parametrize("action", NEVER)
@pytest.mark.parametrize("keys", [None, [], [MINE[0]]], ids=["no key", "empty", "mine"])
def test_nobody_scans_or_deletes(
    policies: dict[str, list[Statement]], role: str, tags: dict[str, str], action: str, keys: list[str] | None
) -> None:
    for resource in [TABLE, *(f"{TABLE}/index/{name}" for name in INDEXES)]:
        assert not allows(policies[role], ask(action, tags, keys, resource))


@pytest.mark.parametrize(("role", "tags"), [("Tenant", TENANT), ("Desk", DESK)])
@pytest.mark.parametrize("action", READS + WRITES)
def test_a_call_without_a_leading_key_is_refused(
    policies: dict[str, list[Statement]], role: str, tags: dict[str, str], action: str
) -> None:
    for resource in [TABLE, *(f"{TABLE}/index/{name}" for name in INDEXES)]:
        assert not allows(policies[role], ask(action, tags, None, resource))


@pytest.mark.parametrize(
    ("role", "tags"),
    [("Tenant", {}), ("Tenant", {"desk": "d1"}), ("Tenant", {"tenant": "acme"}), ("Desk", {})],
)
@pytest.mark.parametrize("key", [*MINE, *OF_OTHERS, "/#", "/acme#TICKET#7"])
def test_a_session_without_its_tags_reaches_nothing(
    policies: dict[str, list[Statement]], role: str, tags: dict[str, str], key: str
) -> None:
    assert not any(allows(policies[role], ask(action, tags, [key])) for action in READS + WRITES)


@pytest.mark.parametrize(
    ("role", "tags", "readable"),
    [
        ("Tenant", TENANT, {"requester": "d1/acme#REQUESTER#pim", "tenant": "d1/acme#TICKETS"}),
        (
            "Desk",
            DESK,
            {
                "queue": "d1#OPEN",
                "assignee": "d1#AGENT#ana",
                "requester": "d1/acme#REQUESTER#pim",
                "tenant": "d1/acme#TICKETS",
            },
        ),
    ],
)
def test_lists_are_read_in_the_scope_alone(
    policies: dict[str, list[Statement]], role: str, tags: dict[str, str], readable: dict[str, str]
) -> None:
    keys = ["d2#OPEN", "d2#AGENT#ana", "d2/acme#REQUESTER#pim", "d2/acme#TICKETS", "WORK#SLA#0"]
    if role == "Tenant":
        keys += ["d1#OPEN", "d1#AGENT#ana", "d1/acme-2#REQUESTER#pim", "d1/acme-2#TICKETS", "d1#QUARANTINE"]
    for name in INDEXES:
        index = f"{TABLE}/index/{name}"
        mine = readable.get(name)
        assert mine is None or allows(policies[role], ask("dynamodb:Query", tags, [mine], index))
        for key in [*keys, *([] if mine else readable.values())]:
            assert not allows(policies[role], ask("dynamodb:Query", tags, [key], index)), (name, key)


@pytest.mark.parametrize("action", ["s3:GetObject", "s3:PutObject"])
def test_files_are_reached_under_the_tenants_prefix_alone(
    policies: dict[str, list[Statement]], action: str
) -> None:
    def reaches(key: str, tags: dict[str, str] = TENANT, role: str = "Tenant") -> bool:
        return allows(policies[role], ask(action, tags, None, f"{FILES}/{key}"))

    assert reaches("d1/acme/files/0a")
    assert reaches("_uploads/d1/acme/0a")
    for key in (
        "_uploads/d1/acme-2/0a",
        "_uploads/d2/acme/0a",
        "_uploads/0a",
        "d1/acme-2/files/0a",
        "d2/acme/files/0a",
        "d1/files/0a",
        "inbound/x",
        "d1/acme/0a",
        "",
    ):
        assert not reaches(key), key
    assert not reaches("d1/acme/files/0a", {})
    assert not reaches("d1/acme/files/0a", DESK)
    assert not reaches("d1/acme/files/0a", DESK, "Desk")


@pytest.mark.parametrize(("role", "tags"), [("Tenant", {"desk", "tenant"}), ("Desk", {"desk"})])
def test_only_the_api_takes_the_roles_on_and_only_with_their_tags(
    aws: Assembly, role: str, tags: set[str]
) -> None:
    trust = _role(aws, f"Scoped{role}Role").properties["AssumeRolePolicyDocument"]
    (statement,) = statements({"Statement": [one | {"Resource": "*"} for one in trust["Statement"]]})
    assert "TicketsApiRole" in target(statement["Principal"]["AWS"])

    def may(*given: str) -> bool:
        context: dict[str, str | list[str]] = {f"aws:RequestTag/{name}": "x" for name in given}
        asked = Ask(action="sts:AssumeRole", resource="-", context=context | {"aws:TagKeys": list(given)})
        return allows([statement], asked)

    assert may(*tags)
    assert not may()
    assert not may(*tags, "more")
    for tag in tags:
        assert not may(*(tags - {tag}))


def test_the_apis_own_rights_list_no_tickets(aws: Assembly) -> None:
    own = _rights(aws, "TicketsApiRole")

    for name in INDEXES:
        assert not allows(own, ask("dynamodb:Query", {}, ["d1#OPEN"], f"{TABLE}/index/{name}"))


def test_the_evaluator_can_tell() -> None:
    """Were it blind to a missing key, the tests above would prove nothing."""
    loose = {
        "Effect": "Allow",
        "Action": ["dynamodb:GetItem"],
        "Resource": [TABLE],
        "Condition": {"ForAllValues:StringLike": {"dynamodb:LeadingKeys": ["d1/*"]}},
    }

    assert allows([loose], ask("dynamodb:GetItem", {}, None))
    assert allows([loose], ask("dynamodb:GetItem", {}, ["d1/x"]))
    assert not allows([loose], ask("dynamodb:GetItem", {}, ["d2/x"]))
    assert not allows([loose, loose | {"Effect": "Deny"}], ask("dynamodb:GetItem", {}, ["d1/x"]))


def _role(assembly: Assembly, name: str) -> Resource:
    (found,) = (role for logical, role in assembly.every("IAM::Role") if name in logical)
    return found


def _rights(assembly: Assembly, name: str) -> list[Statement]:
    (role,) = (logical for logical, _ in assembly.every("IAM::Role") if name in logical)
    return [
        statement | {"Resource": [_arn(one) for one in statement["Resource"]]}
        for _, policy in assembly.every("IAM::Policy")
        if role in [target(one) for one in policy.properties["Roles"]]
        for statement in statements(policy.properties["PolicyDocument"])
    ]


def _arn(resource: Any) -> str:
    """Tables and the files bucket by the names the tests use, everything else by where it comes from."""
    match resource:
        case str():
            return resource
        case {"Fn::Join": ["", parts]}:
            return "".join(_arn(part) for part in parts)
        case {"Fn::ImportValue": str(name)} if "TicketsTable" in name:
            return TABLE
        case {"Fn::ImportValue": str(name)} if "FilesBucket" in name:
            return FILES
    return str(resource)
