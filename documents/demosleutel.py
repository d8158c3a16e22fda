"""A sealing key of our own making, for the demo and the tests: a small CA and one leaf (ECDSA P-256)."""

import contextlib
import os
import tempfile
from datetime import UTC, datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import BestAvailableEncryption, NoEncryption, pkcs12
from cryptography.x509.oid import NameOID

Sleutel = ec.EllipticCurvePrivateKey
DAG = timedelta(days=1)


def schrijf_demosleutel(
    pad: Path,
    *,
    naam: str = "Dekkend demo",
    dagen: int = 1825,
    vanaf: datetime | None = None,
    wachtwoord: str = "",
    vervang: bool = True,
) -> None:
    """Write a PKCS#12 file with a new key, its certificate and the certificate of its CA.

    Written aside and then put in place: of two workers that start together both use the key of the first.
    """
    begin = (vanaf or datetime.now(UTC)) - DAG
    ca_sleutel, blad_sleutel = (
        ec.generate_private_key(ec.SECP256R1()),
        ec.generate_private_key(ec.SECP256R1()),
    )
    ca_naam = _naam(f"{naam} CA (geen echte uitgever)")
    ca = _basis(ca_naam, ca_naam, ca_sleutel, begin, dagen)
    ca = ca.add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
    ca = ca.add_extension(_gebruik(uitgever=True), critical=True)
    blad = _basis(_naam(f"{naam} zegel"), ca_naam, blad_sleutel, begin, dagen)
    blad = blad.add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
    blad = blad.add_extension(_gebruik(uitgever=False), critical=True)
    inhoud = pkcs12.serialize_key_and_certificates(
        b"zegel",
        blad_sleutel,
        blad.sign(ca_sleutel, hashes.SHA256()),
        [ca.sign(ca_sleutel, hashes.SHA256())],
        BestAvailableEncryption(wachtwoord.encode()) if wachtwoord else NoEncryption(),
    )
    pad.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    greep, tijdelijk = tempfile.mkstemp(dir=pad.parent)
    with os.fdopen(greep, "wb") as uit:
        uit.write(inhoud)
    if vervang:
        os.replace(tijdelijk, pad)
        return
    with contextlib.suppress(FileExistsError):
        os.link(tijdelijk, pad)
    os.unlink(tijdelijk)


def _naam(gewoon: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COUNTRY_NAME, "NL"), x509.NameAttribute(NameOID.COMMON_NAME, gewoon)])


def _basis(
    onderwerp: x509.Name, uitgever: x509.Name, sleutel: Sleutel, begin: datetime, dagen: int
) -> x509.CertificateBuilder:
    return (
        x509.CertificateBuilder()
        .subject_name(onderwerp)
        .issuer_name(uitgever)
        .public_key(sleutel.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(begin)
        .not_valid_after(begin + dagen * DAG)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(sleutel.public_key()), critical=False)
    )


def _gebruik(*, uitgever: bool) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=not uitgever,
        content_commitment=not uitgever,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=uitgever,
        crl_sign=uitgever,
        encipher_only=False,
        decipher_only=False,
    )
