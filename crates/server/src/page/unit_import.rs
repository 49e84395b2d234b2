//! Units from a list: the file is compared with the register, the changes are shown, and what a
//! person agrees to is taken over.

use nhip_core::id::UnitId;
use std::collections::{HashMap, HashSet};

use axum::extract::State;
use nhip_core::audit::{By, Kind};
use nhip_core::finding::Finding;
use nhip_core::lang::Bilingual;
use nhip_core::period::day;
use nhip_core::permission::right;
use nhip_core::unit::history::{
    Doubt, ImportChange, ListedUnit, Preview, Register, Succession, preview,
};
use nhip_store::change::{Change, Told};
use nhip_store::unit;

use crate::app::App;
use crate::fault::{Answer, Fault};
use crate::fields::{Fields, FormState};
use crate::form::CheckedFiles;
use crate::frame::Frame;
use crate::page::{Template, go, page};
use crate::reading::{TABLES, document, sent};
use crate::who::{May, SignedIn};
use nhip_office::units::Units;

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
        frame: Frame {
            refused: !form.is_right(),
            ..me.frame()
        },
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
    let (me, id) = (may.me, may.thing);
    let mut form = FormState::of(fields);
    form.line(
        "can-cu",
        "số quyết định hoặc tên danh sách",
        "the decision or the name of the list",
    );
    let Some(day) = day(form.value("tu-ngay")) else {
        form.refuse(
            "tu-ngay",
            "Hãy viết ngày như 01/07/2026.",
            "Write the day like 2026-07-01.",
        );
        return page(&opened(&me, &id, form));
    };
    let listed = match form.value("danh-sach") {
        "" => match sent(files, "tep") {
            Some(file) => document(&app, file, TABLES, ListedUnit::read).await,
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
    stand_below(&me.units, &id, &mut list);
    let preview = below(&me.units, &id, preview(&me.units.register, &list, day));
    if form.fields.has("dong-y") {
        form.fresh(me.units.version())?;
        if take(&app, &me, &id, &preview, &mut form).await? {
            return go("/don-vi");
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

/// New units of which the list does not say where they stand, stand below this one.
fn stand_below(units: &Units, id: &UnitId, list: &mut [ListedUnit]) {
    let tree = units.register.at(units.today);
    let code = units.spell(id).map(|spell| spell.code.clone());
    for row in list {
        if row.parent.is_none() && tree.by_code(&row.code).is_none() {
            row.parent.clone_from(&code);
        }
    }
}

/// Of the changes, those to units below this one: a list of a branch says nothing of others, so
/// what it leaves out elsewhere does not end.
fn below(units: &Units, id: &UnitId, preview: Preview) -> Preview {
    let branch = units.branch(id).into_iter();
    let branch: HashMap<&UnitId, usize> = branch.map(|(depth, id)| (id, depth)).collect();
    let own = |unit: &str| branch.get(unit).is_some_and(|depth| *depth > 0);
    let spells = branch.keys().filter_map(|id| units.spell(id));
    let mut codes: HashSet<String> = spells.map(|spell| spell.code.clone()).collect();
    let mut changes = Vec::new();
    for change in preview.changes {
        let inside = match &change {
            ImportChange::New { unit } => {
                let parent = unit.parent.as_ref();
                parent.is_some_and(|parent| codes.contains(parent))
            }
            ImportChange::Moved { id, to, .. } => own(id) && codes.contains(to),
            ImportChange::Renamed { id, .. }
            | ImportChange::AliasAdded { id, .. }
            | ImportChange::Ended { id, .. } => own(id),
            ImportChange::Doubt(_) => true,
        };
        if let ImportChange::New { unit } = &change
            && inside
        {
            codes.insert(unit.code.clone());
        }
        if inside {
            changes.push(change);
        }
    }
    Preview { changes, ..preview }
}

/// Takes over what was ticked; whether that could be done.
async fn take(
    app: &App,
    me: &SignedIn,
    id: &UnitId,
    preview: &Preview,
    form: &mut FormState,
) -> Result<bool, Fault> {
    if !form.is_right() {
        return Ok(false);
    }
    let ticked: HashSet<&str> = form.fields.all("doi").iter().map(String::as_str).collect();
    let changes = preview.changes.iter().enumerate();
    let changes = changes.filter(|(n, _)| ticked.contains(n.to_string().as_str()));
    let agreed = Preview {
        changes: changes.map(|(_, change)| change.clone()).collect(),
        ..preview.clone()
    };
    let mut change = Change::begin(app.db(), app.now(), By::Account(me.account.id.clone())).await?;
    let register = unit::register_in(change.tx()).await?;
    if register != me.units.register {
        return Err(Fault::Stale);
    }
    let after = register.accept(&agreed, form.value("can-cu"), |_| app.new_id());
    let new = match after.and_then(|after| after.without_new_namesakes(&register)) {
        Ok(new) => since(&register, &new),
        Err(refused) => {
            form.problems.push(("dong-y".to_owned(), refused.text()));
            return Ok(false);
        }
    };
    if new.is_empty() {
        form.refuse("dong-y", "Chưa chọn thay đổi nào.", "No change is ticked.");
        return Ok(false);
    }
    unit::add_successions(change.tx(), &new).await?;
    let told = Told::of(Kind::UnitsImported, id).unit(id).after(&agreed);
    change.commit(told).await?;
    Ok(true)
}

/// The decisions a register has beyond another it grew from; of one day the older come first.
fn since(before: &Register, after: &Register) -> Vec<Succession> {
    let mut known = before.successions().iter().peekable();
    let new = after.successions().iter();
    new.filter(|one| known.next_if(|known| known == one).is_none())
        .cloned()
        .collect()
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
        form.fields = Fields::of(ticked.chain(kept));
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
