"""Where a local cloud lives: its state folder and its three ports. Everything else follows from these."""

from pathlib import Path
from typing import Any

import msgspec

REGION = "eu-west-1"
ACCOUNT = "000000000000"
HOST = "127.0.0.1"
API_ID = "helpdesk"  # infra fixes it with the tag ms-custom-id
STAGE = "prod"
ROOT = Path(__file__).resolve().parents[2]

STACKS = ("Loket-Data", "Loket-Service", "Loket-Api")
KEY = "test"  # the emulator's root key: any value but twelve digits


class LocalCloud(msgspec.Struct, frozen=True, kw_only=True):
    """One copy of the local cloud. Tests run their own in temporary folders on free ports."""

    state: Path
    aws_port: int = 4566
    portal_port: int = 8080
    smtp_port: int = 2525
    rights: bool = False  # whether the functions' roles are held to what they allow

    @property
    def aws_url(self) -> str:
        """The emulator's address, as boto3's endpoint_url."""
        return f"http://{HOST}:{self.aws_port}"

    @property
    def portal_url(self) -> str:
        """Portal, API and developer pages."""
        return f"http://{HOST}:{self.portal_port}"

    @property
    def ports(self) -> dict[str, int]:
        """What listens where, by the name of the option that moves it."""
        return {"aws-port": self.aws_port, "portal-port": self.portal_port, "smtp-port": self.smtp_port}

    @property
    def aws_state(self) -> Path:
        """The emulator's saved state, one JSON file per service."""
        return self.state / "aws"

    @property
    def objects(self) -> Path:
        """S3 objects; written at once."""
        return self.state / "s3"

    @property
    def scratch(self) -> Path:
        """TMPDIR of the server and its workers; emptied at start."""
        return self.state / "tmp"

    @property
    def sent(self) -> Path:
        """Mail that the system sent."""
        return self.state / "sent"

    @property
    def spool(self) -> Path:
        """Notices of mail that was taken in since the last save."""
        return self.state / "spool"

    @property
    def log(self) -> Path:
        """What the server process wrote."""
        return self.state / "server.log"

    @property
    def old_log(self) -> Path:
        """The same of the run before."""
        return self.state / "server.old.log"

    @property
    def lock(self) -> Path:
        """Held by the running server, so that a killed one leaves no trace."""
        return self.state / "server.lock"

    @property
    def pid_file(self) -> Path:
        """Process id and ports of the running server."""
        return self.state / "server.json"

    def arguments(self) -> list[str]:
        """This cloud as command line arguments of ops.local.server.main."""
        ports = [f"--{name}={port}" for name, port in self.ports.items()]
        return [f"--state={self.state}", *ports]

    def client(self, service: str, endpoint: str = "") -> Any:
        """A boto3 client of this cloud, whatever the caller's own AWS settings are."""
        from boto3.session import Session  # noqa: PLC0415 - half a second that `loket --help` need not pay
        from botocore.config import Config  # noqa: PLC0415 - as above

        session = Session(aws_access_key_id=KEY, aws_secret_access_key=KEY, region_name=REGION)
        config = Config(proxies={}, signature_version="s3v4") if service == "s3" else Config(proxies={})
        return session.client(service, endpoint_url=endpoint or self.aws_url, config=config)  # type: ignore[call-overload]
