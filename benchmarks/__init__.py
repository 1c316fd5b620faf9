"""HOW LONG AND HOW GOOD: instances by name, size and seed, and peers on the same in the same run."""
