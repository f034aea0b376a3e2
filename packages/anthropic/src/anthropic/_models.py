"""Response models: parsed straight from bytes, and leniently where the API has grown. No I/O here.

The strict parse of pydantic-core is the fast path and the usual one. Where it fails, `construct_type` builds
the same model without refusing anything: unknown literals stay, an unknown member of a tagged union becomes
an `UnknownModel`, a value of an unexpected type is kept as it came.
"""

from __future__ import annotations

import functools
import importlib
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, ClassVar, Dict, Generator, List, Mapping, Tuple, TypeVar, Union, cast

import pydantic
from pydantic_core import from_json
from typing_extensions import Annotated, Literal, Self, get_args, get_origin, override

T = TypeVar("T")
ModelT = TypeVar("ModelT", bound="BaseModel")


class BaseModel(pydantic.BaseModel):
    """A JSON object of the API. Fields that this release does not know are kept, as attributes too."""

    __slots__ = ("_buffers_slot", "_request_id_slot")
    model_config: ClassVar[pydantic.ConfigDict] = pydantic.ConfigDict(
        extra="allow", defer_build=True, protected_namespaces=()
    )

    @property
    def _request_id(self) -> str | None:
        """The id of the request that this is the answer to (header `request-id`), on the outermost object only."""
        try:
            return cast("str | None", object.__getattribute__(self, "_request_id_slot"))
        except AttributeError:
            return None

    def __await__(self) -> Generator[Any, Any, Self]:
        """Itself: `await raw.parse()` and `raw.parse()` mean the same for an answer that has been read."""
        yield from ()
        return self

    def to_dict(
        self,
        *,
        mode: Literal["json", "python"] = "python",
        use_api_names: bool = True,
        exclude_unset: bool = True,
        exclude_defaults: bool = False,
        exclude_none: bool = False,
        warnings: bool = False,
    ) -> dict[str, object]:
        """The object as a dictionary, by default with just the fields that the server sent."""
        return self.model_dump(
            mode=mode,
            by_alias=use_api_names,
            exclude_unset=exclude_unset,
            exclude_defaults=exclude_defaults,
            exclude_none=exclude_none,
            warnings=warnings,
        )

    def to_json(
        self,
        *,
        indent: int | None = 2,
        use_api_names: bool = True,
        exclude_unset: bool = True,
        exclude_defaults: bool = False,
        exclude_none: bool = False,
        warnings: bool = False,
    ) -> str:
        """The object as JSON text, by default with just the fields that the server sent."""
        return self.model_dump_json(
            indent=indent,
            by_alias=use_api_names,
            exclude_unset=exclude_unset,
            exclude_defaults=exclude_defaults,
            exclude_none=exclude_none,
            warnings=warnings,
        )

    if not TYPE_CHECKING:

        @override
        def model_dump(self, *, warnings=False, **options):
            return super().model_dump(warnings=warnings, **options)

        @override
        def model_dump_json(self, *, warnings=False, **options):
            return super().model_dump_json(warnings=warnings, **options)

        @classmethod
        @override
        def model_construct(cls, _fields_set=None, **values):
            """A model from values that are taken as they are: nothing is refused, nothing is lost."""
            model = _construct_model(cls, values)
            if _fields_set is not None:
                model.__pydantic_fields_set__.clear()
                model.__pydantic_fields_set__.update(_fields_set)
            return model

        construct = model_construct


def __getattr__(name: str) -> Any:
    if name == "FinalRequestOptions":  # other software imports it from here
        return getattr(importlib.import_module("anthropic._base_client"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


class UnknownModel(BaseModel):
    """A JSON object of a kind that this release does not know; every key is an attribute."""


def set_request_id(value: object, request_id: str | None) -> None:
    """Remember on an answer which request it belongs to."""
    if request_id is not None and isinstance(value, BaseModel):
        object.__setattr__(value, "_request_id_slot", request_id)


def as_class(model: pydantic.BaseModel, cls: type[ModelT]) -> ModelT:
    """A model as one of a subclass that adds no required field: a shallow copy."""
    made = cls.__new__(cls)
    object.__setattr__(made, "__dict__", dict(model.__dict__))
    object.__setattr__(made, "__pydantic_fields_set__", set(model.model_fields_set))
    object.__setattr__(made, "__pydantic_extra__", dict(model.__pydantic_extra__ or {}))
    object.__setattr__(made, "__pydantic_private__", None)
    set_request_id(made, getattr(model, "_request_id", None))
    return made


def stream_buffers(model: BaseModel) -> dict[int, bytes]:
    """Unfinished tool input by block, kept on the snapshot that a caller of `accumulate_event` holds."""
    try:
        buffers = cast("dict[int, bytes]", object.__getattribute__(model, "_buffers_slot"))
    except AttributeError:
        buffers = {}
        object.__setattr__(model, "_buffers_slot", buffers)
    return buffers


def validator_of(type_: Any) -> Any:
    """The pydantic-core validator of a model class or of any other type."""
    validator: Any = getattr(type_, "__pydantic_validator__", None)
    if validator is not None:
        return validator
    return _adapter(type_).validator


@functools.lru_cache(maxsize=256)
def _adapter(type_: Any) -> pydantic.TypeAdapter[Any]:
    return pydantic.TypeAdapter(type_)


def parse(type_: type[T], data: bytes | str, *, strict: bool = False) -> T:
    """`data` (JSON) as a `type_`; leniently where it does not fit, unless `strict`.

    Raises: ValueError (also pydantic.ValidationError) where `data` is no JSON, or does not fit and `strict` is set.
    """
    try:
        return cast(T, validator_of(type_).validate_json(data))
    except pydantic.ValidationError as error:
        if strict:
            raise
        if any(line["type"] == "json_invalid" for line in error.errors(include_url=False, include_context=False)):
            raise ValueError(str(error.errors(include_url=False)[0]["msg"])) from None
    return construct_type(value=from_json(data), type_=type_)


def construct_type(*, value: object, type_: type[T] | Any, metadata: list[Any] | None = None) -> T:
    """`value` (plain JSON data) as a `type_`, without refusing anything."""
    return cast(T, _construct(value, type_))


def _construct(value: Any, type_: Any) -> Any:
    origin: Any = get_origin(type_)
    if origin is Annotated:
        return _construct(value, get_args(type_)[0])
    if origin is Union or getattr(origin, "__name__", "") == "UnionType":  # X | Y
        return _construct_union(value, type_)
    if isinstance(value, dict):
        return _construct_from_dict(cast("dict[str, Any]", value), type_, origin)
    if isinstance(value, list) and origin in (list, List):
        (item_type,) = get_args(type_) or (object,)
        return [_construct(item, item_type) for item in cast("List[object]", value)]
    if type_ in (datetime, date, float) and value is not None:
        return _converted(value, type_)
    return cast(object, value)


def _construct_from_dict(value: dict[str, Any], type_: Any, origin: Any) -> Any:
    cls = origin if isinstance(origin, type) else type_
    if isinstance(cls, type) and issubclass(cls, pydantic.BaseModel):
        if issubclass(cls, BaseModel):
            return _construct_model(cast("type[BaseModel]", type_ if isinstance(type_, type) else cls), value)
        return cls.model_construct(**value)
    if origin in (dict, Dict) and len(get_args(type_)) == 2:
        return {key: _construct(item, get_args(type_)[1]) for key, item in value.items()}
    return value


def _construct_model(cls: type[ModelT], values: Mapping[str, Any]) -> ModelT:
    model = cls.__new__(cls)
    fields: dict[str, Any] = {}
    given: set[str] = set()
    rest = dict(values)
    for name, field in _fields(cls).items():
        key = field.alias if field.alias is not None and field.alias in rest else name
        if key in rest:
            fields[name] = _construct(rest.pop(key), field.annotation)
            given.add(name)
        elif not field.is_required():
            fields[name] = field.get_default(call_default_factory=True)
    object.__setattr__(model, "__dict__", fields)
    object.__setattr__(model, "__pydantic_fields_set__", given | set(rest))
    object.__setattr__(model, "__pydantic_extra__", rest)
    object.__setattr__(model, "__pydantic_private__", None)
    return model


def _fields(cls: type[BaseModel]) -> Mapping[str, Any]:
    """The fields of a model, with forward references resolved."""
    if not cls.__pydantic_complete__:
        cls.model_rebuild(raise_errors=False)
    return cls.model_fields


def _construct_union(value: Any, type_: Any) -> Any:
    members = get_args(type_)
    if value is None:
        return None
    if isinstance(value, dict):
        data = cast("dict[str, Any]", value)
        models = _model_members(type_)
        by_tag = _tags(type_)
        for tag_field, table in by_tag.items():
            if data.get(tag_field) in table:
                return _construct_model(table[data[tag_field]], data)
        if by_tag:
            return _construct_model(UnknownModel, data)
        if models:
            return _construct_model(models[0], data)
    for member in members:
        if _accepts(value, member):
            return _construct(value, member)
    return cast(object, value)


def _accepts(value: Any, member: Any) -> bool:
    origin = get_origin(member)
    if origin is Annotated:
        return _accepts(value, get_args(member)[0])
    if isinstance(value, list):
        return origin in (list, List)
    if isinstance(value, dict):
        return origin in (dict, Dict)
    if isinstance(value, str):
        return member in (datetime, date) and _converted(value, member) is not value
    return isinstance(member, type) and isinstance(value, member)


@functools.lru_cache(maxsize=512)
def _model_members(type_: Any) -> tuple[type[BaseModel], ...]:
    """The model classes of a union, nested unions included."""
    found: list[type[BaseModel]] = []
    for member in get_args(type_):
        origin: Any = get_origin(member)
        if origin is Annotated:
            member = get_args(member)[0]
            origin = get_origin(member)
        if origin is Union:
            found.extend(_model_members(member))
        elif isinstance(member, type) and issubclass(member, BaseModel):
            found.append(member)
    return tuple(found)


@functools.lru_cache(maxsize=512)
def _tags(type_: Any) -> Mapping[str, Mapping[str, type[BaseModel]]]:
    """For each field that tells the members of a union apart by a literal: the member of each literal."""
    tables: dict[str, dict[str, type[BaseModel]]] = {}
    for model in _model_members(type_):
        for name in ("type", "role"):
            field = _fields(model).get(name)
            if field is not None and get_origin(field.annotation) is Literal:
                for literal in cast("Tuple[str, ...]", get_args(field.annotation)):
                    tables.setdefault(name, {}).setdefault(literal, model)
    return tables


def _converted(value: Any, type_: Any) -> Any:
    """`value` as a `type_` where pydantic can make it one, else as it is."""
    try:
        return _adapter(type_).validate_python(value)
    except pydantic.ValidationError:
        return value
