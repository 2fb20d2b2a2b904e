"""The lock has the versions that pyproject.toml pins."""

import re
import tomllib
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[3]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
LOCK = (ROOT / "requirements.lock").read_text(encoding="utf-8")


def _wanted() -> dict[str, str]:
    lines = [
        *PROJECT["project"]["dependencies"],
        *PROJECT["dependency-groups"]["dev"],
        *PROJECT["build-system"]["requires"],
    ]
    wanted = [Requirement(line) for line in lines]
    return {canonicalize_name(item.name): str(item.specifier) for item in wanted}


def test_every_dependency_is_pinned_exactly() -> None:
    loose = [
        name for name, specifier in _wanted().items() if not re.fullmatch(r"==[^*,]+", specifier)
    ]

    assert loose == []


def test_the_lock_holds_every_dependency_in_the_pinned_version_except_torch() -> None:
    locked = {
        (canonicalize_name(name), f"=={version}")
        for name, version in re.findall(r"^([A-Za-z0-9._-]+)==(\S+)", LOCK, re.MULTILINE)
    }

    assert set(_wanted().items()) - locked == {
        ("torch", str(Requirement(f"torch{_wanted()['torch']}").specifier))
    }


def test_every_locked_package_has_hashes() -> None:
    packages = re.split(r"^(?=[A-Za-z0-9])", LOCK, flags=re.MULTILINE)[1:]

    assert [package.split()[0] for package in packages if "--hash=sha256:" not in package] == []
