"""Runs tools: in turn or at the same time, in threads or tasks, each within its time. The I/O of the runner."""

from __future__ import annotations

import contextvars
import logging
import queue
import threading
import time
from typing import Any, Dict, List, Tuple

import anyio
import anyio.to_thread

from ..function_tools.functions import BetaAsyncBuiltinFunctionTool, BetaAsyncFunctionTool
from ..function_tools.results import ToolError, error_block, result_block
from ..types import BetaToolUseBlock
from .flow import RunTools, Settings

log = logging.getLogger("anthropic")


def run_tools(command: RunTools, settings: Settings) -> None:
    """Run tools, blocking; a tool that overruns its time is left to itself, and its result thrown away."""
    if settings.tool_timeout is None and (settings.max_parallel_tools or 1) == 1:
        for use in command.uses:
            command.results[use.id] = _outcome(settings.tools[use.name], use)
        return
    finished: queue.Queue[Tuple[str, Any]] = queue.Queue()
    waiting: List[BetaToolUseBlock] = list(command.uses)
    running: Dict[str, float | None] = {}
    while waiting or running:
        while waiting and len(running) < (settings.max_parallel_tools or 1):
            use = waiting.pop(0)
            running[use.id] = None if settings.tool_timeout is None else time.monotonic() + settings.tool_timeout
            _start(settings.tools[use.name], use, finished)
        soonest = min((until for until in running.values() if until is not None), default=None)
        try:
            left = None if soonest is None else max(soonest - time.monotonic(), 0)
            use_id, block = finished.get(timeout=left)
        except queue.Empty:
            for late in [each for each, until in running.items() if until is not None and until <= time.monotonic()]:
                del running[late]
                command.results[late] = _timed_out(late, settings)
        else:
            if isinstance(block, BaseException):
                raise block
            if running.pop(use_id, 0) != 0:
                command.results[use_id] = block


def _start(tool: Any, use: BetaToolUseBlock, finished: queue.Queue[Tuple[str, Any]]) -> None:
    context = contextvars.copy_context()

    def run() -> None:
        try:
            finished.put((use.id, context.run(_outcome, tool, use)))
        except BaseException as error:  # not the model's business: raised where the tools are waited for
            finished.put((use.id, error))

    threading.Thread(target=run, name=f"tool-{use.name}", daemon=True).start()


def _outcome(tool: Any, use: BetaToolUseBlock) -> Any:
    """The block that answers one use."""
    try:
        return result_block(use.id, tool.call(use.input))
    except Exception as error:  # whatever it is, the model is told
        return _failed(use, error)


def _failed(use: BetaToolUseBlock, error: Exception) -> Any:
    if not isinstance(error, ToolError):
        log.error("The tool %s failed.", use.name, exc_info=error)
    return error_block(use.id, error)


def _timed_out(use_id: str, settings: Settings) -> Any:
    return result_block(use_id, f"The tool did not finish within {settings.tool_timeout:g} seconds.", is_error=True)


async def arun_tools(command: RunTools, settings: Settings) -> None:
    """Run tools, awaiting; a tool that overruns its time is cancelled. Tools that block run in threads."""
    if settings.tool_timeout is None and (settings.max_parallel_tools or 1) == 1:
        for use in command.uses:
            command.results[use.id] = await _aoutcome(settings.tools[use.name], use)
        return
    limiter = anyio.CapacityLimiter(settings.max_parallel_tools or 1)

    async def one(use: BetaToolUseBlock) -> None:
        async with limiter:
            with anyio.move_on_after(settings.tool_timeout) as scope:
                command.results[use.id] = await _aoutcome(settings.tools[use.name], use)
            if scope.cancelled_caught:
                command.results[use.id] = _timed_out(use.id, settings)

    async with anyio.create_task_group() as group:
        for use in command.uses:
            group.start_soon(one, use)


async def _aoutcome(tool: Any, use: BetaToolUseBlock) -> Any:
    if not isinstance(tool, (BetaAsyncFunctionTool, BetaAsyncBuiltinFunctionTool)):
        return await anyio.to_thread.run_sync(_outcome, tool, use, abandon_on_cancel=True)
    try:
        return result_block(use.id, await tool.call(use.input))
    except Exception as error:  # whatever it is, the model is told
        return _failed(use, error)
