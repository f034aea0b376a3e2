"""Tools that this program runs: functions (`@beta_tool`, `@beta_async_tool`), and those whose schema the API knows."""

from __future__ import annotations

import abc
import functools
import inspect
from typing import TYPE_CHECKING, Any, Awaitable, Callable, Generic, Iterable, Mapping, TypeVar, Union, cast, overload

import pydantic
from typing_extensions import Self, TypeAlias, TypedDict, Unpack, override

from .results import BetaFunctionToolResultType, invalid_input
from .schema import Arguments, arguments_of, caller_namespace, describe, hints_of

if TYPE_CHECKING:
    from anthropic.types.toolsets import AllowedCaller

    from ..types import BetaCacheControlEphemeralParam, BetaToolParam, BetaToolUnionParam


class ToolOptions(TypedDict, total=False):
    """What a decorated function is told to the API beside what it tells of itself; `None` counts as not given."""

    name: str | None
    """By default that of the function."""
    description: str | None
    """By default the docstring, without its section on parameters."""
    input_schema: Mapping[str, object] | type[pydantic.BaseModel] | None
    """By default the function's arguments, from their annotations."""
    defer_loading: bool | None
    """The model does not see the tool until a tool search finds it."""
    cache_control: BetaCacheControlEphemeralParam | None
    """Marks the end of a prefix of the prompt that the API should cache."""
    allowed_callers: list[AllowedCaller] | None
    """Who may call the tool: the model, or code in a sandbox of the given version."""
    eager_input_streaming: bool | None
    """Streams arguments as they are written, without waiting for whole values."""
    input_examples: Iterable[dict[str, object]] | None
    """Examples of arguments."""
    strict: bool | None
    """Arguments are guaranteed to follow the schema."""


CallableT = TypeVar("CallableT", bound=Callable[..., Any])
FunctionT = TypeVar("FunctionT", bound=Callable[..., Any])
AsyncFunctionT = TypeVar("AsyncFunctionT", bound=Callable[..., Awaitable[Any]])


class _FunctionTool(Generic[CallableT]):
    """What the blocking and the awaiting tool share."""

    func: CallableT
    """The function itself; calling the tool calls it."""
    name: str
    description: str
    close: Callable[[], Awaitable[None] | None] | None = None

    def __init__(self, func: CallableT, **options: Unpack[ToolOptions]) -> None:
        given: dict[str, Any] = {key: value for key, value in options.items() if value is not None}
        unknown = given.keys() - ToolOptions.__annotations__.keys()
        if unknown:
            raise TypeError(f"A tool has no option {', '.join(map(repr, sorted(unknown)))}.")
        if isinstance(func, (staticmethod, classmethod)):
            raise TypeError(f"Put @{type(cast(Any, func)).__name__} above the decorator of the tool.")
        self.func = func
        self.name = given.pop("name", None) or getattr(func, "__name__", None) or type(func).__name__
        self.description = given.pop("description", None) or describe(func)[0]
        self._skip_first = False
        self._given_schema = given.pop("input_schema", None)
        if "input_examples" in given:
            given["input_examples"] = list(given["input_examples"])
        self._options = given
        if inspect.isroutine(func):
            functools.update_wrapper(cast(Any, self), func, updated=())
        try:
            self._hints: dict[str, Any] | None = hints_of(func, caller_namespace())
        except NameError:
            self._hints = None  # names that come later in the module; see `_arguments`

    @functools.cached_property
    def _arguments(self) -> Arguments:
        try:
            hints = hints_of(self.func) if self._hints is None else self._hints
        except NameError as error:
            raise TypeError(f"The annotations of the tool {self.name!r} cannot be evaluated: {error}") from error
        return arguments_of(self.func, hints, skip_first=self._skip_first)

    @functools.cached_property
    def input_schema(self) -> dict[str, Any]:
        """The JSON schema of the arguments. Raises: TypeError for arguments that JSON cannot name."""
        given: Any = self._given_schema
        if given is None:
            return self._arguments.schema()
        if isinstance(given, type) and issubclass(given, pydantic.BaseModel):
            return given.model_json_schema()
        return cast("dict[str, Any]", given)

    def to_dict(self) -> BetaToolParam:
        """The tool as the API takes it."""
        own = {"name": self.name, "description": self.description, "input_schema": self.input_schema}
        return cast("BetaToolParam", {**own, **self._options})

    def to_param(self) -> BetaToolParam:
        """The tool as the API takes it, for `client.messages` too."""
        return self.to_dict()

    def _call(self, input: object) -> Any:
        if not isinstance(input, dict):
            raise TypeError(f"The input of a tool is a dictionary of its arguments, not {type(input).__name__}.")
        arguments = self._arguments
        try:
            args, kwargs = arguments.bind(cast("dict[str, Any]", input))
        except (pydantic.ValidationError, TypeError) as error:
            raise invalid_input(self.name, error) from None
        return self.func(*args, **kwargs)

    def __set_name__(self, owner: type, name: str) -> None:
        self._skip_first = True  # a method

    def __get__(self, instance: Any, owner: type | None = None) -> Self:
        """The tool as a method, with `self` bound."""
        if instance is None:
            return self
        bound = object.__new__(type(self))
        bound.__dict__.update(self.__dict__)
        bound.__dict__.pop("_arguments", None)
        bound.func = cast(Any, self.func).__get__(instance, owner)
        bound._skip_first = False
        return bound

    @override
    def __repr__(self) -> str:
        return f"<{type(self).__name__} {self.name}>"

    if TYPE_CHECKING:

        @property
        def __call__(self) -> CallableT: ...
    else:

        def __call__(self, *args, **kwargs):
            return self.func(*args, **kwargs)


class BetaFunctionTool(_FunctionTool[CallableT]):
    """A function as a tool. Call it as the function that it is, or hand it to the API and to the tool runner."""

    def call(self, input: object) -> BetaFunctionToolResultType:
        """Call it with arguments as the model writes them.

        Raises: ToolInputError (a ValueError) where they do not fit; TypeError where they are no dictionary.
        """
        return cast(BetaFunctionToolResultType, self._call(input))


class BetaAsyncFunctionTool(_FunctionTool[CallableT]):
    """An async function as a tool. Call it as the function that it is, or hand it to the API and to the tool runner."""

    async def call(self, input: object) -> BetaFunctionToolResultType:
        """Call it with arguments as the model writes them.

        Raises: ToolInputError (a ValueError) where they do not fit; TypeError where they are no dictionary.
        """
        value = self._call(input)
        return cast(BetaFunctionToolResultType, await value if inspect.isawaitable(value) else value)


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


@overload
def beta_tool(func: FunctionT, **options: Unpack[ToolOptions]) -> BetaFunctionTool[FunctionT]: ...
@overload
def beta_tool(
    func: None = None, **options: Unpack[ToolOptions]
) -> Callable[[FunctionT], BetaFunctionTool[FunctionT]]: ...
def beta_tool(func: Any = None, **options: Any) -> Any:
    """Make a function a tool: its name, its docstring and the JSON schema of its arguments describe it to the model.

    Annotations give the types, the docstring's parameter section the descriptions. Methods stay methods.
    """
    return BetaFunctionTool(func, **options) if func is not None else functools.partial(beta_tool, **options)


@overload
def beta_async_tool(func: AsyncFunctionT, **options: Unpack[ToolOptions]) -> BetaAsyncFunctionTool[AsyncFunctionT]: ...
@overload
def beta_async_tool(
    func: None = None, **options: Unpack[ToolOptions]
) -> Callable[[AsyncFunctionT], BetaAsyncFunctionTool[AsyncFunctionT]]: ...
def beta_async_tool(func: Any = None, **options: Any) -> Any:
    """Make an async function a tool; see `beta_tool`."""
    return BetaAsyncFunctionTool(func, **options) if func is not None else functools.partial(beta_async_tool, **options)
