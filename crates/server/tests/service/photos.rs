//! Photos of activities: with consent, without place, time or device, for those who may see them.

use crate::browser::{Browser, Page};
use crate::city::on_both;
use crate::planned::{Planned, opened, planned};

/// Taken by an invented telephone: GPS, maker, time, a comment, turned by a quarter. Made by Pillow.
const TELEPHONE: &[u8] = include_bytes!("data/dien-thoai.jpg");

async fn recorded(reporter: &mut Browser, planned: &Planned, consent: bool, photo: &[u8]) -> Page {
    let path = format!("/hoat-dong/them/{}", planned.ward);
    let task = format!("{}/{}", planned.plan, planned.tasks()[0]);
    let page = reporter.get(&path).await.is(200);
    page.says("enctype=\"multipart/form-data\"");
    let mut fields = vec![
        ("nhiem-vu", task.as_str()),
        ("ngay", "03/11/2026"),
        ("hinh-thuc", "leaflet"),
        ("viec", "Phát tờ rơi tại chợ"),
    ];
    if consent {
        fields.push(("dong-y", "co"));
    }
    reporter
        .send_file(&path, &fields, ("anh", "IMG_1.jpg", photo))
        .await
}

#[tokio::test]
async fn a_photo_loses_where_when_and_by_what_it_was_taken_before_it_is_kept() {
    on_both(|city| async move {
        let mut planned = planned(&city).await;
        let (ward, other) = (planned.ward.clone(), planned.other.clone());
        let admin = &mut planned.admin;
        let mut neighbour = city.person(admin, &other, "hangxom", &["reporter"]).await;
        let mut reporter = city.person(admin, &ward, "nguoiviet", &["reporter"]).await;
        let mut reader = city.person(admin, &ward, "nguoixem", &["reader"]).await;
        let page = recorded(&mut reporter, &planned, true, TELEPHONE).await;
        let large = page.is(200).between("<a href=\"/hoat-dong/", "\"><img");
        let large = large.rsplit("<a href=\"").next().unwrap();
        let large = format!("/hoat-dong/{}", large.trim_start_matches("/hoat-dong/"));
        for path in [large.clone(), format!("{large}/nho")] {
            let bytes = reader.bytes(&path).await;
            assert!(bytes.starts_with(&[0xff, 0xd8]) && bytes.ends_with(&[0xff, 0xd9]));
            for told in [
                &b"Exif"[..],
                b"LacGiangPhone",
                b"2026:11:03",
                b"taken at home",
            ] {
                let stands = |bytes: &[u8]| bytes.windows(told.len()).any(|part| part == told);
                assert!(
                    stands(TELEPHONE) && !stands(&bytes),
                    "{path}: {}",
                    told.escape_ascii()
                );
            }
            neighbour.get(&path).await.is(404);
            city.browser().get(&path).await.says("Đăng nhập");
        }
        // The quarter turn is in the pixels now: 96 × 64 stands upright.
        reader
            .get("/hoat-dong")
            .await
            .says("width=\"64\" height=\"96\"");
        let rows: Vec<(Vec<u8>,)> = city
            .app
            .db()
            .all("SELECT content FROM photo", Vec::new())
            .await
            .unwrap();
        assert!(
            rows.iter()
                .all(|(kept,)| !kept.windows(4).any(|part| part == b"Exif"))
        );
        // Those who read the report see it there.
        let report = opened(&mut reporter, &ward, &planned.plan).await;
        reader
            .get(&format!("/bao-cao/{report}"))
            .await
            .says(&format!("{large}/nho"));
    })
    .await;
}

#[tokio::test]
async fn a_photo_needs_consent_and_must_be_one() {
    on_both(|city| async move {
        let mut planned = planned(&city).await;
        let ward = planned.ward.clone();
        let mut reporter = city
            .person(&mut planned.admin, &ward, "nguoiviet", &["reporter"])
            .await;
        recorded(&mut reporter, &planned, false, TELEPHONE)
            .await
            .says("người trong ảnh đã đồng ý")
            .says("Hãy chọn lại ảnh")
            .says("Phát tờ rơi tại chợ");
        for sham in [
            &b"<script>alert(1)</script>"[..],
            b"GIF89a",
            &TELEPHONE[..60],
        ] {
            recorded(&mut reporter, &planned, true, sham)
                .await
                .says("IMG_1.jpg");
        }
        reporter
            .get("/hoat-dong")
            .await
            .silent("Phát tờ rơi tại chợ");
    })
    .await;
}

#[tokio::test]
async fn an_activity_has_four_photos_at_most_and_takes_them_with_it() {
    on_both(|city| async move {
        let mut planned = planned(&city).await;
        let ward = planned.ward.clone();
        let mut reporter = city
            .person(&mut planned.admin, &ward, "nguoiviet", &["reporter"])
            .await;
        let page = recorded(&mut reporter, &planned, true, TELEPHONE).await;
        let id = page
            .says("Phát tờ rơi tại chợ")
            .between("action=\"/hoat-dong/", "/xoa");
        let own = format!("/hoat-dong/{id}");
        let add = format!("{own}/anh");
        for n in 2..=4 {
            reporter.get(&own).await.is(200);
            let file = ("anh", "a.jpg", TELEPHONE);
            let page = reporter.send_file(&add, &[("dong-y", "co")], file).await;
            page.says(&format!("/anh/{n}/nho"));
        }
        reporter.get(&own).await.silent("Thêm ảnh");
        let page = reporter
            .send_file(&add, &[("dong-y", "co")], ("anh", "a.jpg", TELEPHONE))
            .await;
        page.says("còn chỗ cho 0 ảnh");
        reporter.get(&own).await.is(200);
        reporter
            .send(&format!("{own}/anh/2/xoa"), &[])
            .await
            .silent("/anh/2/nho");
        reporter.get(&format!("{own}/anh/2")).await.is(404);
        reporter.get("/hoat-dong").await.is(200);
        reporter
            .send(&format!("{own}/xoa"), &[])
            .await
            .silent("Phát tờ rơi");
        let left: Vec<(i64,)> = city
            .app
            .db()
            .all("SELECT n FROM photo", Vec::new())
            .await
            .unwrap();
        assert!(
            left.is_empty(),
            "an activity taken back leaves no photo behind"
        );
    })
    .await;
}
