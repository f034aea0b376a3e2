"""A resource of the gateway's own: budgets of teams. GET /v1/budgets/{team}."""

# No `from __future__ import annotations` here: parameters of endpoints are read from their annotations.

from typing_extensions import Unpack

from anthropic.endpoint import (
    Async,
    BaseModel,
    Call,
    CallOptions,
    Endpoint,
    M,
    One,
    Raw,
    Resource,
    Streamed,
    Sync,
    get,
    path_part,
)


class Budget(BaseModel):
    """What a team may spend, in a month."""

    team: str
    left_dollars: float


class BudgetsEndpoints(Resource[M]):
    """Budgets, in any face."""

    with_raw_response: "BudgetsEndpoints[Raw[M]]"
    """The same methods, each giving the whole response with its value."""
    with_streaming_response: "BudgetsEndpoints[Streamed[M]]"
    """The same methods, each giving a block around the response before its body is read."""

    @Endpoint
    def retrieve(self, team: str, **options: Unpack[CallOptions]) -> Call[Budget, Budget]:
        """The budget of a team. GET /v1/budgets/{team}."""
        return get(f"/v1/budgets/{path_part(team, 'team')}", options, into=One(Budget))


class Budgets(BudgetsEndpoints[Sync], face="sync"):
    """`client.budgets`."""


class AsyncBudgets(BudgetsEndpoints[Async], face="async"):
    """`client.budgets` of an async client."""
