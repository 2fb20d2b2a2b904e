"""The office's own Word template, as a profile names it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import IO

from pipeline.config.explanations import line_of
from pipeline.config.text_files import CLOSED, Unreadable, name_in, open_regular
from pipeline.core.naming import comparison_key
from pipeline.i18n import N_
from pipeline.mistakes import Mistake
from pipeline.outputs.wordml.package import fault_of


def check_template(folder: Path, wanted: str, text: str) -> None:
    """Refuse a template that cannot be used.

    The line of the profile ``text`` that names it is told, too.

    Raises:
        Unreadable: no file ``wanted`` is in ``folder``, it cannot be read, or it has a fault.
    """
    line, key = line_of(["draft", "template"], text), "draft.template"
    try:
        with open_regular(folder / (name_in(folder, comparison_key(wanted)) or wanted)) as stream:
            check_word(stream)
    except FileNotFoundError as error:
        said = N_("there is no file of this name beside the profile")
        raise Unreadable(Mistake(said, line=line, key=key)) from error
    except OSError as error:
        raise Unreadable(Mistake(CLOSED, line=line, key=key)) from error
    except Unreadable as error:
        raise Unreadable(replace(error.mistake, line=line, key=key)) from error


def check_word(stream: IO[bytes]) -> None:
    """Refuse what is no Word file, or one with a fault.

    Raises:
        Unreadable: with the fault.
    """
    fault = fault_of(stream)
    if fault is not None:
        raise Unreadable(fault)
