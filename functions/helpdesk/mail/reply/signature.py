"""Where the signature starts: "-- ", "Sent from my …" and what mail programs add below a mail."""

import re

_DASHES = re.compile(r"^\s{0,3}(?:--|—|–|__+|⸻)\s*$")
_DEVICE = (
    r"iphone|ipad|ipod|android|samsung|galaxy|blackberry|nokia|windows|outlook|mail|mobile|handy|telefoon|téléphone|huawei|"
    r"xiaomi|htc|sony|lg|motorola|yahoo|gmail|proton|aol|gmx|web\.de|phone|móvil|smartphone|tablet|device|icloud|"
    r"spark|mailbird|thunderbird|airmail|workspace|fairphone|pixel|oneplus|palm|treo|wireless|verizon|t-mobile|at&t|"
    r"cellulare|celular|puhelimesta|telefon|telefonu|мобильн|почт|айфон|手机|网易|foxmail|wiko|nexus|moto|mac"
)
_MOBILE = re.compile(
    r"(?i)^[\s*_]*(?:"
    r"sent from (?:(?:my|the|an?)\s+)?\S+(?:\s+\S+){0,6}|sent (?:via|using|with|by)\s+(?:(?:my|the)\s+)?(?:\S+\s+){0,3}?(?:"
    + _DEVICE
    + r").{0,40}|"
    r"get outlook for (?:ios|android|mac).{0,30}|download outlook for.{0,20}|"
    r"(?:diese (?:e-?mail|nachricht) wurde )?von (?:meinem|meiner|mein)\s.{2,50}\s(?:gesendet|geschickt|verschickt).{0,20}|"
    r"gesendet (?:von|mit|über|aus).{2,60}|verzonden (?:vanaf|met|via|van|vanuit|door).{2,60}|verstuurd (?:vanaf|met|via|van|vanuit).{2,60}|"
    r"(?:envoyé|écrit|message envoyé) (?:de(?:puis)?|à partir|par|avec|via) .{2,60}|"
    r"enviad[oa] (?:desde|con|do|da|de|a partir|através|via|pelo) .{2,60}|obtener outlook para.{0,20}|obter o outlook para.{0,20}|"
    r"inviato da(?:l(?:la)?)? .{2,50}|inviato dal? mio .{2,50}|scarica outlook per.{0,20}|obtenez outlook pour.{0,20}|télécharger outlook.{0,20}|outlook voor.{0,20} downloaden|hol(?:en)? sie sich outlook.{0,30}|outlook für.{0,20}(?:herunterladen|beziehen)|"
    r"sendt fra (?:min|mit|en|outlook|mail|yahoo|samsung|iphone|ipad|android).{0,50}|skickat från .{2,50}|skickades från .{2,50}|hämta outlook för.{0,20}|hent outlook (?:for|til).{0,20}|få outlook for.{0,20}|"
    r"lähetetty .{2,50}|hanki outlook.{0,20}|wysłan[eoy] (?:z|ze|przez) .{2,50}|pobierz (?:aplikację )?outlook.{0,30}|"
    r"отправлено (?:с|из|от) .{2,50}|отправлено через.{0,40}|надіслано (?:з|із) .{2,50}|"
    r"odesláno z.{2,50}|odoslané z.{2,50}|iphone.?umdan gönderildi|.{2,30}(?:dan|den|'dan|'den) gönderildi|küldve .{2,30}|trimis de pe .{2,40}|"
    r"发自(?:我的|新浪)?.{1,30}|从我的.{1,30}发送|發自(?:我的)?.{1,30}|寄自(?:我的)?.{1,30}|从.{1,20}获取.{0,20}|.{0,20}(?:iPhone|iPad|Android|Galaxy|スマートフォン).{0,10}から送信.{0,10}|나의 .{1,20}에서 보냄|내 .{1,20}에서 보냄"
    r")[\s*_.]*$"
)
_DEVICE_WORD = re.compile(rf"(?i){_DEVICE}")
_LIST_FOOTER = re.compile(r"^_{20,}\s*$")
_MAX_LINES = 30


def start(lines: list[str]) -> int:
    """Index of the line at which the signature starts; len(lines) without one."""
    first = next((n for n, line in enumerate(lines) if line.strip()), len(lines))
    mobile = next((n for n, line in enumerate(lines) if n > first and _is_mobile(line)), len(lines))
    dashes = len(lines)
    for n in range(len(lines) - 1, first, -1):
        if _DASHES.match(lines[n]) and _below(lines, n) <= _MAX_LINES and not _rule_inside(lines, n):
            dashes = n
    if mobile == len(lines) and first < len(lines) and _is_mobile(lines[first]):
        return first if _below(lines, first) == 0 else len(lines)
    return min(mobile, dashes)


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


def _below(lines: list[str], at: int) -> int:
    return sum(1 for line in lines[at + 1 :] if line.strip())


def _rule_inside(lines: list[str], at: int) -> bool:
    """A line of underscores or dashes used to part paragraphs: long text follows it."""
    if lines[at].strip() == "--":
        return False
    below = [line for line in lines[at + 1 :] if line.strip()]
    return not below or len(below) > 12 or max(map(len, below)) > 160
