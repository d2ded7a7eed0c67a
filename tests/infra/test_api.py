"""The API: every route of the Chalice apps is wired, to the right function, behind the authorizer."""

import json

import pytest

from helpdesk.domain.errors import Unauthorized
from helpdesk.web import problems
from helpdesk.web.routes import public
from infra.constructs.routes import routes_of
from kb_search.api import app as search_app
from tests.infra.assembly import Assembly, Properties, Template, target
from tickets_api.app import app as tickets_app


def wired(template: Template) -> dict[tuple[str, str], Properties]:
    """(method, path) -> the method's properties."""
    parts = {name: made.properties for name, made in template.of("ApiGateway::Resource").items()}

    def path(name: str) -> str:
        if name not in parts:
            return ""
        return path(target(parts[name]["ParentId"])) + "/" + str(parts[name]["PathPart"])

    methods = [made.properties for made in template.of("ApiGateway::Method").values()]
    return {(made["HttpMethod"], path(target(made["ResourceId"]))): made for made in methods}


def function_of(method: Properties) -> str:
    return str(method["Integration"]["Uri"])


@pytest.mark.parametrize("way", ["aws", "local"])
def test_there_is_one_method_for_each_route_and_no_other(assemblies: dict[str, Assembly], way: str) -> None:
    declared = {
        (method, path)
        for app in (tickets_app, search_app)
        for path in app.routes
        for method in app.routes[path]
    }

    assert len(declared) > 10
    assert set(wired(assemblies[way].stacks["Loket-Api"])) == declared


def test_routes_lead_to_the_function_that_declares_them(aws: Assembly) -> None:
    methods = wired(aws.stacks["Loket-Api"])

    for app, function in ((tickets_app, "TicketsApiFunction"), (search_app, "KbSearchFunction")):
        for route in routes_of(app):
            assert function in function_of(methods[route.method, route.path])


def test_all_but_the_public_routes_ask_the_authorizer(aws: Assembly) -> None:
    methods = wired(aws.stacks["Loket-Api"])
    unguarded = {route for route, made in methods.items() if made["AuthorizationType"] != "CUSTOM"}

    assert unguarded == public(tickets_app) | public(search_app)
    assert ("GET", "/api/v1/sign-in") in unguarded
    assert ("GET", "/api/v1/me") not in unguarded


def test_the_authorizer_is_asked_once_a_minute_for_each_token(aws: Assembly) -> None:
    authorizer = aws.stacks["Loket-Api"].only("ApiGateway::Authorizer").properties

    assert authorizer["Type"] == "REQUEST"
    assert authorizer["IdentitySource"] == "method.request.header.Authorization"
    assert authorizer["AuthorizerResultTtlInSeconds"] == 60
    assert "AuthorizerFunction" in str(authorizer["AuthorizerUri"])


def test_asking_for_codes_is_held_back_more_than_the_rest(aws: Assembly) -> None:
    stage = aws.stacks["Loket-Api"].only("ApiGateway::Stage").properties
    limits = {(one["HttpMethod"], one["ResourcePath"]): one for one in stage["MethodSettings"]}

    assert limits["*", "/*"]["ThrottlingRateLimit"] == 200
    assert limits["POST", "/~1api~1v1~1sign-in~1codes"]["ThrottlingRateLimit"] == 5
    assert ("POST", "/api/v1/sign-in/codes") in public(tickets_app)


def test_accesses_are_logged_and_bodies_are_not(aws: Assembly) -> None:
    stage = aws.stacks["Loket-Api"].only("ApiGateway::Stage").properties

    assert stage["AccessLogSetting"]["DestinationArn"]
    assert not any(one.get("DataTraceEnabled") for one in stage["MethodSettings"])


def test_the_gateways_own_answers_are_problem_documents(aws: Assembly) -> None:
    answers = [made.properties for made in aws.stacks["Loket-Api"].of("ApiGateway::GatewayResponse").values()]

    assert {"DEFAULT_4XX", "DEFAULT_5XX", "THROTTLED"} < {one["ResponseType"] for one in answers}
    for answer in answers:
        document = json.loads(answer["ResponseTemplates"]["application/json"])
        assert set(document) == {"type", "title", "status", "detail", "code", "instance"}
        headers = answer["ResponseParameters"]
        assert headers["gatewayresponse.header.Content-Type"] == f"'{problems.CONTENT_TYPE}'"
        assert headers["gatewayresponse.header.Cache-Control"] == "'no-store'"


@pytest.mark.parametrize("occasion", ["UNAUTHORIZED", "ACCESS_DENIED"])
def test_not_signed_in_is_said_as_the_functions_say_it(aws: Assembly, occasion: str) -> None:
    (answer,) = (
        made.properties
        for made in aws.stacks["Loket-Api"].of("ApiGateway::GatewayResponse").values()
        if made.properties["ResponseType"] == occasion
    )
    document, _ = problems.problem(Unauthorized("Sign in first."), "$context.requestId")

    assert answer["StatusCode"] == "401"
    assert problems.Problem(**json.loads(answer["ResponseTemplates"]["application/json"])) == document


def test_the_stack_leaves_room_for_more_routes(aws: Assembly) -> None:
    """CloudFormation takes 500 resources in a stack."""
    assert len(aws.stacks["Loket-Api"].resources) < 400
