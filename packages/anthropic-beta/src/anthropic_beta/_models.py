"""One thing that this package does to response models."""

from typing import Type, TypeVar, cast

from anthropic.endpoint import BaseModel

T = TypeVar("T")


def become(model: BaseModel, cls: Type[T]) -> T:
    """A model as one of a subclass that adds no required field: the same object."""
    object.__setattr__(model, "__class__", cls)
    return cast(T, model)
