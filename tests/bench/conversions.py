"""Ten thousand different cases through every conversion of the command: seconds, and the most memory that
the process held. The same with a thousand cases: what grows with their number holds on to cases, and fails."""

import os
import shutil
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
# One case is 125 KiB. Merging keeps of each case its name, its moments and a digest: half a KiB.
MOST_GROWTH_KIB = {"merge": 10 * 1024}
OTHER_GROWTH_KIB = 2 * 1024


def measured(way, cases, into):
    """Runs the command, and gives back seconds and the peak in KiB."""
    into.mkdir()
    output = {"validate": [], "merge": ["-o", str(into / "merged.ndjson")]}.get(way[0], ["-o", str(into / way[-1])])
    start = time.monotonic()
    silent = os.open(os.devnull, os.O_WRONLY)
    redirected = [(os.POSIX_SPAWN_DUP2, silent, 1), (os.POSIX_SPAWN_DUP2, silent, 2)]
    child = os.posix_spawn(COMMAND, [COMMAND, *way, *output, str(cases)], os.environ, file_actions=redirected)
    _, status, used = os.wait4(child, 0)
    os.close(silent)
    assert os.waitstatus_to_exitcode(status) == 0, way
    seconds = time.monotonic() - start
    shutil.rmtree(into)
    return seconds, used.ru_maxrss


with tempfile.TemporaryDirectory() as made:
    few = Path(made) / "few.ndjson"
    with CASES.open("rb") as lines, few.open("wb") as out:
        for _ in range(1000):
            out.write(next(lines))
    print(f"{os.cpu_count()} cores, {CASES.stat().st_size / 2**30:.1f} GiB of cases\n")
    print("| conversion | seconds | peak, MiB | peak with 1,000 cases, MiB |\n|---|---|---|---|")
    grown = []
    for way in WAYS:
        _, before = measured(way, few, Path(made) / "few")
        seconds, after = measured(way, CASES, Path(made) / "all")
        print(f"| {way[-1]} | {seconds:.0f} | {after / 1024:.1f} | {before / 1024:.1f} |", flush=True)
        if after - before > MOST_GROWTH_KIB.get(way[-1], OTHER_GROWTH_KIB):
            grown.append(way[-1])
    if grown:
        sys.exit(f"held on to cases: {', '.join(grown)}")
