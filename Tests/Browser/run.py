"""Runs the browser tests over one service: run.py [--short] [NAME…]."""

import argparse
import pathlib
import signal
import sys
import unittest

import driving
from service import Service

FOLDER = pathlib.Path(__file__).parent


def main() -> int:
    # Whoever ends the run ends all that it started.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    parser = argparse.ArgumentParser()
    parser.add_argument("--short", action="store_true")
    parser.add_argument("names", nargs="*")
    arguments = parser.parse_args()
    loader = unittest.defaultTestLoader
    if arguments.short:
        names = ["test_short"]
    elif arguments.names:
        names = [f"test_{name}" for name in arguments.names]
    else:
        names = sorted(path.stem for path in FOLDER.glob("test_*.py") if path.stem != "test_short")
    with Service() as service, driving.Browser(service):
        suite = unittest.TestSuite(loader.loadTestsFromName(name) for name in names)
        result = unittest.TextTestRunner(verbosity=2).run(suite)
    # A part of a test that fails is listed by itself.
    failed = {getattr(test, "test_case", test) for test, _ in result.failures + result.errors}
    passed = result.testsRun - len(failed) - len(result.skipped)
    print(f"{passed} passed, {len(failed)} failed, {len(result.skipped)} skipped")
    return 0 if result.wasSuccessful() else 1


if __name__ == "__main__":
    sys.path.insert(0, str(FOLDER))
    sys.exit(main())
