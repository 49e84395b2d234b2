"""A service of its own for every test, on each database, and a browser that looks at every page
it opens: no violation of WCAG 2.2 AA by axe, no request that leaves the machine, no error of a script."""

import os
import re
import subprocess
import uuid
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from clock import Clock
from playwright.sync_api import sync_playwright

CHROMIUM = "/usr/bin/chromium"
# As Chromium needs it in a container, and without the requests it makes on its own account.
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-sync", "--no-first-run"]
PHONE = {"width": 390, "height": 844}
DESKTOP = {"width": 1280, "height": 900}
WCAG = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
PICTURES = Path(os.environ.get("NHIP_PICTURES", "target/pages"))


@pytest.fixture(scope="session")
def chromium():
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture(params=["sqlite", "postgres"])
def database(request, tmp_path):
    """An empty database."""
    return str(tmp_path / "nhip.db") if request.param == "sqlite" else postgres_database()


@pytest.fixture
def clock(tmp_path):
    """The service's clock."""
    return Clock(tmp_path, "2026-11-02 08:00")


@pytest.fixture
def service(database, clock, tmp_path):
    """The address of a running service on an empty database."""
    process = subprocess.Popen(
        [os.environ["NHIP"], "serve", "--database", database, "--listen", "127.0.0.1:0"],
        stdout=subprocess.PIPE, text=True, env={**os.environ, "NHIP_LANG": "vi", **clock.environment()},
        cwd=tmp_path,  # where a key file for a database server is made
    )  # fmt: skip
    address = re.search(r"http://\S+", process.stdout.readline()).group()
    yield address
    process.terminate()
    assert process.wait(timeout=20) == 0


def postgres_database():
    """A new database on the test server, whose address tests/postgres gives."""
    server = os.environ.get("NHIP_TEST_POSTGRES")
    if not server:
        pytest.skip("NHIP_TEST_POSTGRES is not set; ./test sets it")
    name = "nhip_browser_" + uuid.uuid4().hex[:12]
    folder = server.split("host=")[1]
    subprocess.run(["psql", "-h", folder, "-U", "nhip", "-d", "postgres", "-qc", f"CREATE DATABASE {name}"], check=True)
    return server.replace("/postgres?", f"/{name}?")


class Visitor:
    """One person at one browser."""

    def __init__(self, chromium, address, size):
        self.address = address
        self.context = chromium.new_context(viewport=size, base_url=address, locale="vi-VN")
        self.page = self.context.new_page()
        self.trouble = []
        self.page.on("pageerror", lambda error: self.trouble.append(f"script: {error}"))
        self.page.on("request", self.stays)

    def stays(self, request):
        if not request.url.startswith((self.address, "data:")):
            self.trouble.append(f"left the machine: {request.url}")

    def open(self, path):
        self.page.goto(path)

    def fill(self, **fields):
        for name, value in fields.items():
            self.page.fill(f"[name='{name.replace('_', '-')}']", value)

    def press(self, name):
        self.page.get_by_role("button", name=name, exact=True).click()

    def follow(self, name):
        self.page.get_by_role("link", name=name, exact=True).first.click()

    def sees(self, text):
        self.page.get_by_text(text).first.wait_for()

    def look(self, name):
        """The page is kept as a picture, light and dark, and must hold before axe."""
        PICTURES.mkdir(parents=True, exist_ok=True)
        width = self.page.viewport_size["width"]
        for scheme in ("light", "dark"):
            self.page.emulate_media(color_scheme=scheme)
            self.page.screenshot(path=PICTURES / f"{name}-{width}-{scheme}.png", full_page=True)
            found = Axe().run(self.page, options=WCAG).response["violations"]
            assert not found, "\n".join(
                f"{name} ({scheme}): {one['id']}: {one['help']}: {[node['html'] for node in one['nodes']][:3]}" for one in found
            )
        self.page.emulate_media(color_scheme="light")
        overflow = self.page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert overflow <= 0, f"{name} is {overflow} px wider than the screen of {width}"
        assert not self.trouble, self.trouble


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item, call):
    """A test that fails leaves behind what each of its people had before them."""
    report = yield
    if report.when == "call" and report.failed:
        for number, one in enumerate(getattr(item, "visitors", [])):
            PICTURES.mkdir(parents=True, exist_ok=True)
            one.page.screenshot(path=PICTURES / f"failed-{item.name}-{number}.png", full_page=True)
            report.sections.append((f"{number}: {one.page.url}", one.page.inner_text("body")))
    return report


@pytest.fixture
def visitor(chromium, service, request):
    """Opens browsers: visitor(PHONE), visitor(DESKTOP)."""
    opened = request.node.visitors = []

    def of(size):
        one = Visitor(chromium, service, size)
        opened.append(one)
        return one

    yield of
    for one in opened:
        one.context.close()
