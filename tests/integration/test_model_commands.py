"""``schreibstube models`` as people enter it, against a real server."""

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.model_server import CONTENT, Server, model_server


def entered(
    models: Path, *arguments: str, language: str = "de", **environment: str
) -> subprocess.CompletedProcess[str]:
    """The command with a folder of models of its own."""
    return subprocess.run(
        [sys.executable, "-m", "workers", "models", *arguments],
        env={
            **os.environ,  # noqa: TID251 - handed on
            "SCHREIBSTUBE_FOLDERS__MODELS": str(models),
            "SCHREIBSTUBE_LANGUAGE": language,
            **environment,
        },
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture
def server() -> Iterator[Server]:
    with model_server() as served:
        yield served


@pytest.fixture
def models(tmp_path: Path, speech_model: Path) -> Path:
    """A folder with the built-in model only."""
    (tmp_path / "models").mkdir()
    (tmp_path / "models" / "base").symlink_to(speech_model)
    return tmp_path / "models"


@pytest.mark.parametrize("way", ["option", "variable"])
def test_a_mirror_with_another_file_is_refused(models: Path, server: Server, way: str) -> None:
    """Nothing that a test could serve has the bytes of the table."""
    if way == "option":
        ended = entered(models, "add", "small", "--from", server.address)
    else:
        ended = entered(models, "add", "small", HF_ENDPOINT=server.address)

    assert ended.returncode == 1
    assert "127.0.0.1 hat config.json nicht" in ended.stderr
    assert "schreibstube models add small --from ORDNER" in ended.stderr
    assert ended.stdout == ""
    assert [asked for asked, _ in server.asked] == ["config.json"] * 2


def test_a_stick_with_another_file_is_refused(models: Path, tmp_path: Path) -> None:
    for name, data in {**CONTENT, "vocabulary.txt": b"x"}.items():
        (tmp_path / "stick" / "small").mkdir(parents=True, exist_ok=True)
        (tmp_path / "stick" / "small" / name).write_bytes(data)

    ended = entered(models, "add", "small", "--from", str(tmp_path / "stick"), language="en")

    assert ended.returncode == 2
    assert "config.json" in ended.stderr
    assert "Nothing was added." in ended.stderr


def test_a_model_of_ones_own_is_added_and_how_to_use_it_is_told(
    models: Path, tmp_path: Path
) -> None:
    (tmp_path / "kanzlei").mkdir()
    for name, data in CONTENT.items():
        (tmp_path / "kanzlei" / name).write_bytes(data)

    ended = entered(models, "add", str(tmp_path / "kanzlei"))

    assert (ended.returncode, ended.stdout) == (0, f"{models / 'kanzlei'}\n")
    assert ended.stderr.endswith('unter [speech]: model = "kanzlei"\n')


def test_a_folder_that_is_not_there_is_a_mistake(models: Path) -> None:
    ended = entered(models, "add", "small", "--from", "/media/nowhere")

    assert ended.returncode == 2
    assert "/media/nowhere" in ended.stderr


@pytest.mark.engine
def test_the_advice_says_what_it_is_made_of(models: Path) -> None:
    ended = entered(models, "recommend")

    assert ended.returncode == 0, ended.stderr
    assert re.search(r"Probe: base hört 20 Sekunden Sprache in \d+\.\d Sekunden", ended.stdout)
    assert re.search(r"^\* base .* ist hier$", ended.stdout, re.MULTILINE)
    assert re.search(r"^  large-v3-turbo +1622 MB +4\.4 GB +\S+ ", ended.stdout, re.MULTILINE)
    assert "Schätzungen" in ended.stdout
    assert (models / "trial.json").exists()


@pytest.mark.engine
def test_a_model_of_ones_own_is_not_judged(models: Path, speech_model: Path) -> None:
    (models / "kanzlei").symlink_to(speech_model)

    ended = entered(models, "recommend", language="en", SCHREIBSTUBE_SPEECH__MODEL="kanzlei")

    assert "kanzlei is a model of your own" in ended.stdout
    brief = entered(models, "recommend", "--brief", SCHREIBSTUBE_SPEECH__MODEL="kanzlei")
    assert (brief.returncode, brief.stdout) == (0, "")


def test_the_models_are_listed_and_verified(models: Path) -> None:
    assert entered(models, "list").stdout.startswith("* base ")
    assert entered(models, "verify").stdout == "✓ base\n"
