"""Clients of the gateway: `AcmeClaude(team="search")`, and its async twin."""

from __future__ import annotations

from typing import Any

from anthropic import Anthropic, AsyncAnthropic
from anthropic.provider import Provider

from .budgets import AsyncBudgets, Budgets
from .provider import Gateway


class AcmeClaude(Anthropic):
    """Claude through the gateway, for one team."""

    budgets: Budgets

    def __init__(self, *, team: str = "", provider: Provider | str | None = None, **options: Any) -> None:
        super().__init__(provider=provider or Gateway(team=team), **options)


class AsyncAcmeClaude(AsyncAnthropic):
    """Claude through the gateway, for one team; async."""

    budgets: AsyncBudgets

    def __init__(self, *, team: str = "", provider: Provider | str | None = None, **options: Any) -> None:
        super().__init__(provider=provider or Gateway(team=team), **options)
