"""Makes .venv from the lock with nothing but a Python: `python3 ops/bootstrap.py`. A no-op when it is right.

Standard library only, and written so that an old Python can read it far enough to say that it is too old.
"""

from __future__ import annotations

import hashlib
import shutil
import subprocess
import sys
from pathlib import Path

OLDEST = (3, 11)
ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
UV = VENV / "bin" / "uv"
STAMP = VENV / "loket-stamp"
LOCK = ROOT / "requirements" / "dev.txt"
UV_LOCK = ROOT / "requirements" / "uv.txt"


def main() -> None:
    """Bring .venv to the lock unless its stamp says that it is there."""
    if sys.version_info < OLDEST:
        sys.exit(
            f"Loket needs Python {'.'.join(map(str, OLDEST))} or newer; this is {sys.version.split()[0]}.\n"
            "Install a newer one, or name it: make PYTHON=/path/to/python3 run"
        )
    wanted = fingerprint()
    works = venv_works()
    if works and STAMP.is_file() and STAMP.read_text() == wanted:
        return
    if not works:
        say(f"Making .venv with Python {sys.version.split()[0]}")
        make_venv()
    STAMP.unlink(missing_ok=True)
    say("Installing the libraries of requirements/dev.txt")
    install()
    STAMP.write_text(wanted)


def fingerprint() -> str:
    """Of all that decides what is in .venv; its place too, as scripts in it name it."""
    digest = hashlib.sha256(str(ROOT).encode())
    for file in (LOCK, UV_LOCK, ROOT / "pyproject.toml", Path(__file__)):
        digest.update(file.read_bytes())
    return digest.hexdigest()


def venv_works() -> bool:
    """Its Python runs, is new enough, and knows where it lives."""
    check = f"import sys; sys.exit(sys.version_info < {OLDEST!r} or sys.prefix != {str(VENV)!r})"
    try:
        return subprocess.run([PYTHON, "-c", check], stderr=subprocess.DEVNULL, check=False).returncode == 0
    except OSError:
        return False


def make_venv() -> None:
    """A fresh one with pip."""
    shutil.rmtree(VENV, ignore_errors=True)
    made = subprocess.run(
        [sys.executable, "-m", "venv", str(VENV)],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    if made.returncode:
        shutil.rmtree(VENV, ignore_errors=True)
        sys.exit(
            f"{made.stdout.strip()}\n\nThis Python ({sys.executable}) cannot make virtual environments. "
            "On Debian and Ubuntu: apt-get install python3-venv, then run make again."
        )


def install() -> None:
    """The lock, then ourselves as a link to this folder."""
    pip = [str(PYTHON), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    hashed = ["--require-hashes", "-r"]
    run([*pip, *hashed, str(UV_LOCK)])
    uv = [str(UV), "pip", "install", "--quiet", "--python", str(PYTHON)]
    sync = [str(UV), "pip", "sync", "--quiet", "--python", str(PYTHON), "--require-hashes", str(LOCK)]
    if subprocess.run(sync, check=False).returncode:
        say("uv could not install them; trying pip, which may know another index")
        run([*pip, *hashed, str(LOCK)])
    run([*uv, "--no-deps", "--no-build-isolation", "--editable", str(ROOT)])


def run(command: list[str]) -> None:
    """Or end with a sentence."""
    if subprocess.run(command, check=False).returncode:
        sys.exit(
            f"Installing failed: {' '.join(command)}\n"
            "Is the Python package index reachable from here? Then run make again."
        )


def say(sentence: str) -> None:
    """At once, as the next step takes a while."""
    print(sentence, flush=True)


if __name__ == "__main__":
    main()
