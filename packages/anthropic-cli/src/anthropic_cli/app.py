"""The top level: which commands there are, loaded when they are used; and what is done with errors."""

from __future__ import annotations

import difflib
import importlib
import os
import warnings
from typing import Any, Iterator, Mapping

import click

from . import fast
from ._version import __version__
from .options import connects
from .table import COMMANDS, PLUGINS, RESOURCES, SETUP, TALK, Entry

CONTEXT: dict[str, Any] = {"help_option_names": ["-h", "--help"], "max_content_width": fast.WIDTH}


class TopLevel(click.Group):
    """The commands of the table, and those that plug-ins add."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return [*COMMANDS, *_from_plugins()]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        entry = COMMANDS.get(cmd_name)
        if entry is not None:
            return _load(entry.path) if entry.path else _resource_command(cmd_name)
        offer = _from_plugins().get(cmd_name)
        return None if offer is None else _plugin_command(cmd_name, offer)

    def resolve_command(self, ctx: click.Context, args: list[str]) -> Any:
        try:
            return super().resolve_command(ctx, args)
        except click.UsageError:
            close = difflib.get_close_matches(args[0], self.list_commands(ctx), 3)
            if not close:
                raise
            raise click.UsageError(f"No such command {args[0]!r}. Did you mean {' or '.join(close)}?", ctx) from None

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Sections, from the table alone."""
        entries = {**COMMANDS, **_from_plugins()}
        width = max(map(len, entries))
        for section in (TALK, RESOURCES, SETUP, PLUGINS):
            rows = [(name.ljust(width), entry.summary) for name, entry in entries.items() if entry.section == section]
            if rows:
                with formatter.section(section):
                    formatter.write_dl(rows)

    def invoke(self, ctx: click.Context) -> Any:
        from .failures import Ended, exit_code, failure_of

        try:
            with warnings.catch_warnings():
                warnings.showwarning = _show_warning
                warnings.filterwarnings("default", ".*is deprecated", DeprecationWarning)
                warnings.filterwarnings("default", "The plug-in ")  # told, and never fatal
                return super().invoke(ctx)
        except (click.exceptions.Exit, click.ClickException, click.Abort, BrokenPipeError):
            raise
        except Ended as error:
            raise click.exceptions.Exit(error.exit_code) from None
        except KeyboardInterrupt as error:
            click.echo("Interrupted.", err=True)
            raise click.exceptions.Exit(exit_code(error)) from None
        except Exception as error:
            if ctx.params.get("debug"):
                raise
            raise failure_of(error) from error


class Unusable(click.Command):
    """A command of a plug-in that cannot be had: whoever uses it is told why; help and completion go on."""

    def __init__(self, name: str, summary: str, error: Exception) -> None:
        super().__init__(name, short_help=summary, add_help_option=False)
        self._error = error

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        if ctx.resilient_parsing:  # to complete
            return []
        raise self._error


def top_level_help() -> str:
    """The help of the top level as click writes it for the usual width."""
    with click.Context(app, info_name="anthropic", terminal_width=fast.WIDTH, **CONTEXT) as ctx:
        return app.get_help(ctx) + "\n"


def snapshot(found: str) -> str:
    """What `fast` answers from."""
    with click.Context(app, info_name="anthropic", **CONTEXT) as ctx:
        return fast.saved_text(found, list(_tree(app, "", ctx)), top_level_help())


def _tree(command: click.Command, path: str, ctx: click.Context) -> Iterator[str]:
    """Subcommands and options, down to the last; but commands of plug-ins are only named, so that none is loaded."""
    for param in command.get_params(ctx):
        if isinstance(param, click.Option) and not param.hidden:
            takes = fast.FLAG if param.is_flag or param.count else fast.VALUES if param.multiple else fast.VALUE
            param.get_help_record(ctx)  # some look for their help only then
            summary = " ".join((param.help or "").split())
            for name in sorted([*param.opts, *param.secondary_opts]):
                yield f"{path}\t{takes}\t{name}\t{summary}"
    if isinstance(command, click.Group):
        added = _from_plugins() if command is app else {}
        for name in command.list_commands(ctx):
            opaque = name in added and added[name].section == PLUGINS
            below = None if opaque else command.get_command(ctx, name)
            summary = added[name].summary if opaque else below.get_short_help_str() if below is not None else ""
            yield f"{path}\t{fast.GROUP}\t{name}\t{summary}"
            if below is not None:
                yield from _tree(below, f"{path} {name}".strip(), click.Context(below, info_name=name, parent=ctx))


def keep_snapshot(environ: Mapping[str, str] = os.environ) -> None:
    """Save the answers of this installation where the packaged ones do not hold.

    Silently not, where nothing can be saved or a plug-in fails while it is looked at: that makes help slow, not wrong.
    """
    found = fast.fingerprint(environ)
    if found == __version__:
        return
    path = fast.cache_path(environ)
    try:
        text = snapshot(found)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(f"{path}.{os.getpid()}", "w", encoding="utf-8", newline="\n") as file:
            file.write(text)
        os.replace(file.name, path)
    except Exception:
        return


def _from_plugins() -> dict[str, Entry]:
    """Commands and resources that plug-ins add; what is broken is left out, and `anthropic plugins` says why."""
    if fast.fingerprint(os.environ) == __version__:
        return {}
    from anthropic import plugins  # the price of having plug-ins

    found: dict[str, Entry] = {}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", plugins.PluginWarning)
        try:
            installed = plugins.installed()
            for hook, section in (("anthropic_resources", RESOURCES), ("anthropic_commands", PLUGINS)):
                for name, offers in installed.offers(hook).items():
                    if name not in COMMANDS:
                        who = " and ".join(sorted({offer.plugin.distribution for offer in offers}))
                        begin = "In conflict: from" if plugins.in_conflict(offers) else "From"
                        found.setdefault(name, Entry("", section, f"{begin} {who}."))
        except Exception:
            return {}  # `anthropic plugins` and whatever needs one say it; help and completion work
    return found


def _load(path: str) -> click.Command:
    module, _, name = path.partition(":")
    command: click.Command = getattr(importlib.import_module(module), name)
    return command


def _resource_command(name: str) -> click.Command | None:
    from .resources import resource_group

    return resource_group(name)


def _plugin_command(name: str, offer: Entry) -> click.Command:
    """What a plug-in offers as a command or resource; `Unusable` where it does not work."""
    from anthropic import plugins

    try:
        if offer.section == RESOURCES:
            command: object = _resource_command(name)
            if command is None:
                raise plugins.PluginError(
                    f"The resource {name!r} has no endpoints to make commands of. {offer.summary}"
                )
        else:
            command = plugins.installed().load("anthropic_commands", name)
        if not isinstance(command, click.Command):
            raise TypeError(f"It is no click command, but a {type(command).__name__}")
        return command
    except plugins.PluginError as error:
        return Unusable(name, offer.summary, error)
    except Exception as error:
        broken = plugins.PluginError(f"{name!r} does not work. {offer.summary} {type(error).__name__}: {error}")
        broken.__cause__ = error
        return Unusable(name, offer.summary, broken)


def _show_warning(message: Warning | str, category: type[Warning], *_: object, **__: object) -> None:
    click.echo(f"Warning: {message}", err=True)


@click.group(
    cls=TopLevel,
    context_settings=CONTEXT,
    invoke_without_command=True,
    subcommand_metavar="COMMAND [ARGS]...",
)
@click.version_option(__version__, prog_name="anthropic")
@connects
@click.option("--debug", is_flag=True, help="Show tracebacks of errors.")
@click.pass_context
def app(ctx: click.Context, debug: bool) -> None:
    """Talk to Claude, and call every endpoint of its API.

    The key comes from ANTHROPIC_API_KEY or the system keyring (`anthropic keys set`).
    """
    if os.environ.get("NO_COLOR"):
        ctx.color = False
    if ctx.invoked_subcommand is None:
        click.echo(ctx.get_help())
