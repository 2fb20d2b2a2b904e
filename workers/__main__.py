"""The door of the command line; it loads nothing.

Child processes pass through it again.
"""

from __future__ import annotations

import gc

# Measured: while modules are loaded, collecting every 700 objects is a fifth of the work.
gc.set_threshold(50_000)


def main() -> None:
    """Run the command line; never returns."""
    from workers.cli import main as run

    run()


if __name__ == "__main__":
    main()
