"""What is known of models: which are deprecated, and how much they write without streaming. Dated data, and its use."""

import warnings
from typing import Any, Mapping, cast

from ..._http import DEFAULT_TIMEOUT
from ..._types import NotGiven

DEPRECATED_MODELS: Mapping[str, str] = {
    "claude-1.3": "2024-11-06",
    "claude-1.3-100k": "2024-11-06",
    "claude-instant-1.1": "2024-11-06",
    "claude-instant-1.1-100k": "2024-11-06",
    "claude-instant-1.2": "2024-11-06",
    "claude-2.0": "2025-07-21",
    "claude-2.1": "2025-07-21",
    "claude-3-sonnet-20240229": "2025-07-21",
    "claude-3-opus-20240229": "2026-01-05",
    "claude-3-5-haiku-20241022": "2026-02-19",
    "claude-3-5-haiku-latest": "2026-02-19",
    "claude-3-7-sonnet-20250219": "2026-02-19",
    "claude-3-7-sonnet-latest": "2026-02-19",
    "claude-opus-4-0": "2026-06-15",
    "claude-opus-4-20250514": "2026-06-15",
    "claude-sonnet-4-0": "2026-06-15",
    "claude-sonnet-4-20250514": "2026-06-15",
    "claude-mythos-preview": "2026-06-30",
}
"""Model to the announced end of its life (ISO date)."""

WARNED_WITH_THINKING_ENABLED = frozenset({"claude-opus-4-6", "claude-mythos-preview"})
"""Models for which `thinking={"type": "adaptive"}` took the place of `{"type": "enabled"}`."""

PLAIN_TOKENS = 21_333
"""The `max_tokens` up to which an answer surely comes within ten minutes, so that it need not be streamed."""

PLAIN_TOKENS_OF_MODEL: Mapping[str, int] = dict.fromkeys(
    (
        "claude-opus-4-20250514",
        "claude-opus-4-0",
        "claude-4-opus-20250514",
        "claude-opus-4-1-20250805",
        "anthropic.claude-opus-4-20250514-v1:0",
        "anthropic.claude-opus-4-1-20250805-v1:0",
        "claude-opus-4@20250514",
        "claude-opus-4-1@20250805",
    ),
    8_192,
)
"""The same for slower models."""


def warn_of_model(params: Mapping[str, Any]) -> None:
    """Warn of a model that is, or soon will be, gone, and of a thinking setting that another replaced."""
    model = params["model"]
    if model in DEPRECATED_MODELS:
        warnings.warn(
            f"The model {model!r} is deprecated and stops working on {DEPRECATED_MODELS[model]}. "
            "Move to a newer model: https://docs.anthropic.com/en/docs/resources/model-deprecations",
            DeprecationWarning,
            stacklevel=4,
        )
    thinking = params.get("thinking")
    kind = cast("Mapping[str, object]", thinking).get("type") if isinstance(thinking, Mapping) else None
    if model in WARNED_WITH_THINKING_ENABLED and kind == "enabled":
        warnings.warn(
            f"With {model!r}, thinking of type 'enabled' is deprecated; use type 'adaptive'.",
            UserWarning,
            stacklevel=4,
        )


def is_long(params: Mapping[str, Any], client: Any) -> bool:
    """Whether the answer could take longer than the ten minutes that a plain request waits. Raises: ValueError."""
    handling = getattr(client, "long_requests", "stream")
    limit = PLAIN_TOKENS_OF_MODEL.get(params["model"], PLAIN_TOKENS)
    max_tokens = params["max_tokens"]
    if handling == "send" or not isinstance(max_tokens, int) or max_tokens <= limit:
        return False
    if not isinstance(params.get("timeout", NotGiven()), NotGiven) or client.timeout != DEFAULT_TIMEOUT:
        return False  # whoever sets a timeout knows how long to wait
    if handling == "refuse":
        raise ValueError(
            f"max_tokens={max_tokens} may take longer than 10 minutes: use stream=True, or pass timeout=. "
            f"(Up to {limit} tokens are sent plainly.)"
        )
    return True
