"""Bytes to text: the declared charset under its many wrong names, a guess where it is missing or untrue."""

import codecs
import functools
import re

# What senders write -> what Python reads it with. As browsers do, a label means its superset.
_ALIASES = {
    "iso-8859-1": "cp1252", "latin1": "cp1252", "latin-1": "cp1252", "us-ascii": "ascii", "ansi": "cp1252",
    "iso8859-1": "cp1252", "iso-8859-1-windows-3.1-latin-1": "cp1252", "x-ansi": "cp1252",
    "ansi_x3.4-1968": "ascii", "iso-8859-9": "cp1254", "iso-8859-11": "cp874", "tis-620": "cp874",
    "windows-874": "cp874",
    "gb2312": "gb18030", "gbk": "gb18030", "x-gbk": "gb18030", "gb_2312-80": "gb18030",
    "cp936": "gb18030", "ks_c_5601-1987": "cp949", "ks_c_5601": "cp949", "ksc5601": "cp949",
    "euc-kr": "cp949",
    "ks_c_5601-1989": "cp949", "x-windows-949": "cp949", "shift_jis": "cp932", "shift-jis": "cp932",
    "sjis": "cp932", "x-sjis": "cp932", "windows-31j": "cp932", "ms_kanji": "cp932", "big5": "cp950",
    "x-x-big5": "cp950", "iso-2022-jp": "iso2022_jp_2", "iso-2022-jp-ms": "iso2022_jp_ext",
    "cp50220": "iso2022_jp_ext",
    "cp50221": "iso2022_jp_ext", "iso-8859-8-i": "iso-8859-8", "iso-8859-8-e": "iso-8859-8",
    "iso-8859-6-i": "iso-8859-6", "iso-8859-6-e": "iso-8859-6", "unicode-1-1-utf-7": "utf-7",
    "x-unicode-2-0-utf-7": "utf-7", "macintosh": "mac_roman", "x-mac-roman": "mac_roman",
    "x-macroman": "mac_roman", "mac": "mac_roman", "x-mac-cyrillic": "mac_cyrillic", "koi8-ru": "koi8_u",
    "koi8": "koi8_r", "utf8mb4": "utf-8", "unicode": "utf-8", "utf": "utf-8", "hz-gb-2312": "hz",
    "x-euc-jp": "euc_jp", "dos-862": "cp862", "visual": "iso-8859-8", "iso-10646-ucs-2": "utf-16",
    "windows-1252http-equivcontent-type": "cp1252", "x-cp1250": "cp1250", "x-cp1251": "cp1251",
}  # fmt: skip
_UNKNOWN = frozenset(
    {"", "unknown", "x-unknown", "unknown-8bit", "8bit", "binary", "default", "default_charset"}
)
_BINARY_CODECS = frozenset({"base64", "bz2", "hex", "quopri",
                            "rot13", "rot-13", "rot_13", "uu", "zlib", "unicode_escape", "idna",
                            "raw_unicode_escape", "undefined", "punycode", "mbcs", "oem"})  # fmt: skip
# Windows left five bytes without a letter: they stay control characters, as in browsers.
_WINDOWS = {n: bytes([n]).decode("cp1252", "ignore") or chr(n) for n in range(0x80, 0xA0)}
_VALID_UTF8 = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
_ISO_2022 = re.compile(rb"\x1b(?:\$[@BA]|\(J|\$\([CDA-Z])")
_GUESS_BYTES = 4 * 1024
_EVIDENCE = 12  # 8-bit bytes that make a guess worth while
_ONE_BYTE = frozenset(
    [f"cp{n}" for n in range(1250, 1259)]
    + [f"iso8859-{n}" for n in range(1, 17)]
    + ["koi8-r", "koi8-u", "cp866", "cp437", "cp850", "cp852", "cp874", "mac-roman", "mac-cyrillic"]
)


@functools.lru_cache(maxsize=256)
def codec(label: str) -> str | None:
    """Python's name for a charset label, None when nobody knows it."""
    name = re.sub(r"[\s\"'`;,]|\(.*", "", label.lower()).removeprefix("charset=").removeprefix("=")
    name = name.split("*", maxsplit=1)[0].removeprefix("cs-")
    if name in _UNKNOWN:
        return None
    for attempt in (_ALIASES.get(name, name), _ALIASES.get(name.replace("_", "-"), name.replace("_", "-")),
                    re.sub(r"^(?:cp|windows|win|x-windows|ibm)[-_]*(\d+)$", r"cp\1", name)):  # fmt: skip
        try:
            found = codecs.lookup(attempt).name
        except (LookupError, ValueError):
            continue
        if found not in _BINARY_CODECS:
            return _ALIASES.get(found, found)
    return None


def decode(raw: bytes, label: str = "", hint: str = "") -> tuple[str, str]:
    """Text of `raw`, and what had to be repaired ("" for nothing).

    `label` is what the part says of itself, `hint` what the rest of the mail uses.
    """
    text, repaired = _read(raw, label, hint)
    return (text, repaired) if text.isascii() else (_whole(text), repaired)


def _whole(text: str) -> str:
    """Without halves of letters, which UTF-7 lets through and nothing can store or send."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return text


def _read(raw: bytes, label: str, hint: str) -> tuple[str, str]:
    name = codec(label) if label else None
    if raw[:2] in {b"\xff\xfe", b"\xfe\xff"} or name == "utf-16":
        return _utf_16(raw, said=name == "utf-16")
    if name == "ascii" or not name:
        return _undeclared(raw, label, hint, named=name)
    try:
        text = raw.decode(name)
    except (UnicodeError, ValueError, OverflowError):
        return _untrue(raw, name, label)
    if name in _ONE_BYTE and _VALID_UTF8.search(raw):
        return _perhaps_utf8(raw, text, label)
    return text, ""


def _utf_16(raw: bytes, *, said: bool) -> tuple[str, str]:
    """By its byte order mark; without one by the side on which ASCII has its zeros."""
    if raw[:2] in {b"\xff\xfe", b"\xfe\xff"}:
        return raw.decode("utf-16", "replace"), "" if said else "is UTF-16 by its first bytes"
    sample = raw[:_GUESS_BYTES]
    big = sample[::2].count(0) > sample[1::2].count(0)
    return raw.decode("utf-16-be" if big else "utf-16-le", "replace"), ""


def _perhaps_utf8(raw: bytes, text: str, label: str) -> tuple[str, str]:
    """Many programs write UTF-8 and declare Latin-1 or the like. Valid UTF-8 is no accident."""
    try:
        better = raw.decode("utf-8")
    except UnicodeDecodeError:
        return text, ""
    return better, f"declared as {label[:40]}, is UTF-8"


def _undeclared(raw: bytes, label: str, hint: str, *, named: str | None) -> tuple[str, str]:
    if raw.isascii():
        if b"\x1b" in raw and _ISO_2022.search(raw):
            return raw.decode("iso2022_jp_ext", "replace"), "no charset declared, is ISO-2022-JP"
        if label and not named and codec(label) is None and label.strip().lower() not in _UNKNOWN:
            return raw.decode("ascii"), f"unknown charset {label[:40]!r}"
        return raw.decode("ascii"), ""
    said = f"charset {label[:40]!r}" if label else "no charset declared"
    try:
        return raw.decode("utf-8"), f"{said}, is UTF-8" if label else ""
    except UnicodeDecodeError:
        guess = (codec(hint) if hint else None) or _guess(raw)
        if guess == "ascii":
            guess = _guess(raw)
        return _lenient(raw, guess), f"{said}, read as {guess}"


def _untrue(raw: bytes, name: str, label: str) -> tuple[str, str]:
    """The declared charset cannot be the whole truth."""
    if name in _ONE_BYTE:
        text = _lenient(raw, name)
        return _perhaps_utf8(raw, text, label) if _VALID_UTF8.search(raw) else (text, "")
    if name == "utf-8":
        if _is_nearly_utf8(raw[:_GUESS_BYTES]):
            return raw.decode("utf-8", "replace"), "some bytes are not UTF-8"
        guess = _guess(raw)
        return _lenient(raw, guess), f"declared as UTF-8, read as {guess}"
    try:
        return raw.decode("utf-8"), f"declared as {label[:40]!r}, is UTF-8"
    except UnicodeDecodeError:
        return _lenient(raw, name), f"some bytes are not {label[:40]!r}"


def _is_nearly_utf8(sample: bytes) -> bool:
    """Letters of two bytes in another charset are valid UTF-8 now and then; a few bytes are no evidence."""
    good = len(_VALID_UTF8.findall(sample))
    bad = sample.decode("utf-8", "replace").count("\ufffd")
    few = sum(b > 127 for b in sample) < _EVIDENCE
    return good > 0 and (few or good >= 2 * bad)


def _lenient(raw: bytes, name: str) -> str:
    if name == "cp1252":
        return raw.decode("latin-1").translate(_WINDOWS)
    try:
        return raw.decode(name, "replace")
    except (LookupError, UnicodeError, ValueError, OverflowError):
        return raw.decode("latin-1")


def _guess(raw: bytes) -> str:
    """A charset for 8-bit bytes that are no UTF-8. A few are no evidence: take Western Europe."""
    sample = raw[:_GUESS_BYTES]
    if sum(b > 127 for b in sample) < _EVIDENCE:
        return "cp1252"
    from charset_normalizer import from_bytes  # noqa: PLC0415 - slow to import, and rarely needed

    best = from_bytes(sample, steps=3, chunk_size=512).best()
    found = codec(best.encoding) if best else None
    if found in {"cp949", "johab"} and not _fits(sample, "euc_kr") and _fits(sample, "cp950"):
        found = "cp950"  # Chinese in Big5 is Korean in syllables that nobody uses
    return found if found and found not in {"ascii", "utf-8"} and not found.startswith("utf") else "cp1252"


def _fits(sample: bytes, name: str) -> bool:
    """Whether it can be read so; a letter may be cut at its end."""
    try:
        codecs.getincrementaldecoder(name)().decode(sample)
    except UnicodeDecodeError:
        return False
    return True
