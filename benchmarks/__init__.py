"""Speed and memory, side by side with a hand-written floor and with official releases: `python -m benchmarks`."""
