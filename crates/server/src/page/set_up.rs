//! The first visit: the city's name and the first administrator.

use axum::extract::State;
use nhip_office::founding::{self, Founding};
use nhip_office::me::weakness_for;
use nhip_office::sign_in::{self, login_name};
use nhip_store::account;

use crate::app::App;
use crate::caller::{Asking, FromHere};
use crate::fault::{Answer, Fault};
use crate::fields::FormState;
use crate::form::Checked;
use crate::frame::Frame;
use crate::page::sign_in::inside_now;
use crate::page::{Template, page};
use crate::who::Anyone;

#[derive(Template)]
#[template(path = "set_up.html")]
struct SetUpPage {
    frame: Frame,
    form: FormState,
    /// The code that the service printed is asked for.
    asks_code: bool,
}

/// The form; gone once somebody has filled it in.
pub async fn show(State(app): State<App>, FromHere(here): FromHere, anyone: Anyone) -> Answer {
    only_once(&app).await?;
    page(&SetUpPage {
        frame: anyone.frame(),
        form: FormState::default(),
        asks_code: !here,
    })
}

/// Founds the city, its topmost unit and its first administrator, who is signed in at once.
pub async fn send(
    State(app): State<App>,
    FromHere(here): FromHere,
    Asking(caller): Asking,
    anyone: Anyone,
    Checked(fields): Checked,
) -> Answer {
    only_once(&app).await?;
    let mut form = FormState::of(fields);
    if !here && !founding::is_code(&app, &caller, form.value("ma-dau"))? {
        form.refuse(
            "ma-dau",
            "Mã không đúng. Mã được in ra khi khởi động dịch vụ trên máy chủ; mỗi lần khởi động có mã mới.",
            "The code is not right. It is printed when the service starts on the server, a new one each time.",
        );
    }
    let wanted = wanted(&app, &mut form).await?;
    if !form.is_right() {
        return page(&SetUpPage {
            frame: anyone.refused(),
            form,
            asks_code: !here,
        });
    }
    let account = founding::found(&app, wanted).await?;
    let begun = sign_in::begin(&app, &caller, &account, "password").await?;
    inside_now(&app, &begun, "/")
}

async fn only_once(app: &App) -> Result<(), Fault> {
    match account::any(app.db()).await? {
        true => Err(Fault::NotFound),
        false => Ok(()),
    }
}

async fn wanted(app: &App, form: &mut FormState) -> Result<Founding, Fault> {
    let city = form.line(
        "thanh-pho",
        "tên thành phố, xã hoặc phường",
        "the name of the city or ward",
    );
    let unit = form.line(
        "co-quan",
        "tên cơ quan tổng hợp",
        "the body that consolidates",
    );
    let name = form.line("ho-ten", "họ tên", "the name");
    let login = login_name(&form.line("ten", "tên đăng nhập", "the user name"));
    let password = form.value("mat-khau").to_owned();
    if let Some(weak) = weakness_for(app, &login, &format!("{name} {city}"), &password).await? {
        form.problems.push(("mat-khau".to_owned(), weak));
    }
    Ok(Founding {
        city,
        unit,
        name,
        login,
        password,
    })
}
