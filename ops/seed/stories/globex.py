"""Globex: a web shop hosted around the clock; English and Chinese."""

from helpdesk.domain.tickets import Channel, Priority, State, TicketType
from ops.seed.desks import GLOBEX, LARS, MEI
from ops.seed.story import Story, moves, notes, rates, says, takes

GLOBEX_STORIES = (
    Story(
        tenant=GLOBEX, who="mary", ago=190, subject="Checkout slow between 19:00 and 20:00",
        text="Customers wait up to 12 seconds at checkout in the evening peak. During the day it is fine.",
        events=(
            rates(3, MEI, Priority.HIGH), takes(4, MEI),
            says(9, "Looking at it now: the database is busy with a report at that hour.", MEI),
            notes(30, MEI, "Nightly stock report starts at 19:00 local. Moving to 03:00 after Mary's approval."),
            says(35, "The stock report runs exactly then. May we move it to 03:00?", MEI, State.WAITING_CUSTOMER),
            says(70, "Yes please."),
            says(75, "Moved. Tonight should be quiet.", MEI, State.SOLVED),
        ),
    ),
    Story(
        tenant=GLOBEX, who="liwei", ago=110, subject="证书即将过期",
        text="浏览器提示 shop.globex.example 的证书还有五天过期，请尽快更新。谢谢。",
        events=(
            takes(10, MEI),
            says(22, "您好，证书已更新，有效期到明年二月。请刷新页面确认。", MEI, State.WAITING_CUSTOMER),
            says(60, "已确认，谢谢！"),
            moves(62, MEI, State.SOLVED),
        ),
    ),
    Story(
        tenant=GLOBEX, who="mary", ago=49, subject="Please restore yesterday's product table", type=TicketType.REQUEST,
        text="Somebody imported the wrong file. Could you restore the table `products` as of yesterday 18:00?",
        events=(
            rates(2, LARS, Priority.HIGH), takes(3, LARS),
            says(12, "I restored it beside the live one as `products_restored`. Please compare before we swap.", LARS, State.WAITING_CUSTOMER),
        ),
    ),
    Story(
        tenant=GLOBEX, who="liwei", ago=20, subject="后台登录很慢",
        text="今天早上开始，后台登录需要十秒以上。其他页面正常。",
        events=(takes(30, MEI), says(41, "您好，我们正在检查会话服务，稍后给您答复。", MEI)),
    ),
    Story(
        tenant=GLOBEX, who="mary", ago=2.5, subject="Add an IP address to the allow list", type=TicketType.REQUEST, channel=Channel.PORTAL,
        text="Our new office is at 203.0.113.40. Please allow it for the admin pages.",
        events=(takes(20, LARS),),
    ),
    Story(
        tenant=GLOBEX, who="liwei", ago=0.6, subject="图片无法上传",
        text="商品图片上传时提示“413 Request Entity Too Large”，图片只有 6 MB。",
    ),
)  # fmt: skip
