"""All routes of the first-party API that the emulator answers."""

from __future__ import annotations

from ..routing import Route
from . import batches, completions, files, messages, models, service, skills


def routes() -> list[Route]:
    """Routes in the order in which they are tried."""
    return [
        *service.ROUTES,
        *messages.ROUTES,
        *batches.ROUTES,
        *files.ROUTES,
        *skills.ROUTES,
        *models.ROUTES,
        *completions.ROUTES,
    ]
