"""LibreOffice as a person uses it: a macro of its own types in a document and saves it."""

from __future__ import annotations

import shutil
import subprocess
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
  EnableReschedule(False)
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
  {showing}
  document.close(True)
  Exit Sub
Failed:
  StarDesktop.terminate()
End Sub
"""
"""Rescheduling is off: else it draws comments, and Debian's package without windows cannot."""
_HANDS = """
Sub TypeOver(document, old, typed)
  here = Place(document, old)
  here.String = typed
End Sub

Sub Retype(document, old, typed)
  wanted = document.createSearchDescriptor()
  wanted.SearchString = old
  wanted.SearchWords = True
  wanted.SearchCaseSensitive = True
  document.CurrentController.select(FirstOf(document, wanted))
  PressKeys(document, typed)
End Sub

Sub PutIn(document, typed, before)
  GoBefore(document, before)
  PressKeys(document, typed)
End Sub

Sub PutInLine(document, typed, before)
  PutIn(document, typed, before)
  Press(document, "InsertPara")
End Sub

Sub SplitLine(document, before)
  GoBefore(document, before)
  Press(document, "InsertPara")
End Sub

Sub JoinLines(document, words)
  here = Place(document, words)
  here.gotoEndOfParagraph(False)
  document.CurrentController.ViewCursor.gotoRange(here, False)
  Press(document, "Delete")
  PressKeys(document, " ")
End Sub

Sub DeleteWords(document, words)
  document.CurrentController.select(Place(document, words))
  Press(document, "Delete")
End Sub

Sub DeleteLines(document, first, last)
  here = Place(document, first)
  here.gotoStartOfParagraph(False)
  ending = Place(document, last)
  ending.gotoEndOfParagraph(False)
  here.gotoRange(ending, True)
  document.CurrentController.select(here)
  Press(document, "Delete")
End Sub

Sub MoveLine(document, words, before)
  here = Place(document, words)
  here.gotoStartOfParagraph(False)
  here.gotoNextParagraph(True)
  document.CurrentController.select(here)
  Press(document, "Cut")
  GoBefore(document, before)
  Press(document, "Paste")
End Sub

Sub AddComment(document, words, said)
  here = Place(document, words)
  note = document.createInstance("com.sun.star.text.textfield.Annotation")
  note.Author = "Frau Weber"
  note.Content = said
  here.Text.insertTextContent(here, note, True)
End Sub

Sub Show(document, target)
  Press(document, "AcceptAllTrackedChanges")
  Dim how(1) As New com.sun.star.beans.PropertyValue
  how(0).Name = "FilterName"
  how(0).Value = "Text (encoded)"
  how(1).Name = "FilterOptions"
  how(1).Value = "UTF8,LF"
  document.storeToURL(target, how())
End Sub

Function Place(document, words)
  wanted = document.createSearchDescriptor()
  wanted.SearchString = words
  found = FirstOf(document, wanted)
  Place = found.Text.createTextCursorByRange(found)
End Function

Function FirstOf(document, wanted)
  found = document.findFirst(wanted)
  there = found.String
  FirstOf = found
End Function

Sub GoBefore(document, words)
  document.CurrentController.ViewCursor.gotoRange(Place(document, words).Start, False)
End Sub

Sub Press(document, command)
  hand = createUnoService("com.sun.star.frame.DispatchHelper")
  hand.executeDispatch(document.CurrentController.Frame, ".uno:" & command, "", 0, Array())
End Sub

Sub PressKeys(document, typed)
  Dim what(0) As New com.sun.star.beans.PropertyValue
  what(0).Name = "Text"
  what(0).Value = typed
  hand = createUnoService("com.sun.star.frame.DispatchHelper")
  hand.executeDispatch(document.CurrentController.Frame, ".uno:InsertText", "", 0, what())
End Sub
"""
"""What ``step`` names; each finds the first place that says something.

Where nothing says it, the macro ends: of what is not there, there is no ``String``.
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


def step(hand: str, *words: str) -> str:
    """A call of one of LibreOffice's hands in Basic."""
    quoted = (f'"{each.replace(chr(34), 2 * chr(34))}"' for each in words)
    return f"{hand}({', '.join(('document', *quoted))})"


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
        done = [step("TypeOver", old, new) for old, new in words.items()]
        return self.edit(source, target, *done, recorded=recorded)

    def lock(self, source: Path, target: Path) -> Path:
        """Save the document elsewhere so that it opens only with a password."""
        saving = _LOCKING if target.suffix == ".docx" else _LOCKING_OTHERS
        return self._main(source, target, recorded=False, saving=saving)

    def edit(
        self,
        source: Path,
        target: Path,
        *done: str,
        recorded: bool,
        shown: Path | None = None,
    ) -> Path:
        """Do these things in Basic, with changes recorded or not, and save it elsewhere.

        ``shown``: gets the text as LibreOffice shows it, all changes accepted.
        """
        showing = "" if shown is None else step("Show", shown.as_uri())
        typing = "\n".join(f"  {each}" for each in done)
        return self._main(source, target, recorded=recorded, typing=typing, showing=showing)

    def _main(self, source: Path, target: Path, *, recorded: bool, **basic: str) -> Path:
        macro = _MACRO.format_map(
            {"typing": "", "saving": "", "showing": ""}
            | {"source": source.as_uri(), "target": target.as_uri(), "recorded": recorded}
            | {"filter": _FILTERS[target.suffix]}
            | basic
        )
        self.module.write_text(_MODULE.format(escape(macro + _HANDS)), encoding="utf-8")
        self.run("macro:///Standard.Module1.Main")
        assert target.exists(), "the macro did not run"
        return target
