"""Samples to numbers, numbers to a table. No measuring here."""

from __future__ import annotations

import dataclasses
import math
import statistics
from typing import Any, Mapping, Sequence

from .cases import Case, Metric

Samples = Mapping[str, Sequence[Mapping[str, float]]]
"""Target to its samples, one a round; a target that was measured in fewer rounds has fewer."""


@dataclasses.dataclass(frozen=True)
class Row:
    """One metric, measured."""

    case: str
    metric: Metric
    values: Mapping[str, float]
    """Target to the median of its numbers."""
    ratios: Mapping[str, float]
    """Target to the median of its ratios to the floor of the same round."""
    times: float | None = None
    """Median of the ratios to the target that the goal names."""

    @property
    def passed(self) -> bool | None:
        """Whether the goal is reached: not where it could not be measured, save beside a release that is not at hand.

        `None` where there is nothing to reach.
        """
        goal = self.metric.goal
        verdicts: list[bool] = []
        if goal.ratio is not None:
            verdicts.append(self.ratios.get("ours", math.inf) <= goal.ratio)
        if goal.most is not None:
            verdicts.append(self.values.get("ours", math.inf) <= goal.most)
        if goal.least_times is not None and self.times is not None:
            verdicts.append(self.times >= goal.least_times[1])
        if goal.most_times is not None and self.times is not None:
            verdicts.append(self.times <= goal.most_times[1])
        return all(verdicts) if verdicts else None


def rows(case: Case, samples: Samples) -> list[Row]:
    """The metrics of a case."""
    return [_row(case.name, metric, samples) for metric in case.metrics]


def _row(case: str, metric: Metric, samples: Samples) -> Row:
    numbers = {
        target: [sample[metric.key] for sample in rounds if metric.key in sample] for target, rounds in samples.items()
    }
    values = {target: statistics.median(found) for target, found in numbers.items() if found}
    ratios = {target: ratio for target in values if (ratio := _paired(numbers[target], numbers.get("floor", [])))}
    times = _paired(numbers.get("ours", []), numbers.get(metric.goal.against, []))
    return Row(case, metric, values, ratios, times)


def _paired(ours: Sequence[float], theirs: Sequence[float]) -> float | None:
    """The median ratio of the numbers of one round. One sample of a slow target stands for all rounds."""
    if len(theirs) == 1:
        theirs = [*theirs] * len(ours)
    ratios = [one / other for one, other in zip(ours, theirs) if other > 0]
    return statistics.median(ratios) if ratios else None


def table(found: Sequence[Row], targets: Sequence[str]) -> str:
    """A table in Markdown: each target's number with its ratio to the floor, the goal, and whether it is reached."""
    head = ["measured", "unit", *targets, "goal", ""]
    lines = [head, [":--", ":--", *["--:"] * len(targets), ":--", ":--"]]
    for row in found:
        verdict = {True: "pass", False: "**missed**", None: ""}[row.passed]
        cells = [_cell(row, target) for target in targets]
        lines.append([row.metric.title, row.metric.unit, *cells, str(row.metric.goal), verdict])
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def _cell(row: Row, target: str) -> str:
    if target not in row.values:
        return "–"
    ratio = row.ratios.get(target)
    shown = number(row.values[target])
    has_ratio = ratio is not None and target != "floor" and row.metric.unit in ("ms", "µs", "µs/event")
    return f"{shown} ({number(ratio)} ×)" if has_ratio and ratio is not None else shown


def number(value: float) -> str:
    """Three significant digits, thousands apart."""
    if abs(value) >= 100:
        return f"{value:,.0f}"
    return f"{value:.3g}" if abs(value) < 10 else f"{value:.1f}"


def as_json(found: Sequence[Row]) -> list[dict[str, Any]]:
    """The rows as plain data."""
    return [
        {
            "case": row.case,
            "metric": row.metric.key,
            "title": row.metric.title,
            "unit": row.metric.unit,
            "values": dict(row.values),
            "ratios": dict(row.ratios),
            "goal": dataclasses.asdict(row.metric.goal),
            "passed": row.passed,
        }
        for row in found
    ]
