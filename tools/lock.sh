#!/usr/bin/env bash
# Writes requirements.lock from pyproject.toml: every package with its hashes, except torch and its CUDA
# packages, which stand in tools/torch.lock: which of its files a machine should have depends on the machine
# (docs/adr/0008-torch-outside-the-lock.md). Also tools/audit.lock, for tools/audit.py, and
# tools/second_reader.lock, for the one file that tools/second_reader.py takes.
# Usage: tools/lock.sh [--upgrade]
set -euo pipefail
cd "$(dirname "$0")/.."
compile=(.venv/bin/uv pip compile --universal --quiet --no-header --generate-hashes --no-annotate)
# uv keeps the versions that it finds in the file it writes.
"${compile[@]}" pyproject.toml --group dev --output-file requirements.lock "$@"
"${compile[@]}" tools/audit.in --output-file tools/audit.lock "$@"
all=$(<requirements.lock)
# A package is a line and the indented ones below it.
pick() { awk -v wanted="$1" '/^[^ ]/ { of_torch = $0 ~ /^(torch|cuda|nvidia)[a-z0-9-]*==/ } of_torch == wanted' <<<"$all"; }
head='# Written by "make lock"; do not edit.'
{ printf '%s\n' "$head"; pick 0; } >requirements.lock
{ printf '%s\n' "$head" "# What PyPI has; for the CPU files of PyTorch's own index see tools/torch-cpu.sha256."; pick 1; } >tools/torch.lock
sed -i "1i $head" tools/audit.lock
# Without what it needs: only a file is taken out of it.
"${compile[@]}" --no-deps tools/second_reader.in --output-file tools/second_reader.lock "$@"
sed -i "1i $head" tools/second_reader.lock
