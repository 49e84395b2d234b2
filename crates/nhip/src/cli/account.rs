//! The arguments of `nhip account`: what only whoever runs the server may do to accounts.

use clap::{Arg, Command};

use super::serve::database;
use super::words::Words;

/// `nhip account admin|password|second-factor|close USER [--database …]`.
pub fn command(words: Words) -> Command {
    let on = |name, vi, en| {
        let user = Arg::new("user").value_name("USER").required(true);
        let user = user
            .help_heading(words.0.pick("Tham số", "Arguments"))
            .help(words.0.pick("Tên đăng nhập", "The user name"));
        words.sub(name, vi, en).arg(user).arg(database(words))
    };
    let name = Arg::new("name").long("name").value_name("NAME");
    let name = name.help(words.0.pick(
        "Họ tên (mặc định: tên đăng nhập)",
        "The person's name (default: the user name)",
    ));
    words
        .sub(
            "account",
            "Tài khoản, khi không còn ai làm được trên trình duyệt",
            "Accounts, when nobody can do it in the browser any more",
        )
        .subcommand_required(true)
        .arg_required_else_help(true)
        .disable_help_subcommand(true)
        .subcommand(
            on(
                "admin",
                "Tạo một người quản trị mới của cơ quan trên cùng; in mật khẩu một lần",
                "Make a new administrator of the topmost unit; the password is printed once",
            )
            .arg(name),
        )
        .subcommand(on(
            "password",
            "Cấp lại mật khẩu, in một lần; mọi phiên đăng nhập của người ấy kết thúc",
            "Give a new password, printed once; the person's sessions end",
        ))
        .subcommand(on(
            "second-factor",
            "Gỡ mã bước hai, để người ấy đặt lại",
            "Take away the second step of signing in, to be set up anew",
        ))
        .subcommand(on(
            "close",
            "Đóng tài khoản; mọi phiên đăng nhập kết thúc",
            "Close the account; its sessions end",
        ))
}
