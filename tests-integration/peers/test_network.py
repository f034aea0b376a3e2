"""The recipes of the network guide, as they stand there, against a real proxy and a private certificate authority."""

from __future__ import annotations

import contextlib
import dataclasses
import re
import ssl
import subprocess
import threading
import time
from pathlib import Path
from typing import Dict, Iterator, List

import pytest
import trustme
import uvicorn
from peers.process import OURS, environ, free_port, needs, serving
from workspace import ROOT, MakeEnvironment

from anthropic_testing import Emulator
from anthropic_testing.asgi import application

GUIDE = ROOT / "docs" / "guides" / "network.md"
HELLO = "You said: Hello"
USER = "user:pass-word"


def recipes() -> Dict[str, List[str]]:
    """The programs of the guide, by the heading that they stand under."""
    found: Dict[str, List[str]] = {}
    for section in GUIDE.read_text("utf-8").split("\n## ")[1:]:
        heading = section.split("\n")[0]
        found[heading] = re.findall(r"^```py\n(.*?)^```$", section, re.DOTALL | re.MULTILINE)
    return found


RECIPES = recipes()


@dataclasses.dataclass(frozen=True)
class Site:
    """A server and a proxy on loopback, and the files that go with them."""

    python: Path
    folder: Path
    https: str
    """The emulator, with a certificate of the private authority."""
    mutual: str
    """The same; it wants a client certificate."""
    proxy: str
    """Address of the HTTP and SOCKS5 proxy after the scheme, with credentials."""
    log: Path
    """Where the proxy writes whom it connects to."""

    def run(self, program: str, **env: str) -> subprocess.CompletedProcess[str]:
        """Run a program of the guide as its reader would."""
        files = {"COMPANY_CA": str(self.folder / "ca.pem"), "CLIENT_CERTIFICATE": str(self.folder / "client.pem")}
        return subprocess.run(
            [str(self.python), "-W", "error", "-c", program],
            env=environ(*OURS, ANTHROPIC_API_KEY="k", **{"ANTHROPIC_BASE_URL": self.https, **files, **env}),
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )

    def proxied(self) -> str:
        """What the proxy has seen; empty is nothing."""
        return self.log.read_text("utf-8")


@contextlib.contextmanager
def tls_server(emulator: Emulator, folder: Path, **tls: object) -> Iterator[str]:
    """The emulator behind TLS, in a thread."""
    port = free_port()
    config = uvicorn.Config(
        application(emulator),
        host="127.0.0.1",
        port=port,
        log_level="critical",
        log_config=None,
        lifespan="off",
        ssl_certfile=str(folder / "server.pem"),
        **tls,
    )
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        assert thread.is_alive()
        time.sleep(0.02)  # a socket of another thread: there is nothing to wait on
    try:
        yield f"https://localhost:{port}"
    finally:
        server.should_exit = True
        thread.join()


@pytest.fixture(scope="module")
def site(make_environment: MakeEnvironment, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    folder = tmp_path_factory.mktemp("network")
    authority = trustme.CA()
    authority.cert_pem.write_to_path(folder / "ca.pem")
    authority.issue_cert("localhost").private_key_and_cert_chain_pem.write_to_path(folder / "server.pem")
    authority.issue_cert("reader@example.com").private_key_and_cert_chain_pem.write_to_path(folder / "client.pem")
    python = make_environment("network", *needs(), "httpx[socks]", "httpx-aiohttp>=0.1.8", "httpx2", "pproxy==2.7.9")
    proxy, log = free_port(), folder / "proxy.log"
    listen = f"http+socks5://127.0.0.1:{proxy}#{USER}"
    emulator = Emulator()
    mutual = {"ssl_ca_certs": str(folder / "ca.pem"), "ssl_cert_reqs": ssl.CERT_REQUIRED}
    command = [str(python), "-u", "-m", "pproxy", "-l", listen, "-v", "--auth", "0"]
    with serving(command, log, ready=proxy), tls_server(emulator, folder) as url:
        with tls_server(emulator, folder, **mutual) as mutual_url:
            yield Site(python, folder, url, mutual_url, f"{USER}@127.0.0.1:{proxy}", log)


def test_the_environment_says_it_all(site: Site) -> None:
    (program,) = RECIPES["From the environment"]
    before = site.proxied()
    done = site.run(program, HTTPS_PROXY=f"http://{site.proxy}", SSL_CERT_FILE=str(site.folder / "ca.pem"))
    assert HELLO in done.stdout, done.stderr
    assert "localhost" in site.proxied()[len(before) :]
    untrusting = site.run(program, HTTPS_PROXY=f"http://{site.proxy}")
    assert "anthropic.errors.APIConnectionError" in untrusting.stderr
    assert "CERTIFICATE_VERIFY_FAILED" in untrusting.stderr


@pytest.mark.parametrize("scheme", ["http", "socks5", "socks5h"])
@pytest.mark.parametrize("which", [0, 1], ids=["blocking", "async"])
def test_a_proxy(site: Site, scheme: str, which: int) -> None:
    program, before = RECIPES["A proxy"][which], site.proxied()
    done = site.run(program, COMPANY_PROXY=f"{scheme}://{site.proxy}", SSL_CERT_FILE=str(site.folder / "ca.pem"))
    assert HELLO in done.stdout, done.stderr
    assert "localhost" in site.proxied()[len(before) :]


@pytest.mark.parametrize("scheme", ["http", "socks5"])
@pytest.mark.parametrize("which", [0, 1], ids=["blocking", "async"])
def test_a_proxy_that_says_no(site: Site, scheme: str, which: int) -> None:
    """Wrong credentials, and nobody there at all; the password is nowhere to be read."""
    for address in (site.proxy.replace("pass-word", "wrong-word"), f"user:wrong-word@127.0.0.1:{free_port()}"):
        program = RECIPES["A proxy"][which].replace("http_client=", "max_retries=0, http_client=", 1)
        program = program.replace("AsyncAnthropic(http_client", "AsyncAnthropic(max_retries=0, http_client")
        done = site.run(program, COMPANY_PROXY=f"{scheme}://{address}", SSL_CERT_FILE=str(site.folder / "ca.pem"))
        assert HELLO not in done.stdout
        assert "anthropic.errors.APIConnectionError" in done.stderr
        assert "wrong-word" not in done.stderr


def test_an_own_authority(site: Site) -> None:
    (program,) = RECIPES["Your own certificate authority"]
    done = site.run(program)
    assert HELLO in done.stdout, done.stderr
    other = trustme.CA()
    other.cert_pem.write_to_path(site.folder / "other.pem")
    untrusting = site.run(program, COMPANY_CA=str(site.folder / "other.pem"))
    assert "anthropic.errors.APIConnectionError" in untrusting.stderr
    assert "CERTIFICATE_VERIFY_FAILED" in untrusting.stderr


def test_a_client_certificate(site: Site) -> None:
    (program,) = RECIPES["A client certificate"]
    done = site.run(program, ANTHROPIC_BASE_URL=site.mutual)
    assert HELLO in done.stdout, done.stderr
    (without,) = RECIPES["Your own certificate authority"]
    refused = site.run(without, ANTHROPIC_BASE_URL=site.mutual)
    assert HELLO not in refused.stdout
    assert "anthropic.errors.APIConnectionError" in refused.stderr


@pytest.mark.parametrize("heading", ["aiohttp", "httpx2"])
def test_other_clients(site: Site, heading: str) -> None:
    """They take the authorities of the environment as well."""
    (program,) = RECIPES[heading]
    done = site.run(program, SSL_CERT_FILE=str(site.folder / "ca.pem"))
    assert HELLO in done.stdout, done.stderr


def test_every_recipe_is_tested() -> None:
    tested = {"From the environment": 1, "A proxy": 2, "Your own certificate authority": 1, "A client certificate": 1}
    counts = {heading: len(programs) for heading, programs in RECIPES.items() if programs}
    assert counts == {**tested, "aiohttp": 1, "httpx2": 1}
