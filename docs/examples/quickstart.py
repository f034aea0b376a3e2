"""A streamed conversation in which the model calls a tool: with the API itself, or offline with the emulator."""

from __future__ import annotations

import os
from typing import Dict, List

from anthropic import Anthropic
from anthropic.types import MessageParam, ToolParam, ToolResultBlockParam

MODEL = "claude-sonnet-4-5"
WEATHER: ToolParam = {
    "name": "get_weather",
    "description": "The weather in a city now.",
    "input_schema": {
        "type": "object",
        "properties": {"city": {"type": "string", "description": "Name of the city, such as Lisbon."}},
        "required": ["city"],
    },
}


def get_weather(arguments: Dict[str, object]) -> str:
    """The tool itself: what the model is told when it asks."""
    return f"Sunny in {arguments['city']}, 24 degrees Celsius, light wind from the west."


def converse(client: Anthropic, question: str) -> List[MessageParam]:
    """Ask, run the tools that the model calls, and print its words as they come; gives the whole conversation."""
    messages: List[MessageParam] = [{"role": "user", "content": question}]
    while True:
        with client.messages.stream(model=MODEL, max_tokens=1024, messages=messages, tools=[WEATHER]) as stream:
            for text in stream.text_stream:
                print(text, end="", flush=True)
            message = stream.get_final_message()
        print()
        messages.append({"role": "assistant", "content": message.content})
        if message.stop_reason != "tool_use":
            return messages
        results: List[ToolResultBlockParam] = []
        for block in message.content:
            if block.type == "tool_use":
                print(f"[{block.name} {block.input}]")
                result = get_weather(block.input)
                results.append({"type": "tool_result", "tool_use_id": block.id, "content": result})
        messages.append({"role": "user", "content": results})


def main() -> None:
    """Talk to the API if there is a key for it, else to the emulator."""
    real = bool(os.environ.get("ANTHROPIC_API_KEY"))
    print("Asking the Claude API." if real else "No ANTHROPIC_API_KEY: asking the emulator.")
    client = Anthropic() if real else Anthropic(provider="emulator")
    converse(client, "What is the weather in Lisbon? Use the tool, then answer in one sentence.")


if __name__ == "__main__":
    main()
