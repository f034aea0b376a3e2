"""A middleware: one line in the log for each attempt of each request."""

from __future__ import annotations

import logging
from typing import Generator

import httpx

log = logging.getLogger("acme_gateway.audit")


def audit(request: httpx.Request) -> Generator[httpx.Request, httpx.Response, httpx.Response]:
    """Note what was asked and what came of it; no content, no credential."""
    response = yield request
    log.info("%s %s: %s", request.method, request.url.path, response.status_code)
    return response
