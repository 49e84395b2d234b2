//! A service of its own for each test, on each of the two databases, with a clock held in the hand.

use std::future::Future;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, AtomicU64, Ordering};

use nhip_office::clock::World;
use nhip_server::App;
use nhip_store::db::Db;
use nhip_store::{Time, migrate};

use crate::browser::Browser;

/// 5 November 2026, 09:00 in Vietnam.
const NOW: i64 = 1_793_844_000_000_000;
/// Where a PostgreSQL server for tests listens; `./test` starts one.
const SERVER: &str = "NHIP_TEST_POSTGRES";
/// A good password for everybody.
pub const PASSWORD: &str = "mưa rơi trên mái ngói";

static NEXT: AtomicU64 = AtomicU64::new(0);

/// A clock that stands until it is moved, and randomness that never repeats.
pub struct Held {
    now: AtomicI64,
    seed: AtomicU64,
}

impl World for Held {
    fn now(&self) -> Time {
        Time(self.now.load(Ordering::Relaxed))
    }

    fn random(&self, bytes: &mut [u8]) {
        for byte in bytes.iter_mut() {
            // The finaliser of splitmix64 over a counter: no two alike, and no system asked.
            let mut mixed = self
                .seed
                .fetch_add(0x9E37_79B9_7F4A_7C15, Ordering::Relaxed);
            mixed = (mixed ^ mixed >> 30).wrapping_mul(0xBF58_476D_1CE4_E5B9);
            *byte = (mixed >> 33).to_le_bytes()[0];
        }
    }
}

/// A running service.
#[derive(Clone)]
pub struct City {
    pub app: App,
    pub world: Arc<Held>,
    /// File or address of the database.
    place: String,
}

impl City {
    fn new(db: Db, place: String) -> City {
        let world = Arc::new(Held {
            now: AtomicI64::new(NOW),
            seed: AtomicU64::new(1),
        });
        City {
            app: App::new(db, world.clone(), false),
            world,
            place,
        }
    }

    /// Another process on the same database, with connections of its own.
    pub async fn twin(&self) -> City {
        let db = match self.place.strip_prefix("postgres:") {
            Some(_) => Db::connect(&self.place).await,
            None => Db::open(self.place.as_ref()).await,
        };
        let world = self.world.clone();
        City {
            app: App::new(db.unwrap(), world.clone(), false),
            world,
            place: self.place.clone(),
        }
    }

    /// Signs somebody in whose session has ended.
    pub async fn sign_in(&self, browser: &mut Browser, login: &str) {
        browser.get("/dang-nhap").await.is(200);
        let fields = [("ten", login), ("mat-khau", PASSWORD)];
        browser.send("/dang-nhap", &fields).await.says("Hôm nay");
    }

    /// A browser nobody has used yet.
    pub fn browser(&self) -> Browser {
        Browser::new(nhip_server::router(self.app.clone()), self.app.db().clone())
    }

    /// Lets time pass.
    pub fn pass(&self, seconds: i64) {
        self.world
            .now
            .fetch_add(seconds * 1_000_000, Ordering::Relaxed);
    }

    /// The service set up, with its first administrator signed in.
    pub async fn begun(&self) -> Browser {
        let mut browser = self.browser();
        browser.get("/").await.says("Chào mừng");
        let fields = [
            ("thanh-pho", "Thành phố Lạc Giang"),
            ("co-quan", "Văn phòng UBND thành phố Lạc Giang"),
            ("ho-ten", "Quản trị Lạc Giang"),
            ("ten", "quantri"),
            ("mat-khau", PASSWORD),
        ];
        browser
            .send("/bat-dau", &fields)
            .await
            .is(200)
            .says("Hôm nay");
        browser
    }

    /// A unit below the topmost one; its id.
    pub async fn unit(&self, admin: &mut Browser, code: &str, name: &str) -> String {
        let top = self.app.units().await.unwrap().top().unwrap().to_owned();
        admin.get(&format!("/don-vi/{top}/them")).await.is(200);
        let fields = [
            ("ma", code),
            ("ten", name),
            ("loai", "phường"),
            ("tu-ngay", "01/07/2025"),
        ];
        admin
            .send(&format!("/don-vi/{top}/them"), &fields)
            .await
            .is(200)
            .silent("Còn chỗ cần sửa")
            .says(name);
        let units = self.app.units().await.unwrap();
        units
            .register
            .at(units.today)
            .by_code(code)
            .unwrap()
            .to_owned()
    }

    /// A person with roles at a unit, signed in with a password of her own.
    pub async fn person(
        &self,
        admin: &mut Browser,
        unit: &str,
        login: &str,
        roles: &[&str],
    ) -> Browser {
        let path = format!("/tai-khoan/don-vi/{unit}");
        admin.get(&path).await.is(200);
        let mut fields = vec![("ten", login), ("ho-ten", login)];
        fields.extend(roles.iter().map(|role| ("vai-tro", *role)));
        let page = admin.send(&path, &fields).await.is(200);
        let given = page.between("id=\"mat-khau-moi\">", "<");
        let mut browser = self.browser();
        browser.get("/dang-nhap").await.is(200);
        let page = browser
            .send("/dang-nhap", &[("ten", login), ("mat-khau", &given)])
            .await;
        page.says("Đổi mật khẩu");
        let fields = [("cu", given.as_str()), ("moi", PASSWORD), ("lai", PASSWORD)];
        browser
            .send("/toi/mat-khau", &fields)
            .await
            .is(200)
            .says("Hôm nay");
        browser
    }
}

/// Runs a test on an empty service over each database.
pub async fn on_both<F: Future<Output = ()>>(test: impl Fn(City) -> F) {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("nhip.db");
    let db = Db::open(&file).await.unwrap();
    migrate::forward(&db, Time(NOW)).await.unwrap();
    test(City::new(db.clone(), file.to_string_lossy().into_owned())).await;
    db.close().await;
    if let Some((db, address)) = on_server().await {
        migrate::forward(&db, Time(NOW)).await.unwrap();
        test(City::new(db.clone(), address)).await;
        db.close().await;
    }
}

async fn on_server() -> Option<(Db, String)> {
    let Ok(server) = std::env::var(SERVER) else {
        eprintln!("{SERVER} is not set: PostgreSQL is left out (./test sets it)");
        return None;
    };
    let n = NEXT.fetch_add(1, Ordering::Relaxed);
    let name = format!("nhip_service_{}_{n}", std::process::id());
    let admin = Db::connect(&server).await.unwrap();
    let create: &'static str = format!("CREATE DATABASE {name}").leak();
    admin.run(create, Vec::new()).await.unwrap();
    admin.close().await;
    let own = server.replacen("/postgres", &format!("/{name}"), 1);
    Some((Db::connect(&own).await.unwrap(), own))
}
