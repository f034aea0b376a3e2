"""The models that the emulator knows: what `/v1/models` lists, and older names that are still answered.

Names, dates and limits are the service's, as of the autumn of 2026.
"""

from __future__ import annotations

import dataclasses
import datetime
from typing import Mapping, Tuple

from ._json import JsonObject


@dataclasses.dataclass(frozen=True)
class ModelCard:
    """What is known of one model."""

    id: str
    display_name: str
    created: datetime.date
    max_input_tokens: int = 200_000
    max_tokens: int = 64_000
    aliases: Tuple[str, ...] = ()
    adaptive_thinking: bool = True
    enabled_thinking: bool = True
    efforts: Tuple[str, ...] = ()
    listed: bool = True
    legacy_completions: bool = False

    def as_json(self) -> JsonObject:
        """The card as `/v1/models` shows it."""
        return {
            "type": "model",
            "id": self.id,
            "display_name": self.display_name,
            "created_at": f"{self.created.isoformat()}T00:00:00Z",
            "max_input_tokens": self.max_input_tokens,
            "max_tokens": self.max_tokens,
            "capabilities": self._capabilities(),
        }

    def _capabilities(self) -> JsonObject:
        plain = ("batch", "citations", "code_execution", "image_input", "pdf_input", "structured_outputs")
        contexts = ("clear_tool_uses_20250919", "clear_thinking_20251015")
        compacts = self.max_input_tokens >= 1_000_000
        thinking = {"enabled": _supported(self.enabled_thinking), "adaptive": _supported(self.adaptive_thinking)}
        efforts = {level: _supported(level in self.efforts) for level in ("low", "medium", "high", "xhigh", "max")}
        return {
            **{name: _supported(True) for name in plain},
            "context_management": {
                **_supported(True),
                **{name: _supported(True) for name in contexts},
                "compact_20260112": _supported(compacts),
            },
            "effort": {**_supported(bool(self.efforts)), **efforts},
            "thinking": {**_supported(self.enabled_thinking or self.adaptive_thinking), "types": thinking},
        }


def _supported(yes: bool) -> JsonObject:
    return {"supported": yes}


def _day(text: str) -> datetime.date:
    return datetime.date(*(int(part) for part in text.split("-")))


_ALL = ("low", "medium", "high", "xhigh", "max")
_MOST = ("low", "medium", "high", "max")


def _new(id: str, name: str, day: str, enabled: bool = False, efforts: Tuple[str, ...] = _ALL) -> ModelCard:
    return ModelCard(id, name, _day(day), 1_000_000, 128_000, enabled_thinking=enabled, efforts=efforts)


def _old(id: str, name: str, day: str, limit: int, *aliases: str, **more: bool) -> ModelCard:
    thinks = limit >= 32_000
    return ModelCard(
        id,
        name,
        _day(day),
        max_tokens=limit,
        aliases=aliases,
        adaptive_thinking=False,
        enabled_thinking=thinks,
        listed=more.get("listed", True),
        legacy_completions=more.get("completions", False),
    )


MODELS: Tuple[ModelCard, ...] = (
    _new("claude-opus-5", "Claude Opus 5", "2026-07-24"),
    _new("claude-sonnet-5", "Claude Sonnet 5", "2026-06-29"),
    _new("claude-fable-5", "Claude Fable 5", "2026-06-07"),
    _new("claude-mythos-5", "Claude Mythos 5", "2026-06-07"),
    _new("claude-opus-4-8", "Claude Opus 4.8", "2026-05-28"),
    _new("claude-opus-4-7", "Claude Opus 4.7", "2026-04-14"),
    _new("claude-mythos-preview", "Claude Mythos Preview", "2026-04-07", True),
    _new("claude-sonnet-4-6", "Claude Sonnet 4.6", "2026-02-17", True, _MOST),
    _new("claude-opus-4-6", "Claude Opus 4.6", "2026-02-04", True, _MOST),
    _old("claude-opus-4-5-20251101", "Claude Opus 4.5", "2025-11-24", 64_000, "claude-opus-4-5"),
    _old("claude-haiku-4-5-20251001", "Claude Haiku 4.5", "2025-10-15", 64_000, "claude-haiku-4-5"),
    _old("claude-sonnet-4-5-20250929", "Claude Sonnet 4.5", "2025-09-29", 64_000, "claude-sonnet-4-5"),
    _old("claude-opus-4-1-20250805", "Claude Opus 4.1", "2025-08-05", 32_000, "claude-opus-4-1"),
    _old(
        "claude-opus-4-20250514",
        "Claude Opus 4",
        "2025-05-22",
        32_000,
        "claude-opus-4-0",
        "claude-4-opus-20250514",
        listed=False,
    ),
    _old(
        "claude-sonnet-4-20250514",
        "Claude Sonnet 4",
        "2025-05-22",
        64_000,
        "claude-sonnet-4-0",
        "claude-4-sonnet-20250514",
        listed=False,
    ),
    _old(
        "claude-3-7-sonnet-20250219",
        "Claude Sonnet 3.7",
        "2025-02-24",
        64_000,
        "claude-3-7-sonnet-latest",
        listed=False,
    ),
    _old("claude-3-5-haiku-20241022", "Claude Haiku 3.5", "2024-10-22", 8192, "claude-3-5-haiku-latest", listed=False),
    _old(
        "claude-3-5-sonnet-20241022",
        "Claude Sonnet 3.5",
        "2024-10-22",
        8192,
        "claude-3-5-sonnet-latest",
        "claude-3-5-sonnet-20240620",
        listed=False,
    ),
    _old("claude-3-opus-20240229", "Claude Opus 3", "2024-02-29", 4096, "claude-3-opus-latest", listed=False),
    _old("claude-3-sonnet-20240229", "Claude Sonnet 3", "2024-02-29", 4096, listed=False),
    _old("claude-3-haiku-20240307", "Claude Haiku 3", "2024-03-07", 4096, listed=False),
    _old("claude-2.1", "Claude 2.1", "2023-11-21", 4096, listed=False, completions=True),
    _old("claude-2.0", "Claude 2.0", "2023-07-11", 4096, "claude-2", listed=False, completions=True),
    _old(
        "claude-instant-1.2",
        "Claude Instant 1.2",
        "2023-08-09",
        4096,
        "claude-instant-1",
        "claude-instant-1.1",
        "claude-instant-1.1-100k",
        "claude-1.3",
        "claude-1.3-100k",
        listed=False,
        completions=True,
    ),
)
"""Newest first, as the service lists them."""


def by_name(cards: Tuple[ModelCard, ...] = MODELS) -> Mapping[str, ModelCard]:
    """Each card under its id and its aliases."""
    return {name: card for card in cards for name in (card.id, *card.aliases)}
