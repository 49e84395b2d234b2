//! The arguments of the commands that keep a service: backup, restore, export, audit, doctor.

use clap::Command;

use super::serve::database;
use super::words::Words;

/// `nhip backup FILE [--no-check] [--database …]`.
pub fn backup(words: Words) -> Command {
    words
        .sub(
            "backup",
            "Sao lưu toàn bộ dữ liệu, kể cả khi dịch vụ đang chạy",
            "Back up everything, while the service runs",
        )
        .arg(words.path("file", "FILE", "Tệp sao lưu (.zip)", "The backup (.zip)"))
        .arg(words.flag(
            "no-check",
            "Không khôi phục thử sau khi sao lưu",
            "Do not prove the backup by a trial restore",
        ))
        .arg(database(words))
}

/// `nhip restore FILE [--database …]`.
pub fn restore(words: Words) -> Command {
    words
        .sub(
            "restore",
            "Khôi phục bản sao lưu vào một cơ sở dữ liệu trống, SQLite hoặc PostgreSQL",
            "Restore a backup into an empty database, SQLite or PostgreSQL",
        )
        .arg(words.path("file", "FILE", "Tệp sao lưu (.zip)", "The backup (.zip)"))
        .arg(database(words))
}

/// `nhip export DIR|FILE.zip [--database …]`.
pub fn export(words: Words) -> Command {
    words
        .sub(
            "export",
            "Xuất toàn bộ dữ liệu ra .csv, .json, tệp gốc và ảnh",
            "Export everything as .csv, .json, original files and photos",
        )
        .arg(words.path(
            "to",
            "DIR|FILE.zip",
            "Thư mục mới, hoặc tệp .zip",
            "A new folder, or a .zip file",
        ))
        .arg(database(words))
}

/// `nhip audit verify [--since HEAD] [--database …]`.
pub fn audit(words: Words) -> Command {
    let verify = words
        .sub(
            "verify",
            "Kiểm tra chuỗi nhật ký, và dữ liệu có đúng như nhật ký ghi không",
            "Check the chain of the audit, and whether the data are as it says",
        )
        .arg(words.word(
            "since",
            "HEAD",
            "Đầu chuỗi đã in lần trước: nó còn nguyên trong chuỗi không",
            "A head printed before: is it still in the chain",
        ))
        .arg(database(words));
    words
        .sub("audit", "Nhật ký: ai đã làm gì", "The audit: who did what")
        .subcommand_required(true)
        .arg_required_else_help(true)
        .disable_help_subcommand(true)
        .subcommand(verify)
}

/// `nhip doctor [--database …]`.
pub fn doctor(words: Words) -> Command {
    words
        .sub(
            "doctor",
            "Khám cơ sở dữ liệu: mở được không, dữ liệu và nhật ký có nguyên vẹn không, sao lưu có khôi phục được không",
            "Examine the database: does it open, are data and audit sound, would a backup restore",
        )
        .arg(words.flag(
            "mend",
            "Lập lại chỉ mục tìm kiếm từ dữ liệu",
            "Work the search index out anew from the data",
        ))
        .arg(database(words))
}
