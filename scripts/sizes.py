#!/usr/bin/env python3
"""Refuses Swift files over 300 lines and functions over 70; prints the medians."""

import pathlib
import re
import statistics
import sys

FILE_LIMIT = 300
FUNCTION_LIMIT = 70
START = re.compile(r"^( *)(?:@\S+(?:\([^)]*\))? )*(?:[a-z()]+ )*(?:func |init[?(<]|init\b)")


def functions(lines):
    """Line and length of every function: from its first line to the brace that closes at its indentation."""
    for number, line in enumerate(lines):
        match = START.match(line)
        if not match:
            continue
        closing = match.group(1) + "}"
        for end in range(number, len(lines)):
            if lines[end] == closing:
                yield number + 1, end - number + 1
                break
            if end > number and lines[end].strip() and not lines[end].startswith(match.group(1)):
                break


def main():
    problems, sizes = [], []
    for path in sorted(p for root in ("Sources", "Tests") for p in pathlib.Path(root).rglob("*.swift")):
        lines = path.read_text(encoding="utf-8").splitlines()
        sizes.append(len(lines))
        if len(lines) > FILE_LIMIT:
            problems.append(f"{path}: {len(lines)} lines; split it by duty at {FILE_LIMIT}")
        for line, length in functions(lines):
            if length > FUNCTION_LIMIT:
                problems.append(f"{path}:{line}: a function of {length} lines; {FUNCTION_LIMIT} is the limit")
    print(f"{len(sizes)} Swift files, median {statistics.median(sizes):.0f} lines, longest {max(sizes)}")
    for problem in problems:
        print(problem, file=sys.stderr)
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
