"""Outlook's TNEF (winmail.dat, MS-OXTNEF): its files and text. A small reader that trusts no length."""

import struct
from collections.abc import Iterator

import msgspec

SIGNATURE = b"\x78\x9f\x3e\x22"
_MAX_ATTRIBUTES = 5_000
_ATTACH_DATA, _ATTACH_TITLE, _ATTACH_RENDER, _ATTACH_PROPS = 0x800F, 0x8010, 0x9002, 0x9005
_BODY, _MESSAGE_PROPS, _CODEPAGE = 0x800C, 0x9003, 0x9007
_LONG_NAME, _NAME, _DATA_OBJECT, _BODY_PROP = 0x3707, 0x3704, 0x3701, 0x1000
_FIXED = {0x0002: 4, 0x0003: 4, 0x0004: 4, 0x000A: 4, 0x000B: 4, 0x0005: 8, 0x0006: 8, 0x0007: 8, 0x0014: 8,
          0x0040: 8, 0x0048: 16}  # fmt: skip


class File(msgspec.Struct, frozen=True):
    name: str
    content: bytes


class Tnef(msgspec.Struct, frozen=True):
    files: tuple[File, ...]
    body: str = ""


def read(raw: bytes) -> Tnef | None:
    """None for bytes that are no whole TNEF."""
    if raw[:4] != SIGNATURE:
        return None
    body, charset = "", "cp1252"
    files: list[dict[str, str | bytes]] = []
    try:
        for attribute, value in _attributes(raw):
            if attribute == _CODEPAGE and len(value) >= 4:
                charset = f"cp{struct.unpack_from('<I', value)[0]}"
            elif attribute == _BODY:
                body = _text(value, charset)
            elif attribute == _MESSAGE_PROPS:
                body = str(_properties(value, charset).get(_BODY_PROP, "")) or body
            elif attribute == _ATTACH_RENDER:
                files.append({})
            elif files:
                _attachment(files[-1], attribute, value, charset)
    except (struct.error, IndexError, ValueError):
        return None
    found = tuple(
        File(str(f.get("name", "")), content) for f in files if isinstance(content := f.get("data"), bytes)
    )
    return Tnef(found, body)


def _attributes(raw: bytes) -> Iterator[tuple[int, bytes]]:
    """(id, value) of each attribute: level, id, type, length, value, checksum."""
    at = 6
    for _ in range(_MAX_ATTRIBUTES):
        if at + 9 > len(raw):
            return
        _, name, _, size = struct.unpack_from("<BHHI", raw, at)
        at += 9
        if at + size > len(raw):
            raise ValueError("cut off")
        yield name, raw[at : at + size]
        at += size + 2


def _attachment(file: dict[str, str | bytes], attribute: int, value: bytes, charset: str) -> None:
    if attribute == _ATTACH_TITLE:
        file.setdefault("name", _text(value, charset))
    elif attribute == _ATTACH_DATA:
        file["data"] = value
    elif attribute == _ATTACH_PROPS:
        properties = _properties(value, charset)
        name = properties.get(_LONG_NAME) or properties.get(_NAME)
        if name:
            file["name"] = name
        held = properties.get(_DATA_OBJECT)
        if isinstance(held, bytes) and "data" not in file:
            file["data"] = held[16:]  # after the interface's id


def _properties(raw: bytes, charset: str) -> dict[int, str | bytes]:
    """MAPI properties of text and bytes; the others are stepped over."""
    (count,) = struct.unpack_from("<I", raw)
    at, found = 4, {}
    for _ in range(min(count, _MAX_ATTRIBUTES)):
        kind, name = struct.unpack_from("<HH", raw, at)
        at += 4
        if name >= 0x8000:
            at = _over_name(raw, at)
        several, kind = kind & 0x1000, kind & ~0x1000
        if kind in _FIXED and not several:
            at += _FIXED[kind]
            continue
        (values,) = struct.unpack_from("<I", raw, at)
        at += 4
        if kind in _FIXED:
            at += _FIXED[kind] * values
            continue
        for _ in range(min(values, _MAX_ATTRIBUTES)):
            (size,) = struct.unpack_from("<I", raw, at)
            value = raw[at + 4 : at + 4 + size]
            at += 4 + size + (-size % 4)
            found[name] = _value(kind, value, charset)
    return found


def _over_name(raw: bytes, at: int) -> int:
    (form,) = struct.unpack_from("<I", raw, at + 16)
    if form == 0:
        return at + 24
    size: int = struct.unpack_from("<I", raw, at + 20)[0]
    return at + 24 + size + (-size % 4)


def _value(kind: int, value: bytes, charset: str) -> str | bytes:
    if kind == 0x001F:
        return value.decode("utf-16-le", "replace").rstrip("\x00")
    return _text(value, charset) if kind == 0x001E else value


def _text(value: bytes, charset: str) -> str:
    try:
        return value.decode(charset, "replace").rstrip("\x00")
    except LookupError:
        return value.decode("cp1252", "replace").rstrip("\x00")
