"""WHAT MIGHT HAPPEN: invented schemes to try things on, and many schemes as one."""
