"""How mail servers name themselves, and how they say in many languages that a mail did not arrive."""

import re

DAEMON = re.compile(
    r"(?i)^(?:mailer[-_. ]?daemon|mail[-_.]?daemon|post[-_.]?master|mail[-_.]?delivery|mailsystem|"
    r"maildelivery|bounces?|"
    r"mdaemon|mail\.delivery\.system|mailadm|poostmaster|symantec\w*)\b|"
    r"microsoftexchange[0-9a-f]+@"
)
# People and programs write under these as well.
PERHAPS = re.compile(
    r"(?i)^(?:bounces?|exchange|system|root|virus\w*|.{0,40}no-?_?reply.{0,20}|noreply.{0,20})(?:\b|@)"
)
PERHAPS_NAME = re.compile(
    r"(?i)mail administrator|system administrator|systemadministrator|administrateur|content-filter|"
    r"mta\b|\bbounces?$|bounce (?:handler|process|notif|manager|service|daemon)|internet mail|mail server\b"
)
RETURNED_MAIL = re.compile(
    r"(?i)^\W{0,4}(?:undeliver(?:able|ed)|return(?:ed)? (?:e-?mail|to sender)|(?:mail|"
    r"message) (?:delivery|system|undeliver)|"
    r"delivery (?:status notif|fail)|failure notice|unzustellbar|non remis|"
    r"warning: (?:could not send|message)|退信)"
)
DAEMON_NAME = re.compile(
    r"(?i)mail(?:er)?[ -]?(?:delivery|deliver|daemon|system)|postmaster|delivery "
    r"(?:sub)?system|mail delivery|"
    r"microsoft exchange|microsoft outlook$|"
    r"e-mail delivery|mdaemon|mail router|mail server at "
)
SUBJECT = re.compile(
    r"(?i)^\W{0,4}(?:undeliver(?:able|ed)|returned (?:e-?)?mail|return(?:ed)? to sender|mail "
    r"(?:could not be|was not|not) delivered|delivery (?:status )?(?:notification|failure|report|has "
    r"failed|failed|error|problem|delayed|incomplete|status)|"
    r"mail (?:delivery|system) (?:failed|failure|error|system|status|problem|delayed|report|"
    r"subsystem)|message (?:delivery|not delivered|status|delayed|you sent blocked|could not)|"
    r"failure (?:notice|delivery|notification|report)|failed (?:delivery|mail|message|to deliver)|"
    r"warning: (?:could not send|message .{1,60}delayed)|non[- ]?deliver\w+|no entregado|"
    r"nondeliverable|your (?:message|mail|e-?mail).{0,80}(?:could not be|was not|not be|has been|is) "
    r"(?:delivered|deferred|delayed|undeliverable|rejected|blocked|queued)|notice: mail delivery|"
    r"there was an error "
    r"sending|error sending|"
    r"unzustellbar|nicht zustellbar|zustellung fehlgeschlagen|zustellungsfehler|zustellproblem|"
    r"unzustellbare|mail konnte nicht|rückläufer|benachrichtigung zum\s+übermittlungsstatus|"
    r"non remis|échec (?:de la )?(?:remise|livraison|distribution)|message non (?:délivré|remis|"
    r"distribué)|notification d'état|avis de non|courrier non|"
    r"no se (?:puede|pudo|ha podido) entregar|error (?:de|en la) entrega|correo (?:no entregado|"
    r"devuelto)|notificación (?:de|sobre) (?:el )?estado|mensaje (?:no entregado|devuelto)|"
    r"não (?:entregue|foi possível)|falha na entrega|mensagem não entregue|undelivery|impossibile "
    r"recapitare|non recapitabile|messaggio non|mancato recapito|consegna (?:non riuscita|fallita)|"
    r"onbestelbaar|niet bezorgd|kan niet worden bezorgd|niet afgeleverd|bezorging mislukt|leverans|"
    r"kan inte levereras|olevererbar|ej levererat|leveringsfejl|kan ikke leveres|ikke levert|kunne "
    r"ikke leveres|ulevert|ikke leveret|uleverlig|"
    r"ei voitu toimittaa|toimitus epäonnistui|toimittamaton|niedostarcz|nie (?:można|udało się) "
    r"dostarczy|zwrot|nie dostarczono|błąd dostarcz|"
    r"недоставлен|не удалось доставить|ваше (?:сообщение|письмо) не доставлено|сообщение не "
    r"доставлено|не доставлено|невозможно доставить|nedoruč|doručen[íi].{0,20}selhal|"
    r"kézbesíthetetlen|iletilemedi|teslim edilemedi|"
    r"退信|系统退信|系統退信|(?:无法|未能)(?:送达|投递|传递|传送)|無法(?:傳遞|送達|投遞|傳送)|邮件(?:退回|无法|投递失败)|郵件(?:無法|退回|傳遞)|投递失败|配信(?:不能|エラー|できません)|送信(?:エラー|できません)|メール配信|未送達|"
    r"不達|반송|전송 실패|delivery expired|mail is not|postfix smtp server: errors|"
    r"spam(?:mail)? (?:blocked|rejected)|blocked mail|rejected:? |mail rejected|unable to deliver|"
    r"could not deliver|couldn't deliver|cannot deliver|address not found|invalid recipient|user "
    r"unknown|message blocked|dsn:|ndn:|ndr:|(?:auto(?:matic)?[ -])?bounce)"
)
WORDS = re.compile(
    r"(?i)(?:could not|couldn't|cannot|can't|can not|was not|wasn't|were not|not been|has not|hasn't|"
    r"unable to|failed to|not be) (?:be )?(?:deliver|sent|reach|send)|undeliver|delivery (?:to the "
    r"following|has failed|failed|failure|attempts?|error|of (?:this|your|the) (?:e?-?mail|message)|"
    r"temporarily|status)|did not reach|"
    r"permanent (?:fatal )?(?:delivery )?(?:error|failure)|permanently fail|fatal errors?|user "
    r"unknown|unknown user|unknown recipient|no such (?:user|account|mailbox|recipient|address|"
    r"person)|mailbox (?:is )?(?:full|unavailable|not found|exceeds|quota|size)|user (?:mailbox|is "
    r"over|doesn't|does not|not found)|over quota|"
    r"(?:address|recipient|account|mailbox|user)\S* (?:\S+ ){0,6}?(?:rejected|not found|unknown|not "
    r"exist|doesn't exist|disabled|invalid|unavailable|inactive)|returned to (?:sender|you)|"
    r"returning (?:the |your )?message|message delivery|had (?:delivery )?(?:permanent|errors|"
    r"delivery errors)|error(?:s)? (?:while|during|deliver|occurred)|"
    r"host (?:unknown|not found)|relaying denied|retry (?:time|timeout)|not delivered|rejected "
    r"(?:your|by)|was (?:rejected|blocked|undeliverable|not accepted)|smtp error|returned (?:mail|"
    r"message)|mail(?:box)? system error|"
    r"konnte nicht|nicht zugestellt|nicht zustellbar|unzustellbar|n'a (?:pas )?pu|pas (?:été|pu "
    r"être) (?:remis|distribué|délivré|livré)|échec|no (?:se )?(?:pudo|puede|ha podido|ha sido)|não "
    r"(?:pôde|foi|pode)|impossibile|non (?:è stato|ha raggiunto)|kon niet|kan niet|niet (?:worden "
    r")?(?:afgeleverd|bezorgd)|kunde inte|kan inte|kunne ikke|kan ikke|ei voitu|nie (?:mógł|mogła|"
    r"można|został|udało)|"
    r"не (?:может|могло|была?|удалось|доставлен|было)|nelze|nepodařilo|iletilemedi|"
    r"送信できません|配信できません|"
    r"届けられません|失敗しました|エラー|无法(?:投递|送达|到达|发送|传递)|無法(?:傳遞|送達|投遞)|退信|退回|投递失败|被拒|不存在|전송|반송|"
    r"(?<![\d.])5\d\d[ -]5?\.?\d?\.?\d?"
)
DELAY = re.compile(
    r"(?i)delay|deferred|will (?:continue|keep|retry|be retried)|still trying|not yet been delivered|"
    r"temporar(?:y|ily) (?:fail|problem|error|over|unavail|reject|suspend|disabl)|warning message only|"
    r"no action is required|verzögert|retardé|vertraagd|forsink|fördröj|opóźni|задерж|ritardat|"
    r"retrasad|atrasad|delayed|verzögerung|vertraging|retard\b|retraso|ritardo|atraso|viiväst|"
    r"temporaire|temporär|tijdelijk|temporane|tillfällig|midlertidig|tilapäi|tymczasow|временн|延迟|延遲|"
    r"遅延|遅れ|一時的|暂时|暫時|지연"
)
PERMANENT = re.compile(
    r"(?i)(?<!fails )permanent|(?<!non-)(?<!non )fatal|giving up|gave up|"
    r"final(?:ly)? fail|no longer (?:try|retry)|retry "
    r"time(?:out)? (?:not reached|exceeded)|unknown|no such"
)
