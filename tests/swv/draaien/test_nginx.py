"""The real nginx in front of the real site, with the configuration of the container."""

import json
import socket
import ssl
from typing import Any

import pytest

from bench.diensten import wacht_tot
from tests.documents import maak
from tests.swv.draaien.conftest import SITE, Antwoord, Productie

EENMAAL = (
    "Content-Security-Policy",
    "X-Content-Type-Options",
    "Strict-Transport-Security",
    "Referrer-Policy",
    "Cross-Origin-Opener-Policy",
    "X-Request-ID",
    "Cache-Control",
)


def vraag(productie: Productie, poort: int, pad: str, **headers: str) -> Antwoord:
    return productie.vraag(pad, poort=poort, https=True, **headers)


def haal(productie: Productie, poort: int, pad: str, sessie: str) -> Antwoord:
    return vraag(productie, poort, pad, Cookie=f"__Host-sessie={sessie}")


def test_every_header_comes_once(productie: Productie, nginx: int) -> None:
    antwoord = vraag(productie, nginx, "/inloggen/")
    assert antwoord.status == 200
    for naam in EENMAAL:
        assert len(antwoord.headers.get_all(naam, [])) == 1, naam
    assert antwoord.headers["Server"] == "nginx"


def test_a_browser_gets_http_2(nginx: int) -> None:
    context = ssl._create_unverified_context()
    context.set_alpn_protocols(["h2", "http/1.1"])
    with socket.create_connection(("127.0.0.1", nginx), timeout=10) as kaal, context.wrap_socket(kaal) as verbinding:
        assert verbinding.selected_alpn_protocol() == "h2"


def test_the_number_of_a_request_is_made_at_the_door(productie: Productie, nginx: int) -> None:
    antwoord = vraag(productie, nginx, "/gezond/", X_Request_ID="van-buiten-verzonnen")
    nummer = antwoord.headers["X-Request-ID"]
    assert nummer != "van-buiten-verzonnen" and len(nummer) == 32
    log = productie.map / "nginx" / "toegang.log"
    assert wacht_tot(lambda: nummer in log.read_text(), seconden=10), "the line is written after the answer"
    (regel,) = [regel for regel in log.read_text().splitlines() if json.loads(regel)["request_id"] == nummer]
    assert "gezond" not in regel and "127.0.0.1" not in regel


def test_a_file_goes_out_by_nginx_with_the_headers_of_the_site(
    productie: Productie, nginx: int, gezaaid: dict[str, Any]
) -> None:
    antwoord = haal(productie, nginx, f"/documenten/{gezaaid['document']}/", gezaaid["eigen"])
    assert (antwoord.status, antwoord.body) == (200, maak.tekst_pdf())
    direct = productie.vraag(
        f"/documenten/{gezaaid['document']}/",
        Cookie=f"__Host-sessie={gezaaid['eigen']}",
        X_Forwarded_Proto="https",
    )
    assert direct.headers["X-Accel-Redirect"] == f"/beschermd/{gezaaid['opslagnaam']}" and direct.body == b""
    eigen = {"Date", "Server", "Connection", "X-Accel-Redirect", "Content-Length", "X-Request-ID", "Vary", "Set-Cookie"}
    for naam in set(direct.headers) - eigen:
        assert antwoord.headers.get_all(naam) == direct.headers.get_all(naam), naam
    assert "X-Accel-Redirect" not in antwoord.headers
    assert antwoord.headers["Content-Disposition"].startswith("attachment")
    assert antwoord.headers["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in antwoord.headers["Content-Security-Policy"]


def test_without_permission_there_is_no_file(productie: Productie, nginx: int, gezaaid: dict[str, Any]) -> None:
    pad = f"/documenten/{gezaaid['document']}/"
    assert haal(productie, nginx, pad, gezaaid["ander"]).status == 404
    assert vraag(productie, nginx, pad).status == 302
    for omweg in ("/beschermd/", "/beschermd/../beschermd/", "/Beschermd/", "//beschermd/"):
        antwoord = haal(productie, nginx, omweg + gezaaid["opslagnaam"], gezaaid["eigen"])
        assert antwoord.status == 404 and antwoord.body != maak.tekst_pdf(), omweg


def test_a_record_without_its_file_gives_a_page_that_says_so(
    productie: Productie, nginx: int, gezaaid: dict[str, Any]
) -> None:
    pad = productie.map / "bestanden" / gezaaid["opslagnaam"]
    weg = pad.rename(pad.with_suffix(".weg"))
    try:
        antwoord = haal(productie, nginx, f"/documenten/{gezaaid['document']}/", gezaaid["eigen"])
        assert antwoord.status == 503 and b"</html>" in antwoord.body and b"nginx" not in antwoord.body
    finally:
        weg.rename(pad)


def test_numbers_for_the_monitoring_stay_inside(productie: Productie, nginx: int) -> None:
    assert vraag(productie, nginx, "/metrics").status == 404
    assert vraag(productie, nginx, "/gereed/").status == 404


def test_what_is_far_too_large_is_refused_with_a_sentence(nginx: int) -> None:
    antwoord = _kop(nginx, f"POST /echt/ HTTP/1.1\r\nHost: {SITE}\r\nContent-Length: 900000000\r\n\r\n")
    assert antwoord.startswith("HTTP/1.1 413") and "Dit bestand is te groot" in antwoord
    assert "Content-Security-Policy: default-src 'none'" in antwoord


@pytest.mark.parametrize("host", ["elders.example", "127.0.0.1"])
def test_another_name_is_not_this_site(productie: Productie, nginx: int, host: str) -> None:
    assert vraag(productie, nginx, "/inloggen/", Host=host).status == 400


def _kop(poort: int, tekst: str) -> str:
    context = ssl._create_unverified_context()
    with (
        socket.create_connection(("127.0.0.1", poort), timeout=10) as kaal,
        context.wrap_socket(kaal, server_hostname=SITE) as verbinding,
    ):
        verbinding.sendall(tekst.encode())
        gelezen = b""
        while stuk := verbinding.recv(65536):
            gelezen += stuk
            if b"</html>" in gelezen:
                break
    return gelezen.decode()
