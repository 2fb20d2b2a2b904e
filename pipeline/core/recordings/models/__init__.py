"""What is known of the speech models: what they need, and how long they take."""
