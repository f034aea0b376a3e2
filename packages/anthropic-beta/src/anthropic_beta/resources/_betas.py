"""Headers and query of beta calls: what the endpoint, a feature and the caller ask for, each once."""

from typing import Any, Dict, Iterable, Mapping, Optional, Tuple

from anthropic import NotGiven, Omit
from anthropic.endpoint import CallOptions, WithBetas

STRUCTURED_OUTPUTS = "structured-outputs-2025-12-15"
QUERY: Mapping[str, str] = {"beta": "true"}


class BetaOptions(CallOptions, WithBetas, total=False):
    """What every beta endpoint takes beside its own parameters."""


def with_betas(
    params: Mapping[str, Any], *features: str, headers: Optional[Mapping[str, str]] = None
) -> Tuple[Dict[str, Any], Dict[str, str]]:
    """The parameters without `betas`, and the headers with the beta features: the caller's first, each once."""
    rest = {key: value for key, value in params.items() if key != "betas"}
    betas = params.get("betas")
    given: Iterable[str] = () if betas is None or isinstance(betas, (Omit, NotGiven)) else betas
    named = dict.fromkeys([*([given] if isinstance(given, str) else given), *features])
    return rest, {**(headers or {}), **({"anthropic-beta": ",".join(named)} if named else {})}


def in_query(
    params: Mapping[str, Any], *features: str, headers: Optional[Mapping[str, str]] = None
) -> Tuple[Dict[str, Any], Dict[str, str]]:
    """The same for a GET or DELETE: that it is a beta call stays in the query, whatever else is there."""
    rest, headers = with_betas(params, *features, headers=headers)
    return {**QUERY, **rest}, headers
