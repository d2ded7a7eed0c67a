"""`python -m ops.local.builds` builds the portal when it changed.

With words, tools are made ready: `… frontend check lint` runs these npm scripts, `… cdk` installs the CDK.
"""

import subprocess
import sys

from ops.local.builds.frontend import FRONTEND, build_frontend, install_frontend
from ops.local.builds.infra import install_cdk
from ops.local.builds.node import environment, tools
from ops.local.problems import Problem


def main(words: list[str]) -> int:
    """Exit code of the first script that fails."""
    try:
        return _make(words)
    except Problem as problem:
        sys.exit(f"{problem.sentence}\n{problem.remedy}".rstrip())


def _make(words: list[str]) -> int:
    match words:
        case []:
            build_frontend()
        case ["cdk"]:
            install_cdk()
        case ["frontend", *scripts]:
            install_frontend()
            return _scripts(scripts)
        case _:
            raise Problem(f"There is nothing called {' '.join(words)} to build.")
    return 0


def _scripts(names: list[str]) -> int:
    for name in names:
        npm = [str(tools() / "npm"), "run", "--silent", name]
        done = subprocess.run(npm, cwd=FRONTEND, env=environment(), stdin=subprocess.DEVNULL, check=False)
        if done.returncode:
            return done.returncode
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
