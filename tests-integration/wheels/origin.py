"""Says where the packages of this project came from; run by the interpreter of a fresh environment.

Arguments: the packages that must be there, each from a local wheel. Prints what it saw; fails at the first that is not.
"""

import importlib
import importlib.metadata
import json
import sys

for name in sys.argv[1:]:
    distribution = importlib.metadata.distribution(name)
    origin = distribution.read_text("direct_url.json")
    if origin is None:
        raise SystemExit(f"{name} {distribution.version} came from an index")
    url = json.loads(origin)["url"]
    if not (url.startswith("file:") and url.endswith(".whl")):
        raise SystemExit(f"{name} {distribution.version} came from {url}")
    module = importlib.import_module(name.replace("-", "_"))
    if "site-packages" not in str(module.__file__):
        raise SystemExit(f"{name} was imported from {module.__file__}")
    for entry in distribution.entry_points:
        if entry.group in ("anthropic", "console_scripts"):
            entry.load()
    print(name, distribution.version, url)

ours = {"anthropic", *sys.argv[1:]}
present = {str(found.metadata["Name"]) for found in importlib.metadata.distributions()}
others = {name for name in present if name.startswith("anthropic")} - ours
if others:
    raise SystemExit(f"not asked for: {others}")
