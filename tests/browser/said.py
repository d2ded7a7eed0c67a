"""What the screens say in the languages that a journey is walked in; written down here, so that a word that
goes missing from a catalogue is noticed."""

import msgspec


class Said(msgspec.Struct, frozen=True, kw_only=True):
    """Words of the screens by what they are for; {name} stands for somebody."""

    locale: str
    email: str
    send_code: str
    code: str
    use_password: str
    password: str
    sign_in: str
    ask: str
    ask_send: str
    may_help: str
    still: str
    tile_new: str
    assign: str
    i_do: str
    answer: str
    answer_send: str
    waiting: str
    solve: str
    state: str
    solved: str
    reply: str
    reply_send: str
    this_is_solved: str


ENGLISH = Said(
    locale="en-GB",
    email="Your e-mail address",
    send_code="E-mail me a code",
    code="Code from the e-mail",
    use_password="Use a password",
    password="Password",
    sign_in="Sign in",
    ask="Tell us what’s wrong",
    ask_send="Send to {name}",
    may_help="Perhaps this helps",
    still="I still need help",
    tile_new="New",
    assign="Assign",
    i_do="I do",
    answer="Answer {name}",
    answer_send="Send to {name}",
    waiting="Waiting to be sent",
    solve="Solve",
    state="State",
    solved="Solved",
    reply="Your reply",
    reply_send="Send",
    this_is_solved="This is solved",
)

DUTCH = Said(
    locale="nl-NL",
    email="Uw e-mailadres",
    send_code="Mail mij een code",
    code="Code uit de e-mail",
    use_password="Wachtwoord gebruiken",
    password="Wachtwoord",
    sign_in="Inloggen",
    ask="Vertel ons wat er mis is",
    ask_send="Naar {name} sturen",
    may_help="Misschien helpt dit",
    still="Ik heb nog hulp nodig",
    tile_new="Nieuw",
    assign="Toewijzen",
    i_do="Ik",
    answer="{name} antwoorden",
    answer_send="Naar {name} sturen",
    waiting="Wacht op verzending",
    solve="Oplossen",
    state="Status",
    solved="Opgelost",
    reply="Uw antwoord",
    reply_send="Versturen",
    this_is_solved="Dit is opgelost",
)

CHINESE = Said(
    locale="zh-CN",
    email="您的电子邮箱",
    send_code="发送验证码到邮箱",
    code="邮件中的验证码",
    use_password="使用密码",
    password="密码",
    sign_in="登录",
    ask="告诉我们出了什么问题",
    ask_send="发送给 {name}",
    may_help="也许这能帮到您",
    still="仍需要帮助",
    tile_new="新工单",
    assign="分配",
    i_do="我来",
    answer="回复 {name}",
    answer_send="发送给 {name}",
    waiting="等待发送",
    solve="解决",
    state="状态",
    solved="已解决",
    reply="您的回复",
    reply_send="发送",
    this_is_solved="问题已解决",
)
