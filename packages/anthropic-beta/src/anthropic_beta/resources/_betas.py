"""Headers and query of beta calls: what the endpoint, a feature and the caller ask for, each once."""

from typing import Any, Dict, Iterable, Mapping, Optional

from anthropic import NotGiven, Omit

STRUCTURED_OUTPUTS = "structured-outputs-2025-12-15"
QUERY: Mapping[str, str] = {"beta": "true"}


def with_betas(
    params: Mapping[str, Any], *features: str, headers: Optional[Mapping[str, str]] = None
) -> "tuple[Dict[str, Any], Dict[str, str]]":
    """The parameters without `betas`, and the headers with the beta features: the caller's first, each once."""
    rest = {key: value for key, value in params.items() if key != "betas"}
    betas = params.get("betas")
    given: Iterable[str] = () if betas is None or isinstance(betas, (Omit, NotGiven)) else betas
    named = dict.fromkeys([*([given] if isinstance(given, str) else given), *features])
    return rest, {**(headers or {}), **({"anthropic-beta": ",".join(named)} if named else {})}


def in_query(params: Mapping[str, Any]) -> Dict[str, Any]:
    """The query of a GET or DELETE: its parameters, and that it is a beta call."""
    return {**QUERY, **params}
