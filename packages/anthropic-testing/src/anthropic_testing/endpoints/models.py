"""The models: a list in pages, and one of them by name or alias."""

from __future__ import annotations

from ..emulator import Context, Route
from ..exchange import Reply
from ..problem import ApiProblem
from .pages import page_by_ids


def list_models(context: Context) -> Reply:
    """GET /v1/models"""
    cards = [card.as_json() for card in context.emulator.models if card.listed]
    return Reply.of_json(page_by_ids(cards, context.request))


def retrieve(context: Context) -> Reply:
    """GET /v1/models/{model_id}"""
    card = context.emulator.card(context.path["model_id"])
    if card is None:
        raise ApiProblem(404, f"model: {context.path['model_id']}")
    return Reply.of_json(card.as_json())


ROUTES = (
    Route("GET", "/v1/models", list_models),
    Route("GET", "/v1/models/{model_id}", retrieve),
)
