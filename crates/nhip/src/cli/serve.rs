//! The arguments of `nhip serve`.

use clap::{Arg, Command};

use super::words::Words;

/// Where the service listens unless told otherwise: this machine only.
const LISTEN: &str = "127.0.0.1:8080";
/// Where it keeps everything unless told otherwise.
const DATABASE: &str = "nhip.db";

/// `--database`.
pub fn database(words: Words) -> Arg {
    text(
        words,
        ("database", "FILE|URL", DATABASE),
        "Tệp SQLite (mặc định: nhip.db) hoặc postgres://…",
        "SQLite file (default: nhip.db) or postgres://…",
    )
}

/// `--listen`.
pub fn listen(words: Words) -> Arg {
    text(
        words,
        ("listen", "ADDRESS", LISTEN),
        "Địa chỉ nghe (mặc định: 127.0.0.1:8080)",
        "Address to listen on (default: 127.0.0.1:8080)",
    )
}

/// `--id VALUE` with a default that its help names.
fn text(
    words: Words,
    (id, value, default): (&'static str, &'static str, &'static str),
    vi: &str,
    en: &str,
) -> Arg {
    Arg::new(id)
        .long(id)
        .value_name(value)
        .default_value(default)
        .hide_default_value(true)
        .help(words.0.pick(vi, en).to_owned())
}

/// `--id FILE` without a default.
fn file(words: Words, id: &'static str, vi: &str, en: &str) -> Arg {
    let help = words.0.pick(vi, en).to_owned();
    Arg::new(id).long(id).value_name("FILE").help(help)
}

/// `nhip serve [--database FILE|URL] [--listen ADDRESS] [--https] [--smtp-password-file FILE] [--key-file FILE]`.
pub fn command(words: Words) -> Command {
    words
        .sub(
            "serve",
            "Chạy dịch vụ trên trình duyệt",
            "Run the service in the browser",
        )
        .arg(database(words))
        .arg(listen(words))
        .arg(file(
            words,
            "smtp-password-file",
            "Tệp có mật khẩu của máy chủ thư, trên dòng đầu",
            "File with the mail server's password on its first line",
        ))
        .arg(file(
            words,
            "key-file",
            "Tệp khóa của mã bước hai (mặc định: cạnh tệp dữ liệu, thêm .key)",
            "Key file of the second step (default: beside the database, with .key)",
        ))
        .arg(
            Arg::new("log")
                .long("log")
                .value_name("text|json")
                .value_parser(["text", "json"])
                .default_value("text")
                .hide_default_value(true)
                .hide_possible_values(true)
                .help(
                    words
                        .0
                        .pick(
                            "Dạng nhật ký trên luồng lỗi (mặc định: text)",
                            "Form of the log on standard error (default: text)",
                        )
                        .to_owned(),
                ),
        )
        .arg(words.option(
            "backup-folder",
            "DIR",
            "Thư mục cho bản sao lưu tự làm trước khi nâng cấp dữ liệu (mặc định: cạnh tệp dữ liệu)",
            "Folder for the backup made by itself before the data come forward (default: beside the file)",
        ))
        .arg(words.flag(
            "no-backup",
            "Nâng cấp dữ liệu mà không sao lưu trước",
            "Bring the data forward without a backup",
        ))
        .arg(words.flag(
            "https",
            "Người dùng vào bằng https (qua máy chủ chuyển tiếp)",
            "Browsers come by https (through a proxy)",
        ))
}
