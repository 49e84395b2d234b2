//! One's own second step: set up with an app, set up anew, new recovery codes.

use axum::extract::State;
use nhip_office::second_factor::{self, Draft, SetUp, Standing};
use nhip_office::sign_in;
use qrcodegen::{QrCode, QrCodeEcc};

use crate::app::App;
use crate::fault::{Answer, Fault};
use crate::fields::FormState;
use crate::form::Checked;
use crate::frame::Frame;
use crate::page::me::proved;
use crate::page::{Template, page};
use crate::who::SignedIn;

#[derive(Template)]
#[template(path = "second_factor.html")]
struct SecondPage {
    frame: Frame,
    form: FormState,
    standing: Standing,
    draft: Draft,
    /// The code as squares: side with its margin, and one path.
    side: i32,
    squares: String,
    /// Until when, in words, where a role demands it.
    due: Option<String>,
    overdue: bool,
}

#[derive(Template)]
#[template(path = "recovery_codes.html")]
struct CodesPage {
    frame: Frame,
    codes: Vec<String>,
}

/// The page.
pub async fn show(State(app): State<App>, me: SignedIn) -> Answer {
    let draft = second_factor::draft(&app, &me).await?;
    shown(&app, &me, FormState::default(), draft).await
}

async fn shown(app: &App, me: &SignedIn, form: FormState, draft: Draft) -> Answer {
    let (side, squares) = squares(&draft.address)?;
    let due = second_factor::due_at(me, me.asked_at);
    page(&SecondPage {
        frame: me.frame_of(&form),
        standing: second_factor::standing(app, &me.account.id).await?,
        overdue: second_factor::is_overdue(me, me.asked_at, app.now()),
        due: due.map(|at| at.local().format("%d/%m/%Y").to_string()),
        form,
        draft,
        side,
        squares,
    })
}

/// A QR code as squares of one unit, four units of margin around them.
fn squares(text: &str) -> Result<(i32, String), Fault> {
    let code = QrCode::encode_text(text, QrCodeEcc::Medium);
    let code = code.map_err(|error| Fault::Broken(error.to_string()))?;
    let mut path = String::new();
    for y in 0..code.size() {
        for x in (0..code.size()).filter(|x| code.get_module(*x, y)) {
            path += &format!("M{} {}h1v1h-1z", x + 4, y + 4);
        }
    }
    Ok((code.size() + 8, path))
}

/// Sets it up, or anew: her password, the code of the new app, and where one is set up already, a
/// code of the old one or a recovery code.
pub async fn set_up(State(app): State<App>, me: SignedIn, Checked(fields): Checked) -> Answer {
    let mut form = FormState::of(fields);
    let draft = second_factor::drafted(&app, &me, form.value("hat")).await?;
    proved(&app, &me, &mut form).await?;
    if form.is_right() {
        let (sealed, codes) = (form.value("hat"), (form.value("ma"), form.value("ma-cu")));
        match second_factor::set_up(&app, &me, &me.session.id, sealed, codes).await? {
            SetUp::Done(codes) => {
                let frame = me.frame();
                return page(&CodesPage { frame, codes });
            }
            SetUp::WrongCode => form.refuse("ma", WRONG.0, WRONG.1),
            SetUp::WrongOld => form.refuse("ma-cu", WRONG.0, WRONG.1),
        }
    }
    form.fields = form.fields.without("ma").without("ma-cu");
    shown(&app, &me, form, draft).await
}

const WRONG: (&str, &str) = (
    "Mã không đúng hoặc đã qua 30 giây. Hãy gõ mã đang hiện; nếu vẫn sai, hãy xem lại giờ của điện thoại.",
    "The code is not right, or its 30 seconds are over. Type the one shown now; if it stays wrong, check the clock of the phone.",
);

/// New recovery codes in the place of the old ones.
pub async fn renew(State(app): State<App>, me: SignedIn, Checked(fields): Checked) -> Answer {
    sign_in::must_be_herself(&app, &me, fields.get("cu")).await?;
    let codes = second_factor::renew_recovery(&app, &me).await?;
    page(&CodesPage {
        frame: me.frame(),
        codes,
    })
}
