"""Sessions, the second factor, and what desks ask for: the authorizer holds to it, whatever the way in."""

from typing import Any

import pyotp
import pytest

from helpdesk.domain.people import Principal
from helpdesk.domain.sign_ins import SignInEventKind
from helpdesk.usecases.own_sign_in.totp import matching_step
from tests.functions.desks import ANA, KIM, MEI, MONDAY, OMAR, Desks
from tests.functions.gateway import Gateway, Reply
from tests.functions.single_sign_on import come_back, put
from tests.functions.test_authorizer import Door


class Person:
    """Somebody who signed in: each request goes through the authorizer first."""

    def __init__(self, api: Gateway, email: str, session: str = "s-1") -> None:
        self.api, self.email = api, email
        self.door = Door(api.desks)
        self.token = self.door.token(email, origin_jti=session)

    @property
    def principal(self) -> Principal:
        return self.door.principal(self.token)

    def call(self, method: str, path: str, body: object = None) -> Reply:
        """As whom the authorizer says."""
        answer = self.door.knock(self.token)
        return self.api.call(answer["context"], method, path, body=body)

    def enrol(self) -> tuple[pyotp.TOTP, list[str]]:
        """Sets a second factor up; the app, and the recovery codes."""
        begun = self.call("POST", "/me/second-factor")
        assert begun.status == 201, begun.text
        app = pyotp.TOTP(begun.json["secret"])
        done = self.call("PUT", "/me/second-factor", {"code": app.at(self.api.desks.now)})
        assert done.status == 200, done.text
        return app, done.json["codes"]


@pytest.fixture
def mei(api: Gateway) -> Person:
    """The admin of `host`."""
    return Person(api, MEI)


def test_a_second_factor_is_set_up_by_app_and_confirmed_by_its_first_code(mei: Person) -> None:
    begun = mei.call("POST", "/me/second-factor").json

    assert begun["uri"].startswith("otpauth://totp/Loket:mei%40host.example?secret=")
    assert begun["picture"].startswith("<svg")
    assert mei.call("GET", "/me/sessions").json["second_factor"] is False
    app = pyotp.TOTP(begun["secret"])
    assert mei.call("PUT", "/me/second-factor", {"code": "000000"}).status == 422
    codes = mei.call("PUT", "/me/second-factor", {"code": app.at(mei.api.desks.now)}).json["codes"]
    assert len(set(codes)) == 10
    shown = mei.call("GET", "/me/sessions").json
    assert (shown["second_factor"], shown["recovery_codes"]) == (True, 10)
    assert shown["sessions"][0]["second_factor"] is True
    assert mei.principal.desks == {"host"}
    assert mei.call("POST", "/me/second-factor").status == 409


def test_only_hashes_of_recovery_codes_are_kept(mei: Person) -> None:
    _, codes = mei.enrol()

    kept = str(mei.api.desks.doors.records.factors)
    assert not any(code in kept or code.replace("-", "") in kept for code in codes)


def test_without_it_the_next_session_reaches_no_desk(api: Gateway, mei: Person) -> None:
    app, _ = mei.enrol()
    again = Person(api, MEI, "s-2")

    assert (again.principal.memberships, again.principal.pending) == ((), "code")
    assert again.call("GET", "/me").json["pending"] == "code"
    assert again.call("GET", "/desks/host/agents").status == 404
    api.desks.later(seconds=30)
    assert again.call("PUT", "/me/session", {"code": app.at(api.desks.now)}).status == 200
    assert again.principal.desks == {"host"}
    assert again.principal.pending is None
    assert mei.principal.desks == {"host"}


def test_a_code_counts_once(api: Gateway, mei: Person) -> None:
    app, _ = mei.enrol()
    second, third = Person(api, MEI, "s-2"), Person(api, MEI, "s-3")

    assert second.call("PUT", "/me/session", {"code": app.at(api.desks.now)}).status == 422
    api.desks.later(seconds=30)
    code = app.at(api.desks.now)
    assert second.call("PUT", "/me/session", {"code": code}).status == 200
    assert third.call("PUT", "/me/session", {"code": code}).status == 422
    assert third.principal.pending == "code"


def test_a_recovery_code_stands_in_once(api: Gateway, mei: Person) -> None:
    _, codes = mei.enrol()
    second, third = Person(api, MEI, "s-2"), Person(api, MEI, "s-3")

    assert second.call("PUT", "/me/session", {"code": f" {codes[0].upper()} "}).json == {"recovery_codes": 9}
    assert second.principal.desks == {"host"}
    assert third.call("PUT", "/me/session", {"code": codes[0]}).status == 422
    kinds = [event.kind for event in api.desks.doors.book.events]
    assert SignInEventKind.RECOVERY_CODE_USED in kinds


def test_guessing_ends_in_a_pause_that_doubles(api: Gateway, mei: Person) -> None:
    app, _ = mei.enrol()
    thief = Person(api, MEI, "s-2")
    wait = []
    for _ in range(8):
        reply = thief.call("PUT", "/me/session", {"code": "000000"})
        if reply.status == 429:
            wait.append(int(reply.headers["Retry-After"]))
            api.desks.later(seconds=wait[-1])
            assert thief.call("PUT", "/me/session", {"code": "000000"}).status == 422

    assert wait == [60, 120, 240]
    assert thief.call("PUT", "/me/session", {"code": app.at(api.desks.now)}).status == 429


def test_a_desk_can_ask_for_it_and_says_so_at_the_next_answer(api: Gateway, mei: Person) -> None:
    assert mei.call("PUT", "/desks/host/door", {"second_factor": True}).status == 200

    omar = Person(api, OMAR)
    assert omar.principal.desks == {"noord"}
    assert omar.principal.pending == "enrol"
    omar.enrol()
    assert omar.principal.desks == {"noord", "host"}
    assert mei.principal.pending == "enrol"
    assert Person(api, KIM).principal.pending is None


def test_where_it_is_asked_for_it_stays(api: Gateway, mei: Person) -> None:
    _, codes = mei.enrol()
    mei.call("PUT", "/desks/host/door", {"second_factor": True})
    assert mei.call("POST", "/me/second-factor/removal", {"code": codes[0]}).status == 403

    mei.call("PUT", "/desks/host/door", {})
    assert mei.call("POST", "/me/second-factor/removal", {"code": "000000"}).status == 422
    assert mei.call("POST", "/me/second-factor/removal", {"code": codes[0]}).status == 202
    assert mei.call("GET", "/me/sessions").json["second_factor"] is False


def test_requesters_links_and_keys_have_none(api: Gateway) -> None:
    assert Person(api, KIM).call("POST", "/me/second-factor").status == 403
    key = api.post(MEI, "/desks/host/keys", {"name": "x", "permissions": ["ticket.read"]}).json["secret"]
    context = Door(api.desks).knock(key)["context"]
    assert api.call(context, "GET", "/me/sessions").status == 403


def test_an_admin_can_reset_it_for_somebody_who_lost_it_all(api: Gateway, mei: Person) -> None:
    omar = Person(api, OMAR)
    omar.enrol()

    assert mei.call("DELETE", "/desks/host/agents/omar-h/second-factor").status == 204

    assert not omar.door.opens_for(omar.token)
    assert api.desks.accounts.signed_out == [OMAR]
    api.desks.later(seconds=1)
    assert Person(api, OMAR, "s-9").principal.pending is None
    assert mei.call("DELETE", "/desks/host/agents/omar-h/second-factor").status == 404
    assert mei.call("DELETE", "/desks/host/agents/nobody/second-factor").status == 404


def test_a_desk_that_takes_its_own_sign_in_alone_leaves_admins_a_way_in(api: Gateway, mei: Person) -> None:
    assert mei.call("PUT", "/desks/host/door", {"sso_only": True}).status == 409
    put(api, tenant=None, domains=["host.example", "work.example"])
    assert mei.call("PUT", "/desks/host/door", {"sso_only": True}).status == 200

    assert mei.principal.desks == {"host"}
    omar = Person(api, OMAR)
    assert (set(omar.principal.desks), omar.principal.pending) == ({"noord"}, "sso")
    by_sso = Person(api, come_back(api, OMAR).json["account"])
    assert (set(by_sso.principal.desks), by_sso.principal.pending) == ({"host"}, None)


def test_a_provider_that_asks_itself_is_enough(api: Gateway, mei: Person) -> None:
    mei.call("PUT", "/desks/host/door", {"second_factor": True})
    for strong, pending in ((False, "enrol"), (True, None)):
        put(api, tenant=None, domains=["work.example"], strong=strong)
        assert Person(api, come_back(api, OMAR).json["account"]).principal.pending == pending


def test_an_account_of_a_provider_does_not_see_or_touch_that_of_the_address(api: Gateway) -> None:
    """A customer's provider could say that somebody is anybody of its domain."""
    omar = Person(api, OMAR)
    omar.enrol()
    put(api, tenant=None, domains=["work.example"])
    other = Person(api, come_back(api, OMAR).json["account"], "s-7")

    shown = other.call("GET", "/me/sessions").json
    assert [one["id"] for one in shown["sessions"]] == ["s-7"]
    assert shown["second_factor"] is False
    assert other.call("DELETE", "/me/sessions").status == 204
    assert omar.principal.desks == {"noord", "host"}


def test_sessions_are_listed_with_where_they_are(api: Gateway) -> None:
    first, second = Person(api, KIM, "s-1"), Person(api, KIM, "s-2")
    assert first.principal
    api.desks.later(minutes=5)

    shown = second.call("GET", "/me/sessions").json["sessions"]

    assert [(one["id"], one["this"]) for one in shown] == [("s-2", True), ("s-1", False)]
    assert all(one["agent"] and one["source"] for one in shown)


def test_being_seen_again_is_noted_once_an_hour(api: Gateway) -> None:
    kim = Person(api, KIM)
    for minutes, expected in ((0, 0), (59, 0), (1, 60), (30, 60)):
        api.desks.later(minutes=minutes)
        kim.token = kim.door.token(KIM, origin_jti="s-1")
        assert kim.principal
        (session,) = api.desks.doors.records.of(KIM).sessions
        assert (session.seen_at - MONDAY).total_seconds() == expected * 60


def test_one_session_can_be_ended(api: Gateway) -> None:
    first, second = Person(api, KIM, "s-1"), Person(api, KIM, "s-2")
    assert first.principal

    assert second.call("DELETE", "/me/sessions/s-1").status == 204

    assert not first.door.opens_for(first.token)
    assert not first.door.opens_for(first.door.token(KIM, origin_jti="s-1"))
    assert second.principal
    assert second.call("DELETE", "/me/sessions/s-1").status == 404
    assert second.call("DELETE", "/me/sessions/s-9").status == 404


def test_nobody_ends_anothers_session(api: Gateway) -> None:
    kim, ana = Person(api, KIM, "s-1"), Person(api, ANA, "s-2")
    assert kim.principal
    assert ana.principal

    assert ana.call("DELETE", "/me/sessions/s-1").status == 404

    assert kim.door.opens_for(kim.token)


def test_and_all_of_them(api: Gateway) -> None:
    first, second = Person(api, KIM, "s-1"), Person(api, KIM, "s-2")
    assert first.principal

    assert second.call("DELETE", "/me/sessions").status == 204

    assert not first.door.opens_for(first.token)
    assert not second.door.opens_for(second.token)
    assert api.desks.accounts.signed_out == [KIM]
    api.desks.later(seconds=1)
    assert Person(api, KIM, "s-3").principal


def test_wrong_passwords_end_in_a_pause_the_same_for_unknown_addresses(api: Gateway) -> None:
    api.desks.accounts.set_password(MEI, "right-password-1!")
    heard: dict[str, list[Any]] = {}
    for email in (MEI, "stranger@nowhere.example"):
        replies = [_try(api, email, "wrong") for _ in range(7)]
        heard[email] = [(r.status, r.json["detail"], r.headers.get("Retry-After")) for r in replies]

    assert heard[MEI] == heard["stranger@nowhere.example"]
    assert [status for status, *_ in heard[MEI]] == [401] * 5 + [429] * 2
    assert _try(api, MEI, "right-password-1!").status == 429
    api.desks.later(seconds=60)
    assert _try(api, MEI, "right-password-1!").json["id_token"]
    assert [_try(api, MEI, "wrong").status for _ in range(5)] == [401] * 5


def test_one_source_cannot_try_everybody(api: Gateway) -> None:
    heard = [_try(api, f"p{n}@acme.example", "wrong").status for n in range(52)]

    assert heard == [401] * 50 + [429] * 2


def test_a_provider_s_account_has_no_password(api: Gateway, desks: Desks) -> None:
    desks.accounts.set_password("0a@sso.invalid", "made-up")

    assert _try(api, "0a@sso.invalid", "made-up").status == 401


def _try(api: Gateway, email: str, password: str) -> Reply:
    return api.post(None, "/sign-in/passwords", {"email": email, "password": password})


@pytest.mark.parametrize("code", ["", "12345", "1234567", "abcdef", "１２３４５６", "\ud800"])
def test_what_is_no_code_matches_nothing(code: str) -> None:
    assert matching_step("JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP", code, MONDAY, after=0) is None


def test_a_code_of_a_step_early_or_late_is_taken_and_none_further() -> None:
    app, now = pyotp.TOTP("JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"), int(MONDAY.timestamp()) // 30

    taken = [n for n in range(-3, 4) if matching_step(app.secret, app.generate_otp(now + n), MONDAY, after=0)]

    assert taken == [-1, 0, 1]


def test_agents_are_who_they_were_before_any_of_this(api: Gateway) -> None:
    assert Person(api, ANA).principal.desks == {"noord"}


def test_a_session_begins_once_in_the_audit_with_from_where_and_on_what(api: Gateway, mei: Person) -> None:
    book = api.desks.doors.book
    for _ in range(2):
        mei.door.knock(mei.token)
    Person(api, KIM, "s-9").door.knock(Door(api.desks).token(KIM, origin_jti="s-9"))

    begun = [event for event in book.events if event.kind is SignInEventKind.SESSION_BEGUN]
    assert [(event.who, event.desk) for event in begun] == [(MEI, "host")]
    assert begun[0].source
    assert begun[0].why
