"""The wheels and sdists that `nox -s dist` built."""

from __future__ import annotations

import os
from pathlib import Path

import pytest


@pytest.fixture(scope="session")
def wheelhouse() -> Path:
    """The folder that has them."""
    return Path(os.environ["WHEELHOUSE"])


@pytest.fixture(scope="session")
def wheels(wheelhouse: Path) -> dict[str, Path]:
    """The wheel of each package, by the package's name."""
    return {path.name.split("-")[0].replace("_", "-"): path for path in wheelhouse.glob("*.whl")}


@pytest.fixture(scope="session")
def sdists(wheelhouse: Path) -> dict[str, Path]:
    """The source distribution of each package, by the package's name."""
    return {path.name.rsplit("-", 1)[0].replace("_", "-"): path for path in wheelhouse.glob("*.tar.gz")}
