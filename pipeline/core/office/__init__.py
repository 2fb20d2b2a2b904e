"""What is decided about files and jobs: when they arrive, when to try again."""
