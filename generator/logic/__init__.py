"""What follows from answers, what can be proved about it, and what an edit changes."""
