"""A month as a city lives it, from the first visit to the corrected report, each person at a browser of her own."""

import base64
import hmac
import json
import os
import struct
import subprocess

import papers
from conftest import DESKTOP, PHONE
from docx import Document
from openpyxl import load_workbook
from test_begin import PASSWORD, add_person, found

CITY = "Văn phòng UBND thành phố Lạc Giang"
BEN_NGU, THANH_AN, THANH_AN_2, CAU_DA = (name for _, name in papers.WARDS)


PHONES = {}


def code(clock, login):
    """What somebody's phone shows now (RFC 6238)."""
    key = base64.b32decode(PHONES[login])
    mac = hmac.digest(key, struct.pack(">Q", int(clock.now()) // 30), "sha1")
    at = mac[-1] & 15
    return f"{(struct.unpack('>I', mac[at : at + 4])[0] & 0x7FFFFFFF) % 1_000_000:06}"


def second_step(clock, login, person):
    """Sets up the second step of signing in where it has to be, or takes it."""
    if person.page.url.endswith("/toi/ma-buoc-hai"):
        person.look("thang-5-ma-buoc-hai")
        PHONES[login] = person.page.inner_text("#khoa")
        person.fill(ma=code(clock, login), cu=PASSWORD)
        person.press("Đặt mã bước hai")
        person.look("thang-5-ma-khoi-phuc")
        person.follow("Đã cất, làm tiếp")
    elif person.page.locator("[name='buoc-mot']").count():
        person.look("thang-5-buoc-hai")
        person.fill(ma=code(clock, login))
        person.press("Đăng nhập")


def later(clock, now, people):
    """The clock goes forward; whose session has ended by then signs in again."""
    clock.set(now)
    for login, person in people.items():
        person.open("/")
        if person.page.get_by_role("button", name="Đăng nhập").count():
            person.fill(ten=login, mat_khau=PASSWORD)
            person.press("Đăng nhập")
        second_step(clock, login, person)
        person.sees("Hôm nay")


def units_in(admin, folder):
    """The administrator imports the list of wards, having seen what it changes."""
    admin.open("/don-vi")
    admin.follow("Nhập danh sách")
    admin.page.set_input_files("[name=tep]", papers.units(folder))
    admin.fill(can_cu="Danh sách tháng 11", tu_ngay="01/07/2025")
    admin.press("Xem thay đổi")
    admin.look("thang-1-nhap-don-vi")
    admin.press("Ghi các thay đổi đã chọn")
    for code, name in papers.WARDS:
        row = admin.page.get_by_role("row").filter(has_text=code)
        assert name in row.inner_text()


def people_in(admin, visitor):
    """One person for each part; at Bến Ngự one writes and another sends."""
    person = lambda unit, login, roles, size: add_person(admin, visitor, unit, login, roles, size)
    return {
        "daumoi": person(CITY, "daumoi", ["coordinator"], DESKTOP),
        "lanhdao": person(CITY, "lanhdao", ["approver"], DESKTOP),
        "benngu": person(BEN_NGU, "benngu", ["reporter"], PHONE),
        "benngu.tt": person(BEN_NGU, "benngu.tt", ["approver"], PHONE),
        "thanhan": person(THANH_AN, "thanhan", ["reporter", "approver"], PHONE),
        "thanhan2": person(THANH_AN_2, "thanhan2", ["reporter", "approver"], DESKTOP),
        "cauda": person(CAU_DA, "cauda", ["reporter", "approver"], PHONE),
    }


def plan_in(coordinator, folder):
    """The plan is dropped, looked at step by step and confirmed."""
    coordinator.open("/ke-hoach")
    coordinator.follow("Thêm kế hoạch")
    coordinator.page.set_input_files("[name=tep]", papers.plan(folder))
    coordinator.press("Đọc kế hoạch")
    coordinator.sees("41/KH-UBND")
    coordinator.look("thang-2-ke-hoach")
    coordinator.follow("Hạn nộp và kỳ số liệu")
    assert coordinator.page.input_value("[name=ngay]") == "24"
    coordinator.fill(gio="17:00", ngay="23")
    coordinator.page.uncheck("[name=truoc]")
    coordinator.press("Lưu")
    coordinator.follow("Gắn đơn vị thật")
    coordinator.sees("Đã chọn: 4/5")
    coordinator.press("Lưu")
    coordinator.follow("Xác nhận kế hoạch")
    coordinator.press("Xác nhận")
    coordinator.sees("đang thực hiện")


def activity(person, what, day, channel, count, of, people):
    """Two minutes and a phone."""
    person.open("/hoat-dong")
    person.follow("Ghi hoạt động")
    person.fill(viec=what, ngay=day, so=count, don_vi_tinh=of, nguoi=people)
    person.page.select_option("[name=nhiem-vu]", index=1)
    person.page.select_option("[name=hinh-thuc]", label=channel)
    person.press("Ghi")
    person.sees(what)


def open_report(person, action="Viết báo cáo"):
    """The report of the month, by the button that begins it or the link that opens it."""
    person.open("/bao-cao")
    row = person.page.get_by_role("row").filter(has_text="11/2026")
    row.get_by_role("button").or_(row.get_by_role("link")).filter(has_text=action).click()


def check(person):
    person.press("Lưu và kiểm tra để nộp")
    person.sees("Kiểm tra trước khi nộp")


def send(person):
    person.press("Nộp báo cáo")
    person.sees("Đã gửi")


def box(person, number=0):
    """The text for a task."""
    return person.page.locator("fieldset.sheet textarea").nth(number)


def figure(person, of):
    """The box with the month's count of something."""
    row = person.page.get_by_role("row").filter(has=person.page.locator(f"input[value='{of}']")).first
    return row.locator("input[name^='so-lieu'][name$='gia-tri']")


def by_box(writer, sender):
    """Opens filled from the activities; each box is saved when it is left; the head sends."""
    open_report(writer)
    assert "Phát tờ rơi" in box(writer).input_value()
    assert figure(writer, "Tờ rơi").input_value() == "300"
    writer.look("thang-3-bao-cao")
    box(writer, 1).fill("Phát tin, bài trên truyền thanh phường 12 lượt.")
    with writer.page.expect_response("**/o") as answer:
        box(writer, 1).blur()
    assert answer.value.ok
    writer.page.get_by_text("Đã lưu").wait_for()
    writer.page.reload()
    assert "12 lượt" in box(writer, 1).input_value()
    check(writer)
    assert not writer.page.get_by_role("button", name="Nộp báo cáo").count(), "who writes does not send"
    sender.open("/")
    sender.page.get_by_role("link", name="Xem và nộp báo cáo").click()
    if sender.page.get_by_role("link", name="Kiểm tra").count():
        sender.page.get_by_role("link", name="Kiểm tra").first.click()
    sender.look("thang-3-kiem-tra")
    send(sender)


def nil(person):
    """Nothing happened: two presses."""
    open_report(person)
    person.press("Cả tháng không phát sinh")
    person.sees("Kiểm tra trước khi nộp")
    send(person)


def by_word(person, folder):
    """The unit's own form, filled in Word, looked at before it is taken."""
    open_report(person)
    person.follow("Nộp bằng tệp Word, Excel")
    with person.page.expect_download() as download:
        person.follow("Word")
    form = folder / "bieu-mau.docx"
    download.value.save_as(form)
    papers.fill(form, {0: "Tổ chức 5 buổi nói chuyện tại các xóm, 210 lượt người tham dự.", 1: "Phát 8 lượt tin, bài."})
    person.page.set_input_files("[name=tep]", form)
    person.press("Xem trước")
    person.sees("Sẽ lấy")
    person.look("thang-4-xem-truoc-bieu-mau")
    person.press("Lấy vào báo cáo")
    person.sees("Kiểm tra trước khi nộp")
    person.sees("5 buổi nói chuyện")
    assert not person.page.get_by_role("button", name="Nộp báo cáo").count(), "a doubt is answered first"
    person.page.get_by_label("chưa ghi số").fill("Các chỉ tiêu khác không phát sinh trong tháng.")
    person.press("Lưu giải trình")
    send(person)


def reports_of(coordinator, unit):
    """The page of a unit's report of the month, by way of the board."""
    coordinator.open("/theo-doi")
    coordinator.page.get_by_role("row").filter(has_text=unit).locator("td a").first.click()


def accept(coordinator, unit, explained=None):
    reports_of(coordinator, unit)
    if explained:
        coordinator.sees(explained)
    coordinator.press("Chấp nhận")
    coordinator.sees("Đã duyệt")


def returned_and_sent_again(coordinator, writer, sender):
    """Sent back with a remark beside one item; corrected there; sent again."""
    reports_of(coordinator, BEN_NGU)
    coordinator.page.get_by_text("Ý kiến theo từng mục").click()
    coordinator.page.locator("details input").first.fill("Ghi rõ phát ở những tổ dân phố nào.")
    coordinator.press("Trả lại")
    coordinator.sees("Yêu cầu chỉnh lý")
    writer.open("/")
    writer.page.get_by_role("link", name="tháng 11/2026").first.click()
    writer.sees("Ghi rõ phát ở những tổ dân phố nào.")
    writer.look("thang-5-tra-lai")
    box(writer).fill("Phát 300 tờ rơi tại chợ Cầu Đá và tổ dân phố 4; nói chuyện tại tổ dân phố 4.")
    check(writer)
    sender.open("/")
    sender.page.get_by_role("link", name="tháng 11/2026").first.click()
    send(sender)


def board_in(coordinator):
    """Who is late is seen at once."""
    coordinator.open("/theo-doi")
    coordinator.look("thang-6-theo-doi")
    rows = {name: coordinator.page.get_by_role("row").filter(has_text=name).inner_text() for _, name in papers.WARDS}
    assert "Đúng hạn" in rows[BEN_NGU] and "Đúng hạn" in rows[THANH_AN_2]
    assert "Trễ 2 ngày" in rows[CAU_DA]


def consolidated(coordinator):
    """The month joined; a total leads down to the sentence it was counted from."""
    coordinator.open("/tong-hop")
    coordinator.press("Tổng hợp")
    coordinator.sees("4/4")
    coordinator.look("thang-7-tong-hop")
    here = coordinator.page.url
    coordinator.page.locator("table th a").first.click()
    coordinator.look("thang-7-so-lieu")
    coordinator.page.goto(here)
    coordinator.follow("Sửa lời văn")
    coordinator.page.get_by_role("link", name="5 buổi nói chuyện").click()
    words = coordinator.page.input_value("[name=van]")
    coordinator.fill(van="Các phường, xã: " + words)
    coordinator.press("Lưu")
    coordinator.look("thang-7-loi-van")
    coordinator.page.goto(here)
    coordinator.sees("1 đoạn đã sửa lời văn")
    return here


def signed(head, where, folder):
    """The head reads the paper, signs, and the paper says so."""
    head.open("/")
    head.page.get_by_role("link", name="chờ ký duyệt").first.click()
    assert head.page.url == where
    paper = downloaded(head, where, folder, "docx")
    text = "\n".join(paragraph.text for paragraph in Document(paper).paragraphs)
    assert "Các phường, xã:" in text and "sốt xuất huyết" in text
    head.fill(cu=PASSWORD)
    head.press("Ký duyệt")
    head.sees("Đã ký")
    head.look("thang-8-da-ky")


def downloaded(person, where, folder, kind):
    link = person.page.locator(f"a[href$='.{kind}']").first
    with person.page.expect_download() as download:
        link.click()
    path = folder / f"tong-hop-{len(list(folder.iterdir()))}.{kind}"
    download.value.save_as(path)
    return path


def sent_out(coordinator, where):
    """The recipients of the plan, each ticked off."""
    coordinator.page.goto(where)
    coordinator.follow("Nơi nhận")
    coordinator.sees("Sở Y tế")
    coordinator.page.get_by_role("button", name="Đánh dấu đã gửi").first.click()
    coordinator.page.get_by_role("button", name="Đánh dấu đã nhận").first.click()
    assert coordinator.page.get_by_text("✓").count() == 2
    coordinator.look("thang-8-noi-nhan")


def corrected(writer, sender, coordinator):
    """A closed report changes only by a new version."""
    open_report(writer, "Mở")
    writer.fill(ly_do_ban_moi="Đếm sót một đợt phát tờ rơi")
    writer.press("Lập bản mới")
    box(writer).fill("Phát 350 tờ rơi tại chợ Cầu Đá và tổ dân phố 4; nói chuyện tại tổ dân phố 4.")
    figure(writer, "Tờ rơi").fill("350")
    check(writer)
    sender.open("/")
    sender.page.get_by_role("link", name="tháng 11/2026").first.click()
    send(sender)
    accept(coordinator, BEN_NGU)


def total(path):
    """What the consolidated month says of leaflets."""
    told = json.loads(path.read_text())
    return [line["value"] for line in told["totals"] if "tờ rơi" in json.dumps(line, ensure_ascii=False).lower()]


def test_the_whole_month(visitor, tmp_path, clock, database):
    admin = found(visitor)
    units_in(admin, tmp_path)
    people = people_in(admin, visitor)
    coordinator, head = people["daumoi"], people["lanhdao"]
    writer, sender = people["benngu"], people["benngu.tt"]
    plan_in(coordinator, tmp_path)

    later(clock, "2026-11-10 09:00", people)
    activity(writer, "Phát tờ rơi phòng bệnh tại chợ Cầu Đá", "09/11/2026", "Tờ rơi, áp phích", "300", "tờ rơi", "280")
    activity(writer, "Nói chuyện tại tổ dân phố 4", "10/11/2026", "Hội nghị, sinh hoạt", "1", "buổi", "45")
    writer.look("thang-3-hoat-dong")

    later(clock, "2026-11-20 09:00", people)
    by_box(writer, sender)
    nil(people["thanhan"])
    by_word(people["thanhan2"], tmp_path)
    returned_and_sent_again(coordinator, writer, sender)
    for unit in (BEN_NGU, THANH_AN):
        accept(coordinator, unit)
    accept(coordinator, THANH_AN_2, "Các chỉ tiêu khác không phát sinh")

    later(clock, "2026-11-25 10:00", people)
    nil(people["cauda"])
    accept(coordinator, CAU_DA)
    board_in(coordinator)
    first = consolidated(coordinator)
    signed(head, first, tmp_path)
    before = downloaded(head, first, tmp_path, "json")
    sent_out(coordinator, first)

    later(clock, "2026-11-28 10:00", people)
    corrected(writer, sender, coordinator)
    coordinator.page.goto(first)
    coordinator.sees("đã thay đổi")
    coordinator.look("thang-9-da-thay-doi")
    coordinator.press("Lập bản tổng hợp mới")
    second = coordinator.page.url
    assert second != first
    coordinator.look("thang-9-ban-moi")
    signed(head, second, tmp_path)
    after = downloaded(head, second, tmp_path, "json")
    assert (total(before), total(after)) == ([300], [350])

    for command in (["audit", "verify"], ["doctor"]):
        done = subprocess.run([os.environ["NHIP"], *command, "--database", database], capture_output=True, text=True)
        assert done.returncode == 0, done.stderr
