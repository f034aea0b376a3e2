"""A resource of the gateway's own: budgets of teams. GET /v1/budgets/{team}."""

# No `from __future__ import annotations` here: parameters of endpoints are read from their annotations.

from typing_extensions import Unpack

from anthropic.endpoint import Async, BaseModel, Call, CallOptions, Endpoint, M, One, Resource, Sync, get, path_part


class Budget(BaseModel):
    """What a team may spend, in a month."""

    team: str
    left_dollars: float


class BudgetsEndpoints(Resource[M]):
    """Budgets, in any face."""

    @Endpoint
    def retrieve(self, team: str, **options: Unpack[CallOptions]) -> Call[Budget, Budget]:
        """The budget of a team. GET /v1/budgets/{team}."""
        return get(f"/v1/budgets/{path_part(team, 'team')}", options, into=One(Budget))


class Budgets(BudgetsEndpoints[Sync], face="sync"):
    """`client.budgets`."""


class AsyncBudgets(BudgetsEndpoints[Async], face="async"):
    """`client.budgets` of an async client."""
