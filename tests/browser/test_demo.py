"""The invented city, walked through by each of its people: every page reachable by links is fit to be seen."""

import os
import re
import subprocess

import pytest
from conftest import DESKTOP, PHONE, Visitor

PASSWORD = "nhip lac giang"
# Addresses that give a file, not a page.
FILES = re.compile(r"\.(docx|xlsx|pdf|json|ics)$|/tep$|/bieu-mau/(docx|xlsx)$|/anh/\d+$")
ID = re.compile(r"[0-9a-f]{8}-[0-9a-f-]{27}|don-vi-[\w.-]+|lac-giang|\d{4}-\d\d|(?<=/)[\w.%+-]*%[\w.%+-]*")


@pytest.fixture(scope="module")
def city(tmp_path_factory):
    """The address of the demo city."""
    process = subprocess.Popen(
        [os.environ["NHIP"], "demo", tmp_path_factory.mktemp("city") / "lac-giang", "--listen", "127.0.0.1:0"],
        stdout=subprocess.PIPE, text=True, env={**os.environ, "NHIP_LANG": "vi"},
    )  # fmt: skip
    address = None
    for line in process.stdout:
        found = re.search(r"Nhịp đang chạy tại (http://\S+)", line)
        if found:
            address = found.group(1)
            break
    assert address, "the demo never served"
    yield address
    process.terminate()
    assert process.wait(timeout=20) == 0


def shape(path):
    """What kind of page an address is: ids, months and numbers do not tell pages apart, nor does what is
    asked of them."""
    path, _, asked = path.split("#")[0].partition("?")
    names = sorted({pair.partition("=")[0] for pair in asked.split("&") if pair})
    return re.sub(r"/\d+(?=/|$)", "/*", ID.sub("*", path)) + ("?" + "&".join(names) if names else "")


def links(page, address):
    """Addresses of our own pages that this page leads to."""
    hrefs = page.eval_on_selector_all("main a[href], nav a[href], .mine a[href]", "all => all.map(a => a.href)")
    return [href[len(address):] for href in hrefs if href.startswith(address + "/")]


@pytest.mark.parametrize("login", ["quantri", "daumoi", "lanhdao", "baocao", "thutruong"])
@pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_every_page_one_can_reach_is_fit_to_be_seen(chromium, city, login, size):
    visitor = Visitor(chromium, city, size)
    visitor.open("/")
    visitor.fill(ten=login, mat_khau=PASSWORD)
    visitor.press("Đăng nhập")
    visitor.sees("Hôm nay")
    waiting, seen, trouble = ["/"], set(), []
    while waiting:
        path = waiting.pop(0)
        if shape(path) in seen or FILES.search(path.split("?")[0]) or path.startswith("/ngon-ngu"):
            continue
        seen.add(shape(path))
        answer = visitor.page.goto(path)
        if answer.status != 200:
            trouble.append(f"{path} answered {answer.status}")
            continue
        name = f"{login}{re.sub(r'[^a-z0-9]+', '-', shape(path)).rstrip('-')}"
        try:
            visitor.look(name)
        except AssertionError as error:
            trouble.append(str(error))
        waiting.extend(links(visitor.page, city))
    visitor.context.close()
    assert len(seen) > 4, seen
    assert not trouble, "\n".join(trouble)
