"""Deploying: only what changed, in the right order, with the emulator's omissions put right."""

import json
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from ops.local.builds.assembly import synthesise_into
from ops.local.builds.infra import install_cdk
from ops.local.builds.node import environment
from ops.local.cloud import ACCOUNT, KEY, REGION, ROOT, LocalCloud
from ops.local.deploy.assembly import read_assembly
from ops.local.deploy.bundle import bundle
from ops.local.deploy.deploy import deploy
from ops.local.outputs import NotDeployed, StackOutputs
from ops.local.problems import Problem
from tests.local.assemblies import function, role, table, write_assembly, write_code
from tests.local.running import RunningCloud, private, serving

pytestmark = pytest.mark.local


@pytest.fixture(scope="module")
def local(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LocalCloud]:
    """A server with nothing deployed."""
    running = private(tmp_path_factory.mktemp("empty"))
    with serving(running):
        yield running


def test_code_alone_is_deployed_again_without_a_new_synthesis(local: LocalCloud, tmp_path: Path) -> None:
    stack = {"Resources": {"Role": role(), "Answer": function("code-change")}}
    assembly = write_assembly(tmp_path / "assembly", {"Code": stack})
    code = write_code(tmp_path / "functions", "first")
    assert deploy(local, assembly, code).changed == ("Code",)
    assert answer(local, "code-change") == "first"
    assert deploy(local, assembly, code).changed == ()
    write_code(code, "second")
    assert deploy(local, assembly, code).changed == ("Code",)
    assert answer(local, "code-change") == "second"


def test_only_the_stack_that_changed_is_touched(local: LocalCloud, tmp_path: Path) -> None:
    code = write_code(tmp_path / "functions", "any")
    stacks = {"Left": {"Resources": {"T": table("left")}}, "Right": {"Resources": {"T": table("right")}}}
    assembly = write_assembly(tmp_path / "assembly", stacks)
    deploy(local, assembly, code)
    stacks["Right"]["Resources"]["Other"] = table("other")
    write_assembly(assembly, stacks)
    assert deploy(local, assembly, code).changed == ("Right",)


def test_what_cloudformation_forgets_is_put_right(local: LocalCloud, tmp_path: Path) -> None:
    stack = {"Resources": {"Role": role(), "Answer": function("repaired"), "Table": table("repaired")}}
    deploy(
        local,
        write_assembly(tmp_path / "assembly", {"Repairs": stack}),
        write_code(tmp_path / "functions", "x"),
    )
    expiry = local.client("dynamodb").describe_time_to_live(TableName="repaired")["TimeToLiveDescription"]
    assert expiry == {"TimeToLiveStatus": "ENABLED", "AttributeName": "expires"}
    functions = local.client("lambda")
    assert functions.get_function_concurrency(FunctionName="repaired")["ReservedConcurrentExecutions"] == 2
    assert not functions.get_function_configuration(FunctionName="repaired").get("Layers")


def test_stacks_come_after_what_they_need(tmp_path: Path) -> None:
    empty: dict[str, object] = {"Resources": {}}
    assembly = write_assembly(tmp_path, {"A": empty, "B": empty, "C": empty}, needs={"A": ["B"], "B": ["C"]})
    assert [plan.name for plan in read_assembly(assembly)] == ["C", "B", "A"]


def test_a_stack_that_fails_says_which_resource_and_can_be_deployed_again(
    local: LocalCloud, tmp_path: Path
) -> None:
    code = write_code(tmp_path / "functions", "x")
    nobody = f"arn:aws:lambda:{REGION}:{ACCOUNT}:function:nobody"
    broken = {"Type": "Custom::Broken", "Properties": {"ServiceToken": nobody}}
    assembly = write_assembly(tmp_path / "assembly", {"Failing": {"Resources": {"Broken": broken}}})
    with pytest.raises(Problem, match=r"Failing .*Broken"):
        deploy(local, assembly, code)
    write_assembly(assembly, {"Failing": {"Resources": {"T": table("failing")}}})
    assert deploy(local, assembly, code).changed == ("Failing",)


def test_a_template_that_is_refused_says_why(local: LocalCloud, tmp_path: Path) -> None:
    unknown = {"Resources": {"Thing": {"Type": "AWS::Nowhere::Thing"}}}
    assembly = write_assembly(tmp_path / "assembly", {"Refused": unknown})
    with pytest.raises(Problem, match=r"Refused was refused: .*AWS::Nowhere::Thing"):
        deploy(local, assembly, write_code(tmp_path / "functions", "x"))


def test_an_assembly_that_is_not_there(tmp_path: Path, local: LocalCloud) -> None:
    with pytest.raises(Problem, match="no synthesised app"):
        deploy(local, tmp_path, write_code(tmp_path / "functions", "x"))


def test_the_bundle_depends_on_code_alone(tmp_path: Path) -> None:
    code = write_code(tmp_path / "functions", "one")
    first = bundle(code)
    (code / "__pycache__").mkdir()
    (code / "__pycache__" / "answer.cpython-311.pyc").write_bytes(b"old")
    (code / ".mypy_cache").mkdir()
    (code / ".mypy_cache" / "x.json").write_text("{}")
    assert bundle(code).key == first.key
    write_code(code, "two")
    assert bundle(code).key != first.key


def test_code_that_does_not_compile_is_still_bundled(tmp_path: Path) -> None:
    code = write_code(tmp_path / "functions", "one")
    (code / "broken.py").write_text("def (")
    assert bundle(code).content


def test_the_product_is_deployed_whole(cloud: RunningCloud) -> None:
    functions = cloud.client("lambda").list_functions()["Functions"]
    assert len(functions) >= 10
    assert all(each["CodeSize"] > 0 for each in functions)
    assert cloud.outputs["ApiId"] == "helpdesk"
    with pytest.raises(NotDeployed, match="Nonsense"):
        cloud.outputs["Nonsense"]


def test_the_cdk_command_line_deploys_the_same_app(tmp_path: Path) -> None:
    """The honest way: `cdk bootstrap` and `cdk deploy`, as on AWS, into a copy of its own."""
    running = private(tmp_path / "state")
    with serving(running):
        assembly = tmp_path / "assembly"
        synthesise_into(assembly)
        cdk(running, "bootstrap", f"aws://{ACCOUNT}/{REGION}")
        parameters = [
            f"--parameters={stack}:PortalUrl={running.portal_url}"
            for stack in ("Loket-Data", "Loket-Service")
        ]
        parameters.append(f"--parameters=Loket-Service:CloudUrl={running.aws_url}")
        cdk(running, "deploy", f"--app={assembly}", "--all", "--require-approval=never", *parameters)
        assert StackOutputs(running)["ApiId"] == "helpdesk"
        assert (
            RunningCloud(running).api().get("/sign-in")["client_id"]
            == StackOutputs(running)["UserPoolClientId"]
        )


def cdk(local: LocalCloud, *words: str) -> None:
    there = environment(
        AWS_ENDPOINT_URL=local.aws_url,
        AWS_ENDPOINT_URL_S3=local.aws_url,
        AWS_ACCESS_KEY_ID=KEY,
        AWS_SECRET_ACCESS_KEY=KEY,
        AWS_REGION=REGION,
        AWS_DEFAULT_REGION=REGION,
        CDK_DISABLE_VERSION_CHECK="1",
        CI="true",
    )
    done = subprocess.run(
        [str(install_cdk()), *words],
        cwd=ROOT / "infra",
        env=there,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr


def answer(local: LocalCloud, name: str) -> str:
    said: str = json.loads(local.client("lambda").invoke(FunctionName=name)["Payload"].read())
    return said
