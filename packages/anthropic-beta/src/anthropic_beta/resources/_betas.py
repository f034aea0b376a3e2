"""Calls of beta: each says that it is one, and which features the caller and the endpoint ask for, each once."""

from typing import Any, Dict, Iterable, Mapping, TypeVar

from anthropic import NotGiven, Omit
from anthropic import endpoint as api
from anthropic.provider import Reader

S = TypeVar("S")
A = TypeVar("A")
T = TypeVar("T")
Listed = api.Call[api.SyncPage[T], api.AsyncPaginator[T, api.AsyncPage[T]]]
ListedByCursor = api.Call[api.SyncPageCursor[T], api.AsyncPaginator[T, api.AsyncPageCursor[T]]]

QUERY = {"beta": "true"}
HEADER_PARAMS = {"betas": "anthropic-beta", "user_profile_id": "anthropic-user-profile-id"}


class BetaOptions(api.CallOptions, api.WithBetas, total=False):
    """What every beta endpoint takes beside its own parameters."""


def get(path: str, params: Mapping[str, Any], into: Reader[S, A], *features: str, **fields: Any) -> api.Call[S, A]:
    """A GET, with beta features."""
    return api.get(path, {**QUERY, **with_betas(params, features)}, into, header_params=HEADER_PARAMS, **fields)


def delete(path: str, params: Mapping[str, Any], into: Reader[S, A], *features: str) -> api.Call[S, A]:
    """A DELETE, with beta features."""
    return api.delete(path, {**QUERY, **with_betas(params, features)}, into, header_params=HEADER_PARAMS)


def post(path: str, params: Mapping[str, Any], into: Reader[S, A], *features: str, **fields: Any) -> api.Call[S, A]:
    """A POST, with beta features; of a form where there are `files`."""
    kind: Any = api.post_form if "files" in fields else api.post
    asked: api.Call[S, A] = kind(
        path, with_betas(params, features), into, query=QUERY, header_params=HEADER_PARAMS, **fields
    )
    return asked


def with_betas(params: Mapping[str, Any], features: Iterable[str]) -> Dict[str, Any]:
    """The parameters with all beta features in `betas`, the caller's first."""
    rest = dict(params)
    betas = rest.pop("betas", None)
    given = () if betas is None or isinstance(betas, (Omit, NotGiven)) else betas
    named = list(dict.fromkeys([*([given] if isinstance(given, str) else given), *features]))
    return {**rest, "betas": named} if named else rest
