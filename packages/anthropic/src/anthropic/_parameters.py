"""The parameters of an endpoint, read from the function that builds its call: its signature and run-time check."""

from __future__ import annotations

import inspect
from typing import Any, Callable, Mapping

from typing_extensions import NotRequired, Required, get_args, get_origin

from ._types import omit


class Parameters:
    """The parameters of an endpoint, from the `TypedDict` that it unpacks: what may be passed, and what must."""

    def __init__(self, build: Callable[..., Any]) -> None:
        required: set[str] = set()
        shown: list[inspect.Parameter] = []
        hints: dict[str, Any] = {}
        for parameter in inspect.signature(build).parameters.values():
            if parameter.kind is inspect.Parameter.VAR_KEYWORD:
                if isinstance(parameter.annotation, str):
                    raise TypeError(
                        f"{build.__module__} must not have `from __future__ import annotations`: the parameters of "
                        f"{build.__qualname__} are read from its annotations."
                    )
                keys = get_args(parameter.annotation)[0]
                hints.update(keys.__annotations__)
                required |= keys.__required_keys__
            elif parameter.kind is inspect.Parameter.KEYWORD_ONLY:
                hints[parameter.name] = parameter.annotation
                if parameter.default is inspect.Parameter.empty:
                    required.add(parameter.name)
            else:
                shown.append(parameter)
        self.required = sorted(required)
        keywords = [*self.required, *sorted(hints.keys() - required)]
        self._by_position = [parameter.name for parameter in shown[1:]]  # after `self`; they may be passed by name too
        self._order = dict.fromkeys([*self._by_position, *keywords])
        for key in keywords:
            default = inspect.Parameter.empty if key in required else omit
            kind = inspect.Parameter.KEYWORD_ONLY
            shown.append(inspect.Parameter(key, kind, default=default, annotation=_plain(hints[key])))
        self.signature = inspect.Signature(shown)

    def __call__(self, name: str, args: tuple[Any, ...], params: dict[str, Any]) -> dict[str, Any]:
        """The named parameters in the order of the body.

        Raises: TypeError that names a missing or unknown one, and the endpoint by its `name`.
        """
        ordered = {key: params[key] for key in self._order if key in params}
        if len(ordered) != len(params):
            unknown = next(key for key in params if key not in self._order)
            raise TypeError(f"{name}() got an unexpected keyword argument {unknown!r}{_hint(unknown, self._order)}")
        if len(args) > len(self._by_position):
            taken = ", ".join(map(repr, self._by_position)) or "keyword arguments only"
            raise TypeError(f"{name}() got {len(args)} positional arguments; it takes {taken}")
        missing = [key for key in self._by_position[len(args) :] if key not in ordered]
        missing += [key for key in self.required if ordered.get(key, omit) is omit]
        if missing:
            named = ", ".join(map(repr, missing))
            plural = "s" if len(missing) > 1 else ""
            raise TypeError(f"{name}() missing {len(missing)} required argument{plural}: {named}")
        return ordered


def _plain(annotation: Any) -> Any:
    """What `Required[…]` and `NotRequired[…]` are about."""
    return get_args(annotation)[0] if get_origin(annotation) in (Required, NotRequired) else annotation


def _hint(unknown: str, known: Mapping[str, object]) -> str:
    import difflib  # only for a mistake

    close = difflib.get_close_matches(unknown, known, 1)
    return f". Did you mean {close[0]!r}?" if close else ""
