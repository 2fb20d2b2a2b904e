"""Looks every locked package up in the database of known weaknesses that PyPI keeps.

    python -m tools.audit

pip-audit does it, in an environment of its own: .cache/audit, from tools/audit.lock. Exit code 1 if
a weakness is known; 2 if the database could not be asked about every package, which is no verdict.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

_ROOT = Path(__file__).parents[1]
_LOCKS = ("requirements.lock", "tools/torch.lock", "tools/audit.lock")
_PLACE = _ROOT / ".cache" / "audit"
_SOME = 5
"""Names of unaudited packages that are told."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What is known of the packages of one lock."""

    audited: int
    weak: tuple[str, ...]
    """Packages with a known weakness: its name, and the version without it."""
    unasked: tuple[str, ...]
    """Packages about which the database did not answer."""


def verdict_of(report: str) -> Verdict:
    """The verdict in a report of pip-audit, as JSON.

    Raises:
        ValueError: it is none.
    """
    try:
        packages = json.loads(report)["dependencies"]
        weak = [
            f"{package['name']} {package['version']}: {each['id']}, "
            f"mended in {', '.join(each['fix_versions']) or 'no version yet'}"
            for package in packages
            for each in package.get("vulns", ())
        ]
        unasked = [package["name"] for package in packages if "skip_reason" in package]
    except (KeyError, TypeError) as error:
        msg = f"no report of pip-audit: {report[:200]}"
        raise ValueError(msg) from error
    return Verdict(len(packages) - len(unasked), tuple(weak), tuple(unasked))


def summary(verdicts: Iterable[Verdict]) -> tuple[int, str]:
    """The exit code, and what to print."""
    audited, weak, unasked = 0, list[str](), list[str]()
    for verdict in verdicts:
        audited += verdict.audited
        weak += verdict.weak
        unasked += verdict.unasked
    lines = [*weak, f"{audited} packages audited, {len(weak)} known weaknesses."]
    if unasked:
        more = ", …" if len(unasked) > _SOME else ""
        lines.append(
            f"NOT audited: {len(unasked)} packages ({', '.join(unasked[:_SOME])}{more}). "
            "The database of weaknesses did not answer; it is reached with PyPI, not with a mirror."
        )
    return 1 if weak else 2 if unasked or not audited else 0, "\n".join(lines)


def _prepare() -> Path:
    """The program pip-audit, installed anew if its lock has changed."""
    lock, known = _ROOT / "tools" / "audit.lock", _PLACE / "audit.lock"
    if not known.exists() or known.read_bytes() != lock.read_bytes():
        subprocess.run([sys.executable, "-m", "venv", "--clear", _PLACE], check=True)
        install = ("install", "-qq", "--disable-pip-version-check", "--require-hashes", "--no-deps")
        subprocess.run([_PLACE / "bin" / "pip", *install, "--requirement", lock], check=True)
        shutil.copyfile(lock, known)
    return _PLACE / "bin" / "pip-audit"


def _audit(program: Path, lock: str) -> Verdict:
    options = ("--disable-pip", "--no-deps", "--progress-spinner", "off", "--format", "json")
    said = subprocess.run(
        [program, *options, "--requirement", _ROOT / lock],
        check=False,
        capture_output=True,
        text=True,
    )
    try:
        return verdict_of(said.stdout)
    except ValueError:
        print("\n".join(said.stderr.splitlines()[-1:]), file=sys.stderr)
        return Verdict(0, (), (f"everything in {lock}",))


def main() -> int:
    """Audit the locks, and say what is known."""
    program = _prepare()
    code, text = summary(_audit(program, lock) for lock in _LOCKS)
    print(text)
    return code


if __name__ == "__main__":
    sys.exit(main())
