"""What acts in a PDF is found wherever it hides; what does not act raises no alarm."""

import zlib
from collections.abc import Callable
from io import BytesIO

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, String

from pipeline.core.scans.alarms import Alarm
from pipeline.pdf.active_content import alarms_of


def _script() -> pikepdf.Dictionary:
    return Dictionary(S=Name.JavaScript, JS=String("app.alert('Guten Tag');"))


def _launch() -> pikepdf.Dictionary:
    return Dictionary(S=Name.Launch, F=String("cmd.exe"))


def _page(pdf: pikepdf.Pdf) -> pikepdf.Dictionary:
    found: pikepdf.Dictionary = pdf.pages[0].obj
    return found


def _annotate(pdf: pikepdf.Pdf, annotation: pikepdf.Dictionary) -> None:
    _page(pdf).Annots = Array([pdf.make_indirect(annotation)])


def _link(pdf: pikepdf.Pdf, action: pikepdf.Dictionary) -> None:
    _annotate(pdf, Dictionary(Type=Name.Annot, Subtype=Name.Link, A=action))


def _attach(pdf: pikepdf.Pdf, name: str, content: bytes = b"text") -> None:
    pdf.attachments[name] = content


def _pin(pdf: pikepdf.Pdf, name: str) -> None:
    stream = pdf.make_stream(b"text")
    file = Dictionary(Type=Name.Filespec, F=String(name), EF=Dictionary(F=stream))
    _annotate(pdf, Dictionary(Subtype=Name.FileAttachment, FS=file))


def _field(pdf: pikepdf.Pdf, **entries: pikepdf.Object) -> None:
    kid = pdf.make_indirect(Dictionary(T=String("b"), FT=Name.Tx))
    for key, value in entries.items():
        kid[f"/{key}"] = value
    field = pdf.make_indirect(Dictionary(T=String("a"), Kids=Array([kid])))
    kid.Parent = field
    pdf.Root.AcroForm = Dictionary(Fields=Array([field]))


def _bookmark(pdf: pikepdf.Pdf, action: pikepdf.Dictionary) -> None:
    item = pdf.make_indirect(Dictionary(Title=String("Kapitel"), A=action))
    pdf.Root.Outlines = pdf.make_indirect(Dictionary(First=item, Last=item))


def _named_script(pdf: pikepdf.Pdf) -> None:
    tree = Dictionary(Names=Array([String("a"), pdf.make_indirect(_script())]))
    pdf.Root.Names = Dictionary(JavaScript=Dictionary(Kids=Array([pdf.make_indirect(tree)])))


def _opening(pdf: pikepdf.Pdf, action: pikepdf.Object) -> None:
    pdf.Root.OpenAction = action


def _xfa(pdf: pikepdf.Pdf) -> None:
    template = pdf.make_stream(b"<template><script>xfa.host.messageBox('x')</script></template>")
    pdf.Root.AcroForm = Dictionary(XFA=Array([String("template"), template]))


def _on_page(pdf: pikepdf.Pdf) -> None:
    _page(pdf).AA = Dictionary(O=_script())


def _after_another(pdf: pikepdf.Pdf) -> None:
    _opening(pdf, Dictionary(S=Name.GoTo, D=Array([]), Next=Array([_script()])))


def _cycle(pdf: pikepdf.Pdf) -> None:
    first = pdf.make_indirect(Dictionary(S=Name.GoTo))
    first.Next = pdf.make_indirect(Dictionary(S=Name.Launch, Next=first))
    _opening(pdf, first)


_LOUD: dict[str, tuple[Callable[[pikepdf.Pdf], None], Alarm]] = {
    "document": (_named_script, Alarm.PROGRAM),
    "opening": (lambda pdf: _opening(pdf, _script()), Alarm.PROGRAM),
    "page": (_on_page, Alarm.PROGRAM),
    "field": (lambda pdf: _field(pdf, AA=Dictionary(K=_script())), Alarm.PROGRAM),
    "link": (lambda pdf: _link(pdf, _script()), Alarm.PROGRAM),
    "bookmark": (lambda pdf: _bookmark(pdf, _script()), Alarm.PROGRAM),
    "next": (_after_another, Alarm.PROGRAM),
    "xfa": (_xfa, Alarm.PROGRAM),
    "address": (
        lambda pdf: _link(pdf, Dictionary(S=Name.URI, URI=String("JavaScript:x()"))),
        Alarm.PROGRAM,
    ),
    "launch": (lambda pdf: _link(pdf, _launch()), Alarm.STARTS),
    "cycle": (_cycle, Alarm.STARTS),
    "form": (
        lambda pdf: _field(pdf, A=Dictionary(S=Name.SubmitForm, F=String("http://a.example"))),
        Alarm.SENDS,
    ),
    "remote": (
        lambda pdf: _link(pdf, Dictionary(S=Name.GoToR, F=String(r"\\server\share\a.pdf"))),
        Alarm.ELSEWHERE,
    ),
    "file": (
        lambda pdf: _link(pdf, Dictionary(S=Name.URI, URI=String("FILE:///C:/a.exe"))),
        Alarm.ELSEWHERE,
    ),
    "unc": (
        lambda pdf: _link(pdf, Dictionary(S=Name.URI, URI=String(r"\\server\share\a"))),
        Alarm.ELSEWHERE,
    ),
    "exe": (lambda pdf: _attach(pdf, "Rechnung.pdf.EXE"), Alarm.ATTACHED),
    "macros": (lambda pdf: _attach(pdf, "Brief.docm"), Alarm.ATTACHED),
    "shortcut": (lambda pdf: _attach(pdf, "Brief.lnk "), Alarm.ATTACHED),
    "turned": (lambda pdf: _attach(pdf, "Brief\u202efdp.js\u202c"), Alarm.ATTACHED),
    "disguised": (lambda pdf: _attach(pdf, "Brief.pdf", b"MZ\x90\0" * 99), Alarm.ATTACHED),
    "pinned": (lambda pdf: _pin(pdf, "Brief.vbs"), Alarm.ATTACHED),
    "film": (
        lambda pdf: _annotate(pdf, Dictionary(Subtype=Name.RichMedia)),
        Alarm.MEDIA,
    ),
    "3d": (lambda pdf: _annotate(pdf, Dictionary(Subtype=Name("/3D"))), Alarm.MEDIA),
}

_QUIET: dict[str, Callable[[pikepdf.Pdf], None]] = {
    "nothing": lambda _: None,
    "invoice": lambda pdf: _attach(pdf, "factur-x.xml", b"<?xml version='1.0'?><Invoice/>"),
    "letter": lambda pdf: _attach(pdf, "Anlage 1.pdf", b"%PDF-1.7"),
    "table": lambda pdf: _attach(pdf, "Kosten.xlsx", b"PK\3\4"),
    "web": lambda pdf: _link(pdf, Dictionary(S=Name.URI, URI=String("https://a.example/b.js"))),
    "mail": lambda pdf: _link(pdf, Dictionary(S=Name.URI, URI=String("mailto:a@example.org"))),
    "inside": lambda pdf: _link(pdf, Dictionary(S=Name.GoTo, D=Array([0, Name.Fit]))),
    "print": lambda pdf: _link(pdf, Dictionary(S=Name.Named, N=Name.Print)),
    "field": lambda pdf: _field(pdf, V=String("/JavaScript")),
    "opening": lambda pdf: _opening(pdf, Array([pdf.pages[0].obj, Name.Fit])),
}


def _reopened(change: Callable[[pikepdf.Pdf], None]) -> pikepdf.Pdf:
    pdf, written = pikepdf.new(), BytesIO()
    pdf.add_blank_page()
    change(pdf)
    pdf.save(written)
    return pikepdf.open(written)


@pytest.mark.parametrize("name", _LOUD)
def test_what_acts_is_found(name: str) -> None:
    change, alarm = _LOUD[name]

    assert alarms_of(_reopened(change)) == (alarm,)


@pytest.mark.parametrize("name", _QUIET)
def test_what_does_not_act_raises_no_alarm(name: str) -> None:
    assert alarms_of(_reopened(_QUIET[name])) == ()


def test_several_alarms_come_in_a_fixed_order() -> None:
    def change(pdf: pikepdf.Pdf) -> None:
        _attach(pdf, "a.scr")
        _link(pdf, _launch())
        _opening(pdf, _script())

    assert alarms_of(_reopened(change)) == (Alarm.PROGRAM, Alarm.STARTS, Alarm.ATTACHED)


def test_an_attachment_that_unpacks_to_gigabytes_is_not_unpacked() -> None:
    def change(pdf: pikepdf.Pdf) -> None:
        packer = zlib.compressobj(9)
        packed = b"".join(packer.compress(bytes(1 << 20)) for _ in range(64)) + packer.flush()
        stream = pikepdf.Stream(pdf, packed, Filter=Name.FlateDecode)
        file = Dictionary(F=String("Anlage.txt"), EF=Dictionary(F=stream))
        _annotate(pdf, Dictionary(Subtype=Name.FileAttachment, FS=file))

    assert alarms_of(_reopened(change)) == ()


def test_odd_objects_are_passed_over() -> None:
    def change(pdf: pikepdf.Pdf) -> None:
        _page(pdf).Annots = Array([None, 3, String("x"), Dictionary(URI=7, EF=5, XFA=True)])
        _bookmark(pdf, _launch())

    assert alarms_of(_reopened(change)) == (Alarm.STARTS,)
