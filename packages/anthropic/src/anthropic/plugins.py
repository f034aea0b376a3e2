"""Finds plug-ins, keeps broken ones apart, and answers who offers what. The one place that names pluggy.

`ANTHROPIC_PLUGINS` (comma-separated entry-point names) is an allow list, empty for none; `ANTHROPIC_PLUGINS_DENY`
leaves some out; `ANTHROPIC_PLUGINS_STRICT=1` makes every fault of a plug-in fatal. Nothing is looked for before it is
needed, and the filter is applied before anything is loaded.
"""

from __future__ import annotations

import importlib
import os
import sys
import threading
import warnings
from typing import TYPE_CHECKING, Any, Iterable, Iterator, Mapping, NamedTuple, Sequence, cast

from .errors import AnthropicError

if TYPE_CHECKING:
    import importlib.metadata

    import pluggy

GROUP = "anthropic"
HOME = {
    "AnthropicAWS": "bedrock",
    "AnthropicBedrock": "bedrock",
    "AnthropicBedrockMantle": "bedrock",
    "AnthropicFoundry": "foundry",
    "AnthropicGoogleCloud": "vertex",
    "AnthropicVertex": "vertex",
    "beta": "beta",
    "beta_tool": "beta",
    "beta_async_tool": "beta",
    "emulator": "testing",
    "bedrock": "bedrock",
    "bedrock-mantle": "bedrock",
    "aws": "bedrock",
    "google-cloud": "vertex",
    "vertex": "vertex",
    "foundry": "foundry",
}
"""Where the project's own siblings keep what they offer, to say what to install."""


def has_a_home(name: str) -> bool:
    """Whether one of the project's own packages offers `name`."""
    return _home(name) is not None


def _home(name: str) -> str | None:
    plain = name[len("Async") :] if name.startswith("Async") else name
    return HOME.get(plain) or ("beta" if plain.startswith(("Beta", "ParsedBeta")) else None)


class PluginWarning(UserWarning):
    """A plug-in is broken; everything else works without it."""


class PluginError(AnthropicError):
    """A plug-in is broken and was asked for, or two offer the same name."""


class PluginNotFoundError(PluginError, ImportError):
    """Something lives in a package that is not installed, or that failed to load."""


class Plugin(NamedTuple):
    """One plug-in, working or not."""

    name: str
    """Of its entry point."""
    distribution: str
    version: str
    failure: str | None = None
    """Why it does not work."""


class Offer(NamedTuple):
    """One name that a plug-in offers."""

    path: str
    plugin: Plugin


def in_conflict(offers: Iterable[Offer]) -> bool:
    """Whether offers of one name are not of the same thing."""
    return len({offer.path for offer in offers}) > 1


class Plugins:
    """The plug-ins of one choice: those installed that the lists allow, or those named."""

    def __init__(self, only: Sequence[str] | None = None) -> None:
        self._only = None if only is None else frozenset(only)
        self._manager: pluggy.PluginManager | None = None
        self._found: dict[str, Plugin] | None = None
        self._merged: dict[str, dict[str, list[Offer]]] = {}
        self._lock = threading.RLock()

    def all(self) -> Sequence[Plugin]:
        """Every plug-in that was found and allowed, broken ones with their reason."""
        self._discover()
        return list(self._discover().values())

    def offers(self, hook: str) -> Mapping[str, list[Offer]]:
        """What all plug-ins answer to one mapping hook: for each name who offers it (two are a conflict)."""
        with self._lock:
            if hook not in self._merged:
                merged: dict[str, list[Offer]] = {}
                for plugin, answer in self._ask(hook):
                    for name, path in cast("Mapping[str, str]", answer).items():
                        merged.setdefault(name, []).append(Offer(path, plugin))
                self._merged[hook] = merged
            return self._merged[hook]

    def find(self, hook: str, name: str) -> str | None:
        """The import path of one name; `None` where nobody offers it. Raises: PluginError where two do."""
        offers = self.offers(hook).get(name, [])
        if in_conflict(offers):
            who = " and ".join(sorted(f"{offer.plugin.distribution!r}" for offer in offers))
            raise PluginError(f"{name!r} is offered by {who}. Leave one out with ANTHROPIC_PLUGINS_DENY.")
        return offers[0].path if offers else None

    def load(self, hook: str, name: str) -> Any:
        """The object behind one name. Raises: PluginNotFoundError, PluginError."""
        path = self.find(hook, name)
        if path is None:
            raise self.absent(name, self.offers(hook))
        return load(path, offered_by=self.offers(hook)[name][0].plugin)

    def middleware(self) -> list[Any]:
        """The middleware of all plug-ins, outermost first."""
        return [
            load(path, offered_by=plugin)
            for plugin, answer in self._ask("anthropic_middleware")
            for path in cast("Sequence[str]", answer)
        ]

    def absent(self, name: str, offered: Iterable[str] = ()) -> PluginNotFoundError:
        """The error for a name that nobody offers: which package has it, why that does not work, or what is offered."""
        home = _home(name)
        broken = [plugin for plugin in self.all() if plugin.failure]
        for plugin in broken:
            if home is not None and plugin.distribution.lower().replace("_", "-") == f"anthropic-{home}":
                return PluginNotFoundError(
                    f"{name} lives in the package {plugin.distribution!r}, which is broken: {plugin.failure}"
                )
        if home is not None:
            return PluginNotFoundError(
                f"{name} lives in the package 'anthropic-{home}'. Install it with: pip install 'anthropic[{home}]'"
            )
        hint = f" They offer {', '.join(sorted(offered))}." if offered else ""
        hint += "".join(f" The plug-in {plugin.name!r} is broken: {plugin.failure}." for plugin in broken)
        return PluginNotFoundError(f"No installed plug-in offers {name!r}.{hint}")

    def _discover(self) -> dict[str, Plugin]:
        with self._lock:
            if self._found is None:
                self._found = {}
                for entry, distribution in self._entries():
                    self._register(entry, distribution)
            return self._found

    def _entries(self) -> Iterator[tuple[importlib.metadata.EntryPoint, importlib.metadata.Distribution]]:
        if not _some_distribution_declares_the_group():
            return
        import importlib.metadata  # 27 ms, only where there are plug-ins

        seen: set[str] = set()
        for distribution in importlib.metadata.distributions(path=_search_path()):
            entries = [entry for entry in distribution.entry_points if entry.group == GROUP]
            name = str(distribution.metadata["Name"]) if entries else ""  # which reads one more file
            if not entries or name in seen:
                continue  # no plug-in, or hidden by one earlier on the path
            seen.add(name)
            for entry in entries:
                if self._allows(entry.name):
                    yield entry, distribution

    def _allows(self, name: str) -> bool:
        if self._only is not None:
            return name in self._only
        allowed = os.environ.get("ANTHROPIC_PLUGINS")
        if allowed is not None and name not in _names(allowed):
            return False
        return name not in _names(os.environ.get("ANTHROPIC_PLUGINS_DENY", ""))

    def _register(self, entry: importlib.metadata.EntryPoint, distribution: importlib.metadata.Distribution) -> None:
        plugin = Plugin(entry.name, str(distribution.metadata["Name"]), str(distribution.version))
        cast("dict[str, Plugin]", self._found)[entry.name] = plugin
        registered: str | None = None
        try:
            registered = self._pluggy().register(entry.load(), name=entry.name)
            self._pluggy().check_pending()  # hooks that there are not
        except (Exception, SystemExit) as error:  # one broken plug-in must not take the others down
            if registered is not None:
                self._pluggy().unregister(name=registered)
            self._broken(plugin, error)

    def _pluggy(self) -> pluggy.PluginManager:
        if self._manager is None:
            import pluggy  # only where there are plug-ins

            from . import hookspecs  # names pluggy too

            self._manager = pluggy.PluginManager(GROUP)
            self._manager.add_hookspecs(hookspecs)
        return self._manager

    def _ask(self, hook: str) -> Iterable[tuple[Plugin, object]]:
        """Each plug-in's own answer to one hook; one that raises is left out, and kept as broken."""
        found = self._discover()
        if self._manager is None:
            return
        everyone = self._manager.get_plugins()
        for name, module in list(self._manager.list_name_plugin()):
            if module is None:
                continue
            try:
                answers = self._manager.subset_hook_caller(hook, everyone - {module})()
                for answer in answers:
                    _check_answer(hook, answer)
            except (Exception, SystemExit) as error:  # see _register
                self._broken(found[name], error)
                self._manager.unregister(name=name)
                continue
            for answer in answers:
                yield found[name], answer

    def _broken(self, plugin: Plugin, error: BaseException) -> None:
        reason = f"{type(error).__name__}: {error}"
        cast("dict[str, Plugin]", self._found)[plugin.name] = plugin._replace(failure=reason)
        message = f"The plug-in {plugin.name!r} of {plugin.distribution!r} is broken and left out: {reason}"
        if os.environ.get("ANTHROPIC_PLUGINS_STRICT") == "1":
            raise PluginError(message) from error
        warnings.warn(message, PluginWarning, stacklevel=2)


_installed: list[Plugins] = []


def installed() -> Plugins:
    """The plug-ins of this process, found when first asked for."""
    if not _installed:
        _installed.append(Plugins())
    return _installed[0]


def forget() -> None:
    """Look for plug-ins anew at the next need; for tests and for notebooks after an install."""
    _installed.clear()


def load(path: str, *, offered_by: Plugin) -> Any:
    """The object at an import path. Raises: PluginError that names the plug-in."""
    module, _, name = path.partition(":")
    try:
        return getattr(importlib.import_module(module), name)
    except Exception as error:
        raise PluginError(
            f"The plug-in {offered_by.name!r} of {offered_by.distribution!r} offers {path!r}, which does not load: "
            f"{type(error).__name__}: {error}"
        ) from error


def _check_answer(hook: str, answer: object) -> None:
    """Raises: TypeError for what is no mapping of names to import paths, or, of middleware, no list of those."""
    if hook == "anthropic_middleware":
        listed = cast("Sequence[object]", answer) if isinstance(answer, (list, tuple)) else [None]
        what, texts = "a list of import paths", listed
    else:
        mapping = cast("Mapping[object, object]", answer) if isinstance(answer, Mapping) else {None: None}
        what, texts = "a mapping of names to import paths", [*mapping, *mapping.values()]
    if not all(isinstance(text, str) for text in texts):
        raise TypeError(f"{hook} must answer {what}, not {answer!r}.")


def _names(text: str) -> frozenset[str]:
    return frozenset(name.strip() for name in text.split(",") if name.strip())


def _search_path() -> list[str]:
    """The folders that distributions are looked for in."""
    return list(dict.fromkeys(folder or "." for folder in sys.path))


def _some_distribution_declares_the_group() -> bool:
    """Whether any plug-in is installed, told from the files: a tenth of the price of `importlib.metadata`."""
    section = f"[{GROUP}]".encode()
    for folder in _search_path():
        try:
            with os.scandir(folder) as entries:
                infos = [entry.path for entry in entries if entry.name.endswith((".dist-info", ".egg-info"))]
        except OSError:
            if os.path.isfile(folder):  # a zip file; let importlib.metadata look into it
                return True
            continue
        for info in infos:
            try:
                with open(os.path.join(info, "entry_points.txt"), "rb") as file:
                    if section in file.read():
                        return True
            except OSError:
                continue
    return False
