"""The options that say which local cloud a command means."""

from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

from cyclopts import Parameter, validators

from ops.local.cloud import ROOT, LocalCloud
from ops.local.problems import Problem
from ops.local.process import running

Port = Annotated[int, Parameter(validator=validators.Number(gte=1, lte=65535))]
DEFAULT_STATE = ROOT / ".loket"


@dataclass(frozen=True, kw_only=True)
class Place:
    """A local cloud by its folder; its ports are known while it runs."""

    state: Annotated[Path, Parameter(help="Folder with all data.")] = DEFAULT_STATE

    def running(self) -> LocalCloud:
        """The cloud that runs there. Raises Problem when none does."""
        found = running(self.folder)
        if not found:
            raise Problem("Loket is not running here.", "Start it with `make run` or `loket up`.")
        return found.cloud(self.folder)

    @property
    def folder(self) -> Path:
        """Absolute: the server has another working folder."""
        return self.state.absolute()


@dataclass(frozen=True, kw_only=True)
class PlaceToStart(Place):
    """The same with the ports it is to listen on."""

    aws_port: Annotated[Port, Parameter(help="Port of the AWS emulator.")] = 4566
    portal_port: Annotated[Port, Parameter(help="Port of portal and API.")] = 8080
    smtp_port: Annotated[Port, Parameter(help="Port of the door for inbound mail.")] = 2525

    def cloud(self) -> LocalCloud:
        """The cloud to start."""
        return LocalCloud(
            state=self.folder,
            aws_port=self.aws_port,
            portal_port=self.portal_port,
            smtp_port=self.smtp_port,
        )


HERE = Place()
START_HERE = PlaceToStart()
