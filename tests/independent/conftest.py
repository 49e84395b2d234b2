"""What the checks by other programs share: the program under test, a consolidated demo city, LibreOffice."""

import os
import subprocess
from pathlib import Path

import pytest

NHIP = Path(os.environ["NHIP"]).resolve()
MONTHS = ("2026-09", "2026-10", "2026-11")


def nhip(*arguments, expect=0):
    """Runs the program; its output, or a failure that shows what it said."""
    done = subprocess.run([NHIP, *map(str, arguments)], capture_output=True, text=True)
    assert done.returncode == expect, f"{arguments} ended with {done.returncode}:\n{done.stdout}\n{done.stderr}"
    return done.stdout


def libreoffice_convert(source, target_format, folder):
    """`source` converted by LibreOffice, in a profile of its own."""
    subprocess.run(
        [
            "soffice",
            f"-env:UserInstallation=file://{folder}/profile",
            "--headless",
            "--convert-to",
            target_format,
            "--outdir",
            folder,
            source,
        ],
        check=True,
        capture_output=True,
        timeout=240,
    )
    made = Path(folder) / (Path(source).stem + "." + target_format)
    assert made.exists(), f"LibreOffice could not open {source}"
    return made


def pdf_text(path):
    """Text of a PDF as pdftotext reads it, every run of white space one space."""
    text = subprocess.run(["pdftotext", "-layout", path, "-"], check=True, capture_output=True, text=True).stdout
    return " ".join(text.split())


@pytest.fixture(scope="session")
def demo(tmp_path_factory):
    """The demo city, its three months consolidated."""
    folder = tmp_path_factory.mktemp("demo") / "city"
    nhip("demo", "--files", folder)
    return folder
