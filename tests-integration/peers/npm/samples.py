"""Values that fit an annotation: the least that it asks for, all that it allows, and each alternative once."""

from __future__ import annotations

import datetime
from typing import Any, Dict, Iterable, Iterator, List, Literal, Mapping, Sequence, Union

import typing_extensions
from typing_extensions import NotRequired, Required, get_args, get_origin, is_typeddict

MAX_DEPTH = 8
PLAIN: Dict[Any, Any] = {
    str: "text",
    int: 2048,
    float: 0.5,
    bool: True,
    bytes: b"content",
    object: {"key": "value"},
    type(None): None,
    datetime.datetime: datetime.datetime(2030, 1, 2, 3, 4, 5, tzinfo=datetime.timezone.utc),
}


class Samples:
    """Samples of annotations; `known` has values for keys whose strings have a form that their type does not tell."""

    def __init__(self, known: Mapping[str, Any]) -> None:
        self._known = known

    def of(self, annotation: Any, key: str = "", depth: int = 0) -> List[Any]:
        """Samples for one annotation, the plainest first; at least one."""
        if key in self._known:
            return [self._known[key]]
        origin, args = get_origin(annotation), get_args(annotation)
        if origin in (Required, NotRequired, typing_extensions.Annotated):
            return self.of(args[0], key, depth)
        if origin is Union or type(annotation).__name__ == "UnionType":
            found = [sample for arg in args if arg is not type(None) for sample in self.of(arg, key, depth)]
            return found if depth < 4 else found[:1]
        if origin in (Literal, typing_extensions.Literal):
            return list(args) if depth < 3 else [args[0]]
        if is_typeddict(annotation):
            return list(self._of_typed_dict(annotation, depth))
        if isinstance(origin, type) and issubclass(origin, Mapping):
            return [{"key": self.of(args[1], "", depth + 1)[0]}]
        if origin in (list, Sequence, Iterable) or (
            isinstance(origin, type) and issubclass(origin, (Sequence, Iterable))
        ):
            return [[sample] for sample in self.of(args[0], key, depth + 1)]
        return [PLAIN.get(annotation, "text")]

    def _of_typed_dict(self, cls: Any, depth: int) -> Iterator[Dict[str, Any]]:
        hints = typing_extensions.get_type_hints(cls)
        required: frozenset[str] = cls.__required_keys__
        least = {key: self.of(hints[key], key, depth + 1)[0] for key in hints if key in required}
        yield least
        if depth >= MAX_DEPTH:
            return
        for key in hints:
            samples = self.of(hints[key], key, depth + 1)
            for sample in samples[1:] if key in required else samples:
                yield {**least, key: sample}
