"""What leaves for a push service can be read by the one browser it is for, and says who sent it."""

import base64

import jwt
import pytest
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric import ec

from helpdesk import observe
from helpdesk.adapters.web_push.encryption import LARGEST, encrypt, point_of
from helpdesk.adapters.web_push.keys import Signer, new_key, read_key
from tests.push.browser import Browser

NOW = observe.now()


def raw(text: str) -> bytes:
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


def private(text: str) -> ec.EllipticCurvePrivateKey:
    return ec.derive_private_key(int.from_bytes(raw(text), "big"), ec.SECP256R1())


def test_the_example_of_the_standard() -> None:
    """RFC 8291, section 5."""
    made = encrypt(
        b"When I grow up, I want to be a watermelon",
        browser=raw(
            "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4"
        ),
        auth=raw("BTBZMqHH6r4Tts7J_aSIgg"),
        own=private("yfWPiYE-n46HLnH0KqZOF1fJJU3MYrct3AELtAQ-oRw"),
        salt=raw("DGv6ra1nlYgDCS1FRnbzlw"),
    )

    assert made == raw(
        "DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27ml"
        "mlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A_yl95bQpu6cVPT"
        "pK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXLWyouBWLVWGNWQexSgSxsj_Qulcy4a-fN"
    )


def test_a_browser_reads_it_and_no_other() -> None:
    browser, other = Browser(1), Browser(2)
    made = encrypt(
        b"ACME-7 is yours", browser=browser.point, auth=browser.auth, salt=b"s" * 16,
        own=ec.generate_private_key(ec.SECP256R1()),
    )  # fmt: skip

    assert browser.read(made) == b"ACME-7 is yours"
    with pytest.raises(InvalidTag):
        other.read(made)


def test_the_largest_message_is_one_record() -> None:
    browser = Browser()
    made = encrypt(
        b"x" * LARGEST, browser=browser.point, auth=browser.auth, salt=b"s" * 16,
        own=ec.generate_private_key(ec.SECP256R1()),
    )  # fmt: skip

    assert browser.read(made) == b"x" * LARGEST
    assert len(made) <= 4096


def test_the_signature_names_the_push_service_and_whom_to_write_to() -> None:
    key = read_key(new_key())
    signer = Signer(key, "mailto:help@loket.example")

    scheme, token, public = signer.authorization("https://push.example:8443/send/abc?x=1", NOW).split(" ")

    assert (scheme, token[:2]) == ("vapid", "t=")
    assert public == f"k={signer.public}"
    assert raw(signer.public) == point_of(key)
    claims = jwt.decode(
        token[2:].rstrip(","), key.public_key(), algorithms=["ES256"], audience="https://push.example:8443"
    )
    assert claims["sub"] == "mailto:help@loket.example"
    assert 0 < claims["exp"] - NOW.timestamp() <= 24 * 3600
