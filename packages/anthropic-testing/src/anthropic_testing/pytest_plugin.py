"""pytest fixtures around the emulator."""
