//! A plan through its versions: what was reported stays, what is open goes on, and it counts as one
//! plan everywhere.

use crate::browser::Browser;
use crate::city::{City, on_both};

const PLAN: &str = "KẾ HOẠCH
Truyền thông phòng, chống sốt xuất huyết

I. TỔ CHỨC THỰC HIỆN
1. UBND các phường, xã
- Phát thanh trên hệ thống truyền thanh cơ sở mỗi ngày hai lượt về phòng bệnh.
- Phát tờ rơi tại các chợ trên địa bàn.
Trước ngày 23 hằng tháng, các đơn vị báo cáo kết quả về UBND thành phố.
";

/// A month of seconds.
const MONTH: i64 = 30 * 24 * 3600;

struct Kept {
    admin: Browser,
    ward: String,
    reporter: Browser,
    /// Address of the plan.
    plan: String,
}

impl Kept {
    fn id(&self) -> &str {
        self.plan.strip_prefix("/ke-hoach/").unwrap()
    }

    async fn revision(&mut self, path: &str) -> String {
        let page = self.admin.get(path).await.is(200);
        page.between("name=\"ban\" value=\"", "\"")
    }

    /// Brings a new version and confirms it from a month on; the page that answers.
    async fn version(&mut self, text: &str, since: &str) -> crate::browser::Page {
        let path = format!("{}/ban-moi", self.plan);
        self.admin.get(&path).await.is(200);
        let file = ("tep", "ban-2.txt", text.as_bytes());
        let page = self.admin.send_file(&path, &[], file).await.is(200);
        let new = page.path.strip_suffix("/thay-doi").unwrap().to_owned();
        let path = format!("{new}/xac-nhan");
        let ban = self.revision(&path).await;
        let fields = [("ban", ban.as_str()), ("tu-thang", since)];
        self.admin.send(&path, &fields).await
    }

    /// The sessions end meanwhile.
    async fn pass_a_month(&mut self, city: &City) {
        city.pass(MONTH);
        for (browser, name) in [(&mut self.admin, "quantri"), (&mut self.reporter, "benngu")] {
            city.sign_in(browser, name).await;
        }
    }

    /// Opens the ward's report of a month.
    async fn report(&mut self, month: &str) -> crate::browser::Page {
        let path = format!("/bao-cao/don-vi/{}", self.ward);
        self.reporter.get(&path).await.is(200);
        let plan = self.id().to_owned();
        let fields = [("ky", month), ("ke-hoach", plan.as_str())];
        self.reporter.send(&path, &fields).await.is(200)
    }
}

async fn begun(city: &City) -> Kept {
    let mut admin = city.begun().await;
    let ward = city.unit(&mut admin, "001", "UBND phường Bến Ngự").await;
    let top = city.app.units().await.unwrap().top().unwrap().to_owned();
    let path = format!("/ke-hoach/moi/{top}");
    admin.get(&path).await.is(200);
    let file = ("tep", "ke-hoach.txt", PLAN.as_bytes());
    let plan = admin.send_file(&path, &[], file).await.is(200).path;
    let reporter = city
        .person(&mut admin, &ward, "benngu", &["reporter"])
        .await;
    let mut kept = Kept {
        admin,
        ward,
        reporter,
        plan,
    };
    let path = format!("{}/xac-nhan", kept.plan);
    let ban = kept.revision(&path).await;
    let page = kept.admin.send(&path, &[("ban", &ban)]).await;
    page.says("đang thực hiện");
    kept
}

/// A task before the others: read alone, it would shift their numbers.
fn changed() -> String {
    PLAN.replace(
        "- Phát thanh trên",
        "- Tổ chức hội thi tìm hiểu về bệnh.\n- Phát thanh trên",
    )
    .replace("- Phát tờ rơi tại các chợ trên địa bàn.\n", "")
}

#[tokio::test]
async fn an_open_month_goes_on_under_the_new_version_and_its_activities_keep_their_task() {
    on_both(|city| async move {
        let mut kept = begun(&city).await;
        let add = format!("/hoat-dong/them/{}", kept.ward);
        let page = kept.reporter.get(&add).await;
        let task = page.between(&format!("value=\"{}/", kept.id()), "\"");
        let task = format!("{}/{task}", kept.id());
        let fields = [
            ("nhiem-vu", task.as_str()),
            ("ngay", "03/11/2026"),
            ("hinh-thuc", "loudspeaker"),
            ("viec", "Phát thanh tại chợ Bến Ngự"),
        ];
        let page = kept.reporter.send(&add, &fields).await;
        page.says("Phát thanh tại chợ Bến Ngự");
        let report = kept.report("2026-11").await.path;
        let before = kept.admin.get("/nhiem-vu").await;
        let row = before.between("href=\"/nhiem-vu/", "\"");
        let page = kept.version(&changed(), "2026-11").await.is(200);
        assert_eq!(page.path, kept.plan, "the plan is the same plan");
        let page = kept.reporter.get(&report).await.is(200);
        let page = page.says("hội thi").silent("tờ rơi");
        let (first, then) = page
            .html
            .split_once("Phát thanh trên hệ thống")
            .map(|(first, then)| (first.to_owned(), then.to_owned()))
            .unwrap();
        assert!(!first.contains("chợ Bến Ngự") && then.contains("chợ Bến Ngự"));
        let page = kept.admin.get(&format!("/nhiem-vu/{row}")).await.is(200);
        page.says("Phát thanh trên hệ thống").says("chợ Bến Ngự");
        let page = kept.admin.get("/hinh").await.is(200);
        page.says("Hoạt động theo");
        let page = kept.admin.get("/theo-doi").await.is(200);
        page.says("UBND phường Bến Ngự").silent("ke-hoach=");
    })
    .await;
}

#[tokio::test]
async fn a_month_before_the_change_keeps_its_tasks_and_the_next_has_the_new_ones() {
    on_both(|city| async move {
        let mut kept = begun(&city).await;
        let november = kept.report("2026-11").await.path;
        let page = kept.version(&changed(), "2026-12").await.is(200);
        page.says("Đến hết tháng 11/2026");
        let page = kept.reporter.get(&november).await.is(200);
        page.says("Phát tờ rơi").silent("hội thi");
        kept.pass_a_month(&city).await;
        let page = kept.report("2026-12").await;
        page.says("hội thi").silent("Phát tờ rơi");
        let page = kept.reporter.get("/bao-cao").await;
        page.says("11/2026").says("12/2026");
        // A third text: the first still stands for its month.
        kept.version(PLAN, "2026-12").await.is(200);
        let page = kept.reporter.get(&november).await;
        page.says("Phát tờ rơi").silent("hội thi");
    })
    .await;
}

#[tokio::test]
async fn a_due_day_changed_in_force_says_from_when_and_why_and_lets_the_past_be() {
    on_both(|city| async move {
        let mut kept = begun(&city).await;
        let path = format!("{}/han", kept.plan);
        let ban = kept.revision(&path).await;
        let due = [
            ("ban", ban.as_str()),
            ("ngay", "20"),
            ("thang", "nay"),
            ("nghi", "giu"),
            ("so-lieu", "thang"),
        ];
        let page = kept.admin.send(&path, &due).await;
        page.says("lý do thay đổi").says("tu-thang-loi");
        let early = [("tu-thang", "2026-10"), ("ly-do", "Họp giao ban sớm")];
        let page = kept.admin.send(&path, &[&due[..], &early].concat()).await;
        page.says("chọn từ 2026-11");
        let right = [("tu-thang", "2026-12"), ("ly-do", "Họp giao ban sớm")];
        let page = kept.admin.send(&path, &[&due[..], &right].concat()).await;
        let page = page.is(200).says("ngày 20 hằng tháng");
        page.says("Lý do đổi: Họp giao ban sớm")
            .says("Đến hết tháng 11/2026");
        let page = kept.reporter.get("/bao-cao").await;
        page.says("22/11/2026").silent("20/11/2026");
        kept.pass_a_month(&city).await;
        let page = kept.report("2026-12").await;
        page.says("20/12/2026");
    })
    .await;
}
