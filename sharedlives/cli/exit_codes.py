"""What the command line ends with, for whoever runs it in a script."""

from typing import Final

DONE: Final = 0
LEFT_OUT: Final = 1
"""Something was left out, or nothing could be read; notices alone are `DONE`."""
WRONG_OPTION: Final = 2
INTERRUPTED: Final = 130
