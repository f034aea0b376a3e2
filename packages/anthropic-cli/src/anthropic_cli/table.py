"""The built-in commands: where each lives and what it is for, so that help needs to import none of them."""

from __future__ import annotations

from typing import Mapping, NamedTuple


class Entry(NamedTuple):
    """One command of the top level."""

    path: str
    """Import path; empty for a command made from the resource of the same name."""
    section: str
    summary: str


TALK = "Talk"
RESOURCES = "Resources"
SETUP = "Setup"
PLUGINS = "From plug-ins"

COMMANDS: Mapping[str, Entry] = {
    "ask": Entry("anthropic_cli.ask:ask", TALK, "Ask one question; pipes in and out."),
    "chat": Entry("anthropic_cli.chat:chat", TALK, "Hold a conversation in the terminal."),
    "history": Entry("anthropic_cli.history_commands:history", TALK, "Search, show and delete past conversations."),
    "cost": Entry("anthropic_cli.cost:cost", TALK, "Tokens and dollars of the history."),
    "messages": Entry("", RESOURCES, "Create messages, count their tokens; /v1/messages."),
    "batches": Entry("anthropic_cli.batches.commands:batches", RESOURCES, "Run many messages at half the price."),
    "models": Entry("", RESOURCES, "List models and what they can do."),
    "files": Entry("anthropic_cli.transfer:files", RESOURCES, "Upload, list, download and delete files."),
    "skills": Entry("anthropic_cli.transfer:skills", RESOURCES, "Upload skills from folders, list and delete them."),
    "completions": Entry("", RESOURCES, "The older text completions API."),
    "doctor": Entry("anthropic_cli.doctor:doctor", SETUP, "Check key, network, TLS, proxy, versions and plug-ins."),
    "keys": Entry("anthropic_cli.keys:keys", SETUP, "Keep API keys in the system keyring."),
    "profiles": Entry("anthropic_cli.profiles:profiles", SETUP, "Show the profiles and where they are set."),
    "plugins": Entry("anthropic_cli.plugins_command:plugins", SETUP, "List plug-ins, and why one does not work."),
    "emulator": Entry("anthropic_cli.emulator:emulator", SETUP, "Serve an offline emulator of the API."),
    "completion": Entry("anthropic_cli.completion:completion", SETUP, "Print the completion script of a shell."),
}
