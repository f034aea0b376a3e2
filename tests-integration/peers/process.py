"""Peers as processes of their own: what their environments need, programs that print JSON, servers on loopback."""

from __future__ import annotations

import contextlib
import json
import os
import socket
import subprocess
import time
import urllib.request
from pathlib import Path
from typing import Any, Iterator, List

import pytest
from workspace import ROOT, named, read_toml, siblings_of

HERE = Path(__file__).parent
OURS = ("anthropic", "anthropic-testing")


def needs(*packages: str) -> List[str]:
    """What packages of this checkout need of others; the packages themselves come by `PYTHONPATH`."""
    found: List[str] = []
    for package in packages or OURS:
        project = read_toml(ROOT / "packages" / package / "pyproject.toml")
        siblings = siblings_of(project)
        found += [text for text in project["project"]["dependencies"] if named(text) not in siblings]
    return found


def environ(*packages: str, **more: str) -> dict[str, str]:
    """The variables of a peer's process: ours on its path, and nothing that steers a client or a proxy."""
    steering = ("ANTHROPIC_", "PYTHONPATH", "VIRTUAL_ENV", "COVERAGE_")
    proxies = ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "NO_PROXY", "SSL_CERT_FILE", "SSL_CERT_DIR")
    kept = {k: v for k, v in os.environ.items() if not k.startswith(steering) and k.upper() not in proxies}
    path = os.pathsep.join(str(ROOT / "packages" / package / "src") for package in packages)
    return {**kept, **({"PYTHONPATH": path} if path else {}), **more}


def talk(python: Path, program: Path, *arguments: str, env: dict[str, str] | None = None, timeout: float = 60) -> Any:
    """What a program prints, as JSON. Fails with what it said where it fails."""
    done = subprocess.run(
        [str(python), str(program), *arguments],
        env=environ(*OURS) if env is None else env,
        capture_output=True,
        text=True,
        timeout=timeout,
        check=False,
    )
    if done.returncode != 0:
        pytest.fail(f"{program.name} ended with {done.returncode}:\n{done.stdout}\n{done.stderr}", pytrace=False)
    return json.loads(done.stdout)


def free_port() -> int:
    """A port of loopback that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextlib.contextmanager
def serving(
    command: List[str], log: Path, *, ready: str | int, env: dict[str, str] | None = None, seconds: float = 30
) -> Iterator[subprocess.Popen[bytes]]:
    """A server for the length of a block; begins when `ready` (a URL that answers 200, or a port) does."""
    with log.open("wb") as output:
        server = subprocess.Popen(
            command, env=environ() if env is None else env, stdout=output, stderr=subprocess.STDOUT
        )
    try:
        until = time.monotonic() + seconds
        while not (_listens(ready) if isinstance(ready, int) else _answers(ready)):
            if server.poll() is not None or time.monotonic() > until:
                said = log.read_text("utf-8", "replace")
                pytest.fail(f"{command} did not start ({server.poll()}):\n{said}", pytrace=False)
            time.sleep(0.05)  # another process starts: there is nothing to wait on
        yield server
    finally:
        server.terminate()
        try:
            server.wait(10)
        except subprocess.TimeoutExpired:
            server.kill()
            server.wait()


def _answers(url: str) -> bool:
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    try:
        with opener.open(url, timeout=5) as response:
            return bool(response.status == 200)
    except OSError:  # a URLError too
        return False


def _listens(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0
