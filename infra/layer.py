"""`python -m infra.layer [FOLDER]` builds the libraries' layer for Lambda: arm64, Python 3.13, wheels only.

Whatever machine it runs on, uv takes the wheels made for that platform, by the hashes in the lock.
"""

import hashlib
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from rich.console import Console
from uv import find_uv_bin

from infra.deployment import BESIDE, LAYER

ROOT = Path(__file__).resolve().parents[1]
LOCK = ROOT / "requirements" / "lambda.txt"
MEANING_LOCK = ROOT / "requirements" / "meaning.txt"  # what only the functions of search import besides
PLATFORM = "aarch64-manylinux_2_28"  # Amazon Linux 2023 has glibc 2.34
PYTHON = "3.13"
# Lambda unpacks at most 250 MB of code and layers; the rest is for functions/.
LIMIT_MB = 235
MEANING_LIMIT_MB = 100  # both layers lie beside each other in those functions
# Chalice's command line and what installs packages: no function imports them.
NEVER_IMPORTED = (
    "blessed", "editor", "inquirer", "jinxed", "pip", "readchar", "runs", "setuptools",
    "wcwidth", "wheel", "xmod",
)  # fmt: skip


class LayerError(Exception):
    """The layer cannot be built, or would not fit."""


def command(lock: Path, target: Path) -> list[str]:
    """What uv is asked to do."""
    return [
        find_uv_bin(), "pip", "install", "--quiet", "--target", str(target), "--no-deps", "--require-hashes",
        "--python-platform", PLATFORM, "--python-version", PYTHON, "--only-binary", ":all:", "-r", str(lock),
    ]  # fmt: skip


def build(folder: Path, lock: Path = LOCK, limit: int = LIMIT_MB) -> int:
    """Build it in `folder`, unless it is there for this lock. Returns its MB. Raises LayerError."""
    stamp, wanted = folder / "lock.sha256", hashlib.sha256(lock.read_bytes()).hexdigest()
    libraries = folder / "python"
    if not (stamp.is_file() and stamp.read_text() == wanted):
        shutil.rmtree(folder, ignore_errors=True)
        _run(command(lock, libraries))
        prune(libraries)
        stamp.write_text(wanted)
    return checked_size(libraries, limit)


def prune(libraries: Path) -> None:
    """Take out what no function imports."""
    for name in NEVER_IMPORTED:
        shutil.rmtree(libraries / name, ignore_errors=True)
    shutil.rmtree(libraries / "bin", ignore_errors=True)
    for cache in list(libraries.rglob("__pycache__")):
        shutil.rmtree(cache)


def checked_size(libraries: Path, limit: int = LIMIT_MB) -> int:
    """Its size in MB. Raises LayerError when Lambda would not take it."""
    size = sum(file.stat().st_size for file in libraries.rglob("*") if file.is_file()) // 1_000_000
    if size > limit:
        raise LayerError(f"the layer has {size} MB unpacked; Lambda leaves it {limit} MB")
    return size


def _run(arguments: Sequence[str]) -> None:
    done = subprocess.run(arguments, capture_output=True, text=True, check=False)  # noqa: S603 - our own words
    if done.returncode:
        raise LayerError(f"the layer could not be built: {done.stderr.strip()}")


def _meaning(folder: Path) -> int:
    return build(folder, MEANING_LOCK, MEANING_LIMIT_MB) if MEANING_LOCK.is_file() else 0


def _check_together(size: int, meaning: int) -> None:
    if size + meaning > LIMIT_MB:
        raise LayerError(f"both layers have {size + meaning} MB; Lambda leaves them {LIMIT_MB} MB")


def main() -> None:
    """Build it where the CDK app looks for it, or in the folder named; beside it the one for search."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / LAYER
    beside = folder.with_name(f"{folder.name}{BESIDE}")
    try:
        size, meaning = build(folder), _meaning(beside)
        _check_together(size, meaning)
    except LayerError as error:
        sys.exit(str(error))
    Console().print(f"{folder}: {size} MB; for search {meaning} MB more")


if __name__ == "__main__":
    main()
