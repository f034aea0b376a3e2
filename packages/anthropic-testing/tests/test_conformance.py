"""The suite for providers, run on those of this project that need no package of their own; and the suite itself."""

from __future__ import annotations

from typing import Any

import pytest

from anthropic.client import as_secret
from anthropic.failover import Failover
from anthropic.provider import FirstParty, Provider
from anthropic_testing import Emulator, EmulatorProvider
from anthropic_testing.conformance import ProviderConformance


class TestFirstParty(ProviderConformance):
    """The API itself, with a token that can be had anew."""

    secrets = ("sk-ant-hush",)

    def make_provider(self) -> Provider:
        return FirstParty(api_key=as_secret(lambda: "sk-ant-hush"))


class TestFirstPartyWithKey(ProviderConformance):
    """The API itself, with a key that stays as it is."""

    secrets = ("sk-ant-hush",)
    refreshes = False

    def make_provider(self) -> Provider:
        return FirstParty(api_key=as_secret("sk-ant-hush"))


class TestEmulator(ProviderConformance):
    """The emulator as a provider."""

    refreshes = False

    def make_provider(self) -> Provider:
        return EmulatorProvider()


class TestFailover(TestFirstParty):
    """A composite of one is like that one."""

    def make_provider(self) -> Provider:
        return Failover([super().make_provider()])


class Leaking(FirstParty):
    """A provider with the faults that the suite must find."""

    def __repr__(self) -> str:
        return "sk-ant-hush"


def test_suite_finds_a_secret() -> None:
    """A provider that shows its key does not pass."""
    suite: Any = TestFirstParty()
    suite.make_provider = lambda: Leaking(api_key=as_secret("sk-ant-hush"))
    with pytest.raises(AssertionError, match="a secret is shown"):
        suite._shows_no_secret(repr(suite.make_provider()))


def test_suite_asks_for_a_provider() -> None:
    """A subclass that says nothing is told what to say."""
    with pytest.raises(NotImplementedError, match="how your provider is made"):
        ProviderConformance().make_provider()
    assert isinstance(ProviderConformance().make_emulator(), Emulator)
