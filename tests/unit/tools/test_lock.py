"""The lock has the versions that pyproject.toml pins."""

import re
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[3]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
LOCK = (ROOT / "requirements.lock").read_text(encoding="utf-8")
TORCH_LOCK = (ROOT / "tools" / "torch.lock").read_text(encoding="utf-8")
AUDIT_LOCK = (ROOT / "tools" / "audit.lock").read_text(encoding="utf-8")
CPU_FILES = (ROOT / "tools" / "torch-cpu.sha256").read_text(encoding="utf-8")


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


def test_torchs_own_lock_and_the_digests_of_its_cpu_files_are_of_the_pinned_version() -> None:
    version = _wanted()["torch"].removeprefix("==")
    files = re.findall(r"^[0-9a-f]{64}  (\S+\.whl)$", CPU_FILES, re.MULTILINE)

    assert f"\ntorch=={version} \\" in TORCH_LOCK
    assert re.findall(r"^(?!torch|cuda|nvidia)[a-z]\S*", TORCH_LOCK, re.MULTILINE) == []
    assert re.findall(r"^(?:torch|cuda|nvidia)\S*==", LOCK, re.MULTILINE) == []
    assert [name for name in files if not name.startswith(f"torch-{version}+cpu-")] == []
    assert len(files) > 5


@pytest.mark.parametrize("lock", [LOCK, TORCH_LOCK, AUDIT_LOCK])
def test_every_locked_package_has_hashes(lock: str) -> None:
    packages = re.split(r"^(?=[A-Za-z0-9])", lock, flags=re.MULTILINE)[1:]

    assert [package.split()[0] for package in packages if "--hash=sha256:" not in package] == []
