"""Ten thousand different cases through every conversion of the command: seconds, and the most memory that
the process held. The same with a hundred cases, so that what grows with their number is seen."""

import os
import sys
import tempfile
import time
from pathlib import Path

COMMAND, CASES = sys.argv[1], Path(sys.argv[2])
WAYS = [
    ["validate"],
    *[["convert", "--to", to] for to in ("htcds", "csv", "ndjson", "fhir", "report", "assessment")],
    ["merge"],
]


def measured(way, cases, into):
    """Runs the command, and gives back seconds and the peak in KiB."""
    output = {"validate": [], "merge": ["-o", str(into / "merged.ndjson")]}.get(way[0], ["-o", str(into / way[-1])])
    start = time.monotonic()
    silent = os.open(os.devnull, os.O_WRONLY)
    redirected = [(os.POSIX_SPAWN_DUP2, silent, 1), (os.POSIX_SPAWN_DUP2, silent, 2)]
    child = os.posix_spawn(COMMAND, [COMMAND, *way, *output, str(cases)], os.environ, file_actions=redirected)
    _, status, used = os.wait4(child, 0)
    os.close(silent)
    assert os.waitstatus_to_exitcode(status) == 0, way
    return time.monotonic() - start, used.ru_maxrss


with tempfile.TemporaryDirectory() as made:
    few = Path(made) / "few.ndjson"
    with CASES.open("rb") as lines, few.open("wb") as out:
        for _ in range(100):
            out.write(next(lines))
    print("| conversion | seconds | peak, MiB | peak with 100 cases, MiB |\n|---|---|---|---|")
    for at, way in enumerate(WAYS):
        small, large = (Path(made) / f"{name}-{at}" for name in ("few", "all"))
        small.mkdir()
        large.mkdir()
        _, before = measured(way, few, small)
        seconds, after = measured(way, CASES, large)
        print(f"| {way[-1]} | {seconds:.0f} | {after / 1024:.0f} | {before / 1024:.0f} |", flush=True)
