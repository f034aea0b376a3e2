"""All routes that the emulator answers: the API's own, and the front doors of clouds that lead to them."""

from __future__ import annotations

from ..emulator import Route
from . import batches, bedrock, completions, files, foundry, messages, models, service, skills, vertex


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
        *foundry.ROUTES,
        *vertex.ROUTES,
        *bedrock.ROUTES,
    ]
