//! What strangers and bad luck send: each gets a clear answer, and nothing changes that should not.

use std::collections::BTreeSet;
use std::io::{Cursor, Write};
use std::path::Path;

use nhip_server::routes::TABLE;
use nhip_server::turn::FORMS;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

use crate::browser::Browser;
use crate::city::{City, on_both};
use crate::planned::{opened, planned};

const SCRIPT: &str = "<script>alert(1)</script>\"'><img src=x onerror=alert(1)>";
/// The same as a page may show it.
const HARMLESS: &str = "&#60;script&#62;alert(1)&#60;/script&#62;";

/// Where the top unit's plans come in.
async fn coordinator(city: &City, admin: &mut Browser) -> (Browser, String) {
    let top = city.app.units().await.unwrap().top().unwrap().to_owned();
    let hoa = city.person(admin, &top, "hoa", &["coordinator"]).await;
    (hoa, format!("/ke-hoach/moi/{top}"))
}

#[tokio::test]
async fn html_in_a_field_is_text_wherever_it_is_shown() {
    on_both(|city| async move {
        let mut planned = planned(&city).await;
        let ward = planned.ward.clone();
        let mut both = city
            .person(
                &mut planned.admin,
                &ward,
                "benngu",
                &["reporter", "approver"],
            )
            .await;
        let report = opened(&mut both, &ward, &planned.plan).await;
        let own = format!("/bao-cao/{report}");
        let task = format!("nhiem-vu.{}.noi-dung", planned.tasks()[0]);
        let page = both.get(&own).await;
        let boxes = [&*task, "so-lieu.1.ten", "kho-khan"];
        let seen = boxes.map(|name| {
            let mark = page.between(&format!("name=\"cu.{name}\" value=\""), "\"");
            (format!("cu.{name}"), mark)
        });
        let mut row: Vec<(&str, &str)> = boxes.map(|name| (name, SCRIPT)).to_vec();
        row.extend(seen.iter().map(|(name, mark)| (&**name, &**mark)));
        both.send(&own, &row).await.is(200);
        planned.admin.get(&format!("/don-vi/{ward}")).await;
        planned
            .admin
            .send(
                &format!("/don-vi/{ward}/lien-he"),
                &[("nguoi", SCRIPT), ("dien-thoai", "0900000000")],
            )
            .await;
        let check = format!("{own}/kiem-tra");
        for path in [
            &*own,
            &*check,
            &*format!("/don-vi/{ward}"),
            &*format!("/don-vi/{ward}/nhat-ky"),
            "/bao-cao",
        ] {
            both.get(path)
                .await
                .is(200)
                .silent("<script>alert")
                .silent("<img src=x");
        }
        both.get(&own).await.says(HARMLESS);
    })
    .await;
}

#[tokio::test]
async fn a_file_too_large_and_a_file_that_swells_are_refused_in_a_sentence() {
    on_both(|city| async move {
        let mut admin = city.begun().await;
        let (mut hoa, form) = coordinator(&city, &mut admin).await;
        hoa.get(&form).await.is(200);
        let large = vec![b'x'; 30 * 1024 * 1024];
        let page = hoa
            .send_file(&form, &[], ("tep", "ke-hoach.docx", &large))
            .await;
        page.is(400).says("20 MB");
        hoa.get(&form).await.is(200);
        let page = hoa
            .send_file(&form, &[], ("tep", "ke-hoach.docx", &swelling()))
            .await;
        page.says("Còn chỗ cần sửa").says("giải nén");
        hoa.get("/ke-hoach").await.says("Chưa có kế hoạch nào");
    })
    .await;
}

/// A Word file of half a megabyte that would be half a gigabyte.
fn swelling() -> Vec<u8> {
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
    archive.start_file("word/document.xml", options).unwrap();
    let zeros = vec![b' '; 1 << 20];
    for _ in 0..512 {
        archive.write_all(&zeros).unwrap();
    }
    archive.finish().unwrap().into_inner()
}

#[tokio::test]
async fn a_file_name_that_climbs_out_of_its_folder_is_only_a_name() {
    on_both(|city| async move {
        let mut admin = city.begun().await;
        let (mut hoa, form) = coordinator(&city, &mut admin).await;
        hoa.get(&form).await;
        let plan = include_bytes!("../../../../samples/plans/01-sot-xuat-huyet-thanh-pho.txt");
        let name = "../../../tmp/ke-hoach\r\nX-Bad: 1.txt";
        let page = hoa.send_file(&form, &[], ("tep", name, plan)).await;
        assert!(
            page.status == 400 || page.path.starts_with("/ke-hoach/"),
            "{}",
            page.path
        );
        hoa.get(&form).await;
        let page = hoa
            .send_file(&form, &[], ("tep", "../../../tmp/ke-hoach.txt", plan))
            .await;
        let file = format!("{}/tep", page.is(200).path);
        let name = hoa.file_name(&file).await;
        assert!(
            name.contains("ke-hoach.txt") && !name.contains('/'),
            "{name}"
        );
    })
    .await;
}

#[tokio::test]
async fn a_month_that_is_not_due_for_years_or_is_no_month_is_not_begun() {
    on_both(|city| async move {
        let mut planned = planned(&city).await;
        let ward = planned.ward.clone();
        let mut reporter = city
            .person(&mut planned.admin, &ward, "benngu", &["reporter"])
            .await;
        let path = format!("/bao-cao/don-vi/{ward}");
        for month in [
            "2031-01",
            "1999-12",
            "2026-13",
            "",
            "tháng này",
            "2026-11-23",
        ] {
            reporter.get(&path).await;
            let fields = [("ky", month), ("ke-hoach", &*planned.plan)];
            let page = reporter.send(&path, &fields).await;
            page.says("không phải báo cáo tháng này");
        }
        let kept = nhip_store::report::of_unit(city.app.db(), &ward.as_str().into()).await;
        assert_eq!(kept.unwrap(), []);
    })
    .await;
}

#[tokio::test]
async fn a_form_sent_twice_does_its_work_once() {
    on_both(|city| async move {
        let mut planned = planned(&city).await;
        let ward = planned.ward.clone();
        let mut both = city
            .person(
                &mut planned.admin,
                &ward,
                "benngu",
                &["reporter", "approver"],
            )
            .await;
        let first = opened(&mut both, &ward, &planned.plan).await;
        let again = opened(&mut both, &ward, &planned.plan).await;
        assert_eq!(first, again, "one report for one month");
        let own = format!("/bao-cao/{first}");
        both.send(&format!("{own}/khong-phat-sinh"), &[]).await;
        let page = both.get(&format!("{own}/kiem-tra")).await;
        let seen = page.between("name=\"ban\" value=\"", "\"");
        let send = format!("{own}/nop");
        both.send(&send, &[("ban", &seen)]).await.is(200);
        both.send(&send, &[("ban", &seen)]).await;
        let kept = nhip_store::report::of_unit(city.app.db(), &ward.as_str().into())
            .await
            .unwrap();
        assert_eq!(kept.len(), 1);
        let told = nhip_store::audit::of_unit(city.app.db(), &ward.as_str().into(), i64::MAX, 500)
            .await
            .unwrap();
        let sent = told
            .iter()
            .filter(|line| line.event.kind == nhip_core::audit::Kind::ReportSent)
            .count();
        assert_eq!(sent, 1);
    })
    .await;
}

#[tokio::test]
async fn forms_of_reports_wait_for_their_turn_and_nothing_else_does() {
    on_both(|city| async move {
        let mut planned = planned(&city).await;
        let ward = planned.ward.clone();
        let admin = &mut planned.admin;
        let mut linh = city.person(admin, &ward, "linh", &["reporter"]).await;
        let own = format!("/bao-cao/{}", opened(&mut linh, &ward, &planned.plan).await);
        linh.get(&own).await.is(200);
        let all = u32::try_from(FORMS).unwrap();
        let turns = city.app.forms().acquire_many(all).await.unwrap();
        let saving = linh.send(&own, &[]);
        tokio::pin!(saving);
        tokio::select! {
            biased;
            page = &mut saving => panic!("{} without its turn", page.status),
            page = planned.admin.get(&own) => page.is(200),
        };
        drop(turns);
        saving.await.is(200).says("Đã lưu");
    })
    .await;
}

/// Every name a field has on a page.
fn names() -> BTreeSet<String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("templates");
    let mut names = BTreeSet::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let page = std::fs::read_to_string(entry.unwrap().path()).unwrap();
        for mark in [" name=\"", "(frame, form, \""] {
            let found = page.split(mark).skip(1);
            names.extend(found.map(|rest| rest.split('"').next().unwrap().to_owned()));
        }
    }
    names.retain(|name| !name.contains('{') && name != "_csrf");
    assert!(names.len() > 60, "{names:?}");
    names
}

#[tokio::test]
async fn no_field_of_any_form_takes_signs_nobody_types_or_a_book() {
    on_both(|city| async move {
        let mut planned = planned(&city).await;
        let (ward, plan) = (planned.ward.clone(), planned.plan.clone());
        let admin = &mut planned.admin;
        let mut linh = city.person(admin, &ward, "linh", &["reporter"]).await;
        let report = opened(&mut linh, &ward, &plan).await;
        let names = names();
        let book = "sáchdày".repeat(45_000);
        let posts = TABLE.iter().filter(|route| route.method == "POST");
        for route in posts.filter(|route| route.path != "/dang-xuat") {
            let id = match route.path.split('/').nth(1) {
                Some("ke-hoach") => &plan,
                Some("bao-cao") => &report,
                _ => &ward,
            };
            let path = route.path.replace("{id}", id).replace("{kieu}", "nhap");
            let path = path.replace("{so}", "1").replace("{n}", "1");
            let who = match route.path.split('/').nth(1) {
                Some("bao-cao" | "hoat-dong") => &mut linh,
                _ => &mut *admin,
            };
            for bad in ["dấu\0hỏng", "dấu\u{FFFE}hỏng", "đảo\u{202E}chữ\rdòng"] {
                let fields: Vec<(&str, &str)> = names.iter().map(|n| (n.as_str(), bad)).collect();
                who.get("/").await;
                let page = who.send(&path, &fields).await;
                assert_ne!(page.status, 500, "{path}");
                let page = who.send_file(&path, &fields, ("tep", bad, b"x")).await;
                assert_ne!(page.status, 500, "{path}");
            }
            for name in ["ten", "van"] {
                who.get("/").await;
                let page = who.send(&path, &[(name, &book)]).await;
                assert_ne!(page.status, 500, "{path}");
            }
        }
        let held = city.everything().await;
        for odd in [
            "hỏng",
            "\u{202E}",
            "\\u202e",
            "\\u0000",
            "\\r",
            "sáchdàysáchdày",
        ] {
            assert!(!held.contains(odd), "{odd:?} was stored");
        }
    })
    .await;
}

#[tokio::test]
async fn an_address_with_signs_nobody_types_is_no_fault_of_ours() {
    on_both(|city| async move {
        let mut planned = planned(&city).await;
        for route in TABLE.iter().filter(|route| route.method == "GET") {
            for odd in ["%00", "a%00b", "%E2%80%AE", "%FF", "%0D%0A", "%EF%BF%BE"] {
                let path = [
                    "{id}", "{so}", "{n}", "{kieu}", "{file}", "{secret}", "{lang}",
                ]
                .iter()
                .fold(route.path.to_owned(), |path, hole| path.replace(hole, odd));
                let page = planned
                    .admin
                    .get(&format!("{path}?q={odd}&tim={odd}&ky={odd}"))
                    .await;
                assert!(page.status.as_u16() < 500, "{path}");
            }
        }
    })
    .await;
}

#[tokio::test]
async fn a_telephone_in_a_reason_is_given_back_with_everything_else_typed() {
    on_both(|city| async move {
        let mut planned = planned(&city).await;
        let ward = planned.ward.clone();
        let admin = &mut planned.admin;
        let path = format!("/don-vi/{ward}/lien-he");
        admin.get("/").await;
        let fields = [
            ("ly-do", "Gọi chị Hoa 0912 345 678"),
            ("ngay", "30/11/2026"),
        ];
        let page = admin.send(&path, &fields).await.is(422);
        let page = page.says("số điện thoại").says("value=\"30/11/2026\"");
        page.silent("0912 345 678”");
        assert!(!city.everything().await.contains("0912"));
        let contact = [
            ("nguoi", "Trực ban"),
            ("dien-thoai", &"1".repeat(200)),
            ("thu", "@"),
        ];
        let page = admin.send(&path, &contact).await;
        page.is(422)
            .says("không quá 20 ký tự")
            .says("ten@coquan.vn");
    })
    .await;
}

#[tokio::test]
async fn what_nobody_can_ask_is_no_page_and_what_is_asked_twice_is_asked_once() {
    on_both(|city| async move {
        let mut planned = planned(&city).await;
        let ward = planned.ward.clone();
        let admin = &mut planned.admin;
        for path in [
            "/tim?q=a&q=b",
            "/dang-nhap?den=/a&den=/b",
            "/theo-doi?loc=&loc=x",
        ] {
            let page = admin.get(path).await;
            assert!(page.status.as_u16() < 400, "{path}: {}", page.status);
        }
        let page = admin
            .get(&format!("/don-vi/{ward}/nhat-ky?truoc=abc"))
            .await;
        page.is(404).says("Về trang Hôm nay");
    })
    .await;
}

#[tokio::test]
async fn where_only_forms_are_sent_one_is_led_to_the_page_above() {
    on_both(|city| async move {
        let mut planned = planned(&city).await;
        let ward = planned.ward.clone();
        let page = planned
            .admin
            .get(&format!("/tai-khoan/don-vi/{ward}/moi"))
            .await;
        page.is(200).says("Người mới");
    })
    .await;
}

#[tokio::test]
async fn a_number_of_a_person_is_no_name_of_anything() {
    on_both(|city| async move {
        let mut planned = planned(&city).await;
        let ward = planned.ward.clone();
        let path = format!("/don-vi/{ward}/lien-he");
        planned.admin.get("/").await;
        let number = [("nguoi", "chị Hoa 0912 345 678")];
        planned.admin.send(&path, &number).await.is(422);
        let office = [("nguoi", "chị Hoa"), ("dien-thoai", "0912 345 678")];
        planned.admin.send(&path, &office).await.is(200);
        // From then on it is an office's own.
        planned.admin.send(&path, &number).await.is(200);
    })
    .await;
}

#[tokio::test]
async fn a_unit_is_not_called_as_another_beside_it() {
    on_both(|city| async move {
        let mut planned = planned(&city).await;
        let units = city.app.units().await.unwrap();
        let (top, name) = (
            units.top().unwrap(),
            units.name(&planned.ward.as_str().into()).to_uppercase(),
        );
        let path = format!("/don-vi/{top}/them");
        planned.admin.get(&path).await;
        let fields = [("ma", "X9"), ("ten", &*name), ("tu-ngay", "01/07/2026")];
        planned
            .admin
            .send(&path, &fields)
            .await
            .says("cùng cấp đã có đơn vị tên");
    })
    .await;
}
