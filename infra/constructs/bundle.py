"""The one bundle that every function runs from: our code as it lies in functions/, libraries as a layer."""

from pathlib import Path

from aws_cdk import IgnoreMode
from aws_cdk import aws_lambda as lambda_
from constructs import Construct

from infra.deployment import BESIDE, ContextError, Deployment

ROOT = Path(__file__).resolve().parents[2]
FUNCTIONS = ROOT / "functions"
RUNTIME = lambda_.Runtime.PYTHON_3_13
ARCHITECTURE = lambda_.Architecture.ARM_64
_NOT_CODE = ["**/__pycache__", "**/*.pyc", "**/.*", "**/*.egg-info"]


class Bundle(Construct):
    """Code and layer, once per stack: a layer shared between stacks could never be updated."""

    def __init__(self, scope: Construct, construct_id: str, deployment: Deployment) -> None:
        super().__init__(scope, construct_id)
        self.code = lambda_.Code.from_asset(str(FUNCTIONS), exclude=_NOT_CODE, ignore_mode=IgnoreMode.GLOB)
        # Local workers import the libraries from the environment that runs the emulator.
        self.layers = [] if deployment.local else [_layer(self, ROOT / deployment.layer)]
        beside = ROOT / f"{deployment.layer}{BESIDE}"
        # Without it search works by words alone, and says so (SearchByWordsAlone).
        there = not deployment.local and (beside / "python").is_dir()
        self.meaning = [_layer(self, beside, "Meaning", "requirements/meaning.txt")] if there else []


def _layer(
    scope: Construct, folder: Path, name: str = "Libraries", lock: str = "requirements/lambda.txt"
) -> lambda_.ILayerVersion:
    if not (folder / "python").is_dir():
        raise ContextError(f"{folder} holds no layer: build it with `make layer`")
    return lambda_.LayerVersion(
        scope,
        name,
        code=lambda_.Code.from_asset(str(folder)),
        compatible_runtimes=[RUNTIME],
        compatible_architectures=[ARCHITECTURE],
        description=lock,
    )
