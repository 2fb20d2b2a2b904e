#!/usr/bin/env bash
# Writes requirements.lock from pyproject.toml: every package with its hashes, except torch.
# torch and its CUDA packages stay out: CPU and CUDA builds of one version differ in their hashes,
# so tools/setup.sh installs torch by its version, before the lock. Usage: tools/lock.sh [--upgrade]
set -euo pipefail
cd "$(dirname "$0")/.."
compile=(.venv/bin/uv pip compile pyproject.toml --group dev --universal --quiet --no-header)
left_out=$("${compile[@]}" | sed -nE 's/^((torch|cuda|nvidia)[a-z0-9-]*)==.*/--no-emit-package \1/p')
# shellcheck disable=SC2086 - one option a word
"${compile[@]}" --generate-hashes --no-annotate $left_out --output-file requirements.lock "$@"
sed -i '1i # Written by "make lock" from pyproject.toml; do not edit.' requirements.lock
