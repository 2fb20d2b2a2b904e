"""``status.html`` in the outbox: what is where, without a terminal."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import tzinfo
from html import escape
from pathlib import Path
from urllib.parse import quote

from pipeline import files
from pipeline.core.model import name_of
from pipeline.core.naming import readable
from pipeline.core.office.intake import Waiting
from pipeline.core.office.records import JobRecord, State
from pipeline.errors import ProfileWrong
from pipeline.files import reaching
from pipeline.i18n import Language
from pipeline.office.corrections.sentences import correction_sentences, draft_path, ended_text
from pipeline.office.messages import (
    alarms,
    explained,
    oddities,
    progress_text,
    waiting_for,
)
from pipeline.translations import translator

NAME = "status.html"
"""Its name in the outbox."""

_MARK = '<meta name="generator" content="Schreibstube">'
SHOWN = 200
"""Finished files on the page; the journal knows them all."""

_STYLE = """
body { font: 16px/1.45 system-ui, sans-serif; color: #222; background: #fff;
       margin: 2rem auto; max-width: 62rem; padding: 0 1rem; }
h1 { font-size: 1.4rem; } h2 { font-size: 1.1rem; margin-top: 2rem; }
table { border-collapse: collapse; width: 100%; }
th, td { text-align: left; vertical-align: top; padding: .35rem .8rem .35rem 0;
         border-bottom: 1px solid #ddd; }
td:first-child { overflow-wrap: anywhere; }
.needs-attention { background: #fff4e0; } .when { white-space: nowrap; color: #666; }
"""


def write_status(
    outbox: Path,
    records: Iterable[JobRecord],
    waiting: Sequence[tuple[str, Waiting | ProfileWrong]],
    *,
    language: Language,
    zone: tzinfo,
) -> bool:
    """Bring the page up to date; False if nothing was written.

    It was up to date, or the name is taken by a page that is not ours.

    ``waiting`` are files still in the inbox; times are shown in ``zone``.

    Raises:
        DiskFull, FolderUnreachable: the outbox refuses; the earlier page is still whole.
    """
    content = _page(tuple(records), waiting, language, zone).encode(errors="replace")
    target = outbox / NAME
    with reaching(outbox):
        try:
            current = target.read_bytes()
        except FileNotFoundError:
            current = _MARK.encode()
        if current == content or _MARK.encode() not in current:
            return False
        files.replace(target, content)
    return True


def _page(
    records: tuple[JobRecord, ...],
    waiting: Sequence[tuple[str, Waiting | ProfileWrong]],
    language: Language,
    zone: tzinfo,
) -> str:
    _ = translator(language)
    known = [record for record in records if record.state is not State.RETURNED]
    attention = [
        record for record in known if record.state in {State.NEEDS_ATTENTION, State.DUPLICATE}
    ]
    finished = [record for record in known if record.state is State.PUBLISHED]
    sections = (
        (_("In work"), [_row(record, language, zone) for record in known if record.state.open]),
        (
            _("Still arriving in the inbox"),
            [
                _cells("waiting", readable(source), waiting_for(reason, language), "")
                for source, reason in waiting
            ],
        ),
        (
            _("Needs attention"),
            [_row(record, language, zone) for record in reversed(attention[-SHOWN:])],
        ),
        (_("Finished"), [_row(record, language, zone) for record in reversed(finished[-SHOWN:])]),
    )
    body = "".join(
        f"<h2>{escape(title)} ({len(rows)})</h2>\n<table>\n{''.join(rows)}</table>\n"
        for title, rows in sections
        if rows
    )
    nothing = _("Nothing here yet: drop scans and recordings into the inbox.")
    return (
        f'<!DOCTYPE html>\n<html lang="{language}">\n<head>\n<meta charset="utf-8">\n{_MARK}\n'
        '<meta http-equiv="refresh" content="30">\n'
        '<meta name="viewport" content="width=device-width">\n'
        f"<title>Schreibstube</title>\n<style>{_STYLE}</style>\n</head>\n"
        f"<body>\n<h1>Schreibstube</h1>\n{body or f'<p>{escape(nothing)}</p>'}"
        "\n</body>\n</html>\n"
    )


def _row(record: JobRecord, language: Language, zone: tzinfo) -> str:
    _ = translator(language)
    when = (record.finished or record.started).astimezone(zone)
    said = ended_text(record, language)
    if record.reason is not None:
        said = f"{said}: {explained(record.reason, record.details, language)[0]}"
    elif record.progress is not None:
        said = f"{said}, {progress_text(record.progress, language)}"
    if record.facts.problems:
        said = f"{said}; {_('some passages could not be read')}: {record.facts.problems}"
    said = "; ".join((said, *oddities(record.facts, language), *alarms(record.facts, language)))
    said = "; ".join((said, *(each.rstrip(".") for each in correction_sentences(record, language))))
    links = ", ".join(_link(output.path) for output in record.outputs)
    if draft := draft_path(record):
        links = f"{_link(draft)} → {links}"
    shown = escape(said) + (f"<br>{links}" if links else "")
    return (
        f'<tr class="{record.state}"><td>{escape(readable(record.source))}</td><td>{shown}</td>'
        f'<td class="when">{when:%Y-%m-%d %H:%M}</td></tr>\n'
    )


def _link(path: str) -> str:
    name = readable(name_of(path))
    return f'<a href="{escape(quote(path, errors="replace"))}">{escape(name)}</a>'


def _cells(state: str, name: str, said: str, when: str) -> str:
    return (
        f'<tr class="{state}"><td>{escape(name)}</td><td>{escape(said)}</td>'
        f'<td class="when">{when}</td></tr>\n'
    )
