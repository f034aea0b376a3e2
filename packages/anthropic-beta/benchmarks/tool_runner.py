"""The client's CPU time for a conversation of 50 turns with 20 tools, two of them used in each turn.

Run it with the interpreter of any environment that has a package `anthropic`, this one or the official one:

    python tool_runner.py

It prints the release and the milliseconds of the best of seven runs. Answers come from memory, without a network.
"""

from __future__ import annotations

import json
import sys
import time
from typing import Any, Dict, List

import httpx

import anthropic

TURNS, TOOLS, RUNS = 50, 20, 7
SOURCE = '''
def tool_{number}(city: str, days: int = 3, unit: str = "c") -> str:
    """Look something up, number {number}.

    Args:
        city: The city to look at.
        days: How many days.
        unit: The unit.
    """
    return "It is sunny in " + city + " for " + str(days) + " days. " * 5
'''


def tools() -> List[Any]:
    """Decorated functions, each with a schema of its own."""
    names: Dict[str, Any] = {}
    for number in range(TOOLS):
        exec(SOURCE.format(number=number), names)
    return [anthropic.beta_tool(names[f"tool_{number}"]) for number in range(TOOLS)]


def answer(turn: int) -> bytes:
    """What the model says in a turn."""
    content: List[Any] = [{"type": "text", "text": f"Let me look that up for you, turn {turn}. " * 3}]
    if turn < TURNS - 1:
        content += [
            {
                "type": "tool_use",
                "id": f"toolu_{turn}_{use}",
                "name": f"tool_{(turn + use) % TOOLS}",
                "input": {"city": "Bern", "days": use + 1},
            }
            for use in range(2)
        ]
    usage = {"input_tokens": 100 * turn, "output_tokens": 50}
    message = {
        "id": f"msg_{turn}",
        "type": "message",
        "role": "assistant",
        "model": "claude-sonnet-4-5",
        "content": content,
        "stop_reason": "tool_use" if turn < TURNS - 1 else "end_turn",
        "stop_sequence": None,
        "usage": usage,
    }
    return json.dumps(message).encode()


def main() -> None:
    """Measure, and print."""
    bodies, asked = [answer(turn) for turn in range(TURNS)], [0]

    def respond(request: httpx.Request) -> httpx.Response:
        asked[0] += 1
        body = bodies[(asked[0] - 1) % TURNS]
        return httpx.Response(200, headers={"content-type": "application/json"}, content=body)

    client: Any = anthropic.Anthropic(api_key="k", http_client=httpx.Client(transport=httpx.MockTransport(respond)))
    functions, best = tools(), float("inf")
    for _ in range(RUNS):
        start = time.process_time()
        runner = client.beta.messages.tool_runner(
            model="claude-sonnet-4-5", max_tokens=1000, tools=functions, messages=[{"role": "user", "content": "hi"}]
        )
        assert runner.until_done().id == f"msg_{TURNS - 1}"
        best = min(best, time.process_time() - start)
    sys.stdout.write(f"{anthropic.__version__}: {best * 1000:.1f} ms\n")


if __name__ == "__main__":
    main()
