"""Types that are the same in beta as elsewhere, under their beta names. Each is fetched when it is first used."""

from typing import Any

from anthropic import types
from anthropic.types import messages

_OTHER_NAMES = {
    "BetaBase64PDFBlockParam": "DocumentBlockParam",
    "BetaCitationConfig": "CitationsConfig",
    "BetaCitationSearchResultLocation": "CitationsSearchResultLocation",
    "BetaRequestDocumentBlockParam": "DocumentBlockParam",
    "BetaSkill": "ContainerSkill",
    "DeletedFile": "DeletedFile",
}
"""Beta names that are not the other name behind `Beta`."""


def __getattr__(name: str) -> Any:
    if name.startswith("_"):
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    plain = _OTHER_NAMES.get(name, name[len("Beta") :])
    return getattr(messages if plain in dir(messages) else types, plain)
