"""The REST API: one method per Chalice route, an authorizer before all but the public ones."""

from collections.abc import Iterable

from aws_cdk import Duration, RemovalPolicy, Size
from aws_cdk import aws_apigateway as apigateway
from aws_cdk import aws_lambda as lambda_
from aws_cdk import aws_logs as logs
from constructs import Construct

from infra.constructs.acknowledged import acknowledge
from infra.constructs.alarms import Alarms
from infra.constructs.gateway_responses import add_gateway_responses
from infra.constructs.routes import Route

STAGE = "prod"
_AUTHORIZER_TTL = Duration.seconds(60)
_LOOK = "/api/v1/look/GET"  # anybody may ask, and CloudFront keeps what is asked often
_CODES = "/api/v1/sign-in/codes/POST"  # each call sends a mail
_TO_LOGS = "Policy::arn:<AWS::Partition>:iam::aws:policy/service-role/AmazonAPIGatewayPushToCloudWatchLogs"
_ACCEPTED = {
    "AwsSolutions-APIG2": "bodies and queries are checked against their structs, with better answers",
    "AwsSolutions-APIG3": "the firewall stands at CloudFront; here are throttles and the authorizer",
    "AwsSolutions-COG4": "our authorizer checks the pool's tokens and looks up what their owner may do",
    f"AwsSolutions-IAM4[{_TO_LOGS}]": "the policy AWS asks for, on the account's one role for this",
}


class HelpdeskApi(Construct):
    """The API without its routes; `serve` adds them."""

    def __init__(
        self, scope: Construct, construct_id: str, *, authorizer: lambda_.IFunction, local: bool
    ) -> None:
        super().__init__(scope, construct_id)
        log = logs.LogGroup(
            self, "Access", retention=logs.RetentionDays.THREE_MONTHS, removal_policy=RemovalPolicy.DESTROY
        )
        self.api = apigateway.RestApi(
            self,
            "Api",
            rest_api_name="loket",
            endpoint_types=[apigateway.EndpointType.REGIONAL],
            cloud_watch_role=True,
            cloud_watch_role_removal_policy=RemovalPolicy.DESTROY if local else RemovalPolicy.RETAIN,
            min_compression_size=Size.bytes(1024),
            deploy_options=_stage(log),
        )
        self._authorizer = apigateway.RequestAuthorizer(
            self,
            "Authorizer",
            handler=authorizer,
            identity_sources=[apigateway.IdentitySource.header("Authorization")],
            results_cache_ttl=_AUTHORIZER_TTL,
        )
        add_gateway_responses(self.api)
        acknowledge(self.api, _ACCEPTED)

    def serve(self, function: lambda_.IFunction, routes: Iterable[Route]) -> None:
        """Answer these routes by `function`."""
        # One permission for the API instead of two for each method: a function's policy has a size limit.
        integration = apigateway.LambdaIntegration(function, scope_permission_to_method=False)
        for route in routes:
            resource = self.api.root.resource_for_path(route.path)
            if route.public:
                method = resource.add_method(
                    route.method, integration, authorization_type=apigateway.AuthorizationType.NONE
                )
                acknowledge(method, {"AwsSolutions-APIG4": "needed to sign in, or the API's own description"})
            else:
                resource.add_method(route.method, integration, authorizer=self._authorizer)

    def alarm(self, alarms: Alarms) -> None:
        """Tell when the API fails by its own fault."""
        failures = self.api.metric_server_error(period=Duration.minutes(5), statistic="Sum")
        alarms.at_least("ApiFailures", failures, 1, "The API answered 5xx")


def _stage(log: logs.ILogGroup) -> apigateway.StageOptions:
    return apigateway.StageOptions(
        stage_name=STAGE,
        tracing_enabled=True,
        metrics_enabled=True,
        logging_level=apigateway.MethodLoggingLevel.ERROR,
        data_trace_enabled=False,  # bodies are customers' words: they stay out of the logs
        throttling_rate_limit=200,
        throttling_burst_limit=400,
        method_options={
            _CODES: apigateway.MethodDeploymentOptions(throttling_rate_limit=5, throttling_burst_limit=20),
            _LOOK: apigateway.MethodDeploymentOptions(throttling_rate_limit=50, throttling_burst_limit=100),
        },
        access_log_destination=apigateway.LogGroupLogDestination(log),
        access_log_format=apigateway.AccessLogFormat.json_with_standard_fields(
            caller=False,
            user=False,
            ip=True,
            http_method=True,
            protocol=True,
            request_time=True,
            resource_path=True,
            response_length=True,
            status=True,
        ),
    )
