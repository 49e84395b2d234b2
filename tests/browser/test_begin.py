"""The first days: the city is founded, units get their people, people sign in on their phones."""

import pytest
from conftest import DESKTOP, PHONE

PASSWORD = "mưa rơi trên mái ngói"


def found(visitor, size=DESKTOP):
    """The service set up, its administrator at a desk."""
    admin = visitor(size)
    admin.open("/")
    admin.sees("Chào mừng đến với Nhịp")
    admin.look("bat-dau")
    admin.fill(
        thanh_pho="Thành phố Lạc Giang", co_quan="Văn phòng UBND thành phố Lạc Giang",
        ho_ten="Quản trị Lạc Giang", ten="quantri", mat_khau=PASSWORD,
    )  # fmt: skip
    admin.press("Lập hệ thống")
    admin.page.wait_for_url("**/")
    return admin


def add_unit(admin, code, name):
    admin.open("/don-vi")
    admin.follow("Thêm đơn vị")
    admin.fill(ten=name, ma=code, loai="phường", tu_ngay="01/07/2025")
    admin.press("Thêm đơn vị")
    admin.sees(code)


def add_person(admin, visitor, unit, login, roles, size=PHONE):
    """A new account at a unit; the person signs in and chooses her own password."""
    admin.open("/don-vi")
    admin.follow(unit)
    admin.follow("Cấp tài khoản")
    admin.fill(ho_ten=f"Cán bộ {login}", ten=login)
    for box in admin.page.locator("input[name='vai-tro'][type=checkbox]").all():
        box.set_checked(box.get_attribute("value") in roles)
    admin.press("Thêm")
    given = admin.page.locator("#mat-khau-moi").inner_text()
    person = visitor(size)
    person.open("/")
    person.fill(ten=login, mat_khau=given)
    person.press("Đăng nhập")
    person.fill(cu=given, moi=PASSWORD, lai=PASSWORD)
    person.press("Đổi mật khẩu")
    person.sees("Hôm nay")
    return person


@pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_every_page_of_the_first_days_is_fit_to_be_seen(visitor, size):
    admin = found(visitor, size)
    admin.look("hom-nay")
    add_unit(admin, "00123", "UBND phường Bến Ngự")
    admin.look("don-vi")
    admin.open("/don-vi")
    admin.follow("Thêm đơn vị")
    admin.press("Thêm đơn vị")
    admin.sees("Còn chỗ cần sửa")
    admin.look("don-vi-them-loi")
    reporter = add_person(admin, visitor, "UBND phường Bến Ngự", "benngu", ["reporter", "approver"], size)
    admin.look("tai-khoan-don-vi")
    admin.open("/tai-khoan")
    admin.look("tai-khoan")
    admin.open("/khong-co")
    admin.look("khong-co-trang")
    reporter.look("hom-nay-benngu")
    admin.open("/don-vi")
    admin.follow("UBND phường Bến Ngự")
    admin.look("don-vi-mot")
    admin.follow("Nhật ký của đơn vị")
    admin.look("nhat-ky")
    for path in ("/toi", "/toi/mat-khau", "/don-vi"):
        reporter.open(path)
        reporter.look("benngu" + path.replace("/", "-"))


def test_everything_works_without_a_script(chromium, service):
    context = chromium.new_context(java_script_enabled=False, base_url=service)
    page = context.new_page()
    page.goto("/")
    page.fill("[name='thanh-pho']", "Thành phố Lạc Giang")
    page.get_by_role("button", name="Lập hệ thống").click()
    assert page.get_by_text("Còn chỗ cần sửa").is_visible()
    assert page.input_value("[name='thanh-pho']") == "Thành phố Lạc Giang"
    context.close()


def test_the_keyboard_alone_is_enough_to_sign_in(visitor):
    admin = found(visitor)
    admin.press("Đăng xuất")
    admin.page.locator("[name='mat-khau']").wait_for()
    admin.page.wait_for_load_state()
    admin.page.keyboard.press("Tab")
    assert admin.page.locator(":focus").inner_text() == "Đến nội dung chính"
    admin.page.focus("[name='ten']")
    admin.page.keyboard.type("quantri")
    admin.page.keyboard.press("Tab")
    admin.page.keyboard.type(PASSWORD)
    admin.page.keyboard.press("Enter")
    admin.sees("Hôm nay")
