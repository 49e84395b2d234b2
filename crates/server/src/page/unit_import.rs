//! Units from a list: the file is compared with the register, the changes are shown, and what a
//! person agrees to is taken over.

use axum::extract::State;
use nhip_core::finding::Finding;
use nhip_core::id::UnitId;
use nhip_core::lang::Bilingual;
use nhip_core::permission::right;
use nhip_core::unit::history::{Doubt, ImportChange, ListedUnit, Preview};

use crate::app::App;
use crate::fault::{Answer, Fault};
use crate::fields::{Fields, FormState};
use crate::form::CheckedFiles;
use crate::frame::Frame;
use crate::page::{Template, go, page};
use crate::reading::{TABLES, document, sent};
use crate::who::{May, SignedIn};
use nhip_office::unit;

/// A change as shown, to be ticked.
struct Shown {
    n: usize,
    tint: &'static str,
    sort: &'static str,
    text: String,
}

#[derive(Template)]
#[template(path = "unit_import.html")]
struct ImportPage {
    frame: Frame,
    id: String,
    unit: String,
    form: FormState,
    shown: Option<Vec<Shown>>,
    doubts: Vec<Finding>,
    unchanged: usize,
    /// The compared list, on its way through the page.
    list: String,
    revision: i64,
}

/// The form.
pub async fn form(may: May<right::ManageUnits, UnitId>) -> Answer {
    let fields =
        Fields::default().with("tu-ngay", may.me.units.today.format("%d/%m/%Y").to_string());
    page(&opened(&may.me, &may.thing, FormState::of(fields)))
}

fn opened(me: &SignedIn, id: &UnitId, form: FormState) -> ImportPage {
    ImportPage {
        frame: me.frame_of(&form),
        id: id.to_string(),
        unit: me.units.name(id).to_owned(),
        form,
        shown: None,
        doubts: Vec::new(),
        unchanged: 0,
        list: String::new(),
        revision: me.units.version(),
    }
}

/// Shows what a list would change; with the list agreed to, takes it over.
pub async fn send(
    State(app): State<App>,
    may: May<right::ManageUnits, UnitId>,
    CheckedFiles { fields, files }: CheckedFiles,
) -> Answer {
    let (me, id, permit) = may.parts();
    let mut form = FormState::of(fields);
    form.line(
        "can-cu",
        "số quyết định hoặc tên danh sách",
        "the decision or the name of the list",
    );
    let Some(day) = form.day("tu-ngay") else {
        return page(&opened(&me, &id, form));
    };
    let listed = match form.value("danh-sach") {
        "" => match sent(files, "tep") {
            Some(file) => document(&app, file, TABLES, nhip_reading::unit::listed).await,
            None => Err(Bilingual::new(
                "Hãy chọn tệp danh sách.",
                "Choose the list's file.",
            )),
        },
        kept => serde_json::from_str(kept)
            .map(|list| (list, Vec::new()))
            .map_err(|_| stale()),
    };
    let (mut list, findings) = match listed {
        Ok(listed) => listed,
        Err(why) => {
            form.problems.push(("tep".to_owned(), why));
            return page(&opened(&me, &id, form));
        }
    };
    let preview = unit::preview(&me.units, &id, &mut list, day);
    if form.fields.has("dong-y") {
        form.fresh(me.units.version())?;
        if form.is_right() {
            let ticked = form.fields.all("doi").iter();
            let ticked = ticked.filter_map(|n| n.parse().ok()).collect();
            let who = (&me.person, &permit);
            match unit::take(&app, who, &preview, &ticked, form.value("can-cu")).await? {
                Ok(()) => return go("/don-vi"),
                Err(why) => form.problems.push(("dong-y".to_owned(), why)),
            }
        }
    }
    page(&compared(&me, &id, form, (&list, findings, &preview))?)
}

fn stale() -> Bilingual {
    Bilingual::new(
        "Hãy chọn lại tệp danh sách.",
        "Choose the list's file again.",
    )
}

fn compared(
    me: &SignedIn,
    id: &UnitId,
    mut form: FormState,
    (list, findings, preview): (&[ListedUnit], Vec<Finding>, &Preview),
) -> Result<ImportPage, Fault> {
    let changes = preview.changes.iter().enumerate();
    let shown: Vec<Shown> = changes
        .filter_map(|(n, change)| shown(me, n, change))
        .collect();
    if !form.fields.has("dong-y") {
        // What would end is not ticked by itself: a list is often not of everybody.
        let ticked = shown.iter().filter(|one| one.tint != "late");
        let ticked = ticked.map(|one| ("doi".to_owned(), one.n.to_string()));
        let kept = ["can-cu", "tu-ngay"].map(|name| (name.to_owned(), form.value(name).to_owned()));
        form.fields = ticked.chain(kept).collect();
    }
    let doubts = preview.doubts().map(Doubt::finding);
    let list = serde_json::to_string(list).map_err(|error| Fault::Broken(error.to_string()))?;
    Ok(ImportPage {
        doubts: findings.into_iter().chain(doubts).collect(),
        shown: Some(shown),
        unchanged: preview.unchanged,
        list,
        ..opened(me, id, form)
    })
}

fn shown(me: &SignedIn, n: usize, change: &ImportChange) -> Option<Shown> {
    let lang = me.lang();
    let (tint, sort, text) = match change {
        ImportChange::New { unit } => {
            let text = format!("{} ({})", unit.name, unit.code);
            ("good", lang.pick("mới", "new"), text)
        }
        ImportChange::Renamed { code, from, to, .. } => {
            let text = format!("{} ({code}) → {} {}", from.name, to.name, to.kind);
            ("wait", lang.pick("đổi tên", "renamed"), text)
        }
        ImportChange::Moved {
            code,
            name,
            from,
            to,
            ..
        } => {
            let from = from.as_deref().unwrap_or("–");
            let text = format!("{name} ({code}): {from} → {to}");
            ("wait", lang.pick("chuyển", "moved"), text)
        }
        ImportChange::AliasAdded {
            code,
            name,
            aliases,
            ..
        } => {
            let text = format!("{name} ({code}): {}", aliases.join("; "));
            ("", lang.pick("thêm tên khác", "other names"), text)
        }
        ImportChange::Ended { code, name, .. } => {
            let text = format!("{name} ({code})");
            ("late", lang.pick("giải thể", "ended"), text)
        }
        ImportChange::Doubt(_) => return None,
    };
    Some(Shown {
        n,
        tint,
        sort,
        text,
    })
}
