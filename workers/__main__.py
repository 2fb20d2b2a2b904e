"""The door of the command line. Child processes pass through it again, so nothing is loaded on the way."""

from __future__ import annotations


def main() -> None:
    """Run the command line; never returns."""
    from workers.cli import main as run

    run()


if __name__ == "__main__":
    main()
