//! The arguments of `nhip serve`.

use clap::{Arg, Command};

use super::words::Words;

/// Where the service listens unless told otherwise: this machine only.
const LISTEN: &str = "127.0.0.1:8080";
/// Where it keeps everything unless told otherwise.
const DATABASE: &str = "nhip.db";

/// `nhip serve [--database FILE|URL] [--listen ADDRESS] [--https]`.
pub fn command(words: Words) -> Command {
    let text = |id: &'static str, value: &'static str, default, vi, en| {
        Arg::new(id)
            .long(id)
            .value_name(value)
            .default_value(default)
            .hide_default_value(true)
            .help(words.0.pick(vi, en).to_owned())
    };
    words
        .sub(
            "serve",
            "Chạy dịch vụ trên trình duyệt",
            "Run the service in the browser",
        )
        .arg(text(
            "database",
            "FILE|URL",
            DATABASE,
            "Tệp SQLite (mặc định: nhip.db) hoặc postgres://…",
            "SQLite file (default: nhip.db) or postgres://…",
        ))
        .arg(text(
            "listen",
            "ADDRESS",
            LISTEN,
            "Địa chỉ nghe (mặc định: 127.0.0.1:8080)",
            "Address to listen on (default: 127.0.0.1:8080)",
        ))
        .arg(
            Arg::new("https")
                .long("https")
                .action(clap::ArgAction::SetTrue)
                .help(
                    words
                        .0
                        .pick(
                            "Người dùng vào bằng https (qua máy chủ chuyển tiếp)",
                            "Browsers come by https (through a proxy)",
                        )
                        .to_owned(),
                ),
        )
}
