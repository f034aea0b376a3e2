"""What this package uses of the core beyond `anthropic.endpoint`, in one place."""

from typing import Any, Mapping, Type, TypeVar, cast

from anthropic._structured import block_parser as block_parser
from anthropic._structured import check_output as check_output
from anthropic._structured import is_output_type as is_output_type
from anthropic.endpoint import BaseModel as BaseModel
from anthropic.resources.messages import messages as _messages
from anthropic.types._annotations import BY_TYPE as BY_TYPE
from anthropic.types._annotations import FileTypes as FileTypes
from anthropic.types._annotations import Omittable as Omittable
from anthropic.types._annotations import SequenceNotStr as SequenceNotStr

T = TypeVar("T")


def is_long(params: Mapping[str, Any], client: Any) -> bool:
    """Whether the answer could take longer than a plain request waits."""
    return _messages._is_long(params, client)  # pyright: ignore[reportPrivateUsage]


warn_of_model = _messages.warn_of_model


def become(model: BaseModel, cls: Type[T]) -> T:
    """A model as one of a subclass that adds no required field: the same object."""
    object.__setattr__(model, "__class__", cls)
    return cast(T, model)
