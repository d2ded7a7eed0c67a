"""Bodies and query strings into structs; whatever is wrong with them is said with the field's name."""

import base64
import binascii
from collections.abc import Collection, Mapping, Sequence
from typing import TypeVar

import msgspec

from helpdesk.domain.decoding import invalid, to_struct
from helpdesk.domain.errors import Invalid, TooLarge

T = TypeVar("T", bound=msgspec.Struct)

MAX_BODY = 512 * 1024


def read_body(body: str | bytes | None, *, is_base64: bool, kind: type[T]) -> T:
    """The JSON body as a `kind`. Raises Invalid or TooLarge."""
    raw = _octets(body, is_base64=is_base64)
    if not raw.strip():
        raise Invalid(field="", reason="a JSON object is needed in the body")
    try:
        given = msgspec.json.decode(raw)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise Invalid(field="", reason=f"the body is not JSON: {error}") from error
    except RecursionError as error:
        raise Invalid(field="", reason="the body is nested too deeply") from error
    if not isinstance(given, dict):
        raise Invalid(field="", reason="the body must be a JSON object")
    _check_names(given, kind)
    return to_struct(given, kind)


def read_query(given: Mapping[str, Sequence[str]] | None, kind: type[T]) -> T:
    """The query string as a `kind`; numbers are read from their digits. Raises Invalid."""
    values = dict(given or {})
    _check_names(values, kind)
    repeated = next((name for name, all_of_it in values.items() if len(all_of_it) != 1), None)
    if repeated is not None:
        raise Invalid(field=repeated, reason="is given more than once")
    try:
        return msgspec.convert({name: value[0] for name, value in values.items()}, kind, strict=False)
    except msgspec.ValidationError as error:
        raise invalid(error) from error


def _octets(body: str | bytes | None, *, is_base64: bool) -> bytes:
    if body is None:
        return b""
    if is_base64:
        try:
            raw = base64.b64decode(body, validate=True)
        except (binascii.Error, ValueError) as error:
            raise Invalid(field="", reason="the body is not what its transfer says (base64)") from error
    else:
        raw = body.encode("utf-8", "surrogatepass") if isinstance(body, str) else body
    if len(raw) > MAX_BODY:
        raise TooLarge(f"The body has {len(raw)} bytes; at most {MAX_BODY} are read.")
    return raw


def _check_names(given: Collection[str], kind: type[msgspec.Struct]) -> None:
    """msgspec names a missing or unknown field in its sentence only; clients get it as the field."""
    known = msgspec.structs.fields(kind)
    missing = next((f.encode_name for f in known if f.required and f.encode_name not in given), None)
    if missing is not None:
        raise Invalid(field=missing, reason="is required")
    unknown = next((name for name in given if name not in {f.encode_name for f in known}), None)
    if unknown is not None:
        raise Invalid(field=unknown[:60], reason="is not known here")
