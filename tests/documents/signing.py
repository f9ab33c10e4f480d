"""A key of the installation for tests that sign; without the extra they are skipped."""

from datetime import timedelta

import pytest

from core import clock

NAME, PASSWORD = "Văn phòng Khối thi đua", "mat-khau"


def key_in(folder):
    """Return the path of a PKCS#12 file of a key that signs itself, made in `folder`."""
    pytest.importorskip("pyhanko", reason="signing is an extra: install requirements-sign.txt")
    x509 = pytest.importorskip("cryptography.x509")
    hashes = pytest.importorskip("cryptography.hazmat.primitives.hashes")
    serialization = pytest.importorskip("cryptography.hazmat.primitives.serialization")
    ec = pytest.importorskip("cryptography.hazmat.primitives.asymmetric.ec")
    own, now = ec.generate_private_key(ec.SECP256R1()), clock.now()
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, NAME)])
    usage = dict.fromkeys(
        ("key_encipherment", "data_encipherment", "key_agreement", "key_cert_sign", "crl_sign"), False
    )
    usage |= {"encipher_only": False, "decipher_only": False}
    made = (
        x509.CertificateBuilder(name, name, own.public_key(), x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=30))
        .add_extension(x509.KeyUsage(True, True, **usage), critical=True)
        .sign(own, hashes.SHA256())
    )
    packed = serialization.pkcs12.serialize_key_and_certificates(
        b"khoi", own, made, None, serialization.BestAvailableEncryption(PASSWORD.encode())
    )
    path = folder / "key.p12"
    path.write_bytes(packed)
    return path
