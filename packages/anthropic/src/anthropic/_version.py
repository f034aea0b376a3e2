"""The version, the same for all packages of the project."""

__version__ = "0.126.0"
