"""An alias of `anthropic.errors`, for software that imports this path."""

from .errors import *  # noqa: F403
from .errors import APIStatusError as APIStatusError
