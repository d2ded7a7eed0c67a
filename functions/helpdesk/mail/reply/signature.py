"""Where the signature starts: "-- ", "Sent from my …" and what mail programs add below a mail."""

import re

from helpdesk.mail import limits

_DASHES = re.compile(r"^\s{0,3}(?:--|—|–|__+|⸻)\s*$")
_DEVICE = (
    r"iphone|ipad|ipod|android|samsung|galaxy|blackberry|nokia|windows|outlook|mail|mobile|handy|"
    r"telefoon|téléphone|huawei|"
    r"xiaomi|htc|sony|lg|motorola|yahoo|gmail|proton|aol|gmx|web\.de|phone|móvil|smartphone|tablet|"
    r"device|icloud|"
    r"spark|mailbird|thunderbird|airmail|workspace|fairphone|pixel|oneplus|palm|treo|wireless|"
    r"verizon|t-mobile|at&t|"
    r"cellulare|celular|puhelimesta|telefon|telefonu|мобильн|почт|айфон|手机|网易|foxmail|wiko|nexus|moto|mac"
)
_MOBILE = re.compile(
    r"(?i)^[\s*_]*(?:"
    r"sent from (?:(?:my|the|an?)\s+)?\S+(?:\s+\S+){0,6}|sent (?:via|using|with|by)\s+(?:(?:my|"
    r"the)\s+)?(?:\S+\s+){0,3}?(?:" + _DEVICE + r").{0,40}|"
    r"get outlook for (?:ios|android|mac).{0,30}|download outlook for.{0,20}|"
    r"(?:diese (?:e-?mail|nachricht) wurde )?von (?:meinem|meiner|mein|"
    r"\S+)\s(?:.{2,50}\s)?(?:gesendet|geschickt|verschickt).{0,20}|"
    r"gesendet (?:von|mit|über|aus).{2,60}|verzonden (?:vanaf|met|via|van|vanuit|door).{2,60}|"
    r"verstuurd (?:vanaf|met|via|van|vanuit).{2,60}|"
    r"(?:envoyé|écrit|message envoyé) (?:de(?:puis)?|à partir|par|avec|via) .{2,60}|"
    r"enviad[oa] (?:desde|con|do|da|de|a partir|através|via|pelo) .{2,60}|obtener outlook "
    r"para.{0,20}|obter o outlook para.{0,20}|"
    r"inviato da(?:l(?:la)?)? .{2,50}|inviato dal? mio .{2,50}|scarica outlook per.{0,20}|obtenez "
    r"outlook pour.{0,20}|télécharger outlook.{0,20}|outlook voor.{0,20} downloaden|hol(?:en)? sie "
    r"sich outlook.{0,30}|outlook für.{0,20}(?:herunterladen|beziehen)|"
    r"sendt fra (?:min|mit|en|outlook|mail|yahoo|samsung|iphone|ipad|android).{0,50}|skickat från "
    r".{2,50}|skickades från .{2,50}|hämta outlook för.{0,20}|hent outlook (?:for|til).{0,20}|få "
    r"outlook for.{0,20}|"
    r"lähetetty .{2,50}|hanki outlook.{0,20}|wysłan[eoy] (?:z|ze|przez) .{2,50}|pobierz (?:aplikację "
    r")?outlook.{0,30}|"
    r"отправлено (?:с|из|от) .{2,50}|отправлено через.{0,40}|надіслано (?:з|із) .{2,50}|"
    r"odesláno z.{2,50}|odoslané z.{2,50}|iphone.?umdan gönderildi|.{2,30}(?:dan|den|'dan|'den) "
    r"gönderildi|küldve .{2,30}|trimis de pe .{2,40}|"
    r"发自(?:我的|新浪)?.{1,30}|从我的.{1,30}发送|發自(?:我的)?.{1,30}|寄自(?:我的)?.{1,30}|从.{1,20}获取.{0,20}|"
    r".{0,20}(?:iPhone|iPad|Android|Galaxy|スマートフォン).{0,10}から送信.{0,10}|"
    r"나의 .{1,20}에서 보냄|내 .{1,20}에서 보냄"
    r")[\s*_.]*$"
)
_DEVICE_WORD = re.compile(rf"(?i){_DEVICE}")
_LIST_FOOTER = re.compile(r"^_{20,}\s*$")
_MAX_LINES = 30


def start(lines: list[str]) -> int:
    """Index of the line at which the signature starts; len(lines) without one."""
    words = [n for n, line in enumerate(lines) if line.strip()]
    if not words:
        return len(lines)
    tail = words[-limits.SIGNATURE_LINES :]
    if tail == words[-1:] and _is_mobile(lines[tail[0]]):
        return tail[0]
    tail = tail[tail[0] == words[0] :]  # a mail does not start with its signature
    mobile = next((n for n in tail if _is_mobile(lines[n])), len(lines))
    dashes = next(
        (n for k, n in enumerate(tail) if _DASHES.match(lines[n]) and _can_end(lines, tail[k:])), len(lines)
    )
    return min(mobile, dashes)


def _can_end(lines: list[str], below: list[int]) -> bool:
    """Whether what stands below the dashes is short enough; underscores may part paragraphs, too."""
    if len(below) > _MAX_LINES:
        return False
    if lines[below[0]].strip() == "--":
        return True
    texts = [lines[n] for n in below[1:]]
    return bool(texts) and len(texts) <= 12 and max(map(len, texts)) <= 160


def _is_mobile(line: str) -> bool:
    text = line.strip()
    return 6 < len(text) < 110 and bool(_MOBILE.match(_LINK.sub("", text))) and _plausible(text)


_LINK = re.compile(r"\s*<https?://[^>]*>|\s*\[?https?://\S+\]?|\s*\(https?://[^)]*\)")


def _plausible(text: str) -> bool:
    """A sentence of the mail may begin with the same words: it is longer, or names no device."""
    low = text.lower()
    if low.startswith(("sent from ", "sent via ")):
        return bool(_DEVICE_WORD.search(low)) or len(_LINK.sub("", low).split()) <= 5
    return bool(_DEVICE_WORD.search(low)) or low.startswith(("get outlook", "发自"))
