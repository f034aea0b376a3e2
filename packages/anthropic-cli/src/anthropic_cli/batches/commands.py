"""The commands: `anthropic batches run`, beside the endpoints."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from ..failures import CODE_BY_ERROR, Ended
from ..options import connection_of, connects
from ..progress import counter
from ..resources import ResourceGroup, example_client
from ..table import COMMANDS
from ..talk import EFFORTS, request_params
from ..values import TextOrStructured, any_file, at_file
from .ledger import Ledger
from .run import SETTLE_SECONDS, Run, untold
from .source import Defaults, read_requests

MAX_REQUESTS = 10_000
"""Of one batch; the API's own limit is higher, and large batches take longer to get into."""
MAX_BYTES = 200 * 1024 * 1024
"""Of one batch; the API takes 256 MB."""


@click.command(short_help="Run a file of requests; resumes where it was stopped.")
@click.argument("input_", metavar="INPUT", type=click.Path(exists=True, dir_okay=False, allow_dash=True))
@click.option("--results", "-r", type=click.Path(dir_okay=False), help="Where results go [INPUT.results.jsonl].")
@click.option("--prompt", metavar="TEXT", help="What to ask; {column} stands for a value of the row.")
@click.option("--model", "-m", metavar="MODEL", help="The model, unless a row names one.")
@click.option("--system", "-s", type=TextOrStructured(), help="Instructions: text, @file, or JSON text blocks.")
@click.option("--max-tokens", type=click.IntRange(1), metavar="N", help="The longest answer.")
@click.option("--temperature", type=float, help="How much chance plays a part, 0 to 1.")
@click.option("--thinking", metavar="HOW", help="off, adaptive, or a number of tokens.")
@click.option("--effort", type=click.Choice(EFFORTS), help="How much work goes into each answer.")
@click.option(
    "--schema",
    metavar="SCHEMA",
    shell_complete=any_file,
    help="Answers are JSON of this form: schema, @file, or module:Type.",
)
@click.option(
    "--param",
    "-p",
    multiple=True,
    metavar="KEY=VALUE",
    shell_complete=at_file,
    help="Any other parameter of each request.",
)
@click.option("--size", type=click.IntRange(1, 100_000), default=MAX_REQUESTS, show_default=True, metavar="N")
@click.option("--max-bytes", type=click.IntRange(1), default=MAX_BYTES, hidden=True)
@click.option(
    "--poll",
    type=click.FloatRange(0),
    default=60.0,
    show_default=True,
    metavar="SECONDS",
    help="Between two looks, at most.",
)
@click.option("--settle", type=float, default=SETTLE_SECONDS, hidden=True)
@click.option("--no-wait", is_flag=True, help="Only submit; the same command later waits and fetches.")
@connects
def run(input_: str, **values: Any) -> None:
    """Run all requests of INPUT (JSON lines or CSV) as batches, and write their results.

    A line holds params (or messages) and maybe custom_id, or columns for --prompt. Interrupt it as you like: the same
    command goes on where it was, by the ledger beside the results; nothing is sent twice, and nothing is lost.

    \b
    anthropic batches run questions.csv --prompt "Translate into French: {text}" -r answers.csv
    """
    connection = connection_of(click.get_current_context())
    params: dict[str, Any] = {**request_params(connection, values), "model": connection.model(values["model"])}
    if values["schema"]:
        from ..schemas import format_of

        config: dict[str, Any] = params.get("output_config") or {}
        params["output_config"] = {**config, "format": format_of(values["schema"])}
    requests = read_requests(input_, Defaults(params, values["prompt"]))
    results = Path(
        values["results"] or ("results.jsonl" if input_ == "-" else f"{Path(input_).with_suffix('')}.results.jsonl")
    )
    with Ledger(results.with_name(results.name + ".ledger")).opened() as ledger, connection.client() as client:
        going = Run(client, ledger, requests, results, untold, values["poll"], values["settle"])
        going.begin(connection.provider, values["size"], values["max_bytes"])
        try:
            _carry_out(going, wait=not values["no_wait"])
        except (KeyboardInterrupt, Ended):
            click.echo("\nThe same command goes on from here.", err=True)
            raise
        if values["no_wait"]:
            click.echo("\n".join(sorted(ledger.batches)))
            return
    _summarize(going, results)


def _carry_out(going: Run, *, wait: bool) -> None:
    with counter("batches") as going.report:
        going.submit()
        if wait:
            going.wait()
            going.fetch()


def _summarize(going: Run, results: Path) -> None:
    counts = going.counts()
    told = ", ".join(f"{count} {kind}" for kind, count in sorted(counts.items(), reverse=True))
    click.echo(f"{results}: {told}", err=True)
    if sum(counts.values()) != counts.get("succeeded", 0):
        raise click.exceptions.Exit(CODE_BY_ERROR["PartialResults"])


batches = ResourceGroup(("messages", "batches"), example_client().messages.batches, {"run": run})
batches.short_help = COMMANDS["batches"].summary
batches.help = "Many messages at half the price. POST /v1/messages/batches and below; `run` does it all."
