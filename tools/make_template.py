"""Writes the Word template of drafts; so its styles are text to review.

Made by hand, it would carry whatever one office program adds (preview picture, theme, author, a
dozen settings); so it holds exactly what follows and nothing else.

    python tools/make_template.py [FILE]
"""

from __future__ import annotations

import sys
import zipfile
from pathlib import Path

TEMPLATE = Path(__file__).parent.parent / "pipeline" / "outputs" / "draft.docx"

_XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_R = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"

# Between paragraphs only the space before counts: programs differ in whether they add the space
# after to it. Lengths are twentieths of a point (567 to the centimetre), type sizes half points,
# borders eighths of a point.
_MARGIN_LEFT, _MARGIN_RIGHT, _MARGIN_TOP, _MARGIN_BOTTOM = 1417, 1134, 1417, 1247
"""Source: DIN 5008: 2.5 cm on the left, 2 cm on the right."""
_A4 = (11906, 16838)
_TEXT_WIDTH = _A4[0] - _MARGIN_LEFT - _MARGIN_RIGHT

_GREY = "595959"
"""Contrast to white 7:1, for small print.

Source: WCAG 2.1, 1.4.6.
"""
_RULE = "A6A6A6"
_WARNING, _WARNING_PAPER = "C55A11", "FDF3EA"

_HEAD_PAPER = "F2F2F2"
_LINK = "0B5394"
"""Contrast to white 7.6:1."""

_IDS = {"annotation text": "CommentText", "annotation reference": "CommentReference"}
"""Styles whose ids in Word are not made from their names."""


def main(target: Path = TEMPLATE) -> None:
    """Write the template to ``target``; equal source gives equal bytes."""
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in PARTS.items():
            entry = zipfile.ZipInfo(name)  # dated 1980
            entry.compress_type = zipfile.ZIP_DEFLATED
            package.writestr(entry, _XML + content)


def _paragraph_style(name: str, properties: str, letters: str = "", *, following: str = "") -> str:
    """A paragraph style.

    Built-in ones keep Word's own names, so that Word shows them in the reader's language.
    """
    identifier = _IDS.get(name) or "".join(word[0].upper() + word[1:] for word in name.split())
    custom = ' w:customStyle="1"' if name.startswith("Schreibstube") else ""
    return (
        f'<w:style w:type="paragraph"{custom} w:styleId="{identifier}"><w:name w:val="{name}"/>'
        f'<w:basedOn w:val="Normal"/><w:next w:val="{following or identifier}"/><w:qFormat/>'
        f"{f'<w:pPr>{properties}</w:pPr>' if properties else ''}"
        f"{f'<w:rPr>{letters}</w:rPr>' if letters else ''}</w:style>"
    )


def _character_style(name: str, letters: str) -> str:
    custom = ' w:customStyle="1"' if name.startswith("Schreibstube") else ""
    identifier = _IDS.get(name, name.replace(" ", ""))
    return (
        f'<w:style w:type="character"{custom} w:styleId="{identifier}"><w:name w:val="{name}"/>'
        f"<w:qFormat/>"
        f"<w:rPr>{letters}</w:rPr></w:style>"
    )


def _grid_style(name: str, letters: str, *, paper: str = "") -> str:
    """A table style with rules around each cell.

    ``letters`` and ``paper`` are for its first row.
    """
    rules = "".join(
        f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="{_RULE}"/>'
        for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    shade = (
        f'<w:tcPr><w:shd w:val="clear" w:color="auto" w:fill="{paper}"/></w:tcPr>' if paper else ""
    )
    return (
        f'<w:style w:type="table" w:customStyle="1" w:styleId="{name.replace(" ", "")}">'
        f'<w:name w:val="{name}"/><w:basedOn w:val="TableNormal"/><w:tblPr>'
        f"<w:tblBorders>{rules}</w:tblBorders>"
        '<w:tblCellMar><w:left w:w="57" w:type="dxa"/><w:right w:w="57" w:type="dxa"/>'
        "</w:tblCellMar></w:tblPr>"
        f'<w:tblStylePr w:type="firstRow"><w:rPr>{letters}</w:rPr>{shade}</w:tblStylePr></w:style>'
    )


def _size(half_points: int) -> str:
    return f'<w:sz w:val="{half_points}"/><w:szCs w:val="{half_points}"/>'


def _tabs(*positions: int, kind: str = "left") -> str:
    stops = "".join(f'<w:tab w:val="{kind}" w:pos="{at}"/>' for at in positions)
    return f"<w:tabs>{stops}</w:tabs>"


def _heading(level: int, half_points: int, before: int) -> str:
    return _paragraph_style(
        f"heading {level}",
        f'<w:keepNext/><w:keepLines/><w:suppressLineNumbers/><w:spacing w:before="{before}" '
        f'w:line="264" w:lineRule="auto"/><w:outlineLvl w:val="{level - 1}"/>',
        f"<w:b/><w:bCs/>{_size(half_points)}",
        following="Normal",
    )


_STYLES = "".join(
    (
        f"<w:styles {_W}><w:docDefaults><w:rPrDefault><w:rPr>",
        '<w:rFonts w:ascii="Arial" w:eastAsia="Arial" w:hAnsi="Arial" w:cs="Arial"/>',
        _size(22),
        (
            '<w:lang w:val="de-DE" w:eastAsia="de-DE" w:bidi="ar-SA"/></w:rPr></w:rPrDefault>'
            "<w:pPrDefault/></w:docDefaults>"
        ),
        (
            '<w:latentStyles w:defLockedState="0" w:defUIPriority="99" w:defSemiHidden="0" '
            'w:defUnhideWhenUsed="0"'
        ),
        ' w:defQFormat="0" w:count="376"/>',
        # Word's own
        (
            '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/>'
            "<w:qFormat/>"
        ),
        '<w:pPr><w:spacing w:before="160" w:line="360" w:lineRule="auto"/></w:pPr></w:style>',
        '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont">',
        (
            '<w:name w:val="Default Paragraph Font"/><w:uiPriority w:val="1"/>'
            "<w:semiHidden/></w:style>"
        ),
        (
            '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal '
            'Table"/><w:semiHidden/>'
        ),
        '<w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar><w:top w:w="0" w:type="dxa"/>',
        (
            '<w:left w:w="108" w:type="dxa"/><w:bottom w:w="0" w:type="dxa"/><w:right w:w="108" '
            'w:type="dxa"/>'
        ),
        "</w:tblCellMar></w:tblPr></w:style>",
        (
            '<w:style w:type="numbering" w:default="1" w:styleId="NoList">'
            '<w:name w:val="No List"/><w:semiHidden/></w:style>'
        ),
        _paragraph_style(
            "Title",
            "<w:keepNext/><w:keepLines/><w:suppressLineNumbers/>"
            '<w:spacing w:before="0" w:after="200" w:line="240" w:lineRule="auto"/>',
            f"<w:b/><w:bCs/>{_size(36)}",
            following="Normal",
        ),
        _heading(1, 28, 360),
        _heading(2, 24, 320),
        _heading(3, 22, 280),
        _paragraph_style(
            "header",
            f'<w:suppressLineNumbers/><w:pBdr><w:bottom w:val="single" w:sz="4" w:space="4" '
            f'w:color="{_RULE}"/></w:pBdr>'
            f"{_tabs(_TEXT_WIDTH, kind='right')}"
            '<w:spacing w:before="0" w:line="240" w:lineRule="auto"/>',
            f'<w:color w:val="{_GREY}"/>{_size(17)}',
        ),
        _paragraph_style(
            "footer",
            f"<w:suppressLineNumbers/>{_tabs(_TEXT_WIDTH, kind='right')}"
            '<w:spacing w:before="0" w:line="240" w:lineRule="auto"/>',
            f'<w:color w:val="{_GREY}"/>{_size(17)}',
        ),
        _paragraph_style(
            "annotation text", '<w:spacing w:before="0" w:line="240" w:lineRule="auto"/>', _size(20)
        ),
        _character_style("annotation reference", _size(16)),
        _character_style("Hyperlink", f'<w:color w:val="{_LINK}"/><w:u w:val="single"/>'),
        # Ours
        _paragraph_style(
            "Schreibstube Fact",
            (
                '<w:suppressLineNumbers/><w:spacing w:before="50" w:after="50" w:line="240" '
                'w:lineRule="auto"/>'
            ),
            _size(19),
        ),
        _paragraph_style(
            "Schreibstube Notice",
            "<w:keepLines/><w:suppressLineNumbers/>"
            f'<w:pBdr><w:left w:val="single" w:sz="24" w:space="8" w:color="{_WARNING}"/></w:pBdr>'
            f'<w:shd w:val="clear" w:color="auto" w:fill="{_WARNING_PAPER}"/>'
            '<w:spacing w:before="0" w:after="160" w:line="264" w:lineRule="auto"/>'
            '<w:ind w:left="227"/>',
            _size(20),
        ),
        _paragraph_style(
            "Schreibstube Page",
            "<w:keepNext/><w:suppressLineNumbers/>"
            f'<w:pBdr><w:top w:val="single" w:sz="4" w:space="3" w:color="{_RULE}"/></w:pBdr>'
            '<w:spacing w:before="320" w:line="240" w:lineRule="auto"/><w:jc w:val="right"/>',
            f'<w:noProof/><w:color w:val="{_GREY}"/>{_size(16)}',
            following="Normal",
        ),
        _paragraph_style(
            "Schreibstube Margin",
            f"<w:suppressLineNumbers/>{_tabs(3118, 5103, 6520, 7938)}"
            '<w:spacing w:before="0" w:after="0" w:line="240" w:lineRule="auto"/>',
            f'<w:color w:val="{_GREY}"/>{_size(16)}',
            following="Normal",
        ),
        # Body text on the office's paper if its "Normal" parts no paragraphs
        _paragraph_style(
            "Schreibstube Text", '<w:spacing w:before="160"/><w:contextualSpacing w:val="0"/>'
        ),
        _paragraph_style(
            "Schreibstube Lines",
            (
                f'<w:keepLines/>{_tabs(3118, 5103, 6520, 7938)}<w:spacing w:before="160" '
                f'w:line="276" w:lineRule="auto"/>'
            ),
        ),
        _paragraph_style(
            "Schreibstube Item",
            (
                f'<w:suppressLineNumbers/>{_tabs(454)}<w:spacing w:before="60"/>'
                f'<w:ind w:left="454" w:hanging="454"/>'
            ),
        ),
        _paragraph_style(
            "Schreibstube Cell",
            (
                '<w:suppressLineNumbers/><w:spacing w:before="30" w:after="30" w:line="240" '
                'w:lineRule="auto"/>'
            ),
            _size(19),
        ),
        _paragraph_style(
            "Schreibstube Small",
            (
                '<w:suppressLineNumbers/><w:spacing w:before="0" w:after="30" w:line="240" '
                'w:lineRule="auto"/>'
            ),
            f'<w:color w:val="{_GREY}"/>{_size(16)}',
        ),
        _paragraph_style("Schreibstube Turn", '<w:spacing w:before="240"/>'),
        _paragraph_style(
            "Schreibstube Remark",
            '<w:suppressLineNumbers/><w:spacing w:before="160"/>',
            f'<w:i/><w:iCs/><w:color w:val="{_GREY}"/>',
            following="Normal",
        ),
        _character_style("Schreibstube Time", f'<w:noProof/><w:color w:val="{_GREY}"/>{_size(16)}'),
        _character_style("Schreibstube Label", "<w:b/><w:bCs/>"),
        (
            '<w:style w:type="table" w:customStyle="1" w:styleId="SchreibstubeFacts">'
            '<w:name w:val="Schreibstube Facts"/>'
        ),
        '<w:basedOn w:val="TableNormal"/><w:tblPr><w:tblBorders>',
        f'<w:top w:val="single" w:sz="8" w:space="0" w:color="{_GREY}"/>',
        f'<w:bottom w:val="single" w:sz="8" w:space="0" w:color="{_GREY}"/>',
        '<w:insideH w:val="single" w:sz="4" w:space="0" w:color="D9D9D9"/></w:tblBorders>',
        (
            '<w:tblCellMar><w:left w:w="57" w:type="dxa"/><w:right w:w="57" w:type="dxa"/>'
            "</w:tblCellMar></w:tblPr>"
        ),
        (
            f'<w:tblStylePr w:type="firstCol"><w:rPr><w:color w:val="{_GREY}"/></w:rPr>'
            f"</w:tblStylePr></w:style>"
        ),
        _grid_style("Schreibstube Table", "<w:b/><w:bCs/>"),
        _grid_style(
            "Schreibstube Check", f'<w:b/><w:bCs/><w:color w:val="{_GREY}"/>', paper=_HEAD_PAPER
        ),
        "</w:styles>",
    )
)

_SETTINGS = (
    f'<w:settings {_W}><w:zoom w:percent="100"/><w:trackRevisions/><w:defaultTabStop w:val="709"/>'
    '<w:characterSpacingControl w:val="doNotCompress"/><w:compat>'
    '<w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" '
    'w:val="15"/>'
    "</w:compat></w:settings>"
)

_DOCUMENT = (
    f"<w:document {_W} {_R}><w:body><w:sectPr>"
    '<w:headerReference w:type="default" r:id="rId3"/><w:footerReference w:type="default" '
    'r:id="rId4"/>'
    f'<w:pgSz w:w="{_A4[0]}" w:h="{_A4[1]}"/><w:pgMar w:top="{_MARGIN_TOP}" '
    f'w:right="{_MARGIN_RIGHT}" w:bottom="{_MARGIN_BOTTOM}" w:left="{_MARGIN_LEFT}"'
    ' w:header="709" w:footer="624" w:gutter="0"/>'
    '<w:lnNumType w:countBy="5" w:distance="284" w:restart="continuous"/><w:cols w:space="708"/>'
    "</w:sectPr></w:body></w:document>"
)

PARTS = {
    "[Content_Types].xml": (
        f'<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/word/document.xml" ContentType="{_WORD}.document.main+xml"/>'
        f'<Override PartName="/word/styles.xml" ContentType="{_WORD}.styles+xml"/>'
        f'<Override PartName="/word/settings.xml" ContentType="{_WORD}.settings+xml"/>'
        f'<Override PartName="/word/header1.xml" ContentType="{_WORD}.header+xml"/>'
        f'<Override PartName="/word/footer1.xml" ContentType="{_WORD}.footer+xml"/>'
        '<Override PartName="/docProps/core.xml" '
        'ContentType="application/vnd.openxmlformats-package.core-properties+xml"/>'
        '<Override PartName="/docProps/app.xml" '
        'ContentType="application/vnd.openxmlformats-officedocument.extended-properties+xml"/>'
        "</Types>"
    ),
    "_rels/.rels": (
        f'<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="rId1" '
        f'Type="{_OFFICE}/officeDocument" Target="word/document.xml"/><Relationship Id="rId2" '
        f'Type="{_PACKAGE}/relationships/metadata/core-properties" Target="docProps/core.xml"/>'
        f'<Relationship Id="rId3" Type="{_OFFICE}/extended-properties" Target="docProps/app.xml"/>'
        f"</Relationships>"
    ),
    "docProps/core.xml": (
        f'<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties" '
        f'xmlns:dc="http://purl.org/dc/elements/1.1/">'
        "<dc:creator>Schreibstube</dc:creator></cp:coreProperties>"
    ),
    "docProps/app.xml": (
        '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-propert'
        'ies">'
        "<Application>Schreibstube</Application></Properties>"
    ),
    "word/document.xml": _DOCUMENT,
    "word/_rels/document.xml.rels": (
        f'<Relationships xmlns="{_PACKAGE}/relationships">'
        f'<Relationship Id="rId1" Type="{_OFFICE}/styles" Target="styles.xml"/>'
        f'<Relationship Id="rId2" Type="{_OFFICE}/settings" Target="settings.xml"/>'
        f'<Relationship Id="rId3" Type="{_OFFICE}/header" Target="header1.xml"/>'
        f'<Relationship Id="rId4" Type="{_OFFICE}/footer" Target="footer1.xml"/></Relationships>'
    ),
    "word/styles.xml": _STYLES,
    "word/settings.xml": _SETTINGS,
    "word/header1.xml": f'<w:hdr {_W}><w:p><w:pPr><w:pStyle w:val="Header"/></w:pPr></w:p></w:hdr>',
    "word/footer1.xml": f'<w:ftr {_W}><w:p><w:pPr><w:pStyle w:val="Footer"/></w:pPr></w:p></w:ftr>',
}
"""The package, part by part, in the schema's order of elements."""


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:2]))
