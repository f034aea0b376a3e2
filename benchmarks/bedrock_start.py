"""What the first Bedrock request of a process costs, beside what botocore alone costs to import and find credentials.

    python benchmarks/bedrock_start.py [--rounds 15]

Each measurement is a fresh process with warm bytecode caches; the kinds take turns, and the median counts. Measured is
the CPU time of the whole process, less that of an interpreter that does nothing. The server is a transport in it.
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
from typing import Dict, List

ANSWER = """
import httpx
message = (b'{"id":"m","type":"message","role":"assistant","model":"x","content":[{"type":"text","text":"Hi"}],'
           b'"stop_reason":"end_turn","stop_sequence":null,"usage":{"input_tokens":1,"output_tokens":1}}')
transport = httpx.MockTransport(lambda request: httpx.Response(200, content=message))
request = {"model": "anthropic.x-v1:0", "max_tokens": 8, "messages": [{"role": "user", "content": "Hello"}]}
"""
KINDS = {
    "nothing": "pass",
    "httpx and pydantic alone": "import httpx, pydantic",
    "botocore: import, credentials": """
import botocore.auth, botocore.awsrequest, botocore.session
botocore.session.Session().get_credentials().get_frozen_credentials()
""",
    "botocore: the same, and a client": """
import botocore.session
session = botocore.session.Session()
session.get_credentials().get_frozen_credentials()
session.create_client("bedrock-runtime")
""",
    "Anthropic: first request": f"""
import anthropic
{ANSWER}
client = anthropic.Anthropic(api_key="k", http_client=httpx.Client(transport=transport))
assert client.messages.create(**request).content
""",
    "AnthropicBedrock: first request": f"""
import anthropic
{ANSWER}
client = anthropic.AnthropicBedrock(http_client=httpx.Client(transport=transport))
assert client.messages.create(**request).content
""",
    "AnthropicBedrock: bearer token": f"""
import anthropic
{ANSWER}
client = anthropic.AnthropicBedrock(api_key="t", http_client=httpx.Client(transport=transport))
assert client.messages.create(**request).content
""",
}
BASE = "botocore: import, credentials"


def cpu_seconds(code: str, environment: Dict[str, str]) -> float:
    """The CPU time that one process takes for `code`."""
    clock = "import time\n" + code + "\nimport sys\nsys.stdout.write(str(time.process_time()))"
    done = subprocess.run([sys.executable, "-c", clock], env=environment, stdout=subprocess.PIPE, check=True, text=True)
    return float(done.stdout)


def measured(rounds: int) -> Dict[str, List[float]]:
    """Seconds of each kind, round by round."""
    with tempfile.TemporaryDirectory() as home:
        kept = {key: value for key, value in os.environ.items() if not key.startswith(("AWS_", "ANTHROPIC_"))}
        environment = {
            **kept,
            "HOME": home,
            "AWS_ACCESS_KEY_ID": "AKID",
            "AWS_SECRET_ACCESS_KEY": "SECRET",
            "AWS_DEFAULT_REGION": "us-east-1",
        }
        for code in KINDS.values():
            cpu_seconds(code, environment)
        found: Dict[str, List[float]] = {kind: [] for kind in KINDS}
        for _ in range(rounds):
            for kind, code in KINDS.items():
                found[kind].append(cpu_seconds(code, environment))
    return found


def main() -> None:
    """Print the medians, and what the goal is about."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=15)
    medians = {kind: statistics.median(times) for kind, times in measured(parser.parse_args().rounds).items()}
    nothing = medians.pop("nothing")
    cost = {kind: median - nothing for kind, median in medians.items()}
    for kind, seconds in cost.items():
        print(f"{kind:36} {seconds * 1000:7.1f} ms   {seconds / cost[BASE]:5.2f} x")
    added = cost["AnthropicBedrock: first request"] - cost["Anthropic: first request"]
    print(f"{'what Bedrock adds to a first request':36} {added * 1000:7.1f} ms   {added / cost[BASE]:5.2f} x")


if __name__ == "__main__":
    main()
