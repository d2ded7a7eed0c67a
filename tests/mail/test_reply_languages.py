"""New text is found under the attribution lines and header blocks of many clients and languages."""

import pytest

from helpdesk.mail.reply.split import split

ATTRIBUTIONS = {
    "gmail en": "On Tue, Mar 5, 2024 at 9:14 AM Anna Smit <anna@example.com> wrote:",
    "gmail en, broken": "On Tue, Mar 5, 2024 at 9:14 AM Loket Support Desk <\n"
    "support+1042.k3j4@desk.example.com> wrote:",
    "gmail nl": "Op di 5 mrt 2024 om 09:14 schreef Anna Smit <anna@example.com>:",
    "gmail de": "Am Di., 5. März 2024 um 09:14 Uhr schrieb Anna Smit <anna@example.com>:",
    "gmail fr": "Le mar. 5 mars 2024 à 09:14, Anna Smit <anna@example.com> a écrit :",
    "gmail es": "El mar, 5 mar 2024 a las 9:14, Anna Smit (<anna@example.com>) escribió:",
    "gmail it": "Il giorno mar 5 mar 2024 alle ore 09:14 Anna Smit <anna@example.com> ha scritto:",
    "gmail pt": "Em ter., 5 de mar. de 2024 às 09:14, Anna Smit <anna@example.com> escreveu:",
    "gmail no": "tir. 5. mars 2024 kl. 09:14 skrev Anna Smit <anna@example.com>:",
    "gmail sv": "Den tis 5 mars 2024 kl 09:14 skrev Anna Smit <anna@example.com>:",
    "gmail da": "Den tirs. 5. mar. 2024 kl. 09.14 skrev Anna Smit <anna@example.com>:",
    "gmail fi": "ti 5. maalisk. 2024 klo 9.14 Anna Smit (anna@example.com) kirjoitti:",
    "gmail pl": "wt., 5 mar 2024 o 09:14 Anna Smit <anna@example.com> napisał(a):",
    "gmail ru": "вт, 5 мар. 2024 г. в 09:14, Anna Smit <anna@example.com>:",
    "gmail zh": "Anna Smit <anna@example.com> 于2024年3月5日周二 09:14写道：",
    "gmail ja": "2024年3月5日(火) 9:14 Anna Smit <anna@example.com>:",
    "gmail ko": "2024년 3월 5일 (화) 오전 9:14, Anna Smit <anna@example.com>님이 작성:",
    "gmail tr": "Anna Smit <anna@example.com>, 5 Mar 2024 Sal, 09:14 tarihinde şunu yazdı:",
    "gmail cs": "út 5. 3. 2024 v 9:14 odesílatel Anna Smit <anna@example.com> napsal:",
    "gmail hu": "Anna Smit <anna@example.com> ezt írta (időpont: 2024. márc. 5., K, 9:14):",
    "gmail uk": "вт, 5 бер. 2024 р. о 09:14 Anna Smit <anna@example.com> пише:",
    "apple en": "On 5 Mar 2024, at 09:14, Anna Smit <anna@example.com> wrote:",
    "apple nl": "Op 5 mrt. 2024, om 09:14 heeft Anna Smit <anna@example.com> het volgende geschreven:",
    "apple de": "Am 05.03.2024 um 09:14 schrieb Anna Smit <anna@example.com>:",
    "apple fr": "Le 5 mars 2024 à 09:14, Anna Smit <anna@example.com> a écrit :",
    "apple es": "El 5 mar 2024, a las 9:14, Anna Smit <anna@example.com> escribió:",
    "apple it": "Il giorno 5 mar 2024, alle ore 09:14, Anna Smit <anna@example.com> ha scritto:",
    "apple pt": "No dia 05/03/2024, às 09:14, Anna Smit <anna@example.com> escreveu:",
    "apple sv": "5 mars 2024 kl. 09:14 skrev Anna Smit <anna@example.com>:",
    "apple da": "Den 5. mar. 2024 kl. 09.14 skrev Anna Smit <anna@example.com>:",
    "apple no": "5. mar. 2024 kl. 09:14 skrev Anna Smit <anna@example.com>:",
    "apple fi": "Anna Smit <anna@example.com> kirjoitti 5.3.2024 kello 9.14:",
    "apple pl": "Wiadomość napisana przez Anna Smit <anna@example.com> w dniu 05.03.2024, o godz. 09:14:",
    "apple ru": "5 марта 2024 г., в 09:14, Anna Smit <anna@example.com> написал(а):",
    "apple zh": "在 2024年3月5日，09:14，Anna Smit <anna@example.com> 写道：",
    "apple ja": "2024/03/05 9:14、Anna Smit <anna@example.com>のメール:",
    "thunderbird en": "On 05/03/2024 09:14, Anna Smit wrote:",
    "thunderbird nl": "Op 05-03-2024 om 09:14 schreef Anna Smit:",
    "thunderbird de": "Am 05.03.24 um 09:14 schrieb Anna Smit:",
    "thunderbird fr": "Le 05/03/2024 à 09:14, Anna Smit a écrit :",
    "thunderbird es": "El 05/03/2024 a las 9:14, Anna Smit escribió:",
    "thunderbird it": "Il 05/03/24 09:14, Anna Smit ha scritto:",
    "thunderbird pt": "Em 05/03/2024 09:14, Anna Smit escreveu:",
    "thunderbird pl": "W dniu 5.03.2024 o 09:14, Anna Smit pisze:",
    "thunderbird ru": "05.03.2024 09:14, Anna Smit пишет:",
    "thunderbird sv": "Den 2024-03-05 kl. 09:14, skrev Anna Smit:",
    "thunderbird da": "Den 05.03.2024 kl. 09.14 skrev Anna Smit:",
    "thunderbird fi": "Anna Smit kirjoitti 5.3.2024 klo 9.14:",
    "thunderbird no": "Den 05.03.2024 09:14, skrev Anna Smit:",
    "thunderbird ja": "On 2024/03/05 9:14, Anna Smit wrote:",
    "yahoo en": "On Tuesday, March 5, 2024 at 09:14:33 AM GMT+1, Anna Smit <anna@example.com> wrote:",
    "yahoo de": "Anna Smit <anna@example.com> schrieb am 9:14 Dienstag, 5.März 2024:",
    "proton": "On Tuesday, March 5th, 2024 at 9:14 AM, Anna Smit <anna@example.com> wrote:",
    "zoho": "---- On Tue, 05 Mar 2024 09:14:33 +0100 Anna Smit <anna@example.com> wrote ---",
    "samsung": (
        "-------- Original message --------\nFrom: Anna Smit <anna@example.com>\nDate: 05/03/2024 09:14 "
        "(GMT+01:00)\nTo: b@example.com\nSubject: Printer"
    ),
    "qq": (
        "------------------ 原始邮件 ------------------\n"
        '发件人: "Anna Smit" <anna@example.com>;\n发送时间: '
        '2024年3月5日(星期二) 上午9:14\n收件人: "b"<b@example.com>;\n主题: 打印机'
    ),
    "netease": '在 2024-03-05 09:14:33，"Anna Smit" <anna@example.com> 写道：',
    "mail.ru": "Вторник, 5 марта 2024, 9:14 +03:00 от Anna Smit <anna@example.com>:",
    "yandex": '05.03.2024, 09:14, "Anna Smit" <anna@example.com>:',
    "roundcube": "Anna Smit wrote on 2024-03-05 09:14:",
    "gmx": (
        'Gesendet: Dienstag, 05. März 2024 um 09:14 Uhr\nVon: "Anna Smit" <anna@example.com>\nAn: '
        "b@example.com\nBetreff: Drucker"
    ),
    "blackberry": (
        "From: Anna Smit [mailto:anna@example.com]\nSent: Tuesday, March 05, 2024 09:14 AM\nTo: b\n"
        "Subject: Printer"
    ),
    "notes": (
        "From:   Anna Smit/Example/NL\nTo:     b@example.com\nDate:   05-03-2024 09:14\nSubject:        "
        "Printer"
    ),
}

HEADERS = {
    "en": "From: Anna Smit\nSent: Tuesday, March 5, 2024 9:14 AM\nTo: Bob\nSubject: Printer",
    "nl": "Van: Anna Smit\nVerzonden: dinsdag 5 maart 2024 09:14\nAan: Bob\nOnderwerp: Printer",
    "de": "Von: Anna Smit\nGesendet: Dienstag, 5. März 2024 09:14\nAn: Bob\nBetreff: Drucker",
    "fr": "De : Anna Smit\nEnvoyé : mardi 5 mars 2024 09:14\nÀ : Bob\nObjet : Imprimante",
    "es": "De: Anna Smit\nEnviado: martes, 5 de marzo de 2024 9:14\nPara: Bob\nAsunto: Impresora",
    "it": "Da: Anna Smit\nInviato: martedì 5 marzo 2024 09:14\nA: Bob\nOggetto: Stampante",
    "pt": "De: Anna Smit\nEnviado: terça-feira, 5 de março de 2024 09:14\nPara: Bob\nAssunto: Impressora",
    "no": "Fra: Anna Smit\nSendt: tirsdag 5. mars 2024 09:14\nTil: Bob\nEmne: Skriver",
    "sv": "Från: Anna Smit\nSkickat: den 5 mars 2024 09:14\nTill: Bob\nÄmne: Skrivare",
    "da": "Fra: Anna Smit\nSendt: 5. marts 2024 09:14\nTil: Bob\nEmne: Printer",
    "fi": (
        "Lähettäjä: Anna Smit\nLähetetty: tiistai 5. maaliskuuta 2024 9.14\nVastaanottaja: Bob\nAihe: "
        "Tulostin"
    ),
    "pl": "Od: Anna Smit\nWysłano: wtorek, 5 marca 2024 09:14\nDo: Bob\nTemat: Drukarka",
    "ru": "От: Anna Smit\nОтправлено: 5 марта 2024 г. 9:14\nКому: Bob\nТема: Принтер",
    "zh": "发件人: Anna Smit\n发送时间: 2024年3月5日 9:14\n收件人: Bob\n主题: 打印机",
    "zh-tw": "寄件者: Anna Smit\n寄件日期: 2024年3月5日 9:14\n收件者: Bob\n主旨: 印表機",
    "ja": "差出人: Anna Smit\n送信日時: 2024年3月5日 9:14\n宛先: Bob\n件名: プリンタ",
    "bold, Mac": (
        "*From: *Anna Smit <anna@example.com>\n*Date: *Tuesday, 5 March 2024 at 09:14\n*To: *Bob\n"
        "*Subject: *Printer"
    ),
}

ANSWER = "Thanks, it prints again.\n\nOne more thing: can you order toner?"
HISTORY = "The printer on floor two is ready.\nPlease try once more."


@pytest.mark.parametrize("name", ATTRIBUTIONS)
def test_answer_above_an_attribution_is_the_new_text(name: str) -> None:
    found = split(f"{ANSWER}\n\n{ATTRIBUTIONS[name]}\n\n{HISTORY}\n")
    assert found.new == ANSWER
    assert found.quoted.endswith(HISTORY)


@pytest.mark.parametrize("name", ATTRIBUTIONS)
def test_answer_above_quoted_lines_is_the_new_text(name: str) -> None:
    quoted = "\n".join(f"> {line}" for line in HISTORY.split("\n"))
    found = split(f"{ANSWER}\n\n{ATTRIBUTIONS[name]}\n\n{quoted}\n")
    assert found.new == ANSWER
    assert quoted in found.quoted


@pytest.mark.parametrize("name", HEADERS)
@pytest.mark.parametrize("rule", ["", "________________________________\n", "-----Original Message-----\n"])
def test_answer_above_a_header_block_is_the_new_text(name: str, rule: str) -> None:
    found = split(f"{ANSWER}\n\n{rule}{HEADERS[name]}\n\n{HISTORY}\n")
    assert found.new == ANSWER
    assert found.quoted.endswith(HISTORY)


@pytest.mark.parametrize(
    "line",
    [
        "Sent from my iPhone",
        "Sent from my Samsung Galaxy smartphone.",
        "Get Outlook for iOS<https://aka.ms/o0ukef>",
        "Verzonden vanaf mijn iPhone",
        "Von meinem iPhone gesendet",
        "Envoyé de mon iPhone",
        "Enviado desde mi iPhone",
        "Inviato da iPhone",
        "Enviado do meu iPhone",
        "Sendt fra min iPhone",
        "Skickat från min iPhone",
        "Lähetetty iPhonesta",
        "Wysłane z iPhone'a",
        "Отправлено с iPhone",
        "发自我的 iPhone",
        "iPhoneから送信",
        "Sent from Yahoo Mail on Android",
        "Sent from Outlook for Android",
        "Sent from Mail for Windows",
        "Sent with Proton Mail secure email.",
        "Diese Nachricht wurde von meinem Android-Gerät mit GMX Mail gesendet.",
        "Von Samsung-Tablet gesendet",
        "Sent via BlackBerry from T-Mobile",
        "Télécharger Outlook pour iOS",
        "Envoyé depuis mon appareil mobile Samsung",
        "Sendt fra Outlook til iOS",
        "Verstuurd vanaf mijn Samsung-apparaat",
    ],
)
def test_a_device_line_is_the_signature(line: str) -> None:
    found = split(
        f"{ANSWER}\n\n{line}\n\nOn 5 Mar 2024, at 09:14, Anna <anna@example.com> wrote:\n\n> Try again."
    )
    assert found.new == ANSWER
    assert found.signature == line
