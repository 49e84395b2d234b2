"""Runs the browser tests on one build of nhip: `run.py path/to/nhip`."""

import os
import sys
from pathlib import Path

import pytest

os.environ["NHIP"] = str(Path(sys.argv[1]).resolve())
# Pages wait more than they work, so two files run at a time.
BESIDE = ["-n", "2", "--dist", "loadfile"]
sys.exit(pytest.main(["-q", "-p", "no:cacheprovider", *BESIDE, str(Path(__file__).parent), *sys.argv[2:]]))
