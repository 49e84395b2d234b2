"""Runs the browser tests on one build of nhip: `run.py path/to/nhip`."""

import os
import sys
from pathlib import Path

import pytest

os.environ["NHIP"] = sys.argv[1]
sys.exit(pytest.main(["-q", "-p", "no:cacheprovider", str(Path(__file__).parent), *sys.argv[2:]]))
