"""Words typed in a browser: kept on the machine until the server has them, never put over newer ones.

One service and one city for the whole file; each test has a browser of its own."""

import os
import re
import subprocess

import papers
import pytest
from clock import Clock
from conftest import DESKTOP, PHONE, Visitor
from test_begin import PASSWORD, add_person, found
from test_month import BEN_NGU, CITY, open_report, plan_in, units_in

BOX = "[name='kho-khan']"
OTHER = "[name='de-xuat']"


class Service:
    """A service that can be stopped and started again at the same address."""

    def __init__(self, folder):
        self.folder = folder
        self.clock = Clock(folder, "2026-11-10 09:00")
        self.listen = "127.0.0.1:0"
        self.start()

    def start(self):
        self.process = subprocess.Popen(
            [os.environ["NHIP"], "serve", "--database", str(self.folder / "nhip.db"), "--listen", self.listen],
            stdout=subprocess.PIPE, text=True, env={**os.environ, "NHIP_LANG": "vi", **self.clock.environment()},
        )  # fmt: skip
        self.address = re.search(r"http://\S+", self.process.stdout.readline()).group().rstrip("/")
        self.listen = self.address.removeprefix("http://")

    def stop(self):
        self.process.kill()
        self.process.wait()


class Ground:
    """The city, and a report somebody writes."""

    def __init__(self, chromium, folder):
        self.chromium = chromium
        self.service = Service(folder)
        self.opened = []
        admin = found(self.visitor)
        units_in(admin, folder)
        coordinator = add_person(admin, self.visitor, CITY, "daumoi", ["coordinator"], DESKTOP)
        plan_in(coordinator, folder)
        writer = add_person(admin, self.visitor, BEN_NGU, "benngu", ["reporter", "approver"])
        add_person(admin, self.visitor, BEN_NGU, "nguoihai", ["reporter"])
        open_report(writer)
        self.report = writer.page.url.removeprefix(self.service.address)
        self.close()

    def visitor(self, size=DESKTOP):
        one = Visitor(self.chromium, self.service.address, size)
        self.opened.append(one)
        return one

    def close(self):
        for one in self.opened:
            one.context.close()
        self.opened = []

    def signed_in(self, login="benngu", size=DESKTOP):
        """Somebody before the report."""
        person = self.visitor(size)
        person.open("/dang-nhap?den=" + self.report)
        sign_in(person, login)
        return person


def sign_in(person, login="benngu"):
    person.fill(ten=login, mat_khau=PASSWORD)
    person.press("Đăng nhập")
    person.page.locator(BOX).wait_for()


@pytest.fixture(scope="module")
def city(chromium, tmp_path_factory):
    ground = Ground(chromium, tmp_path_factory.mktemp("words"))
    yield ground
    ground.close()
    ground.service.stop()


@pytest.fixture
def ground(city):
    yield city
    city.close()


def said(person, box=BOX):
    """What is said beside a box."""
    return person.page.locator(f"{box} ~ output")


def types(person, text, box=BOX):
    person.page.fill(box, text)
    person.page.locator(box).blur()


def saved(person, text, box=BOX):
    types(person, text, box)
    said(person, box).get_by_text("Đã lưu").wait_for()


def unsaved(person):
    return person.page.locator(".unsaved")


def on_server(ground, text, box=BOX):
    """What a fresh browser of another person is shown."""
    other = ground.signed_in("nguoihai")
    assert other.page.input_value(box) == text


def test_two_quick_changes_of_one_box_are_not_somebody_else(ground):
    person = ground.signed_in()
    gate, sent = [], []

    def held(route):
        sent.append(route)
        route.continue_() if gate else gate.append(route)

    person.page.route("**/o", held)
    types(person, "Thiếu")
    types(person, "Thiếu loa")
    types(person, "Thiếu loa cầm tay")
    assert len(sent) == 1, "one at a time"
    assert "giữ trên máy này" in said(person).inner_text()
    assert "đã lưu" not in said(person).inner_text().lower()
    gate[0].continue_()
    said(person).get_by_text("Đã lưu").wait_for()
    unsaved(person).wait_for(state="hidden")
    on_server(ground, "Thiếu loa cầm tay")


def test_what_is_typed_while_the_server_is_away_goes_by_itself_when_it_is_back(ground):
    person = ground.signed_in()
    saved(person, "Trước khi mất mạng")
    ground.service.stop()
    types(person, "Gõ lúc máy chủ nghỉ")
    types(person, "Đề xuất lúc máy chủ nghỉ", OTHER)
    said(person).get_by_text("giữ trên máy này").wait_for()
    assert unsaved(person).inner_text().startswith("2 ô chưa lưu")
    ground.service.start()
    said(person).get_by_text("Đã lưu").wait_for()
    said(person, OTHER).get_by_text("Đã lưu").wait_for()
    unsaved(person).wait_for(state="hidden")
    on_server(ground, "Gõ lúc máy chủ nghỉ")


def test_an_answer_lost_after_it_was_saved_is_asked_for_again_and_saved_once(ground):
    person = ground.signed_in()
    ids = []

    def lost(route):
        ids.append(re.search(r"_lan=(\w+)", route.request.post_data).group(1))
        if len(ids) == 1:
            route.fetch()
            route.abort("connectionreset")
        else:
            route.continue_()

    person.page.route("**/o", lost)
    saved(person, "Câu trả lời bị mất")
    assert len(ids) == 2 and ids[0] == ids[1], "one attempt has one id"
    person.page.unroute("**/o")
    on_server(ground, "Câu trả lời bị mất")


def test_a_reload_never_puts_old_words_over_newer_ones_and_shows_both(ground):
    person, other = ground.signed_in(), ground.signed_in("nguoihai")
    person.page.route("**/o", lambda route: route.abort())
    types(person, "Bản cũ trên máy này")
    said(person).get_by_text("giữ trên máy này").wait_for()
    saved(other, "Bản mới của đồng nghiệp")
    person.page.unroute("**/o")
    person.page.reload()
    assert person.page.input_value(BOX) == "Bản mới của đồng nghiệp"
    said(person).get_by_text("Bản cũ trên máy này").wait_for()
    on_server(ground, "Bản mới của đồng nghiệp")
    person.look("chu-hai-ban")
    person.press("Dùng bản trên máy này")
    said(person).get_by_text("Đã lưu").wait_for()
    on_server(ground, "Bản cũ trên máy này")


def test_a_box_emptied_without_a_network_stays_empty(ground):
    person = ground.signed_in()
    saved(person, "Sẽ được xóa")
    person.page.route("**/o", lambda route: route.abort())
    types(person, "")
    said(person).get_by_text("giữ trên máy này").wait_for()
    person.page.unroute("**/o")
    person.page.reload()
    said(person).get_by_text("Đã lưu").wait_for()
    assert person.page.input_value(BOX) == ""
    on_server(ground, "")


def test_an_expired_session_is_said_by_the_box_and_the_words_are_there_after_signing_in(ground):
    person = ground.signed_in()
    person.context.clear_cookies(name="nhip")
    types(person, "Gõ sau khi hết phiên")
    said(person).get_by_text("phiên làm việc đã hết").wait_for()
    person.look("chu-het-phien")
    person.follow("Đăng nhập lại")
    sign_in(person)
    said(person).get_by_text("Đã lưu").wait_for()
    assert person.page.input_value(BOX) == "Gõ sau khi hết phiên"
    on_server(ground, "Gõ sau khi hết phiên")


def test_leaving_with_the_caret_in_the_box_keeps_the_words(ground):
    person = ground.signed_in(size=PHONE)
    person.page.fill(BOX, "Con trỏ còn trong ô")
    person.open("/hoat-dong")
    person.open(ground.report)
    assert person.page.input_value(BOX) == "Con trỏ còn trong ô"
    unsaved(person).wait_for(state="hidden")
    on_server(ground, "Con trỏ còn trong ô")


def test_words_of_one_person_are_not_shown_to_the_next_and_go_at_sign_out(ground):
    person = ground.signed_in()
    before = person.page.input_value(BOX)
    person.page.route("**/o", lambda route: route.abort())
    types(person, "Chỉ của tôi")
    said(person).get_by_text("giữ trên máy này").wait_for()
    person.context.clear_cookies(name="nhip")
    person.page.unroute("**/o")
    person.open("/dang-nhap?den=" + ground.report)
    sign_in(person, "nguoihai")
    assert person.page.input_value(BOX) == before
    assert "Chỉ của tôi" not in person.page.content()
    person.press("Đăng xuất")
    person.open("/dang-nhap?den=" + ground.report)
    person.page.route("**/o", lambda route: route.abort())
    sign_in(person)
    assert person.page.input_value(BOX) == "Chỉ của tôi", "another one's signing out takes nothing of hers"
    asked = []
    person.page.on("dialog", lambda dialog: (asked.append(dialog.message), dialog.accept()))
    person.press("Đăng xuất")
    person.page.wait_for_url("**/dang-nhap")
    assert "1 ô chưa lưu" in asked[0]
    assert person.page.evaluate("Object.keys(localStorage).length") == 0
    person.page.unroute("**/o")
    on_server(ground, before)


def test_a_whole_page_sent_with_a_box_on_its_way_does_not_meet_itself(ground):
    person = ground.signed_in()
    gate = []
    person.page.route("**/o", lambda route: gate.append(route))
    types(person, "Đang trên đường")
    person.press("Lưu và kiểm tra để nộp")
    gate[0].continue_()
    person.sees("Kiểm tra trước khi nộp")
    assert person.page.evaluate("Object.keys(localStorage).length") == 0
    person.page.unroute("**/o")
    person.open(ground.report)
    person.page.fill(BOX, "Lưu cả trang")
    person.press("Lưu và kiểm tra để nộp")
    person.sees("Kiểm tra trước khi nộp")
    assert person.page.evaluate("Object.keys(localStorage).length") == 0
    on_server(ground, "Lưu cả trang")
