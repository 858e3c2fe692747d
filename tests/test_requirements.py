"""The locked requirements agree with pyproject.toml, are complete and carry hashes; no network needed."""

import re
import tomllib
from collections.abc import Iterable, Mapping
from importlib.metadata import requires
from itertools import product
from pathlib import Path

import pytest
from packaging.markers import default_environment
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
GROUPS = {
    "requirements.txt": ["build"],
    "requirements-dev.txt": ["build", "dev"],
}
SYSTEMS = {"linux": "Linux", "darwin": "Darwin", "win32": "Windows"}
ENVIRONMENTS = [
    {"python_version": python, "python_full_version": f"{python}.0", "sys_platform": system,
     "platform_system": SYSTEMS[system]}
    for python, system in product(("3.11", "3.12", "3.13", "3.14"), SYSTEMS)
]  # fmt: skip


def _pins(name: str) -> dict[str, tuple[Requirement, list[str]]]:
    """What a lock file pins: each requirement with its hashes. A line of any other form is an error."""
    text = re.sub(r"^#.*\n", "", (ROOT / name).read_text(encoding="utf-8"), flags=re.M)
    pins: dict[str, tuple[Requirement, list[str]]] = {}
    for line in text.replace("\\\n", " ").splitlines():
        wanted, *hashes = re.split(r"\s+--hash=sha256:", line.strip())
        requirement = Requirement(wanted)
        pins[canonicalize_name(requirement.name)] = requirement, hashes
    return pins


def _asked_for(name: str) -> list[Requirement]:
    """What pyproject.toml asks for in this file."""
    groups, extras = PROJECT["dependency-groups"], PROJECT["project"]["optional-dependencies"]
    lines = PROJECT["project"]["dependencies"] + [line for some in extras.values() for line in some]
    lines += [line for group in GROUPS[name] for line in groups[group]]
    return [Requirement(line) for line in lines]


def _applies(requirement: Requirement, environment: Mapping[str, str], extras: Iterable[str] = ()) -> bool:
    if requirement.marker is None:
        return True
    return any(requirement.marker.evaluate({**environment, "extra": extra}) for extra in ("", *extras))


def _version(pin: Requirement) -> str:
    [specifier] = pin.specifier
    assert specifier.operator == "=="
    return specifier.version


@pytest.mark.parametrize("name", GROUPS)
def test_every_requirement_is_pinned_on_every_python_and_system(name: str) -> None:
    pins = _pins(name)
    for environment in ENVIRONMENTS:
        for requirement in _asked_for(name):
            if _applies(requirement, environment):
                pin, _ = pins[canonicalize_name(requirement.name)]
                assert _applies(pin, environment), f"{pin.name} is missing on {environment}: make lock"
                assert requirement.specifier.contains(_version(pin)), f"{requirement}, but {pin}: make lock"


@pytest.mark.parametrize("name", GROUPS)
def test_every_pin_has_hashes(name: str) -> None:
    for pin, hashes in _pins(name).values():
        assert hashes, f"{pin.name} has no hash"
        assert all(re.fullmatch("[0-9a-f]{64}", value) for value in hashes)


def test_both_files_pin_the_same() -> None:
    developers = _pins("requirements-dev.txt")
    for name, pin in _pins("requirements.txt").items():
        assert developers[name] == pin


@pytest.mark.parametrize("name", GROUPS)
def test_the_pins_are_what_the_requirements_need_and_no_more(name: str) -> None:
    """By the metadata of what is installed: `make lock` was run after the last change."""
    pins, environment = _pins(name), {key: str(value) for key, value in default_environment().items()}
    needed: dict[str, set[str]] = {}
    waiting = [line for line in _asked_for(name) if _applies(line, environment)]
    while waiting:
        requirement = waiting.pop()
        package = canonicalize_name(requirement.name)
        known = needed.setdefault(package, set())
        if {"", *requirement.extras} <= known:
            continue
        known |= {"", *requirement.extras}
        assert package in pins, f"{package} is needed but not pinned: make lock"
        assert requirement.specifier.contains(_version(pins[package][0]), prereleases=True)
        waiting += [
            line
            for line in map(Requirement, requires(package) or [])
            if _applies(line, environment, requirement.extras)
        ]
    assert needed.keys() == {package for package, (pin, _) in pins.items() if _applies(pin, environment)}
