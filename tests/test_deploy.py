"""The files for containers, systemd and Grafana agree with the program; no docker needed."""

import json
import re
import tomllib
from pathlib import Path

import yaml

from bot.cli.main import sitrep
from bot.config.load import load
from bot.desk.roles import ROLES
from bot.health.vitals import Vitals

ROOT = Path(__file__).resolve().parents[1]
DOCKERFILE = (ROOT / "Dockerfile").read_text(encoding="utf-8")
UNIT = (ROOT / "deploy" / "sitrep.service").read_text(encoding="utf-8")
COMPOSE = yaml.safe_load((ROOT / "compose.yaml").read_text(encoding="utf-8"))


def commands_of(words: list[str]) -> list[str]:
    """The words that start with `sitrep`'s own command; fails where it or an option does not exist."""
    command = sitrep.get_command(None, words[0])  # type: ignore[arg-type]
    assert command is not None, words
    known = {option for parameter in command.params for option in parameter.opts}
    assert {word for word in words if word.startswith("--")} <= known, words
    return words


def test_the_image_holds_what_the_package_needs_and_runs_as_nobody_special() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    copied = set(" ".join(re.findall(r"^COPY (?!--from)(.+) \S+$", DOCKERFILE, re.MULTILINE)).split())
    wheel = project["tool"]["hatch"]["build"]["targets"]["wheel"]
    assert set(wheel["packages"]) | set(wheel["force-include"]) <= copied
    ignored = (ROOT / ".dockerignore").read_text(encoding="utf-8").splitlines()
    assert {f"!{name}" for name in copied} <= set(ignored)
    for name in copied:
        assert (ROOT / name).exists()
    last = DOCKERFILE.rpartition("\nFROM ")[2]
    assert "\nUSER 10001:10001\n" in last
    assert "--require-hashes" in DOCKERFILE
    assert "--only-binary=:all:" in DOCKERFILE
    assert not re.search(r"SITREP_\w*TOKEN=", DOCKERFILE)
    for words in re.findall(r"^(?:HEALTHCHECK.*)?CMD (\[.*\])$", DOCKERFILE, re.MULTILINE):
        line = [word for word in json.loads(words) if word != "sitrep"]
        commands_of(line)


def test_the_services_cover_every_role_and_are_confined() -> None:
    services = COMPOSE["services"]
    by_role = {}
    for name, service in services.items():
        if name == "postgres":
            continue
        assert service["read_only"] is True
        assert service["cap_drop"] == ["ALL"]
        command = service.get("command", ["run"])
        commands_of(command)
        if "--roles" in command:
            by_role[command[command.index("--roles") + 1]] = service.get("deploy", {}).get("replicas", 1)
            assert service["profiles"] == ["postgres"]
    assert by_role == {"commands": 1, "poll": 2, "triage": 2, "deliver": 2}
    assert set(by_role) == set(ROLES)
    for service in services.values():
        assert set(service.get("secrets", [])) <= set(COMPOSE["secrets"])


def test_what_the_environment_of_the_files_says_can_be_loaded(tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("postgresql://sitrep:x@postgres/sitrep\n")
    (tmp_path / "config.toml").write_text("")
    environments = [service.get("environment", {}) for service in COMPOSE["services"].values()]
    environments.append(dict(re.findall(r"^Environment=(\w+)=(.+)$", UNIT, re.MULTILINE)))
    for environment in environments:
        ours = {name: str(secret) if name.endswith("_FILE") else value
                for name, value in environment.items() if name.startswith("SITREP_")}  # fmt: skip
        ours = {name: value for name, value in ours.items() if "TOKEN" not in name}
        assert load(tmp_path / "config.toml", ours, applying=True).database.url


def test_the_unit_starts_the_program_as_a_confined_user() -> None:
    for line in (
        "Type=notify",
        "User=sitrep",
        "ProtectSystem=strict",
        "NoNewPrivileges=true",
        "WatchdogSec=120",
    ):
        assert line in UNIT
    start = re.search(r"^ExecStart=\S+/sitrep --log-format json (.+)$", UNIT, re.MULTILINE)
    assert start is not None
    commands_of(start[1].split())


def test_the_dashboard_asks_for_metrics_that_exist() -> None:
    dashboard = json.loads((ROOT / "deploy" / "grafana.json").read_text(encoding="utf-8"))
    asked = {
        name
        for panel in dashboard["panels"]
        for target in panel["targets"]
        for name in re.findall(r"sitrep_\w+", target["expr"])
    }
    served = {
        name
        for family in Vitals(ROLES).registry.collect()
        for name in (family.name, f"{family.name}_total", f"{family.name}_bucket")
    }
    assert asked <= served
    assert len(asked) >= 10
