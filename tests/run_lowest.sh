#!/bin/sh
# Are the lower bounds of pyproject.toml honest? Install exactly the lowest version declared of every package
# that sharedlives itself needs, and run the tests against the wheel. Run it after a bound or a use of a
# package has changed; what it last showed stands in docs/explanation/dependencies.md.
#
#   sh tests/run_lowest.sh [pytest arguments]
set -eu
cd "$(dirname "$0")/.."

python=${PYTHON:-python3}
room=$(mktemp -d)
trap 'rm -rf "$room"' EXIT

"$python" - >"$room/lowest.txt" <<'LOWEST'
import re
import tomllib

project = tomllib.load(open("pyproject.toml", "rb"))["project"]
for line in [*project["dependencies"], *project["optional-dependencies"]["testing"]]:
    print(re.sub(r"[<>]=", "==", line))
LOWEST
cat "$room/lowest.txt"

"$python" -m venv "$room/venv"
bin=$room/venv/bin
"$bin/python" -m pip install --quiet --upgrade "pip>=25.1"
"$bin/python" -m pip wheel --quiet --no-deps --wheel-dir "$room" .
for wheel in "$room"/sharedlives-*.whl; do
    "$bin/python" -m pip install --constraint "$room/lowest.txt" --group test "$wheel[testing]" >"$room/install.log" 2>&1 || {
        tail -n 20 "$room/install.log"
        exit 1
    }
done
SHAREDLIVES_INSTALLED=1 "$bin/pytest" -q -n 2 "$@"
