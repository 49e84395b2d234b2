//! Arguments that several commands share, and clap's own headings in both languages.

use clap::{Arg, ArgAction, Command, ValueHint};
use nhip_core::lang::Lang;
use std::path::PathBuf;

use super::STYLES;

/// Makes commands and arguments in one language.
#[derive(Clone, Copy)]
pub struct Words(pub Lang);

impl Words {
    fn say(self, vi: &str, en: &str) -> String {
        self.0.pick(vi, en).to_owned()
    }

    /// A command with headings and help in the language.
    pub fn frame(self, command: Command) -> Command {
        let template = self.0.pick(
            "{about-with-newline}\nCách dùng: {usage}\n\n{all-args}{after-help}",
            "{about-with-newline}\nUsage: {usage}\n\n{all-args}{after-help}",
        );
        command
            .version(env!("CARGO_PKG_VERSION"))
            .help_template(template)
            .subcommand_help_heading(self.0.pick("Lệnh", "Commands"))
            .subcommand_value_name(self.0.pick("LỆNH", "COMMAND"))
            .next_help_heading(self.0.pick("Tùy chọn", "Options"))
            .disable_help_flag(true)
            .disable_version_flag(true)
            .arg(
                Arg::new("help")
                    .short('h')
                    .long("help")
                    .action(ArgAction::Help)
                    .help(self.say("Hiện hướng dẫn này", "Show this help")),
            )
            .arg(
                Arg::new("version")
                    .short('V')
                    .long("version")
                    .action(ArgAction::Version)
                    .help(self.say("Hiện số phiên bản", "Show the version")),
            )
    }

    /// A visible command.
    pub fn sub(self, name: &'static str, vi: &str, en: &str) -> Command {
        self.frame(Command::new(name)).about(self.say(vi, en))
    }

    /// A positional path.
    pub fn path(self, id: &'static str, name: &'static str, vi: &str, en: &str) -> Arg {
        Arg::new(id)
            .value_name(name)
            .value_parser(clap::value_parser!(PathBuf))
            .value_hint(ValueHint::AnyPath)
            .help_heading(self.0.pick("Tham số", "Arguments"))
            .required(true)
            .help(self.say(vi, en))
    }

    /// `--id VALUE`, a path unless another parser is set.
    pub fn option(self, id: &'static str, name: &'static str, vi: &str, en: &str) -> Arg {
        Arg::new(id)
            .long(id)
            .value_name(name)
            .value_parser(clap::value_parser!(PathBuf))
            .value_hint(ValueHint::AnyPath)
            .help(self.say(vi, en))
    }

    /// `--id`.
    pub fn flag(self, id: &'static str, vi: &str, en: &str) -> Arg {
        Arg::new(id)
            .long(id)
            .action(ArgAction::SetTrue)
            .help(self.say(vi, en))
    }

    /// `--since HEAD` and its like: a word of our own.
    pub fn word(self, id: &'static str, name: &'static str, vi: &str, en: &str) -> Arg {
        Arg::new(id)
            .long(id)
            .value_name(name)
            .help(self.say(vi, en))
    }

    /// `--json`.
    pub fn json(self, vi: &str, en: &str) -> Arg {
        self.flag("json", vi, en)
    }

    /// `--month`; understood by the command, so that its own sentence can be said.
    pub fn month(self) -> Arg {
        Arg::new("month")
            .long("month")
            .value_name("YYYY-MM")
            .required(true)
            .help(self.say(
                "Tháng báo cáo, như 2026-11",
                "The month reported on, such as 2026-11",
            ))
    }

    /// `--units`.
    pub fn units(self) -> Arg {
        self.option(
            "units",
            "FILE",
            "Danh sách đơn vị .xlsx/.csv: mã, tên, tên gọi khác, nhóm, đơn vị cấp trên, hiệu lực từ, đến",
            "List of units .xlsx/.csv: code, name, aliases, group, parent, valid from, valid to",
        )
    }

    /// `--style`.
    pub fn style(self) -> Arg {
        Arg::new("style")
            .long("style")
            .value_name("STYLE")
            .value_parser(STYLES)
            .default_value("auto")
            .hide_possible_values(true)
            .hide_default_value(true)
            .help(self.say(
                "Thể thức văn bản: state, party-2018, party-2026, hoặc auto (mặc định: theo hệ thống của kế hoạch)",
                "Layout: state, party-2018, party-2026, or auto (the default: the plan's family, today's rules)",
            ))
    }

    /// `--lang`, for every command.
    pub fn lang(self) -> Arg {
        Arg::new("lang")
            .long("lang")
            .value_name("LANG")
            .value_parser(["vi", "en"])
            .global(true)
            .hide_possible_values(true)
            .help(self.say(
                "Ngôn ngữ của thông báo: vi (mặc định) hoặc en; cũng đặt được bằng biến NHIP_LANG",
                "Language of messages: vi (the default) or en; NHIP_LANG sets it too",
            ))
    }
}
