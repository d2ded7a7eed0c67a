"""Lines that mail programs add by themselves: "Sent from my phone", "Get Outlook for iOS", in many languages.

Such a line is short, names a device or a mail program, and begins or ends with a word for sending or getting.
"""

import re

_DEVICES = (
    r"iphon|ipad|ipod|айфон|android|samsung|galaxy|blackberry|nokia|windows|outlook|gmail|yahoo|"
    r"proton|gmx|"
    r"web\.de|icloud|thunderbird|mailbird|airmail|bluemail|mymail|foxmail|fairphone|huawei|xiaomi|"
    r"oneplus|"
    r"motorola|verizon|t-mobile|at&t|superhuman|canary|spark|postbox|zoho|workspace|wireless|nexus|"
    r"treo|wiko|"
    r"smartphone|smarttelefon|älypuhelin|tablet|telefo|téléphone|handy|móvil|mobil|celular|cellulare|"
    r"puhelime|phone|mobiel|device|dispositiv|apparaat|appareil|gerät|урядж|устройств|телефон|мобильн|"
    r"почт|e-?post|posta?\b|pošta|poczt|correo|correio|courrier|sähköpost|e-?mail|mail\b|мейл|"
    r"手机|手機|网易|小米|华为|华為|邮件|邮箱|スマートフォン|メール|휴대|메일|"
    r"(?<!\w)(?:lg|htc|sony|pixel|palm|moto|mac|macbook|aol|nine|front|shift|hey|app)(?!\w)"
)
_DEVICE = re.compile(rf"(?i){_DEVICES}")
_SENT_FIRST = re.compile(
    r"(?i)^[\s*_]*(?:sent (?:from|via|using|with|by)|get |download |try |gesendet |von meine[mrn]?\b|"
    r"diese (?:e-?mail|nachricht) wurde |holen? sie |outlook (?:für|voor|for) |verzonden |"
    r"verstuurd |vanaf mijn |"
    r"(?:message )?(?:envoyé|écrit)e? |obten(?:ir|ez) |télécharge[rz]? |provenance ?: ?|"
    r"enviad[oa] |obtén |"
    r"obtener |obtenha |descarg(?:ar|ue|a) |inviat[oa] |scarica |ottieni |obter |baix(?:ar|e) |"
    r"transferir |"
    r"sendt (?:fra|med|via) |hent |få |last ned |skaff |skickat |skickades |skickad |hämta |skaffa |"
    r"lähetetty |hanki |lataa |wysłan[eoya] |pobierz |uzyskaj |отправлен[оа] |скача(?:ть|йте) |"
    r"получит[ьe]е? |получите |загрузит[ье] |odesláno |odoslané |získ\w+ |stáhn\w+ |küldve |"
    r"trimis |obține|"
    r"descărc|στάλθηκε |λήψη |надіслано |отримати |завантажити |изпратено |poslano |poslato |išsiųsta |"
    r"saadetud |dikirim |được gửi |נשלח |أُ?رسلت |تم الإرسال )"
)
_SENT_FIRST_CJK = re.compile(r"^[\s*_]*(?:发自|發自|寄自|从|從|获取|下载|取得|下載|取得|寄件人：我的)")
_SENT_LAST = re.compile(
    r"(?i)(?:gesendet|geschickt|verschickt|herunterladen|beziehen|verzonden|verstuurd|downloaden|"
    r"küldve|"
    r"letöltése|gönderildi|edinin|から送信(?:されました)?|を入手|を取得|보냄|다운로드|发送|傳送|寄出|送信)[\s*_.]*$"
)
_LINK = re.compile(r"\s*<https?://[^>]*>|\s*\[?https?://\S+\]?|\s*\(https?://[^)]*\)")
_SENT_FROM = re.compile(r"(?i)^[\s*_]*sent (?:from|via) ")
_MAX_CHARS, _MAX_WORDS = 110, 13


def is_device_line(line: str) -> bool:
    """A sentence of the mail may begin with the same words: it is longer, asks, or names no device."""
    text = line.strip()
    if not 5 < len(text) < _MAX_CHARS:
        return False
    bare = _LINK.sub("", text)
    words = bare.split()
    if len(words) > _MAX_WORDS or bare.rstrip(" *_").endswith(("?", "？", ",", ":")):
        return False
    if not _DEVICE.search(bare):
        return bool(_SENT_FROM.match(bare)) and len(words) <= 5
    return bool(_SENT_FIRST.match(bare) or _SENT_FIRST_CJK.match(bare) or _SENT_LAST.search(bare))
