"""The door of the command line; it loads nothing.

Child processes pass through it again.
"""

from __future__ import annotations

import gc
import os

# Measured: while modules are loaded, collecting every 700 objects is a fifth of the work. What they
# bring is about 150,000, all of which stays: looking at these once costs 0.02 s in each process.
gc.set_threshold(250_000)

# pydantic looks for plug-ins in every installed package, 0.02 s in each process; we have none.
os.environ["PYDANTIC_DISABLE_PLUGINS"] = "__all__"  # noqa: TID251 - pydantic reads it nowhere else


def main() -> None:
    """Run the command line; never returns."""
    from workers.cli import main as run

    run()


if __name__ == "__main__":
    main()
