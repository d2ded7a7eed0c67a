"""The words of many languages that introduce a quoted mail. Each is a regular expression; add yours."""

# "wrote", as it stands at the end of "On … X wrote:".
VERBS = (
    r"wrote, writes, has written, schrieb(?:en)?, schreibt, geschrieben, schreef, geschreven, "
    r"(?:a\s+)?écrit, a\s+ecrit, escribi[óo], escribió lo siguiente, ha\s+escrito, escreveu, "
    r"escreveu o seguinte, ha\s+scritto, scrisse, skrev(?:\s+følgende)?, skreiv, kirjoitti, "
    r"napisał(?:\(a\)|/a|a|\s*\(a\))?, napisana\s+przez, pisze, napsal\(?a?\)?, napísal\(?a?\)?, "
    r"написал(?:\(а\)|а|и)?, писал(?:\(?а?\)?|и), пише(?:т|ш)?, написав(?:\(ла\))?, написала, yazdı, "
    r"şunu yazdı, şunları yazdı, (?:ezt\s+)?írta, έγραψε, a\s+scris, "
    r"je\s+(?:oseba\s+.{1,120}\s)?napisa(?:la|l|o), napisa(?:o|la)\s+je, napisala?, je\s+pisal, "
    r"napisao, napísal, rašė, kirjutas, rakstīja, va\s+escriure, idatzi\s+du, menulis, đã\s+viết, "
    r"viết, เขียนว่า, כתב(?:ה)?, كتب(?:ت)?, نوشت, 写道, 寫道, 写到, 書きました, のメール, "
    r"님이, 작성, 님의\s*말, さんは(?:書|か)きました, さんからのメール"
)

# How such a line starts.
INTROS = (
    r"On, Le, Am, Op, El, Em, Il(?:\s+giorno)?, Den, Dne, W\s+dniu, Dnia, Pe, În, På, Στις, Ke, Ma, "
    r"Ti, Il, Um, Vào, Pada, Po, Data, Lø, A, Às, Ez, D\., Av, Kl, Mon, Tue, Wed, Thu, Fri, Sat, "
    r"Sun, lun, mar, mer, jeu, ven, sam, dim, El\s+\w+, Op\s+\w+, Am\s+\w+, 在, 于, \d{1,4}"
)

# Fields of a quoted header, by what they hold.
FIELDS = {
    "from": (
        r"from, von, van, de, da, från, fra, lähettäjä, od, от, від, 发件人, 寄件者, 寄件人, 差出人, "
        r"보낸\s?사람, gönderen, kimden, feladó, από, expéditeur, mittente, remitente, remetente, "
        r"afzender, absender, avsändare, avsender, afsender, nadawca, отправитель, odesílatel, 送信者, "
        r"送信元, מאת, من, de la, frá, saatja, siuntėjas, no, 発信者, 发件者, from name, šalje, nuo, dari, "
        r"từ, 발신, ส่งจาก, от кого, 从, 從, author"
    ),
    "date": (
        r"sent, date, message du, gesendet, datum, verzonden, envoyé(?:\s+le)?, "
        r"enviad[oa](?:\s+e[ml])?, fecha, data, inviato, skickat, sendt, dato, lähetetty, päivämäärä, "
        r"päiväys, wysłano, wysłane, отправлено, дата, надіслано, 发送时间, 发送日期, 發送時間, 日期, "
        r"寄件日期, 傳送日期, 送信日時, 日時, 보낸\s?날짜, 날짜, gönderildi, gönderme tarihi, tarih, "
        r"elküldve, dátum, küldve, στάλθηκε, ημερομηνία, trimis, odesláno, odoslané, תאריך, نُشر, "
        r"date sent, sent at, time, dags, gesendet am, 送信日, date d'envoi, 时间, inviat[oa]\s+il, "
        r"日付, poslano, poslato, изпратено, enviat, išsiųsta, saadetud, "
        r"nosūtīts, dikirim, đã gửi, נשלח, تم الإرسال, fecha de envío, data wysłania, "
        r"дата отправки, envoyée?"
    ),
    "to": (
        r"to, an, aan, à, a, para, till, til, vastaanottaja, do, кому, 收件人, 收件者, 宛先, "
        r"받는\s?사람, kime, címzett, προς, către, komu, destinataire, destinatario, destinatário, "
        r"ontvanger, empfänger, mottagare, mottaker, modtager, adresat, אל, إلى, prima, za, до, "
        r"per a, kam, adressaat, "
        r"kepada, tới, alıcı, 수신, получател[ья], 至, saaja, vast\.ott\."
    ),
    "cc": (
        r"cc, kopie, kopia, kopi, kopio, dw, copie(?:\s+à)?, копия, копія, 抄送, 副本, 참조, "
        r"bilgi, cópia, copia, "
        r"bcc, kópia, másolat, pour info"
    ),
    "subject": (
        r"subject, betreff, thema, rubrik, ogg, onderwerp, objet, asunto, assunto, "
        r"oggetto, ämne, emne, aihe, temat, тема, "
        r"主题, 主題, 主旨, 件名, 제목, konu, tárgy, θέμα, subiect, předmět, predmet, נושא, الموضوع, "
        r"sujet, betr, re, titre, sak, assumpte, zadeva, teema, temats, tema, subjek, chủ đề"
    ),
    "other": (
        r"reply-to, antwort an, répondre à, importance, wichtigkeit, priority, attachments?, anlagen?, "
        r"bijlagen?, pièces? jointes?, organization, x-mailer, message-id, urgentie, prioriteit, "
        r"gevoeligheid"
    ),
}
