"""A key that changes under load: no request is lost, and one request at a time asks for the new key."""

from __future__ import annotations

import asyncio
import threading
from concurrent.futures import ThreadPoolExecutor
from typing import Any, Dict, List

from anthropic import Anthropic, AsyncAnthropic
from anthropic_testing import Emulator, serve

REQUEST: Dict[str, Any] = {
    "model": "claude-sonnet-4-5",
    "max_tokens": 20,
    "messages": [{"role": "user", "content": "hi"}],
}
ROUNDS, REQUESTS = 5, 40


class Keys:
    """Issues keys; only the newest is valid. Tells how often it was asked."""

    def __init__(self, emulator: Emulator) -> None:
        self.emulator = emulator
        self.asked: List[str] = []
        self.rotate(0)

    def rotate(self, number: int) -> None:
        self.newest = f"key-{number}"
        self.emulator.api_keys = [self.newest]

    def token(self) -> Token:
        self.asked.append(self.newest)
        return Token(self.newest)


class Token:
    expires_at = None

    def __init__(self, token: str) -> None:
        self.token = token


def test_threads() -> None:
    emulator = Emulator()
    keys = Keys(emulator)
    with serve(emulator) as url, Anthropic(api_key=keys.token, base_url=url, max_retries=0) as client:
        with ThreadPoolExecutor(8) as pool:
            for number in range(ROUNDS):
                changed = threading.Timer(0.02, keys.rotate, [number + 1])
                changed.start()
                answers = list(pool.map(lambda _: client.messages.create(**REQUEST).role, range(REQUESTS)))
                changed.join()
                assert answers == ["assistant"] * REQUESTS
    assert len(keys.asked) <= ROUNDS + 1


def test_tasks() -> None:
    emulator = Emulator()
    keys = Keys(emulator)

    async def main(url: str) -> None:
        async def key() -> Token:
            await asyncio.sleep(0)
            return keys.token()

        async with AsyncAnthropic(api_key=key, base_url=url, max_retries=0) as client:
            for number in range(ROUNDS):
                asyncio.get_running_loop().call_later(0.02, keys.rotate, number + 1)
                answers = await asyncio.gather(*(client.messages.create(**REQUEST) for _ in range(REQUESTS)))
                assert len(answers) == REQUESTS
                await asyncio.sleep(0.03)

    with serve(emulator) as url:
        asyncio.run(main(url))
    assert len(keys.asked) <= ROUNDS + 1
