"""`python -m sharedlives`: the same as the command `sharedlives`."""

from sharedlives.cli import main

if __name__ == "__main__":
    raise SystemExit(main())
