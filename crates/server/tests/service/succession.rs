//! Units that change: decisions on the pages, figures both ways, duties that go on.

use nhip_core::id::UnitId;
use nhip_core::period::Month;

use crate::browser::Browser;
use crate::city::{City, on_both};
use crate::month::MonthOf;

fn october() -> Month {
    Month::parse("2026-10").unwrap()
}

/// Three wards under a plan since October; two have reported October, 10 and 20.
struct Wards {
    admin: Browser,
    month: MonthOf,
    a: String,
    b: String,
    c: String,
}

async fn wards(city: &City) -> Wards {
    let mut admin = city.begun().await;
    let a = city.unit(&mut admin, "001", "UBND phường Bến Ngự").await;
    let b = city.unit(&mut admin, "002", "UBND xã Thanh An").await;
    let c = city.unit(&mut admin, "003", "UBND xã Thạnh An").await;
    let month = MonthOf::begun(city, &[&a, &b, &c]).await;
    let text = |n: u32| format!("Tổ chức {n} buổi phát thanh.");
    month.reported_of(october(), &a, 1, &text(10)).await;
    month.reported_of(october(), &b, 1, &text(20)).await;
    Wards {
        admin,
        month,
        a,
        b,
        c,
    }
}

const MERGER: [(&str, &str); 8] = [
    ("so", "1685/NQ-UBTVQH15"),
    ("ngay", "01/11/2026"),
    ("dv-1", "002 – UBND xã Thanh An"),
    ("dv-2", "003"),
    ("thanh", "moi"),
    ("ten", "UBND phường Lạc An"),
    ("ma", "001"),
    ("cap-tren", "Văn phòng UBND thành phố Lạc Giang"),
];

/// Enters a decision, looks at what it changes, keeps it.
pub async fn decided(
    admin: &mut Browser,
    unit: &str,
    kind: &str,
    fields: &[(&str, &str)],
) -> String {
    let path = format!("/don-vi/{unit}/thay-doi/{kind}");
    admin.get(&path).await.is(200);
    let page = admin.send(&path, fields).await.is(200);
    let page = page.says("Kiểm tra trước khi ghi");
    let version = page.between("name=\"ban\" value=\"", "\"");
    let mut fields = fields.to_vec();
    fields.extend([("ban", version.as_str()), ("dong-y", "co")]);
    let page = admin.send(&path, &fields).await.is(200);
    page.path.strip_prefix("/don-vi/").unwrap().to_owned()
}

/// The merger as the administrator meets it; the id of the new ward.
async fn merged(wards: &mut Wards) -> String {
    let path = format!("/don-vi/{}/thay-doi/sap-nhap", wards.a);
    let admin = &mut wards.admin;
    admin.get(&path).await.is(200);
    let page = admin.send(&path, &MERGER).await.is(200);
    page.says(
        "Nhập UBND phường Bến Ngự, UBND xã Thanh An, UBND xã Thạnh An thành UBND phường Lạc An",
    )
    .says("2 vai trò của người dùng chuyển sang UBND phường Lạc An");
    admin.get("/don-vi").await.silent("Lạc An");
    let d = decided(admin, &wards.a, "sap-nhap", &MERGER).await;
    let page = admin.get(&format!("/don-vi/{d}")).await;
    page.says("1685/NQ-UBTVQH15").says("Thanh An");
    let page = admin.get("/don-vi?xem=cu").await;
    page.says("UBND xã Thạnh An").says("– 31/10/2026");
    let audit = format!("/don-vi/{}/nhat-ky", wards.b);
    admin.get(&audit).await.says("sắp xếp đơn vị");
    d
}

/// Her role went along, and what her ward left undone is hers to do.
async fn goes_on(wards: &Wards, hoa: &mut Browser, d: &str) {
    hoa.get("/")
        .await
        .says("Viết báo cáo tháng 10/2026")
        .says("UBND xã Thạnh An (nay là UBND phường Lạc An)")
        .says("Viết báo cáo tháng 11/2026");
    let page = hoa.get(&format!("/don-vi/{d}")).await;
    page.says("Báo cáo tháng 10/2026, UBND xã Thạnh An");
    let left = format!("/bao-cao/don-vi/{}", wards.c);
    hoa.get(&left).await.is(200);
    let fields = [
        ("ky", "2026-10"),
        ("ke-hoach", wards.month.plan.id.as_str()),
    ];
    let page = hoa.send(&left, &fields).await.is(200);
    assert!(page.path.starts_with("/bao-cao/"), "{}", page.path);
    // Written by the same steps as any other; the test puts the end of them into the store.
    let text = "Tổ chức 30 buổi phát thanh.";
    wards.month.reported_of(october(), &wards.c, 2, text).await;
}

/// Sixty in October by either map.
async fn sixty_both_ways(plan: &str, office: &mut Browser) {
    let page = format!("/so-lieu?ke-hoach={plan}");
    let was = office.get(&page).await.is(200);
    let was = was.says(">10</a>").says(">20</a>").says(">30</a>");
    was.says(">5</a>")
        .says("<strong>60</strong>")
        .says("<strong>65</strong>");
    let now = office.get(&format!("{page}&theo=nay")).await.is(200);
    let now = now.says(">60</a>").says("<strong>65</strong>");
    let now = now.silent(">10</a>").silent("UBND xã Thanh An<");
    let href = now.between("<a href=\"/so-lieu/nguon", "\"");
    let href = href.replace("&#38;", "&");
    let page = office.get(&format!("/so-lieu/nguon{href}")).await.is(200);
    page.says("<strong>60</strong>")
        .says("Tổ chức 20 buổi phát thanh.")
        .says("UBND xã Thanh An");
    // A rate is made anew from its numbers: three of three in October.
    let rate = format!("/so-lieu?ke-hoach={plan}&theo=nay&chi-tieu=%40da-nop");
    office.get(&rate).await.says("3/3 (100%)");
}

#[tokio::test]
async fn three_wards_become_one_and_their_sixty_stays_sixty() {
    on_both(|city| async move {
        let mut wards = wards(&city).await;
        let roles = ["reporter", "approver"];
        let mut hoa = city.person(&mut wards.admin, &wards.c, "hoa", &roles).await;
        let mut office = city
            .person(&mut wards.admin, &wards.month.top, "vp", &["coordinator"])
            .await;
        let d = merged(&mut wards).await;
        goes_on(&wards, &mut hoa, &d).await;
        let text = "Tổ chức 5 buổi phát thanh.";
        wards.month.reported(&d, 1, text).await;
        sixty_both_ways(&wards.month.plan.id, &mut office).await;
        // The board shows October as it was; November is the new ward's alone.
        let page = office.get("/theo-doi").await;
        page.says("UBND xã Thanh An")
            .says("nay là UBND phường Lạc An");
    })
    .await;
}

#[tokio::test]
async fn the_consolidation_of_each_month_has_the_units_of_that_month() {
    on_both(|city| async move {
        let mut wards = wards(&city).await;
        let d = decided(&mut wards.admin, &wards.a, "sap-nhap", &MERGER).await;
        wards
            .month
            .reported(&d, 1, "Tổ chức 5 buổi phát thanh.")
            .await;
        let units = city.app.units().await.unwrap();
        let plan = &wards.month.plan;
        for (month, came, all) in [(october(), 2, 3), (october().next(), 1, 1)] {
            let joined = nhip_office::joined::join(&city.app, &units, plan, month).await;
            let result = joined.unwrap().said.result;
            let counted = result.figures.iter().map(|figure| &figure.unit);
            let counted: std::collections::BTreeSet<_> = counted.collect();
            assert_eq!((counted.len(), result.units.len()), (came, all), "{month}");
        }
    })
    .await;
}

#[tokio::test]
async fn an_impossible_decision_is_refused_in_place_and_changes_nothing() {
    on_both(|city| async move {
        let mut wards = wards(&city).await;
        let path = format!("/don-vi/{}/thay-doi/sap-nhap", wards.a);
        wards.admin.get(&path).await.is(200);
        let mut fields = MERGER;
        fields[2].1 = "thanh an";
        let page = wards.admin.send(&path, &fields).await.is(200);
        // Two names look alike without accents: asked, never guessed.
        page.says("Còn chỗ cần sửa")
            .says("002 – UBND xã Thanh An")
            .says("003 – UBND xã Thạnh An")
            .says("value=\"1685/NQ-UBTVQH15\"");
        let none = [("so", ""), ("ngay", "hôm qua")];
        let page = wards.admin.send(&path, &none).await;
        page.says("Hãy điền số quyết định.").says("ngày hiệu lực");
        let move_path = format!("/don-vi/{}/thay-doi/chuyen", wards.a);
        wards.admin.get(&move_path).await.is(200);
        let below_itself = [("so", "1"), ("ngay", "01/11/2026"), ("cap-tren", "001")];
        let page = wards.admin.send(&move_path, &below_itself).await;
        page.says("trực thuộc chính nó");
        decided(&mut wards.admin, &wards.a, "sap-nhap", &MERGER).await;
        // The same form sent once more, from a page that is stale by now.
        let page = wards.admin.send(&path, &MERGER).await.is(200);
        page.says("đã kết thúc");
        let register = city.app.units().await.unwrap().register.clone();
        assert_eq!(register.successions().len(), 1);
    })
    .await;
}

#[tokio::test]
async fn a_unit_is_split_renamed_moved_and_dissolved_on_the_pages() {
    on_both(|city| async move {
        let mut wards = wards(&city).await;
        let fields = [
            ("so", "10/QĐ"),
            ("ngay", "01/11/2026"),
            ("ten-1", "UBND phường Một"),
            ("ma-1", "011"),
            ("dan-1", "1.000"),
            ("co-2", "002"),
            ("dan-2", "3.000"),
            ("tai-khoan", "1"),
        ];
        decided(&mut wards.admin, &wards.a, "tach", &fields).await;
        let page = wards.admin.get(&format!("/don-vi/{}", wards.a)).await;
        page.says("ngày cuối").says("UBND phường Một").says("C307");
        let fields = [
            ("so", "11/QĐ"),
            ("ngay", "02/11/2026"),
            ("ten", "UBND phường Thanh An"),
            ("ma", "002"),
            ("loai", "phường"),
        ];
        decided(&mut wards.admin, &wards.b, "doi-ten", &fields).await;
        let page = wards.admin.get(&format!("/don-vi/{}", wards.b)).await;
        page.says("UBND phường Thanh An").says("UBND xã Thanh An");
        let fields = [("so", "12/QĐ"), ("ngay", "03/11/2026"), ("cap-tren", "002")];
        decided(&mut wards.admin, &wards.c, "chuyen", &fields).await;
        let fields = [("so", "13/QĐ"), ("ngay", "04/11/2026")];
        decided(&mut wards.admin, &wards.c, "giai-the", &fields).await;
        let units = city.app.units().await.unwrap();
        assert_eq!(
            units.left(&wards.c.as_str().into()).unwrap().to,
            [UnitId::from(wards.b.as_str())]
        );
        let mut office = city
            .person(&mut wards.admin, &wards.month.top, "vp", &["coordinator"])
            .await;
        // A quarter of the old figure is the new ward's, the rest joins the other.
        let page = office.get("/so-lieu?theo=nay").await.is(200);
        page.says("UBND phường Một")
            .says("<strong>30</strong>")
            .says(">3</a>")
            .says(">27</a>");
    })
    .await;
}

#[tokio::test]
async fn a_wards_own_administrator_may_rename_it_and_not_end_it() {
    on_both(|city| async move {
        let mut wards = wards(&city).await;
        let mut own = city
            .person(&mut wards.admin, &wards.a, "an", &["administrator"])
            .await;
        let path = format!("/don-vi/{}/thay-doi", wards.a);
        own.get(&path)
            .await
            .says("Đổi tên, mã")
            .silent("Giải thể</strong>");
        let end = format!("{path}/giai-the");
        own.get(&end).await.is(200).silent("Xem thay đổi");
        let fields = [("so", "1"), ("ngay", "01/11/2026"), ("dong-y", "co")];
        own.send(&end, &fields)
            .await
            .is(200)
            .silent("Kiểm tra trước khi ghi");
        // Nor may she name a unit she does not manage.
        let fields = [
            ("ten", "UBND phường Bến Ngự Một"),
            ("ma", "001"),
            ("so", "5"),
            ("ngay", "01/11/2026"),
        ];
        decided(&mut own, &wards.a, "doi-ten", &fields).await;
        own.get(&format!("{path}/doi-ten")).await.silent("Thạnh An");
    })
    .await;
}
