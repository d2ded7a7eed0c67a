"""Untyped JSON into structs, with complaints that name the field."""

import re
from collections.abc import Mapping, Sequence
from typing import TypeVar

import msgspec

from helpdesk.domain.errors import Invalid

T = TypeVar("T")

_PATH = re.compile(r" - at (?:`key` in )?`\$([^`]*)`$")


def to_struct(raw: object, kind: type[T]) -> T:
    """`raw` (dicts, lists, plain values) as a `kind`. Raises Invalid naming the field by its path.

    What is stored may have fields of a newer version and is read as it is; what people send may not.
    """
    try:
        made = msgspec.convert(raw, kind)
    except msgspec.ValidationError as error:
        raise invalid(error) from error
    _refuse_unknown(raw, made, "")
    return made


def invalid(error: msgspec.ValidationError) -> Invalid:
    """msgspec says where only at the end of its sentence: ``… - at `$.week` ``."""
    sentence = str(error)
    path = _PATH.search(sentence)
    reason = _PATH.sub("", sentence)
    return Invalid(field=path[1].lstrip(".") if path else "", reason=reason[:1].lower() + reason[1:])


def _refuse_unknown(raw: object, made: object, field: str) -> None:
    if isinstance(made, msgspec.Struct) and isinstance(raw, Mapping):
        known = {f.encode_name: f.name for f in msgspec.structs.fields(made)}
        for name, value in raw.items():
            if name == made.__struct_config__.tag_field:
                continue
            here = f"{field}.{name}".lstrip(".")
            if name not in known:
                raise Invalid(field=here, reason=f"is not known; use {', '.join(known)}")
            _refuse_unknown(value, getattr(made, known[name]), here)
    elif isinstance(made, Sequence) and not isinstance(made, str) and isinstance(raw, Sequence):
        for i, (value, item) in enumerate(zip(raw, made, strict=False)):
            _refuse_unknown(value, item, f"{field}[{i}]")
