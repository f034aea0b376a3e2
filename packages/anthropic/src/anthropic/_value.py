"""Small frozen classes of named values. Like frozen dataclasses, which compile code for each class at every start."""

from __future__ import annotations

from typing import Any, ClassVar

from typing_extensions import Self, dataclass_transform, override


@dataclass_transform(frozen_default=True, eq_default=False)
class Value:
    """The base of such classes: annotated names are the fields, in order, and what is assigned there the default."""

    _fields: ClassVar[tuple[str, ...]] = ()

    def __init_subclass__(cls, **options: Any) -> None:
        super().__init_subclass__(**options)
        inherited = cls._fields
        cls._fields = (*inherited, *(name for name in cls.__annotations__ if name not in inherited))

    def __init__(self, *values: Any, **named: Any) -> None:
        self.__dict__.update(zip(self._fields, values), **named)

    @override
    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError(f"{type(self).__name__} is frozen; make a changed copy with replace({name}=…).")

    def replace(self, **changes: Any) -> Self:
        """The same value with some fields changed."""
        made = object.__new__(type(self))
        made.__dict__.update(self.__dict__, **changes)
        return made
