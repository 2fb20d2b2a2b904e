"""Text at another angle than its page: stamps, notes, margins."""
