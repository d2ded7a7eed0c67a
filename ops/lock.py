"""`python -m ops.lock` writes what `requirements/meaning.txt` holds: the libraries that only search loads.

They are a layer of their own, so this lock has what the `meaning` extra adds to `lambda.txt`, and no more.
"""

import re
import subprocess
from pathlib import Path

from uv import find_uv_bin

ROOT = Path(__file__).resolve().parents[1]
REQUIREMENTS = ROOT / "requirements"
_NAME = re.compile(r"[A-Za-z0-9._-]+")


def added(whole: str, base: str) -> str:
    """The entries of a lock that another one lacks, by the names of their packages."""
    known = set(_entries(base))
    return "".join(entry for name, entry in _entries(whole).items() if name not in known)


def _entries(lock: str) -> dict[str, str]:
    """Package -> its lines: the one with the version, and the hashes below it."""
    entries: dict[str, str] = {}
    name = ""
    for line in lock.splitlines(keepends=True):
        if not line.startswith((" ", "#", "\n")) and (found := _NAME.match(line)):
            name = found[0].lower()
        if name:
            entries[name] = entries.get(name, "") + line
    return entries


def main() -> None:
    """Compile both extras' lock as `make lock` does, and keep what is new in it."""
    command = [
        find_uv_bin(), "pip", "compile", "-q", "--universal", "--generate-hashes", "--python-version", "3.11",
        "--extra", "meaning", "-c", str(REQUIREMENTS / "dev.txt"), "--no-annotate", "--no-header",
        str(ROOT / "pyproject.toml"),
    ]  # fmt: skip
    whole = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    base = (REQUIREMENTS / "lambda.txt").read_text()
    (REQUIREMENTS / "meaning.txt").write_text(added(whole, base))


if __name__ == "__main__":
    main()
