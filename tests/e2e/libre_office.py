"""LibreOffice as a person uses it: a macro of its own types in a document and saves it."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from xml.sax.saxutils import escape

import pytest

_FILTERS = {
    ".docx": "MS Word 2007 XML",
    ".odt": "writer8",
    ".rtf": "Rich Text Format",
    ".doc": "MS Word 97",
}
_MACRO = """
Sub Main
  On Error GoTo Failed
  Dim hidden(0) As New com.sun.star.beans.PropertyValue
  hidden(0).Name = "Hidden"
  hidden(0).Value = True
  document = StarDesktop.loadComponentFromURL("{source}", "_blank", 0, hidden())
  document.RecordChanges = {recorded}
{typing}
  Dim how(1) As New com.sun.star.beans.PropertyValue
  how(0).Name = "FilterName"
  how(0).Value = "{filter}"
  how(1).Name = "Overwrite"
  how(1).Value = True
{saving}
  document.storeToURL("{target}", how())
  document.close(True)
Failed:
End Sub

Sub TypeOver(document, old, typed)
  wanted = document.createSearchDescriptor()
  wanted.SearchString = old
  found = document.findFirst(wanted)
  typist = found.Text.createTextCursorByRange(found)
  typist.String = typed
End Sub
"""
_LOCKING = """
  Dim secret(1) As New com.sun.star.beans.NamedValue
  secret(0).Name = "OOXPassword"
  secret(0).Value = "geheim"
  secret(1).Name = "CryptoType"
  secret(1).Value = "Standard"
  how(1).Name = "EncryptionData"
  how(1).Value = CreateUnoValue("[]com.sun.star.beans.NamedValue", secret())
"""
"""The password of a Word file; without a type, LibreOffice 7.4 writes nothing."""
_LOCKING_OTHERS = """
  how(1).Name = "Password"
  how(1).Value = "geheim"
"""
"""The password of the other formats."""
_MODULE = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE script:module PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "module.dtd">
<script:module xmlns:script="http://openoffice.org/2000/script" script:name="Module1"
 script:language="StarBasic">{}</script:module>
"""


@dataclass(frozen=True)
class Typist:
    """LibreOffice with settings of its own in ``profile``."""

    profile: Path

    @classmethod
    def in_folder(cls, folder: Path) -> Typist:
        """One that can type; the test is skipped where there is none."""
        if shutil.which("soffice") is None:
            pytest.skip("LibreOffice is not installed")
        typist = cls(folder / "profile")
        typist.run("--terminate_after_init")
        if not typist.module.parent.is_dir():
            pytest.skip("this LibreOffice runs no macros")
        return typist

    @property
    def module(self) -> Path:
        """The file of its macros."""
        return self.profile / "user" / "basic" / "Standard" / "Module1.xba"

    def run(self, *arguments: str) -> None:
        subprocess.run(
            [
                *("soffice", f"-env:UserInstallation={self.profile.as_uri()}"),
                *("--headless", "--norestore", "--nologo", *arguments),
            ],
            check=False,
            capture_output=True,
            timeout=150,
        )

    def type(self, source: Path, target: Path, words: dict[str, str], *, recorded: bool) -> Path:
        """Type over words, with changes recorded or not, and save the document elsewhere."""
        done = [f'TypeOver(document, "{old}", "{new}")' for old, new in words.items()]
        return self.edit(source, target, *done, recorded=recorded)

    def lock(self, source: Path, target: Path) -> Path:
        """Save the document elsewhere so that it opens only with a password."""
        saving = _LOCKING if target.suffix == ".docx" else _LOCKING_OTHERS
        self._main(source, target, (), recorded=False, saving=saving)
        return target

    def edit(self, source: Path, target: Path, *done: str, recorded: bool) -> Path:
        """Do these things in Basic, with changes recorded or not, and save it elsewhere."""
        self._main(source, target, done, recorded=recorded)
        return target

    def _main(
        self,
        source: Path,
        target: Path,
        done: Iterable[str],
        *,
        recorded: bool,
        saving: str = "",
    ) -> None:
        macro = _MACRO.format(
            source=source.as_uri(),
            target=target.as_uri(),
            filter=_FILTERS[target.suffix],
            recorded=recorded,
            typing="\n".join(f"  {each}" for each in done),
            saving=saving,
        )
        self.module.write_text(_MODULE.format(escape(macro)), encoding="utf-8")
        self.run("macro:///Standard.Module1.Main")
        assert target.exists(), "the macro did not run"
