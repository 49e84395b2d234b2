//! Every address, one line each: method, address, who may, which screen answers.
//!
//! The handler's signature enforces what the third column says; a test walks the table as nobody,
//! as every role, and as the same roles at another unit.

use axum::Router;
use axum::extract::{DefaultBodyLimit, OriginalUri, Path};
use axum::http::{Method, header};
use axum::middleware;
use axum::response::IntoResponse;

use crate::alive;
use crate::app::App;
use crate::asset;
use crate::door;
use crate::fault::{Answer, Fault};
use crate::form::FILE_BYTES;
use crate::log;
use crate::once;
use crate::page::accounts::person;
use crate::page::activities::{add, one, photo};
use crate::page::go;
use crate::page::plan::{above, bring, change, confirm, correct, due, owner};
use crate::page::report::{check, file as report_file, save, send};
use crate::page::settings::{calendar, due as settings_due, mail, reminders};
use crate::page::task::edit;
use crate::page::{
    accounts, activities, audit, board, cited, consolidations, deadlines, figures, lang, letter,
    me, offers, pictures, plan, report, reports, search, second_factor, set_up, settings, sign_in,
    task, today, unit_add, unit_change, unit_import, units, wall,
};
use crate::turn;
use crate::visit;

/// Who may come in by a route.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Who {
    /// Everybody.
    Anyone,
    /// Everybody who has signed in.
    SignedIn,
    /// Those who may do this with what the address names.
    May(nhip_core::permission::Action),
}

/// One line of the table.
#[derive(Debug, Clone, Copy)]
pub struct Route {
    /// GET or POST.
    pub method: &'static str,
    /// Address, with `{id}`.
    pub path: &'static str,
    /// Who may.
    pub who: Who,
}

macro_rules! who {
    (Anyone) => {
        Who::Anyone
    };
    (SignedIn) => {
        Who::SignedIn
    };
    ($action:ident) => {
        Who::May(nhip_core::permission::Action::$action)
    };
}

macro_rules! verb {
    (get) => {
        "GET"
    };
    (post) => {
        "POST"
    };
}

macro_rules! routes {
    ($($verb:ident $path:literal $who:ident $handler:path;)*) => {
        /// The table.
        pub const TABLE: &[Route] = &[
            $(Route { method: verb!($verb), path: $path, who: who!($who) }),*
        ];

        fn pages() -> Router<App> {
            Router::new()$(.route($path, axum::routing::$verb($handler)))*
        }
    };
}

routes! {
    get  "/"                          SignedIn        today::show;
    get  "/ngon-ngu/{lang}"           Anyone          lang::choose;
    get  "/bat-dau"                   Anyone          set_up::show;
    post "/bat-dau"                   Anyone          set_up::send;
    get  "/dang-nhap"                 Anyone          sign_in::show;
    post "/dang-nhap"                 Anyone          sign_in::send;
    post "/dang-nhap/ma"              Anyone          sign_in::send_code;
    post "/dang-xuat"                 SignedIn        sign_in::out;
    get  "/toi"                       SignedIn        me::show;
    post "/toi"                       SignedIn        me::change;
    get  "/toi/mat-khau"              SignedIn        me::password;
    post "/toi/mat-khau"              SignedIn        me::set_password;
    post "/toi/phien"                 SignedIn        me::end_session;
    get  "/toi/ma-buoc-hai"           SignedIn        second_factor::show;
    post "/toi/ma-buoc-hai"           SignedIn        second_factor::set_up;
    post "/toi/ma-buoc-hai/khoi-phuc" SignedIn        second_factor::renew;
    get  "/don-vi"                    SignedIn        units::list;
    get  "/don-vi/{id}"               SeeUnit         units::show;
    get  "/don-vi/{id}/them"          ManageUnits     unit_add::form;
    post "/don-vi/{id}/them"          ManageUnits     unit_add::send;
    get  "/don-vi/{id}/thay-doi"      ManageUnits     unit_change::choose;
    get  "/don-vi/{id}/thay-doi/{kieu}" ManageUnits   unit_change::form;
    post "/don-vi/{id}/thay-doi/{kieu}" ManageUnits   unit_change::send;
    post "/don-vi/{id}/lien-he"       ManageUnits     units::set_contact;
    get  "/don-vi/{id}/lich.ics"      SeePlan         deadlines::feed;
    get  "/don-vi/{id}/gia-han"       GrantExtension  deadlines::extend_form;
    post "/don-vi/{id}/gia-han"       GrantExtension  deadlines::extend;
    get  "/don-vi/{id}/nhat-ky"       ReadAudit       audit::show;
    get  "/don-vi/{id}/nhap"          ManageUnits     unit_import::form;
    post "/don-vi/{id}/nhap"          ManageUnits     unit_import::send;
    get  "/ke-hoach"                  SignedIn        plan::list;
    get  "/ke-hoach/moi/{id}"         EditPlan        bring::form;
    post "/ke-hoach/moi/{id}"         EditPlan        bring::send;
    post "/ke-hoach/lay/{id}"         EditPlan        bring::send_taken;
    get  "/ke-hoach/{id}"             SeePlan         plan::show;
    get  "/ke-hoach/{id}/tep"         SeePlan         plan::file;
    get  "/ke-hoach/{id}/thay-doi"    SeePlan         change::show;
    get  "/ke-hoach/{id}/sua"         EditPlan        correct::form;
    post "/ke-hoach/{id}/sua"         EditPlan        correct::send;
    get  "/ke-hoach/{id}/han"         EditPlan        due::form;
    post "/ke-hoach/{id}/han"         EditPlan        due::send;
    get  "/ke-hoach/{id}/don-vi"      EditPlan        owner::form;
    post "/ke-hoach/{id}/don-vi"      EditPlan        owner::send;
    post "/ke-hoach/{id}/tao-don-vi"  ManageUnits     owner::found;
    get  "/ke-hoach/{id}/cap-tren"    EditPlan        above::form;
    post "/ke-hoach/{id}/cap-tren"    EditPlan        above::send;
    get  "/ke-hoach/{id}/xac-nhan"    ConfirmPlan     confirm::form;
    post "/ke-hoach/{id}/xac-nhan"    ConfirmPlan     confirm::send;
    get  "/ke-hoach/{id}/don-doc"     Consolidate     letter::form;
    post "/ke-hoach/{id}/don-doc"     Consolidate     letter::send;
    get  "/ke-hoach/{id}/ban-moi"     EditPlan        bring::version_form;
    post "/ke-hoach/{id}/ban-moi"     EditPlan        bring::send_version;
    get  "/ke-hoach/{id}/van-ban/{so}" SeePlan        cited::text::fetch;
    post "/ke-hoach/{id}/van-ban/{so}" EditPlan       cited::text::attach;
    get  "/nhiem-vu"                  SignedIn        task::list;
    get  "/nhiem-vu/{id}"             SeePlan         task::show;
    get  "/nhiem-vu/{id}/sua"         EditPlan        edit::form;
    post "/nhiem-vu/{id}/sua"         EditPlan        edit::send;
    get  "/van-ban"                   SignedIn        cited::list;
    get  "/van-ban/{so}"              SignedIn        cited::show;
    get  "/tim"                       SignedIn        search::show;
    get  "/tai-khoan"                 SignedIn        accounts::list;
    get  "/tai-khoan/don-vi/{id}"     ManageAccounts  accounts::add_form;
    post "/tai-khoan/don-vi/{id}"     ManageAccounts  accounts::add;
    post "/tai-khoan/don-vi/{id}/moi" ManageAccounts  accounts::give;
    post "/tai-khoan/don-vi/{id}/rut" ManageAccounts  accounts::withdraw;
    get  "/tai-khoan/nguoi/{id}"      ManageAccounts  person::show;
    post "/tai-khoan/nguoi/{id}"      ManageAccounts  person::change;
    post "/tai-khoan/nguoi/{id}/vai-tro" ManageAccounts person::end_role;
    post "/tai-khoan/nguoi/{id}/mat-khau" ManageAccounts person::reset_password;
    post "/tai-khoan/nguoi/{id}/buoc-hai" ManageAccounts person::reset_second_factor;
    post "/tai-khoan/nguoi/{id}/phien" ManageAccounts person::end_sessions;
    get  "/tai-khoan/nguoi/{id}/dong" ManageAccounts  person::close_form;
    post "/tai-khoan/nguoi/{id}/dong" ManageAccounts  person::close;
    get  "/loi-moi"                   SignedIn        offers::show;
    post "/loi-moi"                   SignedIn        offers::answer;
    get  "/cai-dat"                   ChangeSettings  settings::show;
    get  "/cai-dat/ngay-nghi"         ChangeSettings  calendar::form;
    post "/cai-dat/ngay-nghi"         ChangeSettings  calendar::add;
    post "/cai-dat/ngay-nghi/bo"      ChangeSettings  calendar::remove;
    get  "/cai-dat/han"               ChangeSettings  settings_due::form;
    post "/cai-dat/han"               ChangeSettings  settings_due::send;
    get  "/cai-dat/nhac-viec"         ChangeSettings  reminders::form;
    post "/cai-dat/nhac-viec"         ChangeSettings  reminders::send;
    get  "/cai-dat/thu"               ChangeSettings  mail::form;
    post "/cai-dat/thu"               ChangeSettings  mail::send;
    post "/cai-dat/thu/gui-thu"       ChangeSettings  mail::try_out;
    post "/cai-dat/thu/gui-lai"       ChangeSettings  mail::again;
    get  "/theo-doi"                  SignedIn        board::show;
    get  "/so-lieu"                   SignedIn        figures::show;
    get  "/so-lieu/nguon"             SignedIn        figures::sources;
    get  "/hinh"                      SignedIn        pictures::show;
    get  "/man-hinh/{secret}"         Anyone          wall::show;
    get  "/man-hinh/don-vi/{id}"      ShareWall       wall::list;
    post "/man-hinh/don-vi/{id}"      ShareWall       wall::add;
    post "/man-hinh/don-vi/{id}/huy"  ShareWall       wall::revoke;
    get  "/tong-hop"                  SignedIn        consolidations::list;
    post "/tong-hop/don-vi/{id}"      Consolidate     consolidations::make;
    get  "/tong-hop/{id}"             SeeReport       consolidations::shown::show;
    get  "/tong-hop/{id}/so-lieu/{n}" SeeReport       consolidations::figure::show;
    get  "/tong-hop/{id}/loi-van"     EditWording     consolidations::wording::show;
    post "/tong-hop/{id}/loi-van"     EditWording     consolidations::wording::send;
    post "/tong-hop/{id}/ky"          SignOff         consolidations::sign::send;
    get  "/tong-hop/{id}/noi-nhan"    SeeReport       consolidations::recipients::show;
    post "/tong-hop/{id}/noi-nhan"    Distribute      consolidations::recipients::mark;
    get  "/tong-hop/{id}/{file}"      SeeReport       consolidations::paper::download;
    get  "/hoat-dong"                 SignedIn        activities::list;
    get  "/hoat-dong/them/{id}"       RecordActivity  add::form;
    post "/hoat-dong/them/{id}"       RecordActivity  add::send;
    get  "/hoat-dong/{id}"            SeeReport       one::show;
    post "/hoat-dong/{id}/anh"        RecordActivity  photo::add;
    get  "/hoat-dong/{id}/anh/{n}"    SeeReport       photo::large;
    get  "/hoat-dong/{id}/anh/{n}/nho" SeeReport      photo::small;
    post "/hoat-dong/{id}/anh/{n}/xoa" RecordActivity photo::remove;
    post "/hoat-dong/{id}/xoa"        RecordActivity  activities::remove;
    get  "/bao-cao"                   SignedIn        reports::list;
    get  "/bao-cao/don-vi/{id}"       SeeReport       reports::of_unit;
    post "/bao-cao/don-vi/{id}"       WriteReport     reports::open;
    get  "/bao-cao/{id}"              SeeReport       report::show;
    post "/bao-cao/{id}"              WriteReport     save::whole;
    post "/bao-cao/{id}/o"            WriteReport     save::one;
    post "/bao-cao/{id}/khong-phat-sinh" WriteReport  save::nil;
    get  "/bao-cao/{id}/kiem-tra"     SeeReport       check::show;
    post "/bao-cao/{id}/kiem-tra"     WriteReport     check::explain;
    post "/bao-cao/{id}/nop"          SendReport      send::send;
    get  "/bao-cao/{id}/bieu-mau"     WriteReport     report_file::show;
    post "/bao-cao/{id}/bieu-mau"     WriteReport     report_file::preview;
    get  "/bao-cao/{id}/bieu-mau/trong" WriteReport   report_file::blank;
    post "/bao-cao/{id}/bieu-mau/lay" WriteReport     report_file::take;
    post "/bao-cao/{id}/tra-lai"      ReturnReport    send::give_back;
    post "/bao-cao/{id}/duyet"        AcceptReport    send::accept;
    post "/bao-cao/{id}/loai-tru"     Exclude         send::exclude;
    post "/bao-cao/{id}/nhan-lai"     Exclude         send::readmit;
    post "/bao-cao/{id}/ban-moi"      WriteReport     send::new_version;
}

/// The whole service.
pub fn router(app: App) -> Router {
    pages()
        .fallback(nowhere)
        .method_not_allowed_fallback(elsewhere)
        .layer(middleware::from_fn_with_state(app.clone(), once::layer))
        .layer(middleware::from_fn_with_state(app.clone(), turn::layer))
        .layer(DefaultBodyLimit::max(FILE_BYTES))
        .layer(middleware::from_fn(door::layer))
        .layer(middleware::from_fn_with_state(app.clone(), visit::layer))
        .route("/tep/{mark}/{name}", axum::routing::get(file))
        .route("/song", axum::routing::get(alive::alive))
        .route("/san-sang", axum::routing::get(alive::ready))
        .layer(middleware::from_fn(log::layer))
        .with_state(app)
}

async fn nowhere() -> Fault {
    Fault::NotFound
}

/// Where forms are sent there is no page: who comes to such an address (a reload of what was answered,
/// a bookmark) is led to the page above it.
async fn elsewhere(method: Method, OriginalUri(uri): OriginalUri) -> Answer {
    let above = uri.path().rsplit_once('/').map_or("", |(above, _)| above);
    if method != Method::GET || above.is_empty() {
        return Err(Fault::NotFound);
    }
    go(above)
}

/// A style, script or picture.
async fn file(Path((mark, name)): Path<(String, String)>) -> Answer {
    let asset = asset::find(&mark, &name).ok_or(Fault::NotFound)?;
    let headers = [
        (header::CONTENT_TYPE, asset.media),
        (header::CACHE_CONTROL, "public, max-age=31536000, immutable"),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    ];
    Ok((headers, asset.bytes).into_response())
}
