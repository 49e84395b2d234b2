//! The arguments: every command with its help in both languages.
//!
//! The language is found before the arguments are parsed, since `--help` and errors of parsing
//! need it too.

use std::ffi::{OsStr, OsString};

use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{Arg, Command, value_parser};
use nhip_core::lang::{Bilingual, Lang};

mod account;
mod keep;
mod serve;
mod words;

use words::Words;

/// Names of styles `--style` takes.
pub const STYLES: [&str; 4] = ["auto", "state", "party-2018", "party-2026"];
/// Names of formats `--format` takes.
pub const FORMATS: [&str; 4] = ["docx", "pdf", "xlsx", "json"];

/// `--lang` wins over `NHIP_LANG`; Vietnamese when neither says anything known.
pub fn language(arguments: &[OsString], variable: Option<&OsStr>) -> Lang {
    let mut arguments = arguments
        .iter()
        .skip(1)
        .filter_map(|argument| argument.to_str());
    let mut chosen = None;
    while let Some(argument) = arguments.next() {
        chosen = match argument.strip_prefix("--lang") {
            Some("") => arguments.next().and_then(Lang::parse).or(chosen),
            Some(value) => value.strip_prefix('=').and_then(Lang::parse).or(chosen),
            None => chosen,
        };
    }
    chosen
        .or_else(|| variable?.to_str().and_then(Lang::parse))
        .unwrap_or_default()
}

/// The whole command line.
pub fn command(lang: Lang) -> Command {
    let words = Words(lang);
    let say = |vi, en| lang.pick(vi, en).to_owned();
    words
        .frame(Command::new("nhip"))
        .about(say(
            "Nhịp: từ kế hoạch truyền thông sức khỏe và thư mục báo cáo của các đơn vị đến báo cáo tổng hợp",
            "Nhịp: from a health-communication plan and a folder of unit reports to the consolidated report",
        ))
        .subcommand_required(true)
        .arg_required_else_help(true)
        .disable_help_subcommand(true)
        .arg(words.lang())
        .subcommand(plan(words))
        .subcommand(forms(words))
        .subcommand(consolidate(words))
        .subcommand(figures(words))
        .subcommand(demo(words))
        .subcommand(serve::command(words))
        .subcommand(keep::backup(words))
        .subcommand(keep::restore(words))
        .subcommand(keep::export(words))
        .subcommand(keep::audit(words))
        .subcommand(keep::doctor(words))
        .subcommand(account::command(words))
        .subcommand(words.frame(Command::new("read-pdf")).hide(true))
        .subcommand(generate(words))
}

fn plan(words: Words) -> Command {
    words
        .sub(
            "plan",
            "Đọc một kế hoạch, hiện nhiệm vụ và những chỗ nghi vấn",
            "Read a plan, show its tasks and every doubt",
        )
        .arg(words.path(
            "file",
            "FILE",
            "Kế hoạch: .docx, .doc, .odt, .txt, .pdf",
            "The plan: .docx, .doc, .odt, .txt, .pdf",
        ))
        .arg(words.json(
            "Toàn bộ kết quả dưới dạng JSON",
            "The whole reading as JSON",
        ))
}

fn forms(words: Words) -> Command {
    words
        .sub(
            "forms",
            "Lập biểu mẫu báo cáo trống (.docx, .xlsx) cho từng đơn vị",
            "Write blank report forms (.docx, .xlsx) for every unit",
        )
        .arg(words.path("plan", "PLAN", "Kế hoạch", "The plan"))
        .arg(words.month())
        .arg(
            words
                .option("out", "DIR", "Thư mục ghi biểu mẫu", "Folder for the forms")
                .required(true),
        )
        .arg(words.units())
        .arg(words.style())
}

fn consolidate(words: Words) -> Command {
    let command = words
        .sub(
            "consolidate",
            "Tổng hợp báo cáo tháng của các đơn vị",
            "Consolidate the units' reports of a month",
        )
        .arg(
            words
                .option("plan", "FILE", "Kế hoạch", "The plan")
                .required(true),
        )
        .arg(
            words
                .option(
                    "reports",
                    "DIR",
                    "Thư mục báo cáo các đơn vị đã gửi",
                    "Folder with the units' reports",
                )
                .required(true),
        )
        .arg(words.month())
        .arg(
            words
                .option(
                    "out",
                    "DIR",
                    "Thư mục ghi kết quả",
                    "Folder for the results",
                )
                .required(true),
        )
        .arg(words.option(
            "previous",
            "DIR",
            "Thư mục báo cáo tháng trước, để phát hiện chép lại và số liệu tăng bất thường",
            "Last month's reports, to find copied text and impossible jumps",
        ))
        .arg(words.units())
        .arg(words.option(
            "received",
            "FILE",
            "Bảng .csv/.xlsx: tệp, ngày nhận; không có thì lấy ngày giờ của tệp",
            ".csv/.xlsx table: file, date received; otherwise the files' times",
        ));
    results(words, command)
}

/// What comes out of a consolidation, and how.
fn results(words: Words, command: Command) -> Command {
    command
        .arg(words.style())
        .arg(
            words
                .option(
                    "format",
                    "docx,pdf,xlsx,json",
                    "Các dạng kết quả, cách nhau bằng dấu phẩy (mặc định: cả bốn)",
                    "Formats of the result, separated by commas (default: all four)",
                )
                .value_parser(FORMATS)
                .value_delimiter(',')
                .hide_possible_values(true)
                .hide_default_value(true)
                .default_value("docx,pdf,xlsx,json"),
        )
        .arg(words.flag(
            "strict",
            "Thoát với mã 1 nếu có cảnh báo",
            "Exit with 1 if there are warnings",
        ))
        .arg(words.json(
            "In kết quả JSON ra màn hình thay cho tóm tắt",
            "Print the JSON result instead of a summary",
        ))
}

fn figures(words: Words) -> Command {
    words
        .sub(
            "figures",
            "Hiện số liệu tìm thấy trong một văn bản",
            "Show the quantities found in a text or document",
        )
        .arg(words.path(
            "file",
            "FILE",
            "Tệp cần xem, hoặc - để đọc từ bàn phím hay ống dẫn",
            "The file, or - for standard input",
        ))
        .arg(words.json("Danh sách JSON", "A JSON list"))
}

fn demo(words: Words) -> Command {
    words
        .sub(
            "demo",
            "Dựng một thành phố mẫu do chúng tôi đặt ra, tổng hợp ba tháng, rồi mở trên trình duyệt",
            "Make an invented city, consolidate three months of it, then serve it in the browser",
        )
        .arg(words.flag(
            "files",
            "Chỉ tạo tệp, không chạy dịch vụ",
            "Only make the files, do not serve",
        ))
        .arg(serve::listen(words))
        .arg(
            words
                .path(
                    "dir",
                    "DIR",
                    "Thư mục (mặc định: nhip-demo)",
                    "Folder (default: nhip-demo)",
                )
                .required(false)
                .hide_default_value(true)
                .default_value("nhip-demo"),
        )
}

/// For measuring: many reports made the way the demo makes them.
fn generate(words: Words) -> Command {
    words
        .frame(Command::new("generate"))
        .hide(true)
        .arg(
            Arg::new("units")
                .long("units")
                .value_parser(value_parser!(u32))
                .required(true),
        )
        .arg(words.path("dir", "DIR", "", ""))
        .arg(words.month().required(false).default_value("2026-11"))
}

/// What a wrong argument is told, in one sentence.
pub fn explain(error: &clap::Error) -> Bilingual {
    let shown = |kind| match error.get(kind) {
        Some(ContextValue::String(text)) => text.clone(),
        Some(ContextValue::Strings(texts)) => texts.join(", "),
        _ => String::new(),
    };
    let argument = shown(ContextKind::InvalidArg);
    let value = shown(ContextKind::InvalidValue);
    match error.kind() {
        ErrorKind::MissingRequiredArgument => Bilingual::new(
            format!("thiếu {argument}; xem cách dùng bằng --help."),
            format!("{argument} is missing; --help shows how to use it."),
        ),
        ErrorKind::InvalidValue if value.is_empty() => Bilingual::new(
            format!("{argument} cần một giá trị; xem cách dùng bằng --help."),
            format!("{argument} needs a value; --help shows how to use it."),
        ),
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => {
            let known = shown(ContextKind::ValidValue);
            let (vi, en) = match known.is_empty() {
                true => (String::new(), String::new()),
                false => (
                    format!(" Hãy chọn: {known}."),
                    format!(" Choose from: {known}."),
                ),
            };
            Bilingual::new(
                format!("{argument} không nhận giá trị “{value}”.{vi}"),
                format!("{argument} does not take “{value}”.{en}"),
            )
        }
        ErrorKind::InvalidSubcommand => {
            let wrong = shown(ContextKind::InvalidSubcommand);
            Bilingual::new(
                format!(
                    "không có lệnh “{wrong}”; các lệnh: plan, forms, consolidate, figures, demo, serve, backup, restore, export, audit, doctor, account."
                ),
                format!(
                    "there is no command “{wrong}”; commands: plan, forms, consolidate, figures, demo, serve, backup, restore, export, audit, doctor, account."
                ),
            )
        }
        _ => Bilingual::new(
            format!("không hiểu “{argument}{value}”; xem cách dùng bằng --help."),
            format!("“{argument}{value}” not understood; --help shows how to use it."),
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(line: &str) -> Vec<OsString> {
        line.split(' ').map(OsString::from).collect()
    }

    #[test]
    fn the_command_line_is_sound_in_both_languages() {
        command(Lang::Vi).debug_assert();
        command(Lang::En).debug_assert();
    }

    #[test]
    fn the_flag_for_the_language_wins_over_the_variable() {
        let english = OsString::from("en");
        assert_eq!(language(&words("nhip plan x"), None), Lang::Vi);
        assert_eq!(language(&words("nhip plan x"), Some(&english)), Lang::En);
        assert_eq!(
            language(&words("nhip plan x --lang vi"), Some(&english)),
            Lang::Vi
        );
        assert_eq!(language(&words("nhip --lang=en plan x"), None), Lang::En);
    }

    #[test]
    fn a_missing_argument_is_named() {
        let error = command(Lang::Vi)
            .try_get_matches_from(["nhip", "forms", "a.docx"])
            .unwrap_err();
        let text = explain(&error);
        assert!(
            text.vi.contains("--month") && text.vi.contains("--out"),
            "{}",
            text.vi
        );
    }

    #[test]
    fn an_unknown_format_is_told_which_there_are() {
        let line =
            words("nhip consolidate --plan p --reports r --month 2026-11 --out o --format doc");
        let text = explain(&command(Lang::Vi).try_get_matches_from(line).unwrap_err());
        assert!(
            text.vi.contains("“doc”") && text.vi.contains("docx, pdf, xlsx, json"),
            "{}",
            text.vi
        );
    }
}
