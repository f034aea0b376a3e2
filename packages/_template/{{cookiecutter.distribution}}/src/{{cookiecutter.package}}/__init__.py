"""{{ cookiecutter.description }}."""

from ._version import __version__
from .provider import {{ cookiecutter.provider }}

__all__ = ["{{ cookiecutter.provider }}", "__version__"]
