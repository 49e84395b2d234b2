"""A city for the load: a plan of so many tasks, wards, a person at each, months of reports."""

import html
import re

from client import Client, Refused, said, together

ADMIN, PASSWORD = "quantri", "mưa rơi trên mái ngói"
ROOT = "Văn phòng UBND thành phố Lạc Giang"
INPUT = re.compile(r"<(?:input|textarea)\b[^>]*>")
ATTRIBUTE = re.compile(r'\b(name|value)="([^"]*)"')
AT_ONCE = 16


def plan_text(tasks):
    """A plan whose wards have so many tasks."""
    lines = [
        "ỦY BAN NHÂN DÂN", "THÀNH PHỐ LẠC GIANG", "Số: 41/KH-UBND", "Lạc Giang, ngày 20 tháng 10 năm 2025", "KẾ HOẠCH",
        "Tuyên truyền phòng, chống dịch bệnh trên địa bàn thành phố Lạc Giang", "I. MỤC ĐÍCH, YÊU CẦU",
        "1. Mỗi gia đình biết cách tự phòng bệnh.", "II. TỔ CHỨC THỰC HIỆN", "1. Ủy ban nhân dân các phường, xã",
    ]  # fmt: skip
    lines += [f"- Tổ chức truyền thông về nội dung thứ {n} tại các tổ dân phố, thôn, xóm." for n in range(1, tasks + 1)]
    lines += [
        "III. CHẾ ĐỘ BÁO CÁO",
        "Ủy ban nhân dân các phường, xã báo cáo kết quả thực hiện trước ngày 24 hằng tháng về Ủy ban nhân dân thành phố "
        "(qua Văn phòng UBND thành phố) để tổng hợp.",
        "Nơi nhận:", "- Sở Y tế (b/c);", "- Lưu: VT.",
    ]  # fmt: skip
    return "\n".join(lines).encode()


def boxes(page):
    """Name and value of every input of a page."""
    found = {}
    for tag in INPUT.findall(page):
        told = dict(ATTRIBUTE.findall(tag))
        if "name" in told:
            found[html.unescape(told["name"])] = html.unescape(told.get("value", ""))
    return found


class City:
    """The running service, filled."""

    def __init__(self, address, units, items, first_month):
        self.address, self.size, self.first_month = address, units, first_month
        self.tasks = max(1, items // 3)
        self.figures = items - self.tasks
        self.admin = Client(address)
        self.coordinator, self.units, self.plan, self.root = None, [], None, None

    async def found(self):
        """First visit, wards, the coordinator, the plan."""
        await self.admin.get("/bat-dau")
        await self.admin.send("/bat-dau", {
            "thanh-pho": "Thành phố Lạc Giang", "co-quan": ROOT, "ho-ten": "Quản trị", "ten": ADMIN, "mat-khau": PASSWORD,
        })  # fmt: skip
        self.root = re.search(r"/don-vi/([\w-]+)/them", await self.admin.get("/don-vi")).group(1)
        await self.import_units()
        self.coordinator = await self.person("daumoi", [(self.root, ["coordinator", "approver"])])
        await self.bring_plan()

    async def import_units(self):
        """The wards from a list, first looked at, then taken over."""
        rows = ["Mã,Tên đơn vị,Loại"] + [f"{n:05},UBND phường Số {n:04},phường" for n in range(1, self.size + 1)]
        form = f"/don-vi/{self.root}/nhap"
        await self.admin.get(form)
        fields = [("can-cu", "Danh sách tháng 10"), ("tu-ngay", "01/01/2020")]
        _, page = await self.admin.send_file(form, fields, "don-vi.csv", "\n".join(rows).encode())
        page = page.decode()
        shown = boxes(page)
        ticked = [("doi", value) for value in re.findall(r'name="doi" value="([^"]*)"', page)]
        held = [(name, shown[name]) for name in ("danh-sach", "ban", "can-cu", "tu-ngay")]
        await self.admin.send_file(form, [*held, *ticked, ("dong-y", "co")])
        listed = await self.admin.get("/don-vi")
        self.units = re.findall(r'<a href="/don-vi/([\w-]{36})">UBND phường Số', listed)
        if len(self.units) != self.size:
            raise Refused(f"{len(self.units)} units were listed, not {self.size}")

    async def person(self, login, posts):
        """An account with roles at units, signed in, its own password chosen."""
        (first, roles), *others = posts
        fields = [("ho-ten", f"Cán bộ {login}"), ("ten", login), *(("vai-tro", role) for role in roles)]
        _, page = await self.admin.send(f"/tai-khoan/don-vi/{first}", fields, (200,))
        given = re.search(r'id="mat-khau-moi"[^>]*>([^<]+)<', page.decode()).group(1)
        for unit, roles in others:
            fields = [("ten-co", login), *(("vai-tro-co", role) for role in roles)]
            await self.admin.send(f"/tai-khoan/don-vi/{unit}/moi", fields, (200, 303))
        client = Client(self.address)
        await client.get("/dang-nhap")
        await client.send("/dang-nhap", {"ten": login, "mat-khau": given})
        await client.get("/toi/mat-khau")
        await client.send("/toi/mat-khau", {"cu": given, "moi": PASSWORD, "lai": PASSWORD})
        await client.get("/toi")
        return client

    async def bring_plan(self):
        """Dropped, its first month set, confirmed."""
        form = f"/ke-hoach/moi/{self.root}"
        await self.coordinator.get(form)
        where, _ = await self.coordinator.send_file(form, [], "ke-hoach.txt", plan_text(self.tasks))
        self.plan = where.rsplit("/", 1)[1]
        due = boxes(await self.coordinator.get(f"{where}/han"))
        due = {name: due[name] for name in ("ban", "ngay")} | {"thang": "nay", "nghi": "giu", "so-lieu": "thang"}
        await self.coordinator.send(f"{where}/han", due | {"truoc": "co", "thang-dau": self.first_month})
        page = await self.coordinator.get(f"{where}/xac-nhan")
        await self.coordinator.send(f"{where}/xac-nhan", {"ban": boxes(page)["ban"]})

    async def people(self, each):
        """Somebody who writes and sends for every `each` wards."""
        groups = [self.units[at : at + each] for at in range(0, len(self.units), each)]
        both = ["reporter", "approver"]
        made = [self.person(f"canbo{n:04}", [(unit, both) for unit in group]) for n, group in enumerate(groups)]
        clients = await together(made, 4)
        return {unit: clients[at // each] for at, unit in enumerate(self.units)}


class Report:
    """One ward's month, written by one person."""

    def __init__(self, city, client, unit, month):
        self.city, self.client, self.unit, self.month = city, client, unit, month
        self.path, self.boxes = None, {}

    async def begin(self):
        """Opened, with the boxes it shows."""
        fields = {"ky": self.month, "ke-hoach": self.city.plan}
        self.path, _ = await self.client.send(f"/bao-cao/don-vi/{self.unit}", fields)
        await self.look()

    async def look(self):
        self.boxes = boxes(await self.client.get(self.path))

    def items(self):
        """Every item of the report: the text of each task, each row of figures."""
        texts = [name for name in self.boxes if name.startswith("nhiem-vu.") and name.endswith(".noi-dung")]
        more = self.changes()
        filled = {name: f"Tổ chức {n + more} buổi truyền thông." for n, name in enumerate(sorted(texts), 1)}
        for row in range(1, self.city.figures + 1):
            filled |= {f"so-lieu.{row}.ten": f"Chỉ tiêu số {row}", f"so-lieu.{row}.don-vi-tinh": "lượt", f"so-lieu.{row}.gia-tri": str(100 + row + more)}
        return filled

    def changes(self):
        """How far the month's figures are from those of other months; every tenth ward repeats itself, is asked and explains it."""
        year, month = map(int, self.month.split("-"))
        return 0 if self.city.units.index(self.unit) % 10 == 0 else (year * 12 + month) % 7

    def form(self, filled):
        """The page as a browser posts it."""
        nothing = "e3b0c44298fc"
        return {name: value for pair in filled.items() for name, value in (pair, (f"cu.{pair[0]}", self.boxes.get(f"cu.{pair[0]}", nothing)))}

    def typed(self):
        """The page with everything typed, as a browser has it ready before the button is pressed."""
        return self.client.form(self.form(self.items()) | {"xem": "1"})

    async def write(self, typed=None):
        """Everything saved in one form."""
        where, _ = await self.client.post(self.path, typed or self.typed(), (303,))
        if not where.endswith("/kiem-tra"):
            raise Refused(f"{self.path} leads to {where}")

    async def check(self):
        """The check before sending, doubts explained; the number of the state it was seen in."""
        page = await self.client.get(f"{self.path}/kiem-tra")
        if "/nop" not in page:
            asked = {name: "Đúng như báo cáo." for name in boxes(page) if name.startswith("giai-thich.")}
            await self.client.send(f"{self.path}/kiem-tra", asked, (200, 303))
            page = await self.client.get(f"{self.path}/kiem-tra")
        if "/nop" not in page:
            raise Refused(f"{self.path} cannot be sent: {said(page.encode())}")
        return re.search(r'/nop">.*?name="ban" value="(\d+)"', page, re.S).group(1)

    async def hand_in(self, seen):
        await self.client.send(f"{self.path}/nop", {"ban": seen})

    async def accepted(self, coordinator):
        page = await coordinator.get(self.path)
        seen = re.search(r'/duyet">.*?name="ban" value="(\d+)"', page, re.S)
        if not seen:
            raise Refused(f"{self.path} cannot be accepted")
        await coordinator.send(f"{self.path}/duyet", {"ban": seen.group(1)})
