//! Photos of an activity: added with the consent of those shown, looked at, taken away.

use axum::extract::{Path, State};
use axum::http::header;
use axum::response::IntoResponse;
use nhip_core::activity::Activity;
use nhip_core::lang::Bilingual;
use nhip_core::permission::right;
use nhip_documents::photo::{Photo, drawn_anew};
use nhip_office::activity::{self, OneActivity};
use nhip_store::photo::{self, MOST, PhotoHead};
use tokio::sync::Semaphore;

use super::one;
use crate::app::App;
use crate::fault::Answer;
use crate::fields::FormState;
use crate::form::{Checked, CheckedFiles, SentFile};
use crate::page::go;
use crate::who::May;

/// Name of the field with the files.
pub const FILES: &str = "anh";
/// Name of the tick.
pub const CONSENT: &str = "dong-y";

/// Drawing takes a hundred megabytes for a moment: one picture at a time.
static ONE_AT_A_TIME: Semaphore = Semaphore::const_new(1);

/// A photo on a page.
pub struct Shown {
    /// The photo's own address.
    pub large: String,
    /// The small one's.
    pub small: String,
    /// Where it is taken away.
    pub remove: String,
    /// What is seen: the activity's words.
    pub what: String,
    /// Number, from 1.
    pub n: i64,
    /// Size of the small one, so that the page does not jump.
    pub width: i64,
    /// As [`Shown::width`].
    pub height: i64,
}

impl Shown {
    /// A photo of an activity of these words.
    pub fn of(head: &PhotoHead, what: &str) -> Shown {
        let base = format!("/hoat-dong/{}/anh/{}", head.activity, head.n);
        let side = i64::from(nhip_documents::photo::SMALL_SIDE);
        let longest = head.width.max(head.height).max(1);
        let fitted = |length: i64| match longest > side {
            true => (length * side / longest).max(1),
            false => length,
        };
        Shown {
            small: format!("{base}/nho"),
            remove: format!("{base}/xoa"),
            large: base,
            what: what.to_owned(),
            n: head.n,
            width: fitted(head.width),
            height: fitted(head.height),
        }
    }
}

/// Those of some photos that belong to an activity.
pub fn those_of(photos: &[PhotoHead], activity: &Activity) -> Vec<Shown> {
    let own = photos.iter().filter(|head| head.activity == activity.id);
    own.map(|head| Shown::of(head, &activity.done.what))
        .collect()
}

/// The photos in a form, drawn anew. What is wrong with them is noted in the form.
pub async fn taken(form: &mut FormState, files: Vec<SentFile>, room: i64) -> Vec<Photo> {
    let files: Vec<SentFile> = files
        .into_iter()
        .filter(|file| file.field == FILES)
        .collect();
    if !files.is_empty() && !form.fields.has(CONSENT) {
        form.refuse(
            CONSENT,
            "Chỉ gửi ảnh khi người trong ảnh đã đồng ý; hãy đánh dấu ô này.",
            "Send photos only if those shown agree; tick this box.",
        );
    }
    if i64::try_from(files.len()).unwrap_or(i64::MAX) > room {
        form.refuse(
            FILES,
            format!(
                "Mỗi hoạt động có nhiều nhất {MOST} ảnh; hãy chọn lại, còn chỗ cho {room} ảnh."
            ),
            format!(
                "An activity has at most {MOST} photos; choose again, there is room for {room}."
            ),
        );
    }
    if !form.is_right() {
        return Vec::new();
    }
    let mut photos = Vec::new();
    for file in files {
        match drawn(file).await {
            Ok(photo) => photos.push(photo),
            Err(why) => form.problems.push((FILES.to_owned(), why)),
        }
    }
    photos
}

async fn drawn(file: SentFile) -> Result<Photo, Bilingual> {
    let name = file.name.clone();
    let named = |text: &Bilingual| {
        Bilingual::new(
            format!("“{name}”: {}", text.vi),
            format!("“{name}”: {}", text.en),
        )
    };
    // Never closed: a permit always comes.
    let _turn = ONE_AT_A_TIME.acquire().await;
    let read = tokio::task::spawn_blocking(move || drawn_anew(&file.bytes)).await;
    let broken = Bilingual::new(
        "Ảnh bị hỏng, không mở được.",
        "The photo is damaged and cannot be opened.",
    );
    read.unwrap_or(Err(broken)).map_err(|text| named(&text))
}

/// Adds photos to an activity.
pub async fn add(
    State(app): State<App>,
    may: May<right::RecordActivity, OneActivity>,
    CheckedFiles { fields, files }: CheckedFiles,
) -> Answer {
    let (me, thing, permit) = may.parts();
    let id = thing.0.activity.id.clone();
    let have = photo::of(app.db(), &id).await?.len();
    let room = MOST - i64::try_from(have).unwrap_or(MOST);
    let mut form = FormState::of(fields);
    if files.is_empty() {
        form.refuse(
            FILES,
            "Hãy chọn ít nhất một ảnh.",
            "Choose at least one photo.",
        );
    }
    let photos = taken(&mut form, files, room).await;
    if !form.is_right() {
        return one::shown(&app, &me, &thing, form).await;
    }
    activity::add_photos(&app, &me, &permit, &thing.0, photos).await?;
    go(&format!("/hoat-dong/{id}"))
}

/// Takes a photo away.
pub async fn remove(
    State(app): State<App>,
    may: May<right::RecordActivity, OneActivity>,
    Path((_, n)): Path<(String, i64)>,
    Checked(_): Checked,
) -> Answer {
    let (me, thing, permit) = may.parts();
    activity::remove_photo(&app, &me, &permit, &thing.0, n).await?;
    go(&format!("/hoat-dong/{}", thing.0.activity.id))
}

/// The photo.
pub async fn large(
    State(app): State<App>,
    may: May<right::SeeReport, OneActivity>,
    Path((_, n)): Path<(String, i64)>,
) -> Answer {
    picture(photo::content(app.db(), &may.thing.0.activity.id, n).await?)
}

/// The small one.
pub async fn small(
    State(app): State<App>,
    may: May<right::SeeReport, OneActivity>,
    Path((_, n)): Path<(String, i64)>,
) -> Answer {
    picture(photo::small(app.db(), &may.thing.0.activity.id, n).await?)
}

/// Shown on our own pages only, and kept in no cache: it may be taken away.
fn picture(bytes: Vec<u8>) -> Answer {
    let headers = [
        (header::CONTENT_TYPE, "image/jpeg"),
        (header::CONTENT_DISPOSITION, "inline; filename=\"anh.jpg\""),
        (
            header::HeaderName::from_static("cross-origin-resource-policy"),
            "same-origin",
        ),
    ];
    Ok((headers, bytes).into_response())
}
