"""What can go wrong when a speech model is added; see ``pipeline.errors``."""

from __future__ import annotations

from typing import Self

from pipeline.errors import Unavailable, UsageError
from pipeline.i18n import N_
from pipeline.mistakes import Mistake, mistakes_as_json


class DownloadFailed(Unavailable):
    """A model cannot be fetched from its address ``source``."""

    between = "; "
    happened = N_("The speech model {model} could not be downloaded: {problems}.")
    to_do = N_(
        "Please enter the same command again later; what has arrived is kept. Or download {source} "
        "on another computer, copy its folder to this one and enter: "
        "schreibstube models add {model} --from FOLDER"
    )

    @classmethod
    def of(cls, model: str, source: str, problem: Mistake) -> Self:
        """The error for this problem, told in the reader's language."""
        return cls(model=model, source=source, problems=mistakes_as_json([problem]))


class ModelUnknown(UsageError):
    """``model`` is no model's folder or file, and none of ``known``."""

    happened = N_("“{model}” is neither a folder with a speech model nor one of: {known}.")
    to_do = N_("Please check the spelling, or name the folder that holds the model.")


class ModelMisnamed(UsageError):
    """No model in our own folder can be called ``name``."""

    happened = N_("A speech model cannot be called “{name}”.")
    to_do = N_(
        "Please rename its folder or file: letters from A to Z, digits, dots and hyphens; "
        "“base” is the built-in model."
    )


class ModelIncomplete(UsageError):
    """The folder ``folder`` holds no whole model: ``files`` are missing."""

    happened = N_("The folder {folder} lacks files of the speech model: {files}.")
    to_do = N_("Please copy the whole folder of the model again.")


class ModelAltered(UsageError):
    """``file`` in ``folder`` is not the published one of ``model``."""

    happened = N_(
        "The file {file} in {folder} has other bytes than the published model {model}. Nothing was "
        "added."
    )
    to_do = N_(
        "Please copy or download the folder again. If it is a model of your own, give its folder "
        "another name."
    )
