"""Small frozen classes of named values. Like frozen dataclasses, which compile code for each class at every start."""

from __future__ import annotations

from typing import Any, ClassVar, Mapping

from typing_extensions import Self, dataclass_transform, override


class _Signature:
    """What `help` shows of the constructor, made when it is asked for."""

    def __get__(self, value: object, cls: type[Value]) -> Any:
        import inspect  # not needed to make values

        kind, required = inspect.Parameter.POSITIONAL_OR_KEYWORD, inspect.Parameter.empty
        fields = cls._fields  # pyright: ignore[reportPrivateUsage]
        return inspect.Signature(
            [inspect.Parameter(name, kind, default=getattr(cls, name, required)) for name in fields]
        )


@dataclass_transform(frozen_default=True, eq_default=False)
class Value:
    """The base of such classes: annotated names are the fields, in order, and what is assigned there the default."""

    _fields: ClassVar[tuple[str, ...]] = ()
    _names: ClassVar[frozenset[str]] = frozenset()
    __signature__: ClassVar[Any] = _Signature()

    def __init_subclass__(cls, **options: Any) -> None:
        super().__init_subclass__(**options)
        cls._fields = (*cls._fields, *(name for name in cls.__annotations__ if name not in cls._names))
        cls._names = frozenset(cls._fields)

    def __init__(self, *values: Any, **named: Any) -> None:
        if named:
            self._check(named)
        if len(values) > len(self._fields):
            raise TypeError(f"{type(self).__name__} has {len(self._fields)} fields, not {len(values)}.")
        self.__dict__.update(zip(self._fields, values), **named)

    @override
    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError(f"{type(self).__name__} is frozen; make a changed copy with replace({name}=…).")

    def replace(self, **changes: Any) -> Self:
        """The same value with some fields changed. Raises: TypeError for a name that is none of them."""
        self._check(changes)
        made = object.__new__(type(self))
        made.__dict__.update(self.__dict__, **changes)
        return made

    def _check(self, named: Mapping[str, Any]) -> None:
        if not self._names.issuperset(named):
            raise TypeError(f"{type(self).__name__} has no field {min(named.keys() - self._names)!r}.")
