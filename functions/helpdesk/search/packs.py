"""Several files in one object: a length, a JSON list of names and sizes, then the files one after another."""

import hashlib
from collections.abc import Mapping

import msgspec

from helpdesk.search.manifest import CorruptIndex

_LENGTH = 4


def pack(files: Mapping[str, bytes]) -> bytes:
    """All of `files` as one."""
    head = msgspec.json.encode([(name, len(data)) for name, data in files.items()])
    return b"".join([len(head).to_bytes(_LENGTH, "big"), head, *files.values()])


def unpack(data: bytes) -> dict[str, bytes]:
    """The files. Raises CorruptIndex when this is not a whole pack."""
    start = _LENGTH + int.from_bytes(data[:_LENGTH], "big")
    try:
        sizes = msgspec.json.decode(data[_LENGTH:start], type=list[tuple[str, int]])
    except msgspec.DecodeError as error:
        raise CorruptIndex("a pack's list of files cannot be read") from error
    if any("/" in name for name, _ in sizes) or start + sum(size for _, size in sizes) != len(data):
        raise CorruptIndex("a pack's files do not add up")
    files = {}
    for name, size in sizes:
        files[name] = data[start : start + size]
        start += size
    return files


def digest(data: bytes) -> str:
    """SHA-256 as hex."""
    return hashlib.sha256(data).hexdigest()
