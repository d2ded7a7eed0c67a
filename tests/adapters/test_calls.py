"""Calls to servers that dawdle, break off, send too much or are somebody else, over real sockets."""

import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

from helpdesk.adapters.addresses import Place
from helpdesk.adapters.calls import Answered, ask
from helpdesk.domain.errors import Unavailable
from ops.local.clock import now

PROMISED_MORE = b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf"
NO_GZIP = b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 4\r\n\r\nhalf"
ENDLESS_REDIRECT = b"HTTP/1.1 302 Found\r\nLocation: /x\r\nTransfer-Encoding: chunked\r\n\r\n"
WELL = b"HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nwell"


class Server:
    """Answers everything with these octets; `hosts`: whom it was taken for."""

    def __init__(self, said: bytes) -> None:
        self.said = said
        self.hosts: list[str] = []
        self.port = 0


@contextmanager
def serving(server: Server, tls: ssl.SSLContext | None = None) -> Iterator[Server]:
    """On a free port of 127.0.0.1, and of no other loopback address."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            self.rfile.read(int(self.headers["Content-Length"]))
            server.hosts.append(self.headers["Host"])
            self.wfile.write(server.said)

        def log_message(self, *_: object) -> None:
            """Quiet."""

    class Quiet(ThreadingHTTPServer):
        def handle_error(self, *_: object) -> None:
            """A client that goes away is part of these tests."""

    with Quiet(("127.0.0.1", 0), Handler) as http:
        if tls:
            http.socket = tls.wrap_socket(http.socket, server_side=True, do_handshake_on_connect=False)
        server.port = http.server_address[1]
        thread = threading.Thread(target=http.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        yield server
        http.shutdown()
        thread.join()


def post(place: Place, *, most: int = 1000, trusted: str | None = None) -> Answered:
    """As its callers do it."""
    return ask("POST", place, headers={}, data=b"{}", seconds=(30, 30), most=most, trusted=trusted)


def said(octets: bytes, *, most: int = 1000) -> Answered:
    """What comes of a server that says this."""
    with serving(Server(octets)) as server:
        return post(Place(f"http://127.0.0.1:{server.port}/in", ()), most=most)


def test_what_it_says_is_read_as_far_as_it_may_be() -> None:
    assert said(WELL, most=4) == Answered(200, b"well")
    assert said(WELL, most=0) == Answered(200, b"")
    with pytest.raises(Unavailable, match="sends too much"):
        said(WELL, most=3)


@pytest.mark.parametrize("octets", [PROMISED_MORE, NO_GZIP, b"nonsense\r\n\r\n", b""])
def test_what_breaks_off_is_no_answer(octets: bytes) -> None:
    with pytest.raises(Unavailable):
        said(octets)


@pytest.mark.parametrize("octets", [PROMISED_MORE, NO_GZIP])
def test_what_comes_after_the_status_does_not_matter_to_who_reads_none_of_it(octets: bytes) -> None:
    assert said(octets, most=0).status == 200


def test_of_a_redirect_nothing_is_followed_and_nothing_read() -> None:
    endless = ENDLESS_REDIRECT + b"10000\r\n" + b"x" * 65_536

    assert said(endless, most=0) == Answered(302, b"")


@pytest.fixture(scope="module")
def certificates(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file with a key and a certificate for shop.example that it has signed itself."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "shop.example")])
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(now() - timedelta(days=1))
        .not_valid_after(now() + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("shop.example")]), critical=False)
        .sign(key, SHA256())
    )
    file = tmp_path_factory.mktemp("tls") / "shop.pem"
    secret = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    file.write_bytes(secret + certificate.public_bytes(Encoding.PEM))
    return file


@pytest.fixture
def shop(certificates: Path) -> Iterator[Server]:
    """shop.example, which no name server knows."""
    tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    tls.load_cert_chain(certificates)
    with serving(Server(WELL), tls) as server:
        yield server


def test_the_call_goes_to_the_address_that_was_checked(shop: Server, certificates: Path) -> None:
    place = Place(f"https://shop.example:{shop.port}/in", ("127.0.0.1",))

    assert post(place, trusted=str(certificates)).status == 200
    assert shop.hosts == [f"shop.example:{shop.port}"]


def test_the_next_address_is_tried_when_one_takes_no_connection(shop: Server, certificates: Path) -> None:
    place = Place(f"https://shop.example:{shop.port}/in", ("127.0.0.9", "127.0.0.8", "127.0.0.1"))

    assert post(place, trusted=str(certificates)).status == 200
    assert len(shop.hosts) == 1


def test_who_is_there_must_be_who_was_asked_for(shop: Server, certificates: Path) -> None:
    other = Place(f"https://other.example:{shop.port}/in", ("127.0.0.1",))
    with pytest.raises(Unavailable, match="certificate"):
        post(other, trusted=str(certificates))

    with pytest.raises(Unavailable, match="certificate"):
        post(Place(f"https://shop.example:{shop.port}/in", ("127.0.0.1",)))
    assert shop.hosts == []


def test_nobody_there_is_said_without_the_address() -> None:
    with pytest.raises(Unavailable) as told:
        post(Place("https://shop.example:9/in", ("127.0.0.1",)))
    assert told.value.detail == "it cannot be reached"
