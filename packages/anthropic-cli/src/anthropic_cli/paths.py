"""Where the command keeps its files: `cli.toml` among the settings, the history among the data."""

from __future__ import annotations

import os
from pathlib import Path


def config_file() -> Path:
    """The file of profiles. It shares the folder `anthropic` with other tools, under a name that none of them uses."""
    return _folder("config", "anthropic") / "cli.toml"


def history_file() -> Path:
    """The database of past conversations."""
    return _folder("data", "anthropic-cli") / "history.db"


def _folder(kind: str, name: str) -> Path:
    """A folder of the user, or below `ANTHROPIC_CLI_HOME` where that is set."""
    home = os.environ.get("ANTHROPIC_CLI_HOME")
    if home:
        return Path(home) / kind
    import platformdirs  # only where files are read or written

    find = platformdirs.user_config_path if kind == "config" else platformdirs.user_data_path
    return find(name, appauthor=False, roaming=kind == "config")
