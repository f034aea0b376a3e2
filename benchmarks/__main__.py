"""Measure the cases: python -m benchmarks [--case NAME]... [--rounds N] [--quick] [--json FILE].

Every sample is a process of its own. In each round the targets take turns, a different one first each time, so that
whatever else the machine does falls on all of them; ratios are taken within a round, and the median of rounds is shown.
"""

from __future__ import annotations

import argparse
import contextlib
import importlib.util
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any, Iterator, Mapping, Sequence

from .cases import CASES, OFFICIAL, Case
from .report import Row, as_json, number, rows, table

ROOT = Path(__file__).resolve().parent.parent
SAMPLE_SECONDS = 900
"""A sample that takes longer is given up."""


def main(arguments: Sequence[str]) -> int:
    """Measure, print the table; 1 where a goal is missed, unless only a quick look was asked for."""
    options = _options(arguments)
    pythons = _pythons(options.official)
    names = options.case or [case.name for case in CASES if case.quick or not options.quick]
    found: list[Row] = []
    with _server() as url, tempfile.TemporaryDirectory() as bytecode:
        for case in CASES:
            if case.name in names and (not case.needs or importlib.util.find_spec(case.needs)):
                found += rows(case, _measured(case, pythons, options, (url, bytecode)))
    for target in OFFICIAL:
        if target not in pythons:
            print(f"{target} is not measured: no interpreter was named for it, see --help.", file=sys.stderr)
    report = table(found, list(pythons))
    print(report)
    if options.json:
        Path(options.json).write_text(json.dumps(as_json(found), indent=2, ensure_ascii=False) + "\n", "utf-8")
    missed = [row for row in found if row.passed is False]
    print(f"\n{len(missed)} missed of {sum(row.passed is not None for row in found)} goals.", file=sys.stderr)
    return 1 if missed and not options.quick else 0


def _options(arguments: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=(__doc__ or "").split("\n\n")[1])
    known = [case.name for case in CASES]
    parser.add_argument("--case", action="append", choices=known, metavar="NAME", help=f"one of {', '.join(known)}")
    parser.add_argument("--rounds", type=int, help="how often each case is measured; by default 3 to 9 times")
    parser.add_argument("--quick", action="store_true", help="fewer rounds and repetitions, no slow cases; for a look")
    parser.add_argument("--json", metavar="FILE", help="write the numbers there too")
    parser.add_argument(
        "--official",
        action="append",
        default=[],
        metavar="VERSION=PYTHON",
        help="an interpreter that has an official release installed and not this package; "
        "also $ANTHROPIC_BENCH_PYTHON_0_75 and $ANTHROPIC_BENCH_PYTHON_2_12",
    )
    return parser.parse_args(arguments)


def _pythons(official: Sequence[str]) -> dict[str, str]:
    """Target to its interpreter."""
    pythons = {"ours": sys.executable, "floor": sys.executable}
    for target in OFFICIAL:
        version = target.split("-")[1].rsplit(".", 1)[0].replace(".", "_")
        named = os.environ.get(f"ANTHROPIC_BENCH_PYTHON_{version}")
        if named:
            pythons[target] = named
    for given in official:
        version, _, python = given.partition("=")
        pythons[f"official-{version}"] = python
    return pythons


@contextlib.contextmanager
def _server() -> Iterator[str]:
    command = [sys.executable, "-m", "benchmarks.server"]
    with subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stdin is not None
        yield f"http://127.0.0.1:{process.stdout.readline().strip()}"
        process.stdin.close()


def _measured(
    case: Case, pythons: Mapping[str, str], options: argparse.Namespace, places: tuple[str, str]
) -> dict[str, list[dict[str, float]]]:
    """The samples of each target, in the order of the rounds."""
    rounds = options.rounds or (2 if options.quick else case.rounds)
    samples: dict[str, list[dict[str, float]]] = {target: [] for target in pythons}
    if case.cold:
        for target, python in pythons.items():  # the first start compiles; an installed package has been compiled
            _sample(case, target, python, 1, places)
    for turn in range(rounds):
        targets = [*pythons][turn % len(pythons) :] + [*pythons][: turn % len(pythons)]
        for target in targets:
            if turn > 0 and (target in case.slow or not samples[target]):
                continue  # one sample must do, or there is none to be had
            sample = _sample(case, target, pythons[target], 0.2 if options.quick else 1, places)
            if sample is not None:
                samples[target].append(sample)
    shown = {target: [number(next(iter(sample.values()))) for sample in found] for target, found in samples.items()}
    print(f"{case.name}: {shown}", file=sys.stderr, flush=True)
    return samples


def _sample(case: Case, target: str, python: str, scale: float, places: tuple[str, str]) -> dict[str, float] | None:
    """One sample in a fresh process; `None` where the target has no such call, or fails."""
    url, bytecode = places
    side = "floor" if target == "floor" else "library"
    if case.cold:
        command = [python, "-m", *f"benchmarks.{case.cold}".split(), side, url]
    else:
        command = [python, "-m", "benchmarks.measure", case.name, side, url, str(scale)]
    environment = {key: value for key, value in os.environ.items() if not key.startswith("ANTHROPIC_")}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    environment["PYTHONPYCACHEPREFIX"] = bytecode
    if target not in ("ours", "floor"):
        environment.pop("PYTHONPATH", None)  # it may lead to this package
    try:
        done = subprocess.run(
            command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=SAMPLE_SECONDS, check=True
        )
    except subprocess.TimeoutExpired:
        return _without(case, target, f"took longer than {SAMPLE_SECONDS} s")
    except subprocess.CalledProcessError as error:
        return _without(case, target, "failed: " + (error.stderr.strip().splitlines() or ["no message"])[-1])
    numbers: dict[str, Any] = json.loads(done.stdout)
    return _without(case, target, f"cannot be measured: {numbers['absent']}") if "absent" in numbers else numbers


def _without(case: Case, target: str, reason: str) -> dict[str, float] | None:
    """Say why there is no sample."""
    print(f"{case.name}: {target} {reason}", file=sys.stderr, flush=True)
    return None


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
