"""Names that systems and programs give to what is no document.

A pattern is here only if people do not give such a name to a document: what is ignored stays in the
inbox without a note, so a document among them would be lost in silence. Therefore not here:

- conflicted copies of sync clients (``Brief (Conflicted copy).pdf``): they may be the only version;
- ``Brief.bak``: a person's own copy, taken by its content. ``Brief.pdf.bak`` is a program's;
- ``RECYCLED``, ``Recycle Bin`` and ``recycle``: words; of the systems that made such folders only
  NAS of Zyxel may still run (NAS540 User's Guide, 24.4.1: ``recycle`` in each share).

Hidden names (``.Trash-1000``, ``.snapshot``, ``.stversions``, ``._Brief.pdf``) are ignored as such
and need no pattern. Among them are the bins of Samba, and so of TrueNAS and OpenMediaVault
(``.recycle``, vfs_recycle(8)), and of Unraid (``.Recycle.Bin``, unraid/recycle.bin), and ZFS's
snapshots (``.zfs``, nextcloud/recognize#1385).
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from fnmatch import translate

from pipeline.core.filetypes import SUFFIXES
from pipeline.core.naming import comparison_key

FOLDERS = {
    # Bins.
    "@recycle": "QNAP; nova-video-player/aos-AVP#1308",
    "#recycle": "Synology; Kareadita/Kavita#2290. TerraMaster; TOS 6 help, Shared Folders",
    "@sharebin": "Synology, reserved; DSM help, File Station",
    "$recycle.bin": "Windows since Vista",
    "recycler": "Windows NT to XP, on NTFS; qarmin/czkawka#1471",
    "_nas_recycle_*": "Thecus, one for each RAID",
    "network trash folder": "AFP servers; github/gitignore, macOS",
    # Snapshots.
    "@recently-snapshot": "QNAP; nova-video-player/aos-AVP#1308",
    "#snapshot": "Synology; advplyr/audiobookshelf#2521",
    "@sharesnap": "Synology",
    "~snapshot": "NetApp, over SMB; owncloud/core#15385 and #17287",
    "~latest": "Hitachi HNAS; owncloud/core#17287",
    "@gmt-????.??.??-??.??.??": "Samba, shadow_copy2: earlier versions",
    # What systems keep for themselves.
    "@eadir": "Synology: thumbnails and attributes; advplyr/audiobookshelf#2521",
    "@tmp": "Synology, reserved; DSM help, File Station",
    "@synoresource": "Synology",
    "@transcode": "QNAP",
    "lost+found": "ext2 to ext4: fsck",
    "found.[0-9][0-9][0-9]": "Windows: chkdsk",
    "system volume information": "Windows",
    "dfsrprivate": "Windows Server: DFS replication",
    "temporary items": "macOS on shares; github/gitignore, macOS",
    "thevolumesettingsfolder": "AFP servers",
    "__macosx": "macOS: attributes in its ZIP archives",
    # A download that is a folder.
    "*.download": "Safari: the unfinished file lies inside",
}
"""Folders that are never entered, and who makes them."""

_UNFINISHED = {
    # Scanners, copying and transfer programs.
    "*~": "scanners (Brief.pd~, paperless-ng#30); backups of GNU editors",
    "*.filepart": "WinSCP; nextcloud/desktop, sync-exclude.lst",
    "*.incomplete": "SFTPPlus (blog, 2019-02-21); huggingface_hub",
    "*.inprogress": "transfer programs",
    "*.lftp": "LFTP",
    "*.part": "Firefox, KDE, JDownloader",
    "*.partial": "Internet Explorer, rclone",
    "*.temp": "many",
    "*.$$$": "many since DOS; cryer.co.uk, file types",
    "*.tmp": "many, Word (~WRL0001.tmp) and LibreOffice among them",
    "*.uploading": "transfer programs",
    "*.writing": "scanners and transfer programs",
    # Browsers and download programs.
    "*.!bt": "BitTorrent",
    "*.!qb": "qBittorrent",
    "*.!ut": "µTorrent",
    "*.aria2": "aria2: control file",
    "*.bc!": "BitComet",
    "*.crdownload": "Chrome, Edge",
    "*.crswap": "Chrome, Edge: a file that a web page saves (createWritable)",
    "*.downloading": "Baidu Netdisk (Brief.pdf.baiduyun.p.downloading)",
    "*.download": "Safari",
    "*.dtapart": "DownThemAll",
    "*.fdmdownload": "Free Download Manager",
    "*.jc!": "FlashGet",
    "*.opdownload": "Opera",
    "*.part.met": "eMule",
    "*.xltd": "Thunder (Xunlei)",
    # Sync clients.
    "*.!sync": "Resilio Sync",
    "*.ffs_tmp": "FreeFileSync",
    "*.drivedownload": "Google Drive",
    "*.driveupload": "Google Drive",
    "*.nextcloud": "Nextcloud: placeholder of a file that is not here",
    "*.owncloud": "ownCloud: placeholder of a file that is not here",
    "*.qsync_tmp": "QNAP Qsync",
    "*.syncing": "QNAP Qsync",
    # Editors.
    "#*#": "Emacs: unsaved work",
    "*.kate-swp": "Kate; nextcloud/desktop, sync-exclude.lst",
    "*.sb-????????-??????": "macOS: a document while it is saved",
    "*.sw[nop]": "Vim",
}

_COPIES_AND_LOCKS = {
    **{f"*{suffix}.bak": "backups of PDF and audio editors" for suffix in sorted(SUFFIXES)},
    "*.ffs_lock": "FreeFileSync",
    "*.lock": "many; to claim it would break what it protects",
    "~$*": "Microsoft Office",
}

_BESIDE_FILES = {
    "*:zone.identifier": "Windows, copied from NTFS by others; microsoft/WSL#4609",
    "*\uf03azone.identifier": "the same, its colon as servers for Macs and WSL 1 write it",
    "*:afp_afpinfo": "macOS on NTFS and Samba",
    "*:afp_resource": "macOS on NTFS and Samba",
    "*:com.dropbox.attr*": "Dropbox on NTFS",
    "icon\r": "macOS: a folder's icon; nextcloud/desktop, sync-exclude.lst",
    "icon\uf00d": "the same, over SMB",
    "desktop.ini": "Windows: a folder's look",
    "ehthumbs.db": "Windows Media Center",
    "ehthumbs_vista.db": "Windows Media Center",
    "thumbs.db": "Windows: thumbnails",
    "*.ffs_db": "FreeFileSync: its memory",
}

FILES = _UNFINISHED | _COPIES_AND_LOCKS | _BESIDE_FILES
"""Files that are never claimed, and who makes them."""


def _any_of(patterns: Iterable[str]) -> re.Pattern[str]:
    return re.compile("|".join(translate(pattern) for pattern in patterns))


_FOLDER, _FILE = _any_of(FOLDERS), _any_of(FILES)


def foreign_folder(name: str) -> bool:
    """Whether a folder is hidden or made by a system."""
    return name.startswith(".") or _FOLDER.match(comparison_key(name)) is not None


def foreign_file(name: str) -> bool:
    """Whether a file is hidden, unfinished or made by a system."""
    return name.startswith(".") or _FILE.match(comparison_key(name)) is not None
