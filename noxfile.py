"""The one front door: `nox` does what continuous integration does, `nox -l` lists the rest.

Third-party packages come from an index; the project's own packages come from this checkout, always.
"""

from __future__ import annotations

import glob
import os
import shutil
import sys
from pathlib import Path
from typing import Sequence

import nox
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

nox.needs_version = ">=2024.10.9"
nox.options.default_venv_backend = "uv|virtualenv"
nox.options.reuse_venv = "yes"
os.environ.setdefault("UV_PYTHON_DOWNLOADS", "never")
os.environ["UV_NO_SOURCES"] = "1"  # sessions name the path of each sibling themselves

ROOT = Path(__file__).parent
CURRENT = f"{sys.version_info[0]}.{sys.version_info[1]}"
PYTHONS = ["3.8", "3.9", "3.10", "3.11", "3.12", "3.13"]
PACKAGES = sorted(path.parent.name for path in ROOT.glob("packages/*/pyproject.toml"))
OFFICIAL_RELEASES = ["0.75.0", "2.12.0"]
"""Releases of the package that this one replaces, to be measured beside it."""

nox.options.sessions = [
    "lint",
    "types",
    *(f"tests-{CURRENT}(package='{package}')" for package in PACKAGES),
    "integration",
    "docs",
    "dist",
    "quickstart",
]

# The shims of pyenv answer only for versions that are switched on: switch on all, the current one first.
if "PYENV_VERSION" not in os.environ:
    installed = glob.glob(os.path.join(os.environ.get("PYENV_ROOT", os.path.expanduser("~/.pyenv")), "versions", "3.*"))
    versions = sorted(map(os.path.basename, installed), key=lambda version: (not version.startswith(CURRENT), version))
    if versions:
        os.environ["PYENV_VERSION"] = ":".join(versions)


@nox.session(python=sorted({*PYTHONS, CURRENT}, key=lambda version: int(version.split(".")[1])))
@nox.parametrize("package", PACKAGES)
def tests(session: nox.Session, package: str) -> None:
    """Test one package on one Python, with the emulator at hand."""
    install(session, "test", packages=with_siblings(package, "anthropic-testing"))
    where = session.posargs or ["-n", "auto"]
    session.run("pytest", f"packages/{package}/tests", *where)


@nox.session
def integration(session: nox.Session) -> None:
    """Test across packages: what holds the house together, and real counterparts."""
    install(session, "integration")
    session.install(
        *(part for file in sorted(ROOT.glob("tests-integration/*/requirements.txt")) for part in ("-r", str(file)))
    )
    left_out = ["--ignore=tests-integration/wheels", "--ignore=tests-integration/peers/npm"]
    how = session.posargs or ["-n", "auto", "--dist", "loadfile"]
    session.run("pytest", "tests-integration", *left_out, *how, env={"UV": uv()})


@nox.session
def peers(session: nox.Session) -> None:
    """Test with counterparts that live on npm; needs Node.js."""
    install(session, "integration")
    session.run("npm", "--version", external=True)
    session.run("pytest", "tests-integration/peers/npm", *session.posargs, env={"UV": uv()})


@nox.session
def lint(session: nox.Session) -> None:
    """Check style and formatting; `nox -s lint -- --fix` mends what can be mended."""
    session.install(*group("lint"))
    fix = "--fix" in session.posargs
    session.run("ruff", "check", *(["--fix"] if fix else []), ".")
    session.run("ruff", "format", *([] if fix else ["--check"]), ".")


@nox.session
def types(session: nox.Session) -> None:
    """Run two type checkers over the packages, and three over the files that only type checkers read."""
    install(session, "types")
    session.run("pyright", env={"PYRIGHT_PYTHON_IGNORE_WARNINGS": "1"})
    sources = os.pathsep.join(f"packages/{package}/src" for package in PACKAGES)
    for package in PACKAGES:
        folders = [f"packages/{package}/src", f"packages/{package}/tests/typing"]
        present = [folder for folder in folders if any((ROOT / folder).rglob("*.py"))]
        session.run("mypy", *present, env={"MYPYPATH": sources})
    session.run("pyrefly", "check")


@nox.session
def docs(session: nox.Session) -> None:
    """Build the site, strictly, and run every example in it and in the README against the emulator."""
    install(session, "docs")
    session.run("mkdocs", "build", "--strict", "-f", "docs/_site/mkdocs.yml", env={"NO_MKDOCS_2_WARNING": "1"})
    # Examples leave clients open for the reader to go on with.
    examples = ["-p", "examples", "-W", "ignore::ResourceWarning", "README.md", "docs"]
    session.run("pytest", *examples, *session.posargs, env={"PYTHONPATH": "docs/_site"})


@nox.session
def bench(session: nox.Session) -> None:
    """Measure speed and memory beside the official releases; each of them in an environment of its own."""
    install(session, "bench", packages=["anthropic"])
    peers: list[str] = []
    for release in OFFICIAL_RELEASES:
        python = environment(session, f"official-{release}", f"anthropic[aiohttp,bedrock]=={release}")
        peers.append(f"--official={release}={python}")
    session.run("python", "-m", "benchmarks", *peers, *session.posargs)
    if not session.posargs:  # what needs a plug-in, after what must be measured without any
        install(session, packages=["anthropic-bedrock"])
        session.run("python", "-m", "benchmarks", *peers, "--case", "bedrock_environment", "--case", "bedrock_profile")
        install(session, packages=["anthropic-beta"])
        session.run("python", "-m", "benchmarks", *peers, "--case", "tool_runner")


@nox.session
def dist(session: nox.Session) -> None:
    """Build and check every wheel and sdist, install each alone, and do so with a package made from the template."""
    session.install(*group("dist"))
    scratch = Path(session.create_tmp()).resolve()
    shutil.rmtree(scratch, ignore_errors=True)
    scratch.mkdir()
    wheelhouse = scratch / "wheelhouse"
    session.env["HATCH_DATA_DIR"] = str(scratch / "hatch")
    session.env.pop("UV_PYTHON", None)  # hatch installs into environments of its own
    for package in PACKAGES:
        with session.chdir(ROOT / "packages" / package):
            session.run("hatch", "--quiet", "build", str(wheelhouse))
    session.run("twine", "check", "--strict", *map(str, sorted(wheelhouse.iterdir())))
    session.run("pytest", "tests-integration/wheels", *session.posargs, env={"UV": uv(), "WHEELHOUSE": str(wheelhouse)})


@nox.session
def quickstart(session: nox.Session) -> None:
    """Hold a streamed conversation with a tool: with the emulator, or with the real API if ANTHROPIC_API_KEY is set."""
    install(session, packages=with_siblings("anthropic-testing"))
    session.run("python", "docs/examples/quickstart.py", *session.posargs)


@nox.session(venv_backend="none")
def matrix(session: nox.Session) -> None:
    """Test every package on every Python."""
    for python in PYTHONS:
        for package in PACKAGES:
            session.notify(f"tests-{python}(package='{package}')")


@nox.session(python=PYTHONS[0], venv_backend="uv")
def lowest(session: nox.Session) -> None:
    """Test the core on the oldest Python with the oldest release of everything that it says it works with."""
    install(session, "test", packages=with_siblings("anthropic-testing"), options=["--resolution=lowest-direct"])
    session.run("pytest", "packages/anthropic/tests", *(session.posargs or ["-n", "auto"]))


@nox.session(venv_backend="none")
def version(session: nox.Session) -> None:
    """Set the version of all packages and their pins on each other: `nox -s version -- 0.127.0`."""
    (new,) = session.posargs
    old = read_version(ROOT / "packages" / "anthropic" / "src" / "anthropic" / "_version.py")
    for package in PACKAGES:
        (source,) = (ROOT / "packages" / package).glob("src/*/_version.py")
        source.write_text(source.read_text("utf-8").replace(f'"{old}"', f'"{new}"'), "utf-8")
        pins = ROOT / "packages" / package / "pyproject.toml"
        pins.write_text(pins.read_text("utf-8").replace(f'=={old}"', f'=={new}"'), "utf-8")
        session.log(f"{package} {old} -> {new}")
    template = ROOT / "packages" / "_template" / "cookiecutter.json"
    template.write_text(template.read_text("utf-8").replace(f'"version": "{old}"', f'"version": "{new}"'), "utf-8")


def install(
    session: nox.Session, *groups: str, packages: Sequence[str] = PACKAGES, options: Sequence[str] = ()
) -> None:
    """Put packages of this checkout, what they need, and the requirements of some groups into the environment."""
    wanted = [requirement for name in groups for requirement in group(name)]
    for package in packages:
        project = nox.project.load_toml(ROOT / "packages" / package / "pyproject.toml")
        wanted += project["project"].get("dependencies", [])
        if groups and "test" in project.get("dependency-groups", {}):
            wanted += nox.project.dependency_groups(project, "test")
    session.install(*options, *dict.fromkeys(text for text in wanted if not is_sibling(text)))
    session.install("--no-deps", *(part for package in packages for part in ("-e", f"packages/{package}")))


def with_siblings(*packages: str) -> list[str]:
    """The packages and those of the project that they need."""
    found: list[str] = []
    queue = list(packages)
    while queue:
        package = queue.pop()
        if package not in found:
            found.append(package)
            project = nox.project.load_toml(ROOT / "packages" / package / "pyproject.toml")
            texts = project["project"].get("dependencies", [])
            queue += [canonicalize_name(Requirement(text).name) for text in texts if is_sibling(text)]
    return found


def is_sibling(requirement: str) -> bool:
    """Whether a requirement names a package of this project."""
    return canonicalize_name(Requirement(requirement).name) in PACKAGES


def group(name: str) -> tuple[str, ...]:
    """The requirements of one dependency group of the workspace."""
    return nox.project.dependency_groups(nox.project.load_toml(ROOT / "pyproject.toml"), name)


def uv() -> str:
    """Where uv is, for tests that make environments of their own; empty where it is not."""
    return shutil.which("uv", path=os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])) or ""


def environment(session: nox.Session, name: str, *requirements: str) -> Path:
    """The interpreter of one more environment, for software that cannot live beside ours."""
    home = Path(session.create_tmp()) / name
    python = home / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    if not python.exists():
        session.run("python", "-m", "venv", str(home))
    pip = [uv(), "pip", "install", "--python", str(python)] if uv() else [str(python), "-m", "pip", "install"]
    session.run(*pip, "--quiet", *requirements, external=True)
    return python


def read_version(source: Path) -> str:
    """What `_version.py` states."""
    return source.read_text("utf-8").split('__version__ = "')[1].split('"')[0]
