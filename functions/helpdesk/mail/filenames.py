"""File names of strangers: no paths, no control characters, no tricks with writing direction."""

import re

_BIDI = re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069\u061c]")
_INVISIBLE = re.compile("[\x00-\x1f\x7f-\x9f\u200b-\u200d\u2028\u2029\u2060\ufeff\ufff9-\ufffb]")
_RESERVED = re.compile(r'[/\\:*?"<>|]')
_DRIVE = re.compile(r"^(?:[A-Za-z]:|\\\\).*\\(?=[^\\]+$)")  # the folder on the sender's disk
_MAX = 180

_ENDINGS = (
    "ade adp apk app appimage application appref-ms appx bas bat bin-sh chm cmd com command cpl crt "
    "dll dmg elf exe gadget hta img inf ins iso isp jar jnlp js jse job ksh lnk mde mdz msc msi msix "
    "msp mst ocx osx pif ps1 ps1xml ps2 psc1 psd1 psm1 py pyc reg rpm run scf scr sct "
    "settingcontent-ms sh shb shs sys url vb vbe vbs vhd vhdx vxd workflow ws wsc wsf wsh xbap xll "
    "docm dotm xlsm xltm xlam pptm potm ppam ppsm sldm"
)
_PROGRAMS = frozenset(_ENDINGS.split())
_TYPES = (
    "application/x-msdownload application/x-msdos-program application/x-dosexec "
    "application/x-executable application/x-sh application/x-shellscript application/java-archive "
    "application/x-java-archive application/x-ms-installer application/x-msi application/hta "
    "application/javascript text/javascript application/x-javascript "
    "application/vnd.microsoft.portable-executable application/x-bat"
)
_PROGRAM_TYPES = frozenset(_TYPES.split())


def safe(name: str, fallback: str) -> tuple[str, str]:
    """A name that can be shown and stored, and what was tricky about it ("" for nothing)."""
    marked = ""
    if _BIDI.search(name):
        marked = "a file name hides its true ending by turning the writing direction"
        name = _BIDI.sub("", name)
    name = _DRIVE.sub("", name)
    name = _RESERVED.sub("_", _INVISIBLE.sub("", name)).strip().strip(".") if name.strip(". ") else ""
    if not name:
        return fallback, marked
    if len(name) > _MAX:
        stem, dot, ending = name.rpartition(".")
        name = f"{stem[: _MAX - 20]}.{ending}" if dot and len(ending) < 12 else name[:_MAX]
    return name.encode("utf-8", "replace").decode("utf-8"), marked


def is_executable(name: str, kind: str, payload: bytes) -> bool:
    """Whether opening the file can run it: by ending, by type, or by its first bytes."""
    ending = name.lower().rpartition(".")[2].strip()
    return (
        (("." in name) and ending in _PROGRAMS)
        or kind in _PROGRAM_TYPES
        or payload.startswith((b"\x7fELF", b"\xcf\xfa\xed\xfe", b"\xca\xfe\xba\xbe", b"#!/"))
        or (payload.startswith(b"MZ") and b"PE\x00\x00" in payload[:4096])
    )
