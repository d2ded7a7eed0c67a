"""The REST API, by itself: each route takes two or three of the 500 resources that a stack may hold."""

from aws_cdk import CfnOutput, Environment, Stack, Tags
from aws_cdk import aws_lambda as lambda_
from constructs import Construct

from infra.constructs.alarms import Alarms
from infra.constructs.api import HelpdeskApi
from infra.constructs.function import HelpdeskFunction
from infra.constructs.routes import api_routes, search_routes
from infra.data_stack import DataStack
from infra.deployment import Deployment
from infra.service_stack import ServiceStack


class ApiStack(Stack):
    """Holds no data. Its functions are made by the service stack."""

    def __init__(
        self,
        scope: Construct,
        construct_id: str,
        deployment: Deployment,
        *,
        data: DataStack,
        service: ServiceStack,
        env: Environment,
    ) -> None:
        super().__init__(scope, construct_id, env=env)
        functions = service.functions
        rest = HelpdeskApi(
            self, "Rest", authorizer=self._known("Authorizer", functions.authorizer), local=deployment.local
        )
        rest.serve(self._known("TicketsApi", functions.tickets_api), api_routes())
        rest.serve(self._known("KbSearch", functions.kb_search), search_routes())
        rest.alarm(Alarms(self, "Alarms", data.alarm_topic))
        if deployment.local:
            Tags.of(rest.api).add("ms-custom-id", "helpdesk")  # a name the emulator keeps over deployments
        self.api = rest.api
        CfnOutput(self, "ApiId", value=rest.api.rest_api_id)

    def _known(self, name: str, made: HelpdeskFunction) -> lambda_.IFunction:
        """The function by its address: the permission to call it then belongs to this stack, not to its own.

        Otherwise each of the two stacks would need the other first.
        """
        return lambda_.Function.from_function_attributes(
            self, name, function_arn=made.function.function_arn, same_environment=True
        )
