//! A plan comes in, is corrected, confirmed, given to units, replaced; read from a file and its
//! gold standard made by hand.

use std::path::PathBuf;

use crate::browser::Browser;
use crate::city::{City, on_both};

/// What a sample file and its gold standard hold.
fn sample(name: &str) -> (Vec<u8>, serde_json::Value) {
    let folder = PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../../samples/plans"));
    let gold = std::fs::read(folder.join(format!("{name}.gold.json"))).unwrap();
    let file = std::fs::read(folder.join(format!("{name}.docx"))).unwrap();
    (file, serde_json::from_slice(&gold).unwrap())
}

const PLAN: &str = "KẾ HOẠCH
Truyền thông phòng, chống sốt xuất huyết

I. TỔ CHỨC THỰC HIỆN
1. Hội Liên hiệp Phụ nữ thành phố
- Vận động hội viên dọn lăng quăng, đậy kín dụng cụ chứa nước mỗi tuần một lần.
- Phát tờ rơi tại các chợ trên địa bàn.
2. UBND các phường, xã
- Phát thanh trên hệ thống truyền thanh cơ sở mỗi ngày hai lượt về phòng bệnh.
Trước ngày 23 hằng tháng, các đơn vị báo cáo kết quả về UBND thành phố.
";

/// Text as pages show it.
fn escaped(text: &str) -> String {
    text.replace('&', "&#38;")
        .replace('"', "&#34;")
        .replace('\'', "&#39;")
}

async fn top(city: &City) -> String {
    city.app.units().await.unwrap().top().unwrap().to_string()
}

/// Brings a file in; the address of the plan's page.
async fn bring(city: &City, admin: &mut Browser, name: &str, bytes: &[u8]) -> String {
    let path = format!("/ke-hoach/moi/{}", top(city).await);
    admin.get(&path).await.is(200);
    let page = admin
        .send_file(&path, &[], ("tep", name, bytes))
        .await
        .is(200);
    assert!(page.path.starts_with("/ke-hoach/"), "{}", page.html);
    assert_ne!(page.path, path, "{}", page.html);
    page.path
}

/// The revision a page was made from.
async fn revision(admin: &mut Browser, path: &str) -> String {
    admin
        .get(path)
        .await
        .is(200)
        .between("name=\"ban\" value=\"", "\"")
}

#[tokio::test]
async fn the_page_of_a_plan_says_what_the_plan_says() {
    on_both(|city| async move {
        let mut admin = city.begun().await;
        admin.get("/").await.says("Thêm kế hoạch");
        let (file, gold) = sample("04-hpv-so-y-te-bang");
        let path = bring(&city, &mut admin, "ke-hoach.docx", &file).await;
        let mut page = admin.get(&path).await.says("chờ xác nhận");
        for unit in gold["units"].as_array().unwrap() {
            page = page.says(&escaped(unit["name"].as_str().unwrap()));
        }
        for recipient in gold["recipients"].as_array().unwrap() {
            if let Some(name) = recipient["name"].as_str() {
                page = page.says(&escaped(name));
            }
        }
        for cited in gold["cited_documents"].as_array().unwrap() {
            let number = cited["number_symbol"].as_str().unwrap();
            page = page.says(&escaped(number));
            admin
                .get(&format!("/van-ban/{}", number.replace('/', "%2F")))
                .await
                .is(200)
                .says("chưa có trong hệ thống");
        }
        admin
            .get("/")
            .await
            .silent("Thêm kế hoạch")
            .says("Xác nhận kế hoạch");
        admin.get("/ke-hoach").await.says("chờ xác nhận");
        admin.get(&format!("{path}/tep")).await.is(200);
        admin.get(&format!("{path}/han")).await.says("value=\"5\"");
    })
    .await;
}

#[tokio::test]
async fn a_file_that_is_no_plan_is_refused_in_one_sentence_and_nothing_is_kept() {
    on_both(|city| async move {
        let mut admin = city.begun().await;
        let path = format!("/ke-hoach/moi/{}", top(&city).await);
        let cases: [(&str, &[u8], &str); 5] = [
            ("ke-hoach.docx", b"PK\x03\x04 broken", "Còn chỗ cần sửa"),
            ("ke-hoach.pdf", b"%PDF-1.7 nothing", ".docx"),
            (
                "ke-hoach.doc",
                b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1 old",
                "Còn chỗ cần sửa",
            ),
            (
                "thu-moi.txt",
                "Kính mời dự họp.".as_bytes(),
                "không tìm thấy nhiệm vụ",
            ),
            ("", b"", "Hãy chọn tệp kế hoạch"),
        ];
        for (name, bytes, says) in cases {
            admin.get(&path).await;
            admin
                .send_file(&path, &[], ("tep", name, bytes))
                .await
                .is(200)
                .says(says);
        }
        admin.get("/ke-hoach").await.says("Chưa có kế hoạch nào");
    })
    .await;
}

#[tokio::test]
async fn a_plan_whose_names_have_no_unit_is_not_confirmed_and_says_which() {
    on_both(|city| async move {
        let mut admin = city.begun().await;
        city.unit(&mut admin, "001", "UBND phường Bến Ngự").await;
        let path = bring(&city, &mut admin, "ke-hoach.txt", PLAN.as_bytes()).await;
        // The group was suggested by its sort; the association has no unit yet.
        let page = admin.get(&path).await.says("UBND phường Bến Ngự");
        page.says("chưa gắn đơn vị");
        let confirm = format!("{path}/xac-nhan");
        let ban = revision(&mut admin, &confirm).await;
        let page = admin.send(&confirm, &[("ban", &ban)]).await;
        page.says("Hội Liên hiệp Phụ nữ thành phố” chưa gắn với đơn vị nào");
        let ban = revision(&mut admin, &format!("{path}/don-vi")).await;
        let found = format!("{path}/tao-don-vi");
        let page = admin.send(&found, &[("ban", &ban)]).await.is(200);
        page.silent("chưa gắn đơn vị");
        let page = admin.get("/don-vi").await;
        page.says("Hội Liên hiệp Phụ nữ thành phố");
        // A page from before is stale.
        admin.get(&path).await;
        admin.get(&format!("{path}/han")).await;
        let page = admin
            .send(&format!("{path}/don-vi"), &[("ban", &ban)])
            .await;
        page.is(409);
    })
    .await;
}

#[tokio::test]
async fn tasks_and_due_day_are_corrected_and_what_was_not_touched_stays() {
    on_both(|city| async move {
        let mut admin = city.begun().await;
        let path = bring(&city, &mut admin, "ke-hoach.txt", PLAN.as_bytes()).await;
        let page = admin.get(&format!("{path}/sua")).await;
        let first = page.between("name=\"van-", "\"");
        let ban = page.between("name=\"ban\" value=\"", "\"");
        let text = format!("van-{first}");
        let more = format!("them-{}", first.split('.').next().unwrap());
        let fields = [
            ("ban", ban.as_str()),
            (&text, "Dọn lăng quăng mỗi tuần"),
            (&more, "Nói chuyện chuyên đề"),
        ];
        let page = admin.send(&format!("{path}/sua"), &fields).await;
        let page = page.says("Dọn lăng quăng mỗi tuần");
        page.says("Nói chuyện chuyên đề").says("Phát tờ rơi");
        let ban = revision(&mut admin, &format!("{path}/han")).await;
        let due = [
            ("ban", ban.as_str()),
            ("ngay", "20"),
            ("gio", "16:30"),
            ("thang", "sau"),
            ("nghi", "sau"),
            ("so-lieu", "nd09"),
            ("thang-dau", "2026-12"),
        ];
        let page = admin.send(&format!("{path}/han"), &due).await;
        page.says("16:30 ngày 20 tháng sau").says("2026-12");
        let page = admin.get(&format!("{path}/han")).await;
        page.says("value=\"nd09\" checked");
    })
    .await;
}

#[tokio::test]
async fn each_unit_sees_the_tasks_it_owes_and_no_others() {
    on_both(|city| async move {
        let mut admin = city.begun().await;
        let path = confirmed(&city, &mut admin).await;
        admin.get("/").await.silent("Xác nhận kế hoạch");
        let page = admin.get("/nhiem-vu").await.says("Phát thanh");
        page.says("dọn lăng quăng").says("UBND phường Bến Ngự");
        let units = city.app.units().await.unwrap();
        let ward = units.register.at(units.today).by_code("001").unwrap();
        let mut reporter = city.person(&mut admin, ward, "benngu", &["reporter"]).await;
        let page = reporter.get("/nhiem-vu").await.says("Phát thanh");
        let page = page.silent("lăng quăng");
        let task = format!("/nhiem-vu/{}", page.between("href=\"/nhiem-vu/", "\""));
        reporter.get(&task).await.is(200).silent("Sửa, tách");
        reporter.get(&path).await.is(200).silent("Nhập bản mới");
        reporter.get(&format!("{task}/sua")).await.is(404);
        let other = city.unit(&mut admin, "002", "UBND xã Thanh An").await;
        let mut stranger = city
            .person(&mut admin, &other, "thanhan", &["reporter"])
            .await;
        stranger.get(&task).await.is(404);
        stranger.get(&path).await.is(404);
        stranger.get("/ke-hoach").await.says("Chưa có kế hoạch nào");
    })
    .await;
}

/// The plan with everything it needs, in force.
async fn confirmed(city: &City, admin: &mut Browser) -> String {
    city.unit(admin, "001", "UBND phường Bến Ngự").await;
    let path = bring(city, admin, "ke-hoach.txt", PLAN.as_bytes()).await;
    let ban = revision(admin, &format!("{path}/don-vi")).await;
    admin
        .send(&format!("{path}/tao-don-vi"), &[("ban", &ban)])
        .await
        .is(200);
    let ban = revision(admin, &format!("{path}/xac-nhan")).await;
    admin
        .send(&format!("{path}/xac-nhan"), &[("ban", &ban)])
        .await
        .says("đang thực hiện");
    path
}

#[tokio::test]
async fn a_task_is_split_counted_shared_and_done() {
    on_both(|city| async move {
        let mut admin = city.begun().await;
        confirmed(&city, &mut admin).await;
        let ward = city.unit(&mut admin, "002", "UBND xã Thanh An").await;
        let task = admin
            .get("/nhiem-vu")
            .await
            .between("href=\"/nhiem-vu/", "\"");
        let path = format!("/nhiem-vu/{task}/sua");
        let ban = revision(&mut admin, &path).await;
        let fields = [
            ("ban", ban.as_str()),
            ("trang-thai", "done"),
            ("chi-tieu", "số buổi ra quân; buổi\nsố hộ được nhắc; hộ"),
            ("tach", "Dọn ở chợ\nDọn ở trường"),
            ("dv", ward.as_str()),
        ];
        admin
            .send(&path, &fields)
            .await
            .is(200)
            .says("đã xong")
            .says("Dọn ở chợ")
            .says("Dọn ở trường")
            .says("số hộ được nhắc (hộ)")
            .says("UBND xã Thanh An");
        admin.send(&path, &fields).await.is(409);
        let mut reporter = city
            .person(&mut admin, &ward, "thanhan", &["reporter"])
            .await;
        reporter
            .get("/nhiem-vu")
            .await
            .says(&task)
            .silent("Phát thanh");
    })
    .await;
}

#[tokio::test]
async fn a_new_version_shows_what_changes_and_replaces_the_old_one() {
    on_both(|city| async move {
        let mut admin = city.begun().await;
        let old = confirmed(&city, &mut admin).await;
        let text = PLAN
            .replace("mỗi tuần một lần", "mỗi tuần hai lần")
            .replace(
                "- Phát tờ rơi tại các chợ trên địa bàn.\n",
                "- Tổ chức hội thi rung chuông vàng.\n",
            );
        let path = format!("{old}/ban-moi");
        admin.get(&path).await.is(200);
        let page = admin
            .send_file(&path, &[], ("tep", "ban-2.txt", text.as_bytes()))
            .await
            .is(200);
        let new = page.path.strip_suffix("/thay-doi").unwrap().to_owned();
        page.says("Sửa lời: 1")
            .says("Thêm: 1")
            .says("Bỏ: 1")
            .says("rung chuông vàng")
            .says("tờ rơi");
        // Owners came over from the version before: it can be confirmed at once.
        let ban = revision(&mut admin, &format!("{new}/xac-nhan")).await;
        admin
            .send(
                &format!("{new}/xac-nhan"),
                &[("ban", &ban), ("tu-thang", "2026-12")],
            )
            .await
            .says("đang thực hiện")
            .says("Đến hết tháng 11/2026");
        admin
            .get("/nhiem-vu")
            .await
            .says("rung chuông vàng")
            .says("thôi thực hiện");
        let page = admin.get(&old).await.says("rung chuông vàng");
        let text = page.between("Đến hết tháng", "</li>");
        let text = text.split("href=\"").nth(1).unwrap().split('"').next();
        let page = admin.get(text.unwrap()).await.is(200).says("tờ rơi");
        page.says("đã có bản mới").silent("rung chuông vàng");
        admin.get(&new).await.is(404);
        admin.get(&format!("{old}/thay-doi")).await.says("Bỏ: 1");
    })
    .await;
}

#[tokio::test]
async fn a_list_of_units_is_previewed_before_it_is_taken_over() {
    on_both(|city| async move {
        let mut admin = city.begun().await;
        city.unit(&mut admin, "001", "UBND phường Bến Ngự").await;
        let path = format!("/don-vi/{}/nhap", top(&city).await);
        let list = "Mã,Tên đơn vị,Loại\n001,UBND phường Bến Ngự Đông,phường\n0002,UBND xã Thanh An,xã\n0002b,,xã\n";
        let fields = [("can-cu", "danh sách tháng 11"), ("tu-ngay", "05/11/2026")];
        admin.get(&path).await.is(200);
        let page = admin.send_file(&path, &fields, ("tep", "don-vi.csv", list.as_bytes())).await.is(200);
        let page = page.says("UBND xã Thanh An (0002)").says("đổi tên").says("C305");
        admin.get("/don-vi").await.silent("Thanh An");
        let kept = page.between("name=\"danh-sach\" value=\"", "\"").replace("&#34;", "\"").replace("&quot;", "\"");
        let ban = page.between("name=\"ban\" value=\"", "\"");
        let agreed = [
            ("can-cu", "danh sách tháng 11"),
            ("tu-ngay", "05/11/2026"),
            ("danh-sach", &kept),
            ("ban", &ban),
            ("doi", "0"),
            ("doi", "1"),
            ("dong-y", "co"),
        ];
        admin.get(&path).await;
        admin.send_file(&path, &agreed, ("tep", "", b"")).await.is(200).says("UBND xã Thanh An").says("0002").says("UBND phường Bến Ngự Đông");
        admin.get(&path).await;
        admin.send_file(&path, &agreed, ("tep", "", b"")).await.is(409);
    })
    .await;
}
