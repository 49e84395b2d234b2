"""A browser reduced to what costs the service something: one kept-open connection, cookies, forms."""

import asyncio
import re
import time
from urllib.parse import urlencode

TOKEN = re.compile(rb'name="_csrf" value="(\w+)"')
PATIENCE = 30


class Refused(Exception):
    """An answer that is not what a working service gives."""


class Client:
    """One person's browser."""

    def __init__(self, address):
        host, port = address.removeprefix("http://").split(":")
        self.address, self.host, self.port = address, host, int(port)
        self.cookies, self.token, self.streams = {}, None, None
        self.seconds, self.turn = 0.0, asyncio.Lock()

    async def get(self, path):
        status, _, body = await self.ask("GET", path)
        if status != 200:
            raise Refused(f"GET {path}: {status}")
        found = TOKEN.search(body)
        if found:
            self.token = found.group(1).decode()
        return body.decode()

    async def send(self, path, fields, expect=(303,)):
        """A form posted; where it leads."""
        return await self.post(path, self.form(fields), expect)

    def form(self, fields):
        """A form as it is posted."""
        return urlencode([("_csrf", self.token), *(fields.items() if isinstance(fields, dict) else fields)]).encode()

    async def post(self, path, body, expect):
        """A form made before."""
        status, headers, answer = await self.ask("POST", path, body, "application/x-www-form-urlencoded")
        if status not in expect:
            raise Refused(f"POST {path}: {status} {said(answer)}")
        return headers.get("location", ""), answer

    async def send_file(self, path, fields, name="", content=b""):
        """A form that has room for a file."""
        mark = "nhip-load-boundary"
        part = f"--{mark}\r\nContent-Disposition: form-data; name="
        parts = [f'{part}"{key}"\r\n\r\n{value}\r\n' for key, value in [("_csrf", self.token), *fields]]
        parts.append(f'{part}"tep"; filename="{name}"\r\n\r\n')
        body = "".join(parts).encode() + content + f"\r\n--{mark}--\r\n".encode()
        status, headers, answer = await self.ask("POST", path, body, f"multipart/form-data; boundary={mark}")
        if status not in (200, 303):
            raise Refused(f"POST {path}: {status} {said(answer)}")
        return headers.get("location", ""), answer

    async def ask(self, method, path, body=b"", media=None):
        """One request and its answer; how long it took is noted."""
        async with self.turn:
            began = time.perf_counter()
            try:
                answer = await asyncio.wait_for(self.exchange(method, path, body, media), PATIENCE)
            except TimeoutError as late:
                raise Refused(f"{method} {path}: no answer in {PATIENCE} s") from late
            self.seconds = time.perf_counter() - began
        return answer

    async def exchange(self, method, path, body, media):
        fresh = self.streams is None
        if fresh:
            self.streams = await asyncio.open_connection(self.host, self.port, limit=1 << 22)
        reader, writer = self.streams
        lines = [f"{method} {path} HTTP/1.1", f"Host: {self.host}:{self.port}", f"Origin: {self.address}", f"Content-Length: {len(body)}"]
        if self.cookies:
            lines.append("Cookie: " + "; ".join(f"{name}={value}" for name, value in self.cookies.items()))
        if media:
            lines.append(f"Content-Type: {media}")
        try:
            writer.write(("\r\n".join(lines) + "\r\n\r\n").encode() + body)
            head = (await reader.readuntil(b"\r\n\r\n")).decode().split("\r\n")
        except (asyncio.IncompleteReadError, ConnectionError) as gone:
            # A connection nobody used for a while is closed; a browser opens another.
            if getattr(gone, "partial", b"") or fresh:
                raise
            self.streams = None
            return await self.exchange(method, path, body, media)
        headers = {}
        for line in head[1:]:
            name, _, value = line.partition(": ")
            if name.lower() == "set-cookie":
                cookie, _, _ = value.partition(";")
                key, _, held = cookie.partition("=")
                self.cookies[key] = held
            headers[name.lower()] = value
        return int(head[0].split()[1]), headers, await self.body(reader, headers)

    async def body(self, reader, headers):
        if "content-length" in headers:
            return await reader.readexactly(int(headers["content-length"]))
        if headers.get("transfer-encoding") != "chunked":
            return b""
        whole = b""
        while size := int(await reader.readline(), 16):
            whole += await reader.readexactly(size)
            await reader.readline()
        await reader.readline()
        return whole

    async def sign_in(self, login, password):
        await self.get("/dang-nhap")
        await self.send("/dang-nhap", {"ten": login, "mat-khau": password})
        await self.get("/toi")


def said(page):
    """What a page says was wrong."""
    text = page.decode(errors="replace")
    found = re.findall(r'class="(?:problem|errors|notice late)"[^>]*>(.*?)</(?:p|div)>', text, re.S)
    return " | ".join(re.sub(r"<[^>]+>", " ", one).strip() for one in found) or text[:200]


async def together(jobs, most):
    """Runs so many coroutines at once; the results in their order."""
    gate = asyncio.Semaphore(most)

    async def one(job):
        async with gate:
            return await job

    return await asyncio.gather(*(one(job) for job in jobs))
