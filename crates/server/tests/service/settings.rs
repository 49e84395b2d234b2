//! Settings: who may, what is refused, and that due dates follow the calendar at once.

use crate::city::on_both;
use crate::planned::planned;

#[tokio::test]
async fn a_holiday_entered_with_its_decision_moves_due_dates_and_taken_away_moves_them_back() {
    on_both(|city| async move {
        let mut planned = planned(&city).await;
        let admin = &mut planned.admin;
        admin.get("/cai-dat").await.is(200).says("Cài đặt");
        admin.get("/cai-dat/han").await.is(200).says("Hạn nộp");
        crate::month::next_working(&city, &planned.plan).await;
        let ward = format!("/don-vi/{}", planned.ward);
        admin.get(&ward).await.says("23/11/2026");
        let path = "/cai-dat/ngay-nghi?loai=them";
        admin.get(path).await.is(200).says("Giỗ Tổ Hùng Vương");
        let fields = [
            ("loai", "them"),
            ("ngay", "23/11/2026"),
            ("ten", "Ngày hội"),
        ];
        let page = admin.send("/cai-dat/ngay-nghi", &fields).await;
        page.says("Hãy điền số văn bản").says("value=\"Ngày hội\"");
        let fields = [
            ("loai", "them"),
            ("ngay", "23/11/2026"),
            ("ten", "Ngày hội"),
            ("van-ban", "Thông báo 12/TB-UBND"),
        ];
        let page = admin.send("/cai-dat/ngay-nghi", &fields).await.is(200);
        page.says("Thông báo 12/TB-UBND").says("Thứ Hai 23/11/2026");
        admin
            .get(&ward)
            .await
            .says("24/11/2026")
            .silent("23/11/2026");
        admin.get("/cai-dat/ngay-nghi").await.is(200);
        let fields = [("loai", "them"), ("ngay", "2026-11-23")];
        let page = admin.send("/cai-dat/ngay-nghi/bo", &fields).await.is(200);
        page.silent("Thông báo 12/TB-UBND");
        admin.get(&ward).await.says("23/11/2026");
    })
    .await;
}

#[tokio::test]
async fn swapped_days_tet_and_national_day_are_entered_and_listed() {
    on_both(|city| async move {
        let mut planned = planned(&city).await;
        let admin = &mut planned.admin;
        admin.get("/cai-dat/ngay-nghi").await.is(200);
        let entries: [&[(&str, &str)]; 3] = [
            &[
                ("loai", "hoan-doi"),
                ("ngay", "2/1/2026"),
                ("lam-bu", "10/1/2026"),
                ("van-ban", "QĐ 1"),
            ],
            &[
                ("loai", "tet"),
                ("ngay", "05/02/2027"),
                ("so-ngay", "5"),
                ("van-ban", "QĐ 2"),
            ],
            &[
                ("loai", "quoc-khanh"),
                ("nam", "2027"),
                ("ben", "sau"),
                ("van-ban", "QĐ 3"),
            ],
        ];
        for fields in entries {
            let page = admin.send("/cai-dat/ngay-nghi", fields).await.is(200);
            page.silent("Còn chỗ cần sửa");
        }
        let page = admin.get("/cai-dat/ngay-nghi").await;
        let page = page.says("Nghỉ 02/01/2026, làm bù 10/01/2026");
        page.says("Nghỉ Tết 5 ngày từ 05/02/2027")
            .says("03/09/2027: Quốc khánh");
        let wrong: [&[(&str, &str)]; 3] = [
            &[
                ("loai", "hoan-doi"),
                ("ngay", "hôm nay"),
                ("lam-bu", ""),
                ("van-ban", "QĐ"),
            ],
            &[
                ("loai", "tet"),
                ("ngay", "05/02/2027"),
                ("so-ngay", "400"),
                ("van-ban", "QĐ"),
            ],
            &[
                ("loai", "quoc-khanh"),
                ("nam", "1066"),
                ("ben", ""),
                ("van-ban", "QĐ"),
            ],
        ];
        for fields in wrong {
            let page = admin.send("/cai-dat/ngay-nghi", fields).await.is(200);
            page.says("Còn chỗ cần sửa");
        }
    })
    .await;
}

#[tokio::test]
async fn the_due_day_and_the_rule_for_rest_days_of_a_new_plan_are_settings() {
    on_both(|city| async move {
        let mut admin = city.begun().await;
        admin.get("/cai-dat").await.says("ngày 25");
        admin.get("/cai-dat/han").await.is(200);
        let wrong = [("ngay", "32"), ("gio", "chiều"), ("nghi", "sau")];
        let page = admin.send("/cai-dat/han", &wrong).await;
        page.says("Hãy ghi ngày nộp").says("Hãy ghi giờ");
        let fields = [
            ("ngay", "20"),
            ("gio", "17:00"),
            ("thang", "nay"),
            ("nghi", "sau"),
        ];
        let page = admin.send("/cai-dat/han", &fields).await.is(200);
        page.says("17:00 ngày 20").says("ngày làm việc tiếp theo");
    })
    .await;
}

#[tokio::test]
async fn when_reminders_go_is_a_setting_within_reason() {
    on_both(|city| async move {
        let mut admin = city.begun().await;
        admin.get("/cai-dat/nhac-viec").await.is(200);
        let wrong = [
            ("truoc", "99"),
            ("sau", "x"),
            ("tu", "17:00"),
            ("den", "8:00"),
        ];
        let page = admin.send("/cai-dat/nhac-viec", &wrong).await;
        page.says("Hãy ghi số ngày")
            .says("Giờ cuối phải sau giờ đầu");
        let fields = [
            ("truoc", "2"),
            ("sau", "4"),
            ("tu", "08:00"),
            ("den", "16:30"),
        ];
        let page = admin.send("/cai-dat/nhac-viec", &fields).await.is(200);
        page.says("08:00 – 16:30");
    })
    .await;
}

#[tokio::test]
async fn a_password_is_not_sent_over_an_open_line_nor_kept_where_backups_take_it() {
    on_both(|city| async move {
        let mut admin = city.begun().await;
        let page = admin.get("/cai-dat/thu").await.says("--smtp-password-file");
        page.silent("type=\"password\"");
        let fields = [
            ("bat", "co"),
            ("may", "http://thu"),
            ("cong", "x"),
            ("ma-hoa", "khong"),
            ("ten", "nhip"),
            ("nguoi-gui", "nhip"),
            ("dia-chi", "nhip.example"),
            ("mat-khau", "bi-mat"),
        ];
        let page = admin.send("/cai-dat/thu", &fields).await;
        let page = page.says("đường không mã hóa").says("Hãy ghi số cổng");
        page.says("Hãy ghi tên máy chủ")
            .says("Hãy ghi địa chỉ gửi")
            .says("Hãy ghi địa chỉ như");
        let mail: Option<serde_json::Value> = nhip_store::setting::get(city.app.db(), "mail")
            .await
            .unwrap();
        assert!(mail.is_none());
    })
    .await;
}
