"""All routes of the first-party API that the emulator answers."""

from __future__ import annotations

from ..routing import Route
from . import completions, messages, models, service


def routes() -> list[Route]:
    """Routes in the order in which they are tried."""
    return [
        *service.ROUTES,
        *messages.ROUTES,
        *models.ROUTES,
        *completions.ROUTES,
    ]
