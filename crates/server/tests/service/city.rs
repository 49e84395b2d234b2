//! A service of its own for each test, on each of the two databases, with a clock held in the hand.

use std::collections::HashMap;
use std::future::Future;
use std::sync::atomic::{AtomicI64, AtomicU64, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use nhip_office::Desk;
use nhip_office::clock::World;
use nhip_office::desk::Secrets;
use nhip_office::key::Key;
use nhip_server::App;
use nhip_store::backup;
use nhip_store::db::Db;
use nhip_store::{Time, migrate};
use totp_rs::{Builder, Secret};

use crate::browser::{Browser, Page};

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

    fn steady(&self) -> Duration {
        Duration::from_micros(self.now().0.unsigned_abs())
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
    /// Seeds people's phones hold, by user name.
    phones: Arc<Mutex<HashMap<String, String>>>,
}

/// What stands in the key file of all of them.
const KEY: &str = "00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff";

/// A service with a key.
fn app(db: Db, world: &Arc<Held>, key: &str) -> App {
    let key = Key::parse(key).unwrap();
    let secrets = Secrets {
        smtp_password: None,
        key,
    };
    App::at(Desk::new(db, world.clone(), secrets), false)
}

impl City {
    /// Every row of every table a backup holds.
    pub async fn everything(&self) -> String {
        let still = self.app.db().still().await.unwrap();
        let mut all = String::new();
        for table in backup::tables(&still).await.unwrap() {
            let mut rows = table.rows(&still);
            while let Some(some) = rows.next().await.unwrap() {
                all.extend(some.iter().map(|row| table.line(row)));
            }
        }
        still.close().await;
        all
    }

    /// The same service, whose key file was lost.
    pub fn without_key(&self) -> City {
        City {
            app: app(self.app.db().clone(), &self.world, &KEY.replace('0', "1")),
            ..self.clone()
        }
    }

    fn new(db: Db, place: String) -> City {
        let world = Arc::new(Held {
            now: AtomicI64::new(NOW),
            seed: AtomicU64::new(1),
        });
        City {
            app: app(db, &world, KEY),
            world,
            place,
            phones: Arc::default(),
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
            app: app(db.unwrap(), &world, KEY),
            world,
            place: self.place.clone(),
            phones: self.phones.clone(),
        }
    }

    /// Signs somebody in whose session has ended; sets up or uses her second step where it is asked.
    pub async fn sign_in(&self, browser: &mut Browser, login: &str) {
        let page = self.first_step(browser, login).await;
        if page.html.contains("/dang-nhap/ma") {
            self.pass(60);
            let code = self.code(login);
            let half = page.between("name=\"buoc-mot\" value=\"", "\"");
            let fields = [("buoc-mot", half.as_str()), ("ma", &code)];
            browser.send("/dang-nhap/ma", &fields).await.is(200);
        } else if page.html.contains("id=\"khoa\"") {
            self.set_up_second(browser, login).await;
        }
        browser.get("/").await.says("Hôm nay");
    }

    /// Where the right password leads.
    pub async fn first_step(&self, browser: &mut Browser, login: &str) -> Page {
        browser.get("/dang-nhap").await.is(200);
        let fields = [("ten", login), ("mat-khau", PASSWORD)];
        browser.send("/dang-nhap", &fields).await
    }

    /// Sets up somebody's second step on the phone this city keeps for her; the page of recovery codes.
    pub async fn set_up_second(&self, browser: &mut Browser, login: &str) -> Page {
        let page = browser.get("/toi/ma-buoc-hai").await.is(200);
        let (words, draft) = (
            page.between("id=\"khoa\">", "<"),
            page.between("name=\"hat\" value=\"", "\""),
        );
        self.holds(login, words);
        let code = self.code(login);
        let fields = [("hat", draft.as_str()), ("ma", &code), ("cu", PASSWORD)];
        let page = browser.send("/toi/ma-buoc-hai", &fields).await;
        page.says("Mã khôi phục").says("chỉ hiện một lần")
    }

    /// Puts a seed into somebody's phone.
    pub fn holds(&self, login: &str, words: String) {
        self.phones.lock().unwrap().insert(login.to_owned(), words);
    }

    /// What somebody's phone shows now.
    pub fn code(&self, login: &str) -> String {
        let words = self.phones.lock().unwrap()[login].clone();
        let secret = Secret::try_from_base32(words).unwrap();
        let phone = Builder::new().with_secret(secret).build().unwrap();
        let seconds = self.world.now().0.unsigned_abs() / 1_000_000;
        phone.generate(seconds).to_string()
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
            .to_string()
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
