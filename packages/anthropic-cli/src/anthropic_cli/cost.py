"""`anthropic cost`: what the history used, by a dated table of list prices. An estimate; the bill is the provider's."""

from __future__ import annotations

import collections
import datetime
import json
import re
from pathlib import Path
from typing import Any, Mapping, cast

import click

from .failures import Failure
from .history import History
from .output import outputs, write_many

TOKENS = ("input_tokens", "output_tokens", "cache_creation_input_tokens", "cache_read_input_tokens")
_DATED = re.compile(r"-\d{8}$")


def read_prices(path: Path | None = None) -> Mapping[str, Any]:
    """The table of prices: the packaged one, or a file of the same form. Raises: Failure, OSError."""
    try:
        table: Any = json.loads((path or Path(__file__).with_name("prices.json")).read_text("utf-8"))
    except ValueError as error:
        raise Failure(f"{path} is not JSON: {error}", 2) from error
    if not isinstance(table, dict) or "models" not in table:
        raise Failure(f"{path} is no table of prices: it has no 'models'.", 2)
    return cast("Mapping[str, Any]", table)


def price_of(prices: Mapping[str, Any], model: str, day: str) -> Mapping[str, Any] | None:
    """The prices of a model on a day (ISO date); `None` for a model without any."""
    name = _DATED.sub("", model)
    listed = prices["models"].get(model) or prices["models"].get(name) or prices["models"].get(name + "-0")
    if not listed:
        return None
    dated: list[Mapping[str, Any]] = [price for price in listed if price.get("from", "") <= day]
    return dated[-1] if dated else cast("Mapping[str, Any]", listed[0])


def dollars(usage: Mapping[str, Any], price: Mapping[str, Any]) -> float:
    """The list price of one answer."""
    created: Mapping[str, int] = usage.get("cache_creation") or {}
    written: int = usage.get("cache_creation_input_tokens") or 0
    hour = created.get("ephemeral_1h_input_tokens") or 0
    read: int = usage.get("cache_read_input_tokens") or 0
    tokens: int = usage.get("input_tokens") or 0
    long = price.get("long")
    if long and tokens + written + read > long["above"]:
        price = long
    parts = (
        tokens * price["input"]
        + (usage.get("output_tokens") or 0) * price["output"]
        + (written - hour) * price["cache_5m"]
        + hour * price["cache_1h"]
        + read * price["cache_read"]
    )
    return float(parts) / 1_000_000


@click.command(short_help="Tokens and dollars of the history.")
@click.option("--by", type=click.Choice(["model", "day", "month"]), default="model", show_default=True)
@click.option(
    "--since", type=click.DateTime(["%Y-%m-%d"]), metavar="DATE", help="From this day on, such as 2026-11-01."
)
@click.option("--prices", type=click.Path(exists=True, dir_okay=False), help="Another table of prices.")
@outputs
def cost(by: str, since: datetime.datetime | None, prices: str | None, format_: str, select: str | None) -> None:
    """What the answers in the history used, and what that costs by the list prices of the API.

    Prices of clouds differ, and so may yours. A model that the table does not know counts as null.
    """
    table = read_prices(Path(prices) if prices else None)
    sums: dict[str, dict[str, Any]] = collections.OrderedDict()
    for row in History.of_command().usage():
        if since and row["day"] < since.date().isoformat():
            continue
        key = {"model": row["model"], "day": row["day"], "month": row["day"][:7]}[by]
        total = sums.setdefault(key, {by: key, "answers": 0, **dict.fromkeys(TOKENS, 0), "usd": 0.0})
        _add(total, row, table)
    for total in sums.values():
        total["usd"] = None if total["usd"] is None else round(total["usd"], 6)
    write_many(list(sums.values()), format_, select)
    if format_ == "auto" and select is None:
        click.echo(f"List prices as of {table.get('as_of')}.", err=True)


def _add(total: dict[str, Any], row: Mapping[str, Any], table: Mapping[str, Any]) -> None:
    usage = row["usage"]
    total["answers"] += 1
    for name in TOKENS:
        total[name] += usage.get(name) or 0
    price = price_of(table, row["model"] or "", row["day"])
    if row["provider"] == "emulator":
        return  # costs nothing
    total["usd"] = None if price is None or total["usd"] is None else total["usd"] + dollars(usage, price)
