"""Offline emulator of the Claude API for tests."""
