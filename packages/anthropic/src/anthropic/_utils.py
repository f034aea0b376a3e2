"""Helpers under the path that other software imports them from."""

from ._multipart import file_from_path as file_from_path
from ._structured import transform_schema as transform_schema
from ._types import is_given as is_given

__all__ = ["file_from_path", "is_given", "transform_schema"]
