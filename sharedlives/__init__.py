"""Shared Lives: a register in order, and explained proposals of who might live well with whom."""
