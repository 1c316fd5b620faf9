#!/bin/sh
# The whole gate on a machine with nothing but Python 3.11 or newer: build the wheel, install it into a fresh
# virtual environment of its own, and hold it to format, lint, types, tests and coverage.
#
#   sh tests/run.sh                         # everything
#   SHAREDLIVES_PROFILE=dev sh tests/run.sh # fewer examples of each property (dev 20, ci 100, thorough 2000)
#
# SHAREDLIVES_VENV names another folder for the environment; PYTHON another interpreter.
set -eu
cd "$(dirname "$0")/.."

find_python() {
    for candidate in ${PYTHON:-python3 python3.13 python3.12 python3.11 python}; do
        if "$candidate" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
            echo "$candidate"
            return
        fi
    done
    echo "sharedlives needs Python 3.11 or newer; name one with PYTHON=/path/to/python" >&2
    exit 2
}

say() {
    echo
    echo "== $*"
}

python=$(find_python)
venv=${SHAREDLIVES_VENV:-.venv-test}
wheels=$(mktemp -d)
trap 'rm -rf "$wheels"' EXIT

say "A fresh environment in $venv"
"$python" -m venv --clear "$venv"
bin=$venv/bin
[ -d "$bin" ] || bin=$venv/Scripts
# Groups of dependencies need pip 25.1.
"$bin/python" -m pip install --quiet --upgrade "pip>=25.1"
"$bin/python" -m pip install --quiet --group dev

say "Build the wheel and install it"
"$bin/python" -m build --wheel --outdir "$wheels" . >"$wheels/build.log" 2>&1 || {
    cat "$wheels/build.log"
    exit 1
}
for wheel in "$wheels"/sharedlives-*.whl; do
    "$bin/python" -m pip install --quiet "$wheel[testing]"
done

say "Format"
"$bin/ruff" format --check .
say "Lint"
"$bin/ruff" check .
say "Types"
"$bin/mypy"

say "Tests of the installed wheel, with branch coverage"
# The tests refuse to run against the checkout: see tests/test_house.py.
export SHAREDLIVES_INSTALLED=1
export SHAREDLIVES_PROFILE="${SHAREDLIVES_PROFILE:-ci}"
"$bin/pytest" -n 2 --cov --cov-report=term-missing "$@"
