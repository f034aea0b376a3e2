"""Tools whose schema the API knows, and whose work the caller does."""

from __future__ import annotations

import abc
from typing import TYPE_CHECKING, Any, Union, cast

from typing_extensions import TypeAlias

from .functions import BetaAsyncFunctionTool, BetaFunctionTool

if TYPE_CHECKING:
    from ..types import BetaToolUnionParam
    from .results import BetaFunctionToolResultType


class _Builtin(abc.ABC):
    @abc.abstractmethod
    def to_dict(self) -> BetaToolUnionParam:
        """The tool as the API takes it."""

    @property
    def name(self) -> str:
        """The name by which the model calls it."""
        return cast("str", cast(Any, self.to_dict())["name"])


class BetaBuiltinFunctionTool(_Builtin):
    """A tool that the API knows, done by this program."""

    @abc.abstractmethod
    def call(self, input: object) -> BetaFunctionToolResultType:
        """Do what the model asks."""


class BetaAsyncBuiltinFunctionTool(_Builtin):
    """A tool that the API knows, done by this program, awaiting."""

    @abc.abstractmethod
    async def call(self, input: object) -> BetaFunctionToolResultType:
        """Do what the model asks."""


BetaRunnableTool: TypeAlias = Union[BetaFunctionTool[Any], BetaBuiltinFunctionTool]
BetaAsyncRunnableTool: TypeAlias = Union[BetaAsyncFunctionTool[Any], BetaAsyncBuiltinFunctionTool]
