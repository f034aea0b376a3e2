"""The version of all packages of this project."""

__version__ = "0.126.0"
