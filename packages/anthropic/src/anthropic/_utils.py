"""Helpers under the path that other software imports them from."""

from ._structured import transform_schema as transform_schema
from ._types import is_given as is_given
from ._uploads import async_files_from_dir as async_files_from_dir
from ._uploads import file_from_path as file_from_path
from ._uploads import files_from_dir as files_from_dir

__all__ = ["async_files_from_dir", "file_from_path", "files_from_dir", "is_given", "transform_schema"]
