//! A ward's own plan under the city's: recognised, tied task by task, counted upwards.

use crate::browser::{Browser, Page};
use crate::city::{City, on_both};

const CITY: &str = "ỦY BAN NHÂN DÂN
THÀNH PHỐ LẠC GIANG
Số: 148/KH-UBND
Lạc Giang, ngày 12 tháng 5 năm 2026

KẾ HOẠCH
Truyền thông phòng, chống sốt xuất huyết

I. NỘI DUNG TUYÊN TRUYỀN
1. Diệt loăng quăng, đậy kín dụng cụ chứa nước tại hộ gia đình.
2. Dấu hiệu cần đến ngay cơ sở y tế.

II. TỔ CHỨC THỰC HIỆN
1. UBND các phường, xã
- Phát thanh trên hệ thống truyền thanh cơ sở mỗi ngày hai lượt về phòng bệnh, xong trước ngày 20/12/2026.
- Phát tờ rơi tại các chợ trên địa bàn.
Trước ngày 23 hằng tháng, các đơn vị báo cáo kết quả về UBND thành phố.
";

const WARD: &str = "ỦY BAN NHÂN DÂN
PHƯỜNG BẾN NGỰ
Số: 17/KH-UBND

KẾ HOẠCH
Truyền thông phòng bệnh tại phường Bến Ngự

Thực hiện Kế hoạch số 148/KH-UBND ngày 12 tháng 5 năm 2026 của Ủy ban nhân dân thành phố, Ủy ban nhân dân phường ban hành kế hoạch như sau:

I. TỔ CHỨC THỰC HIỆN
1. UBND phường Bến Ngự
- Phát thanh trên hệ thống truyền thanh phường mỗi ngày hai lượt về phòng bệnh.
- Tổ chức hội diễn văn nghệ.
";

struct Both {
    admin: Browser,
    ward: String,
    /// Coordinator, approver and reporter of the ward.
    hoa: Browser,
    /// Address of the city's plan.
    plan: String,
}

async fn bring(who: &mut Browser, unit: &str, text: &str) -> String {
    let path = format!("/ke-hoach/moi/{unit}");
    who.get(&path).await.is(200);
    let file = ("tep", "ke-hoach.txt", text.as_bytes());
    who.send_file(&path, &[], file).await.is(200).path
}

async fn confirm(who: &mut Browser, plan: &str) -> Page {
    let path = format!("{plan}/xac-nhan");
    let page = who.get(&path).await.is(200);
    let ban = page.between("name=\"ban\" value=\"", "\"");
    who.send(&path, &[("ban", &ban)]).await.is(200)
}

async fn begun(city: &City) -> Both {
    let mut admin = city.begun().await;
    let ward = city.unit(&mut admin, "001", "UBND phường Bến Ngự").await;
    let top = city.app.units().await.unwrap().top().unwrap().to_owned();
    let plan = bring(&mut admin, &top, CITY).await;
    confirm(&mut admin, &plan).await.says("đang thực hiện");
    let roles = ["coordinator", "approver", "reporter"];
    let hoa = city.person(&mut admin, &ward, "hoa", &roles).await;
    Both {
        admin,
        ward,
        hoa,
        plan,
    }
}

/// Value of the option that is chosen in a field.
fn chosen(page: &Page, field: &str) -> String {
    let select = page.between(&format!("name=\"{field}\""), "</select>");
    let before = select.split("\" selected").next().unwrap();
    before.rsplit('"').next().unwrap().to_owned()
}

/// The city's first task gets an indicator and a theme, which the ward's inherits; its id.
async fn counting(admin: &mut Browser) -> String {
    let page = admin.get("/nhiem-vu").await;
    let over = page.between("href=\"/nhiem-vu/", "\"");
    let edit = format!("/nhiem-vu/{over}/sua");
    let ban = admin.get(&edit).await;
    let ban = ban.between("name=\"ban\" value=\"", "\"");
    let fields = [
        ("ban", ban.as_str()),
        ("trang-thai", "open"),
        ("chi-tieu", "số lượt phát thanh; lượt"),
        ("noi-dung", "2"),
    ];
    let page = admin.send(&edit, &fields).await.is(200);
    page.says("Dấu hiệu cần đến ngay cơ sở y tế");
    over
}

/// Her own words take the place of what came from below.
async fn typed_above(hoa: &mut Browser, report: &str, what: &str) {
    let page = hoa.get(report).await;
    let at = page.html.find(&format!("\n{what}</textarea>")).unwrap();
    let before = page.html[..at].rfind(" name=\"").unwrap() + 7;
    let name = page.html[before..].split('"').next().unwrap();
    let cu = page.between(&format!("name=\"cu.{name}\" value=\""), "\"");
    let fields = [
        ("ten", name),
        ("cu", &cu),
        ("gia-tri", "Theo lời của phường"),
    ];
    let page = hoa.send(&format!("{report}/o"), &fields).await;
    page.says("\"saved\"");
}

async fn recorded(hoa: &mut Browser, ward: &str, task: &str, what: &str) {
    let path = format!("/hoat-dong/them/{ward}");
    hoa.get(&path).await.is(200);
    let fields = [
        ("nhiem-vu", task),
        ("ngay", "03/11/2026"),
        ("hinh-thuc", "loudspeaker"),
        ("viec", what),
        ("so", "12"),
        ("don-vi-tinh", "lượt"),
    ];
    hoa.send(&path, &fields).await.is(200).says(what);
}

#[tokio::test]
async fn a_wards_word_plan_is_tied_to_the_citys_and_what_is_done_for_it_counts_above() {
    on_both(|city| async move {
        let Both {
            mut admin,
            ward,
            mut hoa,
            plan,
        } = begun(&city).await;
        let id = plan.strip_prefix("/ke-hoach/").unwrap().to_owned();
        let over = counting(&mut admin).await;
        let own = bring(&mut hoa, &ward, WARD).await;
        hoa.get(&own).await.says("Thực hiện kế hoạch").says(&plan);
        let path = format!("{own}/cap-tren");
        let page = hoa.get(&path).await.is(200).says("Gợi ý theo lời văn");
        let first = page.between("<label for=\"n-", "\"");
        assert_eq!(chosen(&page, &format!("n-{first}")), over);
        let ban = page.between("name=\"ban\" value=\"", "\"");
        let link = format!("n-{first}");
        let fields = [
            ("ban", ban.as_str()),
            ("cap-tren", id.as_str()),
            (&link, over.as_str()),
        ];
        let page = hoa.send(&path, &fields).await.is(200);
        assert_eq!(page.path, own);
        confirm(&mut hoa, &own).await.says("đang thực hiện");
        admin.get(&plan).await.says(&own).says("1/2");
        let page = hoa.get("/nhiem-vu").await.says("truyền thanh phường");
        let at = page.html.find("truyền thanh phường").unwrap();
        let before = page.html[..at].rfind("/nhiem-vu/").unwrap();
        let child = page.html[before..].split('"').next().unwrap().to_owned();
        hoa.get(&child)
            .await
            .says("20/12/2026")
            .says("số lượt phát thanh (lượt)")
            .says("Dấu hiệu cần đến ngay cơ sở y tế")
            .says("theo kế hoạch cấp trên")
            .says(&over);
        let path = format!("/bao-cao/don-vi/{ward}");
        hoa.get(&path).await.is(200).says("11/2026");
        let fields = [("ky", "2026-11"), ("ke-hoach", id.as_str())];
        let report = hoa.send(&path, &fields).await.is(200).path;
        let own = own.strip_prefix("/ke-hoach/").unwrap();
        let form = hoa.get(&format!("/hoat-dong/them/{ward}")).await;
        let form = form.says(&format!("{own}/{first}"));
        let twice = form.silent("truyền thanh cơ sở");
        twice.says("Phát tờ rơi");
        let what = "Phát thanh tại khu phố 3";
        recorded(&mut hoa, &ward, &format!("{own}/{first}"), what).await;
        hoa.get(&report).await.says(what).says("value=\"12\"");
        typed_above(&mut hoa, &report, what).await;
        let more = "Phát thanh tại khu phố 4";
        recorded(&mut hoa, &ward, &format!("{own}/{first}"), more).await;
        let page = hoa.get(&report).await.says("Theo lời của phường");
        page.says("1 hoạt động mới").says(more).says("value=\"24\"");
        let page = admin.get(&format!("/nhiem-vu/{over}")).await.says(what);
        page.says("12 lượt").says("truyền thanh phường");
        let page = admin.get("/bao-cao").await;
        page.silent(own);
    })
    .await;
}

#[tokio::test]
async fn a_ward_takes_the_citys_tasks_as_its_own_plan_and_owes_itself_no_report() {
    on_both(|city| async move {
        let Both {
            mut admin,
            ward,
            mut hoa,
            plan,
        } = begun(&city).await;
        let id = plan.strip_prefix("/ke-hoach/").unwrap().to_owned();
        let path = format!("/ke-hoach/moi/{ward}");
        hoa.get(&path).await.says("Lấy làm kế hoạch của đơn vị");
        let take = format!("/ke-hoach/lay/{ward}");
        let page = hoa.send(&take, &[("ke-hoach", &id)]).await.is(200);
        let own = page.path.clone();
        page.says("UBND phường Bến Ngự").says("Phát tờ rơi");
        confirm(&mut hoa, &own).await.says("đang thực hiện");
        hoa.get(&path).await.silent("Lấy làm kế hoạch của đơn vị");
        let page = hoa.send(&take, &[("ke-hoach", &id)]).await;
        page.is(400);
        admin.get(&plan).await.says("2/2");
        let page = hoa.get("/bao-cao").await.says(&id);
        page.silent(own.strip_prefix("/ke-hoach/").unwrap());
        let other = city.unit(&mut admin, "002", "UBND xã Thanh An").await;
        let mut an = city
            .person(&mut admin, &other, "an", &["coordinator"])
            .await;
        an.get(&own).await.is(404);
        an.get(&plan).await.is(404);
    })
    .await;
}

#[tokio::test]
async fn the_text_of_a_cited_document_is_attached_and_read_by_those_who_see_the_plan() {
    on_both(|city| async move {
        let Both {
            mut admin,
            ward,
            mut hoa,
            ..
        } = begun(&city).await;
        let own = bring(&mut hoa, &ward, WARD).await;
        let path = "/van-ban/148%2FKH-UBND";
        let page = hoa.get(path).await.is(200).says("Gắn toàn văn");
        let to = page.between("class=\"sheet\" method=\"post\" action=\"", "\"");
        let wrong = ("tep", "anh.exe", b"MZ".as_slice());
        let page = hoa.send_file(&to, &[], wrong).await;
        page.says("Hãy chọn tệp toàn văn");
        let file = ("tep", "ke-hoach-148.pdf", b"%PDF-1.7 text".as_slice());
        let page = hoa.send_file(&to, &[], file).await.is(200);
        page.says("ke-hoach-148.pdf")
            .silent("chưa có trong hệ thống");
        assert_eq!(hoa.bytes(&to).await, b"%PDF-1.7 text");
        admin
            .get(path)
            .await
            .says("ke-hoach-148.pdf")
            .silent("Gắn toàn văn");
        let other = city.unit(&mut admin, "002", "UBND xã Thanh An").await;
        let mut an = city
            .person(&mut admin, &other, "an", &["coordinator"])
            .await;
        an.get(path).await.is(404);
        an.get(&to).await.is(404);
        hoa.get(&format!("{own}/van-ban/khac")).await.is(404);
    })
    .await;
}
