#!/usr/bin/env bash
# Sets everything up: system packages, a virtual environment, the locked packages, the speech model.
# Idempotent; the second time it only looks. Usage: tools/setup.sh [PYTHON] [tests]
# With "tests" it also installs what only the tests need. TORCH_INDEX_URL, if set, names another index to take torch from.
# Works with bash 3.2, which macOS has.
set -euo pipefail
cd "$(dirname "$0")/.."
python=${1:-python3}
venv=.venv
say() { printf '%s\n' "$*" >&2; }

# 1. System packages: for each missing command, language or file the Debian package that brings it.
missing=()
need() { type "${@:2}" >/dev/null 2>&1 || missing+=("$1"); }
need_file() { compgen -G "$2" >/dev/null || missing+=("$1"); }
need tesseract-ocr tesseract
need poppler-utils pdftotext pdftoppm
languages=$(tesseract --list-langs 2>/dev/null || true)
for language in deu eng osd; do
  grep -qx $language <<<"$languages" || missing+=("tesseract-ocr-$language")
done
if [[ ${2:-} == tests ]]; then need libreoffice-writer-nogui soffice; fi
if command -v apt-get >/dev/null 2>&1; then
  # Only Debian's Python comes without venv, and only here do we know where fonts and dictionaries lie. Only demo and
  # tests draw with the fonts.
  need_file fonts-liberation '/usr/share/fonts/truetype/liberation*/LiberationSans-Regular.ttf'
  need_file hunspell-de-de '/usr/share/hunspell/de_DE.dic'
  need_file hunspell-en-gb '/usr/share/hunspell/en_GB.dic'
  need_file fonts-dejavu-core '/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf'
  if [[ ${2:-} == tests ]]; then need_file fonts-urw-base35 '/usr/share/fonts/opentype/urw-base35/P052-Italic.otf'; fi
  "$python" -c 'import ensurepip, venv' 2>/dev/null || missing+=(python3-venv)
fi

if ((${#missing[@]})); then
  if command -v apt-get >/dev/null 2>&1; then
    sudo=
    ((EUID == 0)) || sudo=sudo
    say "Installing system packages: ${missing[*]}"
    $sudo apt-get update -qq
    $sudo env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
  else
    say "Please install these first, then run make again (Debian's names: ${missing[*]}):"
    say "  macOS:    brew install tesseract tesseract-lang poppler && brew install --cask font-liberation libreoffice"
    say "  Fedora:   sudo dnf install tesseract tesseract-langpack-deu tesseract-osd poppler-utils liberation-sans-fonts dejavu-sans-fonts libreoffice-writer"
    say "  Windows:  winget install UB-Mannheim.TesseractOCR oschwartz10612.Poppler TheDocumentFoundation.LibreOffice"
    say "LibreOffice is needed only for the tests, the fonts only for the demo and the tests."
    exit 3
  fi
fi

# 2. The locked packages, each with its hash. torch first and by itself: which of its files (CPU, CUDA) is right depends on
# the machine. What is known of them stands in tools/torch.lock and tools/torch-cpu.sha256.
digest='import hashlib, sys; print(hashlib.sha256(sys.stdin.buffer.read()).hexdigest())'  # macOS has no sha256sum
stamp=$(cat requirements.lock pyproject.toml tools/setup.sh tools/torch.lock tools/torch-cpu.sha256 tools/second_reader.lock | "$python" -c "$digest")
if [[ "$(cat $venv/.setup 2>/dev/null)" != "$stamp" ]]; then
  [[ -x $venv/bin/python ]] || "$python" -m venv $venv
  torch=$(sed -n 's/^ *"\(torch==[0-9.]*\)",$/\1/p' pyproject.toml)
  say "Installing the packages (about 3.5 GB, several more with torch for graphics cards; some minutes)"
  work=$(mktemp -d)
  trap 'rm -rf "$work"' EXIT
  pip=($venv/bin/pip --disable-pip-version-check -qq)
  hashed=("${pip[@]}" install --require-hashes --no-deps)
  # One version with a local label ("+cpu") beats the same without, so the other index wins.
  "${pip[@]}" download --no-deps --dest "$work" ${TORCH_INDEX_URL:+--extra-index-url "$TORCH_INDEX_URL"} "$torch"
  wheel=$(echo "$work"/torch-*.whl)
  if grep -q "$("$python" -c "$digest" <"$wheel")" tools/torch.lock tools/torch-cpu.sha256; then
    "${pip[@]}" install --no-deps "$wheel"
    # What PyPI's file needs of CUDA, where it needs it; its other needs are in requirements.lock.
    awk '/^[^ ]/ { cuda = /^(cuda|nvidia)/ } cuda' tools/torch.lock >"$work/cuda.lock"
    [[ $wheel == *+cpu* ]] || "${hashed[@]}" --requirement "$work/cuda.lock"
  else
    say "The hash of ${wheel##*/} is not known here: neither it nor what it needs of CUDA is checked."
    "${pip[@]}" install ${TORCH_INDEX_URL:+--extra-index-url "$TORCH_INDEX_URL"} "$wheel"
  fi
  # openai-whisper comes as source only. Built here with the locked setuptools; pip would fetch another, unhashed.
  for package in setuptools openai-whisper; do
    awk -v wanted="$package" '/^[^ ]/ { found = index($0, wanted "==") == 1 } found' requirements.lock >"$work/$package.lock"
    "${hashed[@]}" --no-build-isolation --requirement "$work/$package.lock"
  done
  "${hashed[@]}" --requirement requirements.lock
  "${pip[@]}" install --no-deps --no-build-isolation --editable .
  $venv/bin/pip check --disable-pip-version-check >&2
  # One file of a wheel is all that the second reader needs (docs/adr/0018-a-second-reader.md); without it pages are read as before.
  if "${pip[@]}" download --require-hashes --no-deps --dest "$work" --requirement tools/second_reader.lock; then
    $venv/bin/python -m tools.second_reader "$work"/rapidocr-*.whl
  else
    say "The second reader could not be fetched; everything works without it. To try again: rm $venv/.setup && make setup"
  fi
  printf '%s\n' "$stamp" >$venv/.setup
fi

# 3. Bytecode of our own packages, as pip makes it of those that it installs. Else every start of an office that may not
# write here compiles 290 files, and so does each of its child processes: 0.4 s of CPU.
$venv/bin/python -m compileall -q pipeline workers

# 4. Where a C compiler is at hand, what saves a sixth of Tesseract's time (docs/adr/0021-unpacked-lines.md). None is installed
# for it: without, pages are read the same, only slower.
source=pipeline/engines/unpacked_lines.c
library=$venv/share/schreibstube/unpacked_lines.so
if [[ $(uname) == Linux && ! $library -nt $source ]] && type cc >/dev/null 2>&1; then
  mkdir -p "${library%/*}"
  if cc -O2 -shared -fPIC -o $library.new $source -ldl 2>/dev/null; then
    mv $library.new $library
  else
    say "$source could not be compiled; everything works without it, pages only cost more."
  fi
fi

# 5. The embedded speech model, joined and verified.
$venv/bin/schreibstube models verify base >&2
