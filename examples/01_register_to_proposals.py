"""From a scheme's own register to explained proposals: what the command `sharedlives demo` does, in code."""

from datetime import date
from pathlib import Path

from sharedlives import Severity, match, read_register

REGISTERS = Path(__file__).parent / "registers"

reading = read_register(REGISTERS / "gwynant.xlsx", REGISTERS / "gwynant.map.toml")
for problem in reading.problems:
    if problem.severity is not Severity.NOTICE:
        print(problem.message())
scheme = reading.scheme
if scheme is None:
    raise SystemExit("Nothing could be read.")

result = match(scheme, date(2026, 11, 16))
print("If everyone said yes:")
for proposal in result.proposals:
    fits = "; ".join(part.sentence for part in proposal.fit.parts)
    print(f"- {proposal.request_id} ({proposal.kind}) with {proposal.household_id}: {fits}")
for entry in result.still_looking:
    print(f"- {entry.request_id} ({entry.kind}) is still looking: {entry.reasons[0].sentence}")
