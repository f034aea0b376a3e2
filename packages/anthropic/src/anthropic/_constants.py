"""Constants under the path that other software imports them from."""

from ._client import AI_PROMPT as AI_PROMPT
from ._client import HUMAN_PROMPT as HUMAN_PROMPT
from ._http import DEFAULT_CONNECTION_LIMITS as DEFAULT_CONNECTION_LIMITS
from ._http import DEFAULT_MAX_RETRIES as DEFAULT_MAX_RETRIES
from ._http import DEFAULT_TIMEOUT as DEFAULT_TIMEOUT
from ._retry import INITIAL_DELAY as INITIAL_RETRY_DELAY
from ._retry import MAX_DELAY as MAX_RETRY_DELAY
from .resources.messages._models import PLAIN_TOKENS_OF_MODEL as MODEL_NONSTREAMING_TOKENS

RAW_RESPONSE_HEADER = "X-Stainless-Raw-Response"
OVERRIDE_CAST_TO_HEADER = "____stainless_override_cast_to"

__all__ = [
    "AI_PROMPT",
    "DEFAULT_CONNECTION_LIMITS",
    "DEFAULT_MAX_RETRIES",
    "DEFAULT_TIMEOUT",
    "HUMAN_PROMPT",
    "INITIAL_RETRY_DELAY",
    "MAX_RETRY_DELAY",
    "MODEL_NONSTREAMING_TOKENS",
    "OVERRIDE_CAST_TO_HEADER",
    "RAW_RESPONSE_HEADER",
]
