"""A program: runs another one, its arguments after it, in a process where `import httpx` gives httpx2."""

import runpy
import sys

import httpx2

httpx2.alias_httpx()
sys.argv = sys.argv[1:]
runpy.run_path(sys.argv[0], run_name="__main__")
