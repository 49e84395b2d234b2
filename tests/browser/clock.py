"""The day it is for a service under test: a month passes in a minute.

libfaketime stands between the program and the clock of the machine; the clock runs on, from where
the test sets it."""

import os
import time
from datetime import datetime
from glob import glob
from zoneinfo import ZoneInfo

VIETNAM = ZoneInfo("Asia/Ho_Chi_Minh")


class Clock:
    """A clock the test sets and the program reads."""

    def __init__(self, folder, now):
        self.file = folder / "clock"
        self.set(now)

    def set(self, now):
        """From here it is this time: "2026-11-23 16:00", in Vietnam."""
        then = datetime.strptime(now, "%Y-%m-%d %H:%M").replace(tzinfo=VIETNAM).timestamp()
        fresh = self.file.with_suffix(".new")
        fresh.write_text(f"{then - time.time():+.0f}")
        os.replace(fresh, self.file)

    def now(self):
        """Seconds since 1970 as the program counts them."""
        return time.time() + float(self.file.read_text())

    def environment(self):
        """What makes a program read this clock."""
        (library,) = glob("/usr/lib/*/faketime/libfaketimeMT.so.1")
        return {
            "LD_PRELOAD": library, "FAKETIME_TIMESTAMP_FILE": str(self.file),
            "FAKETIME_NO_CACHE": "1", "FAKETIME_DONT_FAKE_MONOTONIC": "1",
        }  # fmt: skip
