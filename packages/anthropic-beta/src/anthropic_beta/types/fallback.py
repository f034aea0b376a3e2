"""Other models that answer where the first one refuses, and the credit for what the refusal cost."""

from typing import Iterable, List, Optional, Union

from pydantic import Field
from typing_extensions import Annotated, Literal, Required, TypeAlias, TypedDict

from anthropic import types as ga
from anthropic.endpoint import BY_TYPE, BaseModel


class BetaFallbackInfo(BaseModel):
    """A model that a request was handed to, or taken from."""

    model: ga.Model


class BetaFallbackRefusalTrigger(BaseModel):
    """The refusal that made another model answer."""

    category: Optional[Literal["cyber", "bio", "frontier_llm", "reasoning_extraction", "general_harms"]] = None
    type: Literal["refusal"]


class BetaFallbackBlock(BaseModel):
    """From here on another model answers."""

    from_: BetaFallbackInfo = Field(alias="from")
    to: BetaFallbackInfo
    trigger: BetaFallbackRefusalTrigger
    type: Literal["fallback"]


class BetaFallbackCreditRedeemed(BaseModel):
    """The credit was used."""

    type: Literal["redeemed"]


class BetaFallbackCreditNotApplied(BaseModel):
    """The credit was not used, and why."""

    reason: Literal[
        "body_mismatch",
        "continuation_excluded",
        "continuation_only",
        "expired",
        "invalid_target_model",
        "not_enabled",
        "reprice_unavailable",
        "temporarily_unavailable",
        "variant_fields_present",
        "wrong_organization",
        "wrong_platform",
        "wrong_workspace",
    ]
    type: Literal["not_applied"]
    remove_to_redeem: Optional[List[str]] = None


FallbackCreditStatus: TypeAlias = Annotated[Union[BetaFallbackCreditRedeemed, BetaFallbackCreditNotApplied], BY_TYPE]
"""Whether a credit was used."""


class BetaFallbackCreditUsage(BaseModel):
    """What became of the credit token of the request."""

    status: FallbackCreditStatus


class BetaFallbackInfoParam(TypedDict):
    """A model that a request was handed to, or taken from, sent back."""

    model: ga.ModelParam


BetaFallbackBlockParam = TypedDict(
    "BetaFallbackBlockParam",
    {
        "from": BetaFallbackInfoParam,
        "to": Required[BetaFallbackInfoParam],
        "type": Required[Literal["fallback"]],
        "trigger": object,
    },
    total=False,
)
"""The point of an earlier answer from which another model answered, sent back."""


class BetaTokenTaskBudgetParam(TypedDict, total=False):
    """How many tokens a whole task may take, over all its requests."""

    total: Required[int]
    """The budget."""
    type: Required[Literal["tokens"]]
    remaining: Optional[int]
    """What is left of it."""


class BetaOutputConfigParam(ga.OutputConfigParam, total=False):
    """How much work goes into an answer, and the form that it takes."""

    task_budget: Optional[BetaTokenTaskBudgetParam]
    """The budget of the whole task, which the model knows of."""


class BetaFallbackParam(TypedDict, total=False, extra_items=object):  # type: ignore[call-arg]  # mypy lacks PEP 728
    """A model that answers where those before it refuse, and how; other parameters of a message are taken too."""

    model: Required[ga.ModelParam]
    """The model."""
    max_tokens: Optional[int]
    """The most tokens that its answer may have."""
    output_config: Optional[BetaOutputConfigParam]
    """How much work goes into its answer."""
    speed: Optional[Literal["standard", "fast"]]
    """How fast it answers."""
    thinking: Optional[ga.ThinkingConfigParam]
    """Whether and how it thinks."""


BetaFallbacksParam: TypeAlias = Union[Iterable[BetaFallbackParam], Literal["default"]]
"""The models to try in turn, or what the API suggests."""


class BetaFallbackCreditTokenParam(TypedDict, total=False):
    """The token of a refusal, and how strictly it must fit."""

    token: Required[str]
    """`fallback_credit_token` of a refusal."""
    mode: Literal["strict", "best_effort"]
    """Whether a token that cannot be used is an error (`strict`) or ignored (`best_effort`)."""


FallbackCreditTokenParam: TypeAlias = Union[str, BetaFallbackCreditTokenParam]
"""The token of a refusal, alone or with how strictly it must fit."""
