"""The cases: what is measured, in which unit, and what is to be reached. Data only."""

from __future__ import annotations

import dataclasses
from typing import Sequence


@dataclasses.dataclass(frozen=True)
class Goal:
    """What our own number must reach; the kinds may be combined."""

    ratio: float | None = None
    """At most this many times the floor's number of the same round."""
    most: float | None = None
    """At most this number."""
    least_times: tuple[str, float] | None = None
    """At least so many times the number of another target of the same round."""
    most_times: tuple[str, float] | None = None
    """At most so many times the number of another target of the same round."""

    @property
    def against(self) -> str:
        """The target that the goal names, if any."""
        return (self.least_times or self.most_times or ("",))[0]

    def __str__(self) -> str:
        parts = [f"≤ {self.ratio:g} ×"] if self.ratio is not None else []
        parts += [f"≤ {self.most:,g}"] if self.most is not None else []
        parts += [f"≥ {self.least_times[1]:g} × {self.least_times[0]}"] if self.least_times is not None else []
        parts += [f"≤ {self.most_times[1]:g} × {self.most_times[0]}"] if self.most_times is not None else []
        return ", ".join(parts)


@dataclasses.dataclass(frozen=True)
class Metric:
    """One number of a case."""

    key: str
    title: str
    unit: str
    goal: Goal = dataclasses.field(default_factory=Goal)


@dataclasses.dataclass(frozen=True)
class Case:
    """What one sample measures."""

    name: str
    metrics: Sequence[Metric]
    cold: str = ""
    """The script that a fresh process runs, and its argument; the other cases are functions of `benchmarks.measure`."""
    rounds: int = 5
    quick: bool = True
    """Whether it is measured with `--quick`."""
    needs: str = ""
    """The plug-in's module, without which the case is left out."""
    slow: Sequence[str] = ()
    """Targets that take so long that one round must do."""


def _cpu(title: str, unit: str, ratio: float | None = None, most: float | None = None) -> Metric:
    return Metric("cpu", title, unit, Goal(ratio, most))


def _late(title: str, least_times: float) -> Sequence[Metric]:
    goal = Goal(least_times=("official-0.75.0", least_times))
    return [Metric("cpu", title, "µs"), Metric("throughput", "… answers a second", "1/s", goal)]


def _bedrock(where: str, shown: str) -> Case:
    return Case(
        f"bedrock_{where}",
        [
            Metric("request", f"first request to Bedrock, keys {shown}", "ms", Goal(1.1)),
            Metric("whole", "… from the import on", "ms"),
        ],
        cold=f"cold_bedrock {where}",
        rounds=9,
        needs="anthropic_bedrock",
    )


OFFICIAL = ("official-0.75.0", "official-2.12.0")
CASES: Sequence[Case] = (
    Case("import", [_cpu("`import anthropic`", "ms", 0.2)], cold="cold import"),
    Case("import_client", [_cpu("`from anthropic import Anthropic, AsyncAnthropic`", "ms")], cold="cold client"),
    Case("cold_start", [_cpu("cold start to the first answer", "ms", 1.05)], cold="cold answer", rounds=9),
    Case("further_client", [_cpu("every further client of a process", "µs", 0.05, 1000)]),
    Case("create_small", [_cpu("create, small answer", "µs", 1.5)]),
    Case("create_small_async", [_cpu("create, small answer, async", "µs", 1.5)]),
    Case("create_big", [_cpu("create, answer of 200 kB", "µs", 1.2)]),
    Case("create_agent", [_cpu("create, history of 90 messages with response objects (170 kB)", "µs", 1.5)]),
    Case("raw_events", [_cpu("raw events, one a read", "µs/event", 1.5)]),
    Case("raw_events_bulk", [_cpu("raw events, reads of 16 kB", "µs/event", 1.5)]),
    Case("raw_events_async", [_cpu("raw events, one a read, async", "µs/event", 1.5)]),
    Case("text_stream", [_cpu("stream helper, `text_stream`", "µs/event", 2.5)]),
    Case("text_stream_async", [_cpu("stream helper, `text_stream`, async", "µs/event", 2.5)]),
    Case("helper_events", [_cpu("stream helper, all events and the final message", "µs/event")]),
    Case(
        "tool_json",
        [
            _cpu("stream helper, 1 MB of tool JSON in deltas of 20 bytes", "ms", 2),
            Metric("growth", "… growth from 256 kB to 1 MB (1 is linear)", "exponent", Goal(most=1.15)),
        ],
        quick=False,
        slow=OFFICIAL,
    ),
    Case(
        "requests_memory",
        [
            Metric("rss", "10,000 requests: growth of memory", "kB", Goal(most=1024)),
            Metric("objects", "10,000 requests: growth of objects", "objects", Goal(most=100)),
        ],
        rounds=3,
        quick=False,
        slow=OFFICIAL,
    ),
    Case(
        "clients_memory",
        [
            Metric("rss", "1,000 live clients: memory of each", "kB", Goal(0.05)),
            Metric("objects", "1,000 closed clients: growth of objects", "objects", Goal(most=100)),
        ],
        rounds=3,
        quick=False,
        slow=OFFICIAL,
    ),
    Case("batch_results", [_cpu("10,000 batch results", "ms", 1.5)], slow=OFFICIAL),
    Case(
        "batch_line",
        [
            _cpu("one batch result of 4 MB", "ms", 1.5),
            Metric("growth", "… growth from 1 MB to 4 MB (1 is linear)", "exponent", Goal(most=1.15)),
        ],
        quick=False,
        slow=OFFICIAL,
    ),
    Case("pages", [_cpu("100 pages of 100 models", "ms", 2)]),
    Case(
        "body_memory",
        [
            Metric(
                "extra", "5 MB of images in 200 messages: memory to send them, by the body's size", "×", Goal(most=1.2)
            )
        ],
    ),
    Case(
        "concurrency",
        [
            Metric("x1", "async request over loopback, 1 in flight", "µs"),
            Metric("x16", "… 16 in flight", "µs"),
            Metric("x128", "… 128 in flight", "µs"),
            Metric("x1000", "… 1,000 in flight", "µs"),
            Metric("flat", "… 1,000 in flight against 1", "×", Goal(most=1.25)),
        ],
        rounds=3,
        quick=False,
        slow=("floor", *OFFICIAL),
    ),
    Case(
        "late_answers",
        _late("1,000 async requests in flight, answers after 50 ms", 20),
        rounds=3,
        quick=False,
    ),
    Case(
        "late_answers_aiohttp",
        _late("… official releases over aiohttp", 2),
        rounds=3,
        quick=False,
    ),
    Case("loopback_events_async", [_cpu("raw events over loopback, async", "µs/event", 0.5)]),
    Case(
        "tool_runner",
        [Metric("cpu", "tool runner, 50 turns with 20 tools", "ms", Goal(most_times=("official-0.75.0", 0.5)))],
        needs="anthropic_beta",
    ),
    _bedrock("environment", "in the environment"),
    _bedrock("profile", "in a profile"),
)
