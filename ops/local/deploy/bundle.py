"""The functions' code as a zip, straight from functions/: a change of code then needs no new synthesis."""

import hashlib
import importlib.util
import io
import marshal
import zipfile
from collections.abc import Iterator
from pathlib import Path

import msgspec

KEY_PREFIX = "functions-"
_FIXED_TIME = (2020, 1, 1, 0, 0, 0)
_SKIPPED_ENDINGS = (".pyc", ".egg-info")


class Bundle(msgspec.Struct, frozen=True, kw_only=True):
    """A zip and the key that names its content."""

    key: str
    content: bytes


def bundle(folder: Path) -> Bundle:
    """Zip a folder of code; the same files give the same key."""
    digest = hashlib.sha256()
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for file in _files(folder):
            name, content = file.relative_to(folder).as_posix(), file.read_bytes()
            digest.update(f"{name}\0{len(content)}\0".encode() + content)
            _add(archive, name, content)
            bytecode = _compiled(name, content) if file.suffix == ".py" else None
            if bytecode:
                _add(archive, importlib.util.cache_from_source(name), bytecode)
    return Bundle(key=f"{KEY_PREFIX}{digest.hexdigest()}.zip", content=buffer.getvalue())


def _files(folder: Path) -> Iterator[Path]:
    for file in sorted(folder.rglob("*")):
        parts = file.relative_to(folder).parts
        hidden = any(part.startswith(".") or part == "__pycache__" for part in parts)
        if file.is_file() and not hidden and not any(part.endswith(_SKIPPED_ENDINGS) for part in parts):
            yield file


def _compiled(name: str, source: bytes) -> bytes | None:
    """Bytecode that is used without looking at the source (PEP 552): every cold start has a fresh folder.

    None for what does not compile: the function that imports it will say so in its log.
    """
    try:
        code = compile(source, name, "exec", dont_inherit=True)
    except SyntaxError:
        return None
    unchecked_hash = (1).to_bytes(4, "little")
    return (
        importlib.util.MAGIC_NUMBER
        + unchecked_hash
        + importlib.util.source_hash(source)
        + marshal.dumps(code)
    )


def _add(archive: zipfile.ZipFile, name: str, content: bytes) -> None:
    archive.writestr(zipfile.ZipInfo(name, _FIXED_TIME), content)
