"""Samples that many tests read: made once per test process, never changed by a test."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from pipeline.engines.speech_models import embedded_model
from tools import samples
from tools.samples import Sample

# Machines are noisy, and a slow one is no fault of the code.
settings.register_profile("patient", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("patient")


def pytest_addoption(parser: pytest.Parser) -> None:
    """Golden files are compared, and written anew only by who asks for it (``make golden``)."""
    parser.addoption(
        "--renew-golden", action="store_true", help="write the files in tests/golden anew"
    )


class _FailuresAtOnce:
    """Shows a failure when it happens: a run that is cut off has said by then what failed."""

    def __init__(self, terminal: pytest.TerminalReporter) -> None:
        self._terminal = terminal

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if report.failed:
            self._terminal.write_line(f"\nFAILED {report.nodeid}\n{report.longreprtext[-4000:]}")


def pytest_sessionstart(session: pytest.Session) -> None:
    terminal = session.config.pluginmanager.get_plugin("terminalreporter")
    if isinstance(terminal, pytest.TerminalReporter) and not hasattr(session.config, "workerinput"):
        session.config.pluginmanager.register(_FailuresAtOnce(terminal))


_SHARED = Path(__file__).resolve().parents[2] / "shared" / "data"


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """Real scans and recordings from outside the project; without them the test is skipped."""
    if not _SHARED.is_dir():
        pytest.skip(f"real inputs are not on this machine: {_SHARED}")
    return _SHARED


@pytest.fixture(scope="session")
def sample_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("samples")


@pytest.fixture(scope="session")
def german_letter_pdf(sample_folder: Path) -> Sample:
    """Two pages, 300 dpi, one grey JPEG each."""
    return samples.german_letter(sample_folder / "Brief.pdf")


@pytest.fixture(scope="session")
def german_letter_tiff(sample_folder: Path) -> Sample:
    """The same two pages in black and white, G4."""
    return samples.german_letter(sample_folder / "Brief.tif")


@pytest.fixture(scope="session")
def english_letter_png(sample_folder: Path) -> Sample:
    return samples.english_letter(sample_folder / "Letter.png")


@pytest.fixture(scope="session")
def german_invoice_pdf(sample_folder: Path) -> Sample:
    """One page with a table."""
    return samples.german_invoice(sample_folder / "Rechnung.pdf")


@pytest.fixture(scope="session")
def german_meeting_wav(sample_folder: Path) -> Sample:
    """Two voices, about 20 seconds, 16 kHz mono."""
    return samples.german_meeting(sample_folder / "Sitzung.wav", sentences=4)


@pytest.fixture(scope="session")
def german_meeting_m4a(sample_folder: Path) -> Sample:
    """The same meeting as a telephone records it."""
    return samples.german_meeting(sample_folder / "Sitzung.m4a", sentences=4)


@pytest.fixture(scope="session")
def english_memo_mp3(sample_folder: Path) -> Sample:
    """One voice, about three quarters of a minute."""
    return samples.english_memo(sample_folder / "Memo.mp3")


@pytest.fixture(scope="session")
def german_dictation_wav(sample_folder: Path) -> Sample:
    """One voice that says its punctuation, half a minute."""
    return samples.german_dictation(sample_folder / "Diktat.wav")


@pytest.fixture(scope="session")
def speech_model(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The embedded Whisper model in a cache of its own, removed after the tests: it is large."""
    cache = tmp_path_factory.mktemp("models")
    yield embedded_model(cache)
    shutil.rmtree(cache)
