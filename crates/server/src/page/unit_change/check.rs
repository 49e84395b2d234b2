//! What a decision will change, before it is kept.

use nhip_core::finding::Finding;
use nhip_core::id::UnitId;
use nhip_core::lang::Lang;
use nhip_core::unit::history::{Change, Effect, Register, Spell, Turn};
use nhip_store::account;

use super::kind::Kind;
use super::named::written;
use crate::app::App;
use crate::fault::{Answer, Fault};
use crate::fields::FormState;
use crate::frame::Frame;
use crate::page::{Template, page};
use crate::who::SignedIn;
use nhip_office::succession::Decided;

/// One change of one unit.
struct Line {
    look: &'static str,
    sort: &'static str,
    text: String,
}

#[derive(Template)]
#[template(path = "unit_change_check.html")]
struct CheckPage {
    frame: Frame,
    id: String,
    code: &'static str,
    kind_name: &'static str,
    words: String,
    decision: String,
    day: String,
    version: i64,
    lines: Vec<Line>,
    /// What goes along: people, unfinished work, old figures.
    along: Vec<String>,
    notes: Vec<Finding>,
    /// The form as it was typed, to be sent again.
    kept: Vec<(String, String)>,
}

/// The page.
pub async fn show(
    app: &App,
    me: &SignedIn,
    (id, kind): (&UnitId, Kind),
    decided: &Decided,
    (after, form): (&Register, FormState),
) -> Answer {
    let lang = me.lang();
    let succession = &decided.succession;
    let effects = me.units.register.effects(after, succession.effective);
    let name = |id: Option<&UnitId>| {
        let life = id.and_then(|id| after.life(id));
        life.map_or("–", |life| life.last_name()).to_owned()
    };
    let left = after.left(succession.effective);
    let ends = succession.change.ends().iter();
    let own = |field: &str| ["dong-y", "sua", "ban", "them"].contains(&field);
    page(&CheckPage {
        frame: me.frame(),
        id: id.to_string(),
        code: kind.code(),
        kind_name: kind.name(lang),
        words: succession.words(after).get(lang).to_owned(),
        decision: succession.decision.clone(),
        day: succession.effective.format("%d/%m/%Y").to_string(),
        version: me.units.version(),
        lines: effects.iter().map(|one| line(one, lang, &name)).collect(),
        along: along(app, me, decided, after).await?,
        notes: ends.filter_map(|id| left.get(id)?.finding(after)).collect(),
        kept: form
            .fields
            .iter()
            .filter(|(field, _)| !own(field))
            .map(|(field, value)| (field.to_owned(), value.to_owned()))
            .collect(),
    })
}

fn line(effect: &Effect, lang: Lang, name: &impl Fn(Option<&UnitId>) -> String) -> Line {
    let kind = |spell: &Spell| match spell.kind.as_str() {
        "" => String::new(),
        kind => format!(", {kind}"),
    };
    let (look, sort, text) = match &effect.turn {
        Turn::Begins(now) => {
            let below = lang.pick("thuộc", "below");
            let above = name(now.parent.as_ref());
            (
                "good",
                lang.pick("mới", "new"),
                format!("{}{}, {below} {above}", written(now), kind(now)),
            )
        }
        Turn::Ends(was) => ("late", lang.pick("kết thúc", "ends"), written(was)),
        Turn::Renamed(was, now) => {
            let text = format!(
                "{}{} → {}{}",
                written(was),
                kind(was),
                written(now),
                kind(now)
            );
            ("wait", lang.pick("đổi tên", "renamed"), text)
        }
        Turn::Moved(was, now) => {
            let (from, to) = (name(was.parent.as_ref()), name(now.parent.as_ref()));
            (
                "wait",
                lang.pick("chuyển", "moved"),
                format!("{}: {from} → {to}", now.name),
            )
        }
    };
    Line { look, sort, text }
}

/// What goes along with the units that end.
async fn along(
    app: &App,
    me: &SignedIn,
    decided: &Decided,
    after: &Register,
) -> Result<Vec<String>, Fault> {
    let change = &decided.succession.change;
    let (lang, ends) = (me.lang(), change.ends());
    if ends.is_empty() {
        return Ok(Vec::new());
    }
    let last = decided
        .succession
        .effective
        .pred_opt()
        .map(|day| day.to_string());
    let roles = account::all_roles(app.db()).await?;
    let held = roles.iter().filter(|held| {
        ends.contains(&held.unit)
            && held
                .valid_to
                .as_ref()
                .is_none_or(|to| Some(to) > last.as_ref())
    });
    let held = held.count();
    let heir = decided.heir().and_then(|id| after.life(id));
    let mut said = vec![match (heir, lang) {
        (Some(heir), Lang::Vi) => format!(
            "{held} vai trò của người dùng chuyển sang {}.",
            heir.last_name()
        ),
        (Some(heir), Lang::En) => format!("{held} roles of people go to {}.", heir.last_name()),
        (None, Lang::Vi) => format!("{held} vai trò của người dùng kết thúc cùng đơn vị."),
        (None, Lang::En) => format!("{held} roles of people end with the unit."),
    }];
    match change {
        Change::Merge { .. } => said.push(
            lang.pick(
                "Số liệu các tháng trước giữ nguyên, và cộng lại khi xem theo đơn vị hiện nay. Báo cáo chưa nộp và nhiệm vụ còn lại do đơn vị sau sáp nhập làm tiếp.",
                "Figures of past months stay, and add up when seen by today's units. Reports not sent and tasks go to the unit they become.",
            )
            .to_owned(),
        ),
        Change::Split { shares: None, .. } => said.push(
            lang.pick(
                "Không ghi số dân nên số liệu cũ không chia được: chúng đứng riêng dưới tên cũ.",
                "Without populations old figures cannot be divided: they stay under the old name.",
            )
            .to_owned(),
        ),
        Change::Split { .. } => said.push(
            lang.pick(
                "Số liệu cũ chia theo số dân khi xem theo đơn vị hiện nay; tổng không đổi.",
                "Old figures are divided by population when seen by today's units; the total stays.",
            )
            .to_owned(),
        ),
        _ => {}
    }
    Ok(said)
}
