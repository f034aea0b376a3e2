"""Paths that other software imports; what they lead to lives elsewhere."""

from .._uploads import async_files_from_dir as async_files_from_dir
from .._uploads import files_from_dir as files_from_dir

__all__ = ["async_files_from_dir", "files_from_dir"]
