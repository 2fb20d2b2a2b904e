from __future__ import annotations

import os
from collections import OrderedDict
from pathlib import Path

import numpy as np
import pytest
import torch

from pipeline.engines.voices.torch_file import read_weights


@pytest.mark.parametrize("wrapped", ["", "state_dict"])
def test_weights_are_those_that_pytorch_wrote(wrapped: str, tmp_path: Path) -> None:
    told = OrderedDict(
        low=torch.arange(6.0).reshape(2, 3),
        turned=torch.arange(6.0).reshape(2, 3).T,
        part=torch.arange(9.0)[4:7],
        count=torch.tensor(3),
    )
    torch.save({wrapped: told, "model": {"a": 1}} if wrapped else told, tmp_path / "it.pt")

    found = read_weights(tmp_path / "it.pt")

    assert set(found) == {"low", "turned", "part"}
    for name, array in found.items():
        assert np.array_equal(array, told[name].numpy())


class Wicked:
    def __reduce__(self) -> tuple[object, tuple[str]]:
        return os.mkdir, ("harm",)


def test_a_file_that_would_run_something_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    torch.save({"a": Wicked()}, "it.pt")

    with pytest.raises(ValueError, match=r"no weights of PyTorch: it\.pt"):
        read_weights(Path("it.pt"))
    assert not Path("harm").exists()


@pytest.mark.parametrize("content", [b"", b"PK", b"nothing of the kind"])
def test_what_is_no_such_file_is_refused(content: bytes, tmp_path: Path) -> None:
    (tmp_path / "it.pt").write_bytes(content)

    with pytest.raises(ValueError, match="no weights"):
        read_weights(tmp_path / "it.pt")
