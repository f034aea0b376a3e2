"""A fresh process that imports, or gets a first answer, and prints the CPU milliseconds that it took.

python -m benchmarks.cold {import,client,answer} {floor,library} [URL]
"""

import sys
import time


def run(what: str, side: str, url: str) -> None:
    """Do one thing for the first time in this process."""
    if what == "import":
        if side == "floor":
            import httpx  # noqa: F401
            from pydantic import BaseModel  # noqa: F401
        else:
            import anthropic  # noqa: F401
    elif what == "client":
        if side == "floor":
            from httpx import AsyncClient, Client  # noqa: F401
            from pydantic import BaseModel  # noqa: F401
        else:
            from anthropic import Anthropic, AsyncAnthropic  # noqa: F401
    else:
        import importlib

        from . import data

        module = importlib.import_module(f"benchmarks.{side}")
        answer = module.create(module.client(url=url), data.small_request(), url)
        assert answer.content[0].text


if __name__ == "__main__":
    arguments = [*sys.argv[1:], ""]
    begun = time.process_time()
    run(arguments[0], arguments[1], arguments[2])
    taken = time.process_time() - begun
    print('{"cpu": %.6f}' % (taken * 1e3))
