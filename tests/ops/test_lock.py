"""The lock of what search loads besides: all that is new, and nothing twice."""

from ops.lock import ROOT, added

BASE = "boto3==1 \\\n    --hash=sha256:aa\nlxml==2 \\\n    --hash=sha256:bb\n"
NUMPY = (
    "numpy==1 ; python_full_version < '3.12' \\\n    --hash=sha256:cc\n"
    "numpy==2 ; python_full_version >= '3.12' \\\n    --hash=sha256:dd\n"
)


def test_only_what_is_new_is_kept_in_each_of_its_versions() -> None:
    assert added(f"# by uv\n{BASE}{NUMPY}", BASE) == NUMPY
    assert added(BASE, BASE) == ""


def test_the_committed_locks_share_no_package() -> None:
    locks = [(ROOT / "requirements" / name).read_text() for name in ("lambda.txt", "meaning.txt")]

    assert added(locks[1], locks[0]) == locks[1] != ""
