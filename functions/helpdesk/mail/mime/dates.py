"""The Date field in the forms it comes in. The result always has an offset; None when there is no telling."""

import re
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

_COMMENT = re.compile(r"\([^()]*\)")
_ISO = re.compile(
    r"(\d{4})[-/.](\d\d?)[-/.](\d\d?)[T ]+(\d\d?):(\d\d)(?::(\d\d))?(?:[.,]\d+)?"
    r"\s*(Z|UTC|GMT|[+-]\d\d:?\d\d)?"
)
_OFFSET = re.compile(r"(?:GMT|UTC|UT)?([+-])(\d\d):(\d\d)\b|(?:GMT|UTC|UT)([+-]\d{4})\b")
_COLON = re.compile(r"\s*:\s*")
# Zones that the standard library does not know and mail programs write.
_ZONES = {
    "CET": "+0100",
    "CEST": "+0200",
    "MEZ": "+0100",
    "MESZ": "+0200",
    "BST": "+0100",
    "WEST": "+0100",
    "EET": "+0200",
    "EEST": "+0300",
    "MSK": "+0300",
    "JST": "+0900",
    "KST": "+0900",
    "AEST": "+1000",
}
_ZONE = re.compile(rf"(?<=\s)({'|'.join(_ZONES)})$")
_FRACTION = re.compile(r"(:\d\d)[.,]\d{1,9}\b")
_HALF = re.compile(r"(?i)\b(\d\d?)((?::\d\d){1,2})\s*([ap])\.?m\b\.?")
_HOURS = re.compile(r"\b(?:GMT|UTC|UT)([+-])(\d\d?)(?![\d:])")
_DATE_CODE = re.compile(r"^(\d{4})(\d\d)(\d\d)T?(\d\d)(\d\d)(\d\d)")
_WEEKDAY = re.compile(r"^[^\W\d]+\.?,?\s+(?=\d)")


def parse(field: str) -> datetime | None:
    text = _COMMENT.sub(" ", _COMMENT.sub(" ", field[:400])).strip().strip("\"'")
    text = _DATE_CODE.sub(r"\1-\2-\3 \4:\5:\6 ", text)
    text = _HALF.sub(_whole_day, _FRACTION.sub(r"\1", text).replace('"', ""))
    text = _HOURS.sub(lambda m: f"{m[1]}{int(m[2]):02}00", text)
    text = _ZONE.sub(lambda m: _ZONES[m[1]], _COLON.sub(":", text))
    if not text or len(text) > 200:
        return None
    iso = _ISO.search(text)
    if iso:
        return _iso(iso)
    text = _OFFSET.sub(lambda m: f"{m[1]}{m[2]}{m[3]}" if m[1] else m[4], text)
    for form in (text, _WEEKDAY.sub("", text), text.replace(".", ":"), text.replace("-", " ", 2)):
        try:
            moment = parsedate_to_datetime(form)
            return _aware(moment)
        except (TypeError, ValueError, IndexError, OverflowError):
            continue
    return None


def _whole_day(found: re.Match[str]) -> str:
    """9:14 PM is 21:14."""
    hour = int(found[1]) % 12 + (12 if found[3] in "pP" else 0) if int(found[1]) <= 12 else int(found[1])
    return f"{hour:02}{found[2]}"


def _iso(found: re.Match[str]) -> datetime | None:
    year, month, day, hour, minute, second, zone = found.groups()
    digits = f"{year}-{int(month):02}-{int(day):02}T{int(hour):02}:{minute}:{second or '00'}"
    offset = "+00:00" if zone in {None, "Z", "UTC", "GMT"} else zone
    try:
        return _aware(
            datetime.fromisoformat(digits + (offset if ":" in offset else f"{offset[:3]}:{offset[3:]}"))
        )
    except ValueError:
        return None


def _aware(moment: datetime) -> datetime:
    moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    moment.astimezone(UTC)  # a year that only its own zone can hold
    return moment
