"""WHAT IS POSED: instances that are drawn by size and seed, and public ones that are read from files."""
