"""The service is killed in the middle of its work, again and again: whatever it answered as saved is there."""

import os
import re
import signal
import subprocess
import threading
import urllib.error
import urllib.parse
import urllib.request
from http.cookiejar import CookieJar

PASSWORD = "mưa rơi trên mái ngói"
WRITERS = 4
ROUNDS = 4


class Service:
    """One life of the service on a database."""

    def __init__(self, database):
        self.process = subprocess.Popen(
            [os.environ["NHIP"], "serve", "--database", database, "--listen", "127.0.0.1:0"],
            stdout=subprocess.PIPE, text=True, env={**os.environ, "NHIP_LANG": "vi"},
        )  # fmt: skip
        self.address = re.search(r"http://\S+", self.process.stdout.readline()).group()

    def kill(self):
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()


class Client:
    """A browser that keeps its cookies from one life of the service to the next."""

    def __init__(self):
        self.jar = CookieJar()
        self.opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(self.jar))

    def get(self, url):
        return self.opener.open(url, timeout=20).read().decode()

    def send(self, url, form_url, **fields):
        token = re.search(r'name="_csrf" value="(\w+)"', self.get(form_url)).group(1)
        pairs = {"_csrf": token} | {name.replace("_", "-"): value for name, value in fields.items()}
        return self.opener.open(url, urllib.parse.urlencode(pairs).encode(), timeout=20).read().decode()


def add_units(service, client, top, first, answered, enough):
    """Adds units until the service falls; notes each one that was answered as saved."""
    form = f"{service.address}/don-vi/{top}/them"
    n = first
    try:
        while True:
            code = f"{n:05}"
            page = client.send(form, form, ten=f"Phường số {code}", ma=code, tu_ngay="01/07/2025")
            if f"Phường số {code}" in page and "Còn chỗ cần sửa" not in page:
                answered.append(code)
            if len(answered) >= 12:
                enough.set()
            n += 1
    except (urllib.error.URLError, ConnectionError, OSError):
        enough.set()


def test_what_was_answered_as_saved_outlives_a_kill(tmp_path):
    database = str(tmp_path / "nhip.db")
    service = Service(database)
    admin = Client()
    begin = f"{service.address}/bat-dau"
    admin.send(
        begin, begin, thanh_pho="Thành phố Lạc Giang", co_quan="Văn phòng UBND thành phố Lạc Giang",
        ho_ten="Quản trị", ten="quantri", mat_khau=PASSWORD,
    )  # fmt: skip
    top = re.search(r"/don-vi/([0-9a-f-]{36})/them", admin.get(f"{service.address}/don-vi")).group(1)
    saved = set()
    for life in range(ROUNDS):
        answered, enough = [], threading.Event()
        writers = [
            threading.Thread(target=add_units, args=(service, admin, top, life * 10_000 + 1_000 * n, answered, enough))
            for n in range(WRITERS)
        ]
        for writer in writers:
            writer.start()
        assert enough.wait(timeout=60)
        service.kill()
        for writer in writers:
            writer.join()
        assert len(answered) >= 12
        saved.update(answered)
        service = Service(database)
        page = admin.get(f"{service.address}/don-vi")
        missing = [code for code in saved if f">{code}<" not in page]
        assert not missing, f"life {life}: answered as saved, and gone: {missing}"
    service.kill()
    for command in (["audit", "verify"], ["doctor"]):
        done = subprocess.run([os.environ["NHIP"], *command, "--database", database], capture_output=True, text=True)
        assert done.returncode == 0, done.stderr
