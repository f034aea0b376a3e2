"""See `anthropic.lib`."""

from ..._structured import transform_schema as transform_schema

__all__ = ["transform_schema"]
