"""What people write for us: text files and variables, and what is wrong with them."""
