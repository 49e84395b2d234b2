//! A report handed in as a Word or Excel form: read, shown as it would be taken, then taken. And
//! the blank form of this unit and month.

use axum::extract::State;
use nhip_core::document::Document;
use nhip_core::finding::{Finding, Severity};
use nhip_core::lang::Bilingual;
use nhip_core::permission::right;
use nhip_core::report::draft::{Draft, Taken};
use nhip_documents::write::profile::{Profile, Style};
use nhip_documents::write::{docx, form as blank_form};
use nhip_store::report::said;

use super::{Head, went};
use crate::app::App;
use crate::fault::{Answer, Fault};
use crate::fields::FormState;
use crate::form::Query;
use crate::form::{Checked, CheckedFiles, SentFile};
use crate::frame::Frame;
use crate::page::{Template, go, page, paper};
use crate::reading::{FORMS, document};
use crate::who::{May, SignedIn};
use nhip_office::report::sheet::{Refused, Sheet};
use nhip_office::report::{Monthly, OneReport, write};

#[derive(Template)]
#[template(path = "report_file.html")]
struct FilePage {
    frame: Frame,
    head: Head,
    form: FormState,
}

#[derive(Template)]
#[template(path = "report_taken.html")]
struct TakenPage {
    frame: Frame,
    head: Head,
    sheet: Sheet,
    file: String,
    handed_in: String,
    answers: usize,
    figures: usize,
    refusals: Vec<Finding>,
    doubts: Vec<Finding>,
}

/// Where a form is chosen, and the blank one fetched.
pub async fn show(State(app): State<App>, may: May<right::WriteReport, OneReport>) -> Answer {
    let (me, thing) = (may.me, may.thing);
    let monthly = Monthly::of(&app, &me.units, thing.0).await?;
    choose(&me, &monthly, FormState::default())
}

fn choose(me: &SignedIn, monthly: &Monthly, form: FormState) -> Answer {
    if !monthly.report.state.is_editable() {
        return go(&format!("/bao-cao/{}", monthly.report.id));
    }
    page(&FilePage {
        frame: me.frame_of(&form),
        head: Head::of(monthly, me.lang()),
        form,
    })
}

/// `?dang=xlsx`
#[derive(Debug, Default, serde::Deserialize)]
pub struct Asked {
    #[serde(default)]
    dang: String,
}

/// The blank form of this unit and month, as Word file or as workbook.
pub async fn blank(
    State(app): State<App>,
    may: May<right::WriteReport, OneReport>,
    Query(asked): Query<Asked>,
) -> Answer {
    let (me, thing) = (may.me, may.thing);
    let monthly = Monthly::of(&app, &me.units, thing.0).await?;
    let (plan, unit) = (&monthly.duty.plan.reading, &monthly.duty.unit);
    let month = monthly.report.month;
    let (ending, made) = if asked.dang == "xlsx" {
        let made = blank_form::workbook(plan, unit, month);
        ("xlsx", made.map_err(|error| error.to_string()))
    } else {
        let style = Style::of_family(plan.document_type.family);
        let profile = Profile::of(style).map_err(Fault::Broken)?;
        let made = docx::bytes(&blank_form::paper(plan, unit, month, &profile));
        ("docx", made.map_err(|error| error.to_string()))
    };
    let bytes = made.map_err(|why| Fault::unmade(ending, why))?;
    paper(&format!("bao-cao-{month}.{ending}"), bytes)
}

/// A file as it was read: its digest, and what it would fill in.
type Read = (String, (Draft, Taken));

/// Reads a form beside the requests, for it takes a while; what cannot be read says why.
async fn read(
    app: &App,
    me: &SignedIn,
    monthly: &Monthly,
    file: SentFile,
) -> Result<Result<Read, Bilingual>, Fault> {
    let taking = write::taking(app, me, monthly, file.name.clone()).await?;
    let read = move |document: &Document| (document.sha256.clone(), taking(document));
    Ok(document(app, file, FORMS, read).await)
}

/// Takes the file in, and shows what it would fill in; nothing of the report is changed yet.
pub async fn preview(
    State(app): State<App>,
    may: May<right::WriteReport, OneReport>,
    sent: CheckedFiles,
) -> Answer {
    let (me, thing) = (may.me, may.thing);
    let monthly = Monthly::of(&app, &me.units, thing.0).await?;
    let mut form = FormState::of(sent.fields);
    let mut files = sent.files.into_iter().filter(|file| file.field == "tep");
    let Some(file) = files.next() else {
        form.refuse("tep", "Hãy chọn tệp biểu mẫu.", "Choose the form.");
        return choose(&me, &monthly, form);
    };
    let (name, bytes) = (file.name.clone(), file.bytes.clone());
    let (digest, taken) = match read(&app, &me, &monthly, file).await? {
        Ok(read) => read,
        Err(why) => {
            form.problems.push(("tep".to_owned(), why));
            return choose(&me, &monthly, form);
        }
    };
    // A file that holds what is not to be kept is not kept either.
    let id = if taken.1.doubts.iter().any(|one| one.code == "L349") {
        String::new()
    } else {
        let (report, file) = (&monthly.report, (name.as_str(), bytes));
        write::hand_in(&app, &me, report, &digest, file).await?
    };
    previewed(&me, monthly, taken, name, id, None)
}

fn previewed(
    me: &SignedIn,
    mut monthly: Monthly,
    (draft, taken): (Draft, Taken),
    file: String,
    handed_in: String,
    notice: Option<Bilingual>,
) -> Answer {
    let lang = me.lang();
    // Only what would be refused takes nothing; other findings are looked at afterwards.
    let (refusals, doubts): (Vec<_>, Vec<_>) = taken
        .doubts
        .into_iter()
        .partition(|one| one.severity == Severity::Error);
    monthly.draft = draft;
    page(&TakenPage {
        frame: Frame {
            notice: notice.map(|text| text.get(lang).to_owned()),
            ..me.frame()
        },
        head: Head::of(&monthly, lang),
        sheet: Sheet::of(&monthly, lang, &Refused::new()),
        file,
        handed_in,
        answers: taken.answers,
        figures: taken.figures,
        refusals,
        doubts,
    })
}

/// Fills the boxes from the form shown before, unless the report was written in meanwhile.
pub async fn take(
    State(app): State<App>,
    may: May<right::WriteReport, OneReport>,
    Checked(fields): Checked,
) -> Answer {
    let (me, thing) = (may.me, may.thing);
    let monthly = Monthly::of(&app, &me.units, thing.0).await?;
    let report = monthly.report.clone();
    let id = fields.get("bieu-mau").to_owned();
    let Some((_, name, bytes)) = said::handed_in(app.db(), &id, &report.id).await? else {
        return go(&format!("/bao-cao/{}/bieu-mau", report.id));
    };
    let file = SentFile {
        field: String::new(),
        name: name.clone(),
        bytes,
    };
    let Ok((_, (draft, taken))) = read(&app, &me, &monthly, file).await? else {
        return go(&format!("/bao-cao/{}/bieu-mau", report.id));
    };
    let refused = taken
        .doubts
        .iter()
        .any(|one| one.severity == Severity::Error);
    let seen = fields.get("ban").parse() == Ok(report.revision);
    if refused || !seen {
        let notice = (!seen).then(|| {
            Bilingual::new(
                "Báo cáo vừa được ghi thêm ở nơi khác. Hãy xem lại rồi bấm lấy lần nữa.",
                "The report was written in elsewhere meanwhile. Look again, then take the form.",
            )
        });
        return previewed(&me, monthly, (draft, taken), name, id, notice);
    }
    let done = write::take(&app, &me, &monthly, &draft, &id).await;
    went(&app, &me, &report.id, done, |()| {
        format!("/bao-cao/{}/kiem-tra", report.id)
    })
    .await
}
