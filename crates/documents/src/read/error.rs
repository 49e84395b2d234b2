//! Why a file could not be read: one clear sentence, and a stable code.

use nhip_core::finding::Finding;
use nhip_core::lang::{Bilingual, Lang};
use serde::{Deserialize, Serialize};
use thiserror::Error;

/// A file that could not be read: which, and why.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("{}", self.text().en)]
pub struct ReadError {
    /// The file's name, as given.
    pub file: String,
    /// What is wrong with it.
    pub fault: Fault,
}

/// What can be wrong with a file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Fault {
    /// It cannot be opened or read; the system's reason.
    Unreadable(String),
    /// It is a folder.
    Folder,
    /// It has no bytes.
    Empty,
    /// It is larger than the limit; both in bytes.
    TooLarge {
        /// Size of the file.
        size: u64,
        /// The limit.
        limit: u64,
    },
    /// Its content is of a kind no reader takes ("ảnh", "image").
    UnknownKind(Bilingual),
    /// Its structure is broken; the part in it, and what was found there.
    Damaged {
        /// Part or position, such as `word/document.xml, byte 1204`.
        place: String,
        /// What was found, in English, from the library that found it.
        detail: String,
    },
    /// It is protected by a password.
    Password,
    /// It unpacks to far more than it should (a zip bomb); the part.
    Bomb(String),
    /// Its XML declares entities (a document type), which no office program writes; the part.
    DocumentType(String),
    /// Its elements or tables lie too deep inside one another; the part.
    TooDeep(String),
    /// It holds more paragraphs, cells or text than the limit.
    TooMuch,
    /// One of its paragraphs is longer than the limit.
    TooLong,
    /// It holds no text at all.
    NoText,
    /// It holds pictures of pages and no text, or a useless one: a scan.
    Scanned,
    /// It is a PDF whose letters cannot be told (no map from its fonts to characters).
    Garbled,
    /// LibreOffice is needed to read this old format and is not installed.
    NeedsOffice,
    /// LibreOffice could not convert it; what it said.
    Conversion(String),
    /// It is an old Excel file, and there is no child process to read it in safety.
    OldExcel,
    /// The reader stopped before it was done (time, memory, or a fault of its own).
    Stopped,
}

impl Fault {
    /// Stable code, listed in docs/FINDINGS.md.
    pub fn code(&self) -> &'static str {
        match self {
            Fault::Unreadable(_) => "L101",
            Fault::Folder => "L102",
            Fault::Empty => "L103",
            Fault::TooLarge { .. } => "L104",
            Fault::UnknownKind(_) => "L105",
            Fault::Damaged { .. } => "L106",
            Fault::Password => "L107",
            Fault::Bomb(_) => "L108",
            Fault::DocumentType(_) => "L109",
            Fault::TooDeep(_) => "L110",
            Fault::TooMuch => "L111",
            Fault::NoText => "L112",
            Fault::Scanned => "L113",
            Fault::Garbled => "L114",
            Fault::NeedsOffice => "L115",
            Fault::Conversion(_) => "L116",
            Fault::Stopped => "L117",
            Fault::OldExcel => "L118",
            Fault::TooLong => "L119",
        }
    }

    /// Broken at a place, with the library's own words.
    pub(crate) fn damaged(place: impl Into<String>, detail: impl ToString) -> Fault {
        Fault::Damaged {
            place: place.into(),
            detail: detail.to_string(),
        }
    }

    /// The same fault, about a file.
    pub fn of(self, file: &str) -> ReadError {
        ReadError {
            file: file.to_owned(),
            fault: self,
        }
    }
}

impl ReadError {
    /// Stable code (`L101`–`L119`).
    pub fn code(&self) -> &'static str {
        self.fault.code()
    }

    /// One sentence: which file, where, what is wrong, what to do.
    pub fn text(&self) -> Bilingual {
        let said = match &self.fault {
            Fault::TooLarge { size, limit } => too_large(*size, *limit),
            Fault::Damaged { place, detail } => damaged(place, detail),
            Fault::Unreadable(reason) => Bilingual::new(
                format!("không mở được ({reason}); hãy kiểm tra đường dẫn và quyền đọc"),
                format!(
                    "it cannot be opened ({reason}); check the path and the permission to read it"
                ),
            ),
            Fault::UnknownKind(kind) => Bilingual::new(
                format!(
                    "nội dung là {}, không phải văn bản đọc được; hãy gửi lại dạng .docx, .xlsx, .pdf hoặc .txt",
                    kind.vi
                ),
                format!(
                    "it holds {}, which is not read here; send it as .docx, .xlsx, .pdf or .txt",
                    kind.en
                ),
            ),
            Fault::Bomb(part) => Bilingual::new(
                format!(
                    "phần “{part}” giải nén ra quá lớn so với tệp, có thể là tệp phá hoại; hãy xin lại tệp gốc"
                ),
                format!(
                    "its part “{part}” unpacks to far too much, as a harmful file would; ask for the original again"
                ),
            ),
            Fault::DocumentType(part) => Bilingual::new(
                format!(
                    "phần “{part}” khai báo thực thể XML, điều mà phần mềm văn phòng không làm; hãy xin lại tệp gốc"
                ),
                format!(
                    "its part “{part}” declares XML entities, which no office program does; ask for the original again"
                ),
            ),
            Fault::TooDeep(part) => Bilingual::new(
                format!(
                    "phần “{part}” lồng nhau quá sâu; hãy mở bằng Word, bỏ bớt bảng lồng nhau rồi lưu lại"
                ),
                format!(
                    "its part “{part}” is nested too deeply; open it in Word, flatten the tables and save it again"
                ),
            ),
            Fault::Conversion(reason) => Bilingual::new(
                format!(
                    "LibreOffice không chuyển được ({reason}); hãy mở bằng Word và lưu thành .docx"
                ),
                format!(
                    "LibreOffice could not convert it ({reason}); open it in Word and save it as .docx"
                ),
            ),
            plain => plain_text(plain),
        };
        Bilingual::new(
            format!("Tệp “{}”: {}.", self.file, said.vi),
            format!("File “{}”: {}.", self.file, said.en),
        )
    }

    /// The same in one language.
    pub fn say(&self, lang: Lang) -> String {
        self.text().get(lang).to_owned()
    }

    /// As a finding, for a report that lists what could not be read.
    pub fn finding(&self) -> Finding {
        let text = self.text();
        Finding::new(self.code(), text.vi, text.en).in_file(&self.file)
    }
}

fn too_large(size: u64, limit: u64) -> Bilingual {
    let (size, limit) = (size.div_ceil(1 << 20), limit >> 20);
    Bilingual::new(
        format!("nặng {size} MB, quá giới hạn {limit} MB; hãy bỏ bớt ảnh rồi lưu lại"),
        format!(
            "it has {size} MB, more than the {limit} MB allowed; take out pictures and save it again"
        ),
    )
}

fn damaged(place: &str, detail: &str) -> Bilingual {
    Bilingual::new(
        format!(
            "bị hỏng ở {place} ({detail}); hãy mở bằng phần mềm đã tạo ra nó, lưu lại hoặc xin gửi lại"
        ),
        format!(
            "it is damaged at {place} ({detail}); open it in the program that made it and save it again, or ask for it again"
        ),
    )
}

fn plain_text(fault: &Fault) -> Bilingual {
    let (vi, en) = match fault {
        Fault::Folder => (
            "là một thư mục, không phải tệp; hãy chỉ vào một tệp",
            "it is a folder; name a file",
        ),
        Fault::Empty => (
            "rỗng, không có byte nào; hãy xin gửi lại",
            "it is empty; ask for it again",
        ),
        Fault::Password => (
            "có mật khẩu bảo vệ; hãy mở bằng mật khẩu, bỏ bảo vệ rồi lưu lại",
            "it is protected by a password; open it, remove the password and save it again",
        ),
        Fault::TooMuch => (
            "có quá nhiều đoạn, ô hoặc chữ; hãy tách thành các tệp nhỏ hơn",
            "it holds too many paragraphs, cells or words; split it into smaller files",
        ),
        Fault::TooLong => (
            "có một đoạn dài hàng chục trang mà không xuống dòng; hãy ngắt thành các đoạn ngắn hơn rồi lưu lại",
            "it has a paragraph that goes on for dozens of pages; break it into shorter ones and save it again",
        ),
        Fault::NoText => (
            "không có chữ nào; hãy kiểm tra xem đã gửi đúng tệp chưa",
            "it holds no text; check that it is the right file",
        ),
        Fault::Scanned => (
            "là bản quét (ảnh chụp trang giấy), không có lớp chữ dùng được; hãy xin bản Word hoặc PDF xuất từ Word, hoặc cài tesseract-ocr, tesseract-ocr-vie và poppler-utils trên máy để Nhịp nhận dạng chữ",
            "it is a scan (pictures of pages) without a usable text; ask for the Word file or a PDF exported from Word, or install tesseract-ocr, tesseract-ocr-vie and poppler-utils here so that its text can be read off the pictures",
        ),
        Fault::Garbled => (
            "là PDF có lớp chữ không dùng được (phông không kèm bảng mã, hoặc chữ do máy nhận dạng sai quá nhiều); hãy xin bản Word",
            "it is a PDF whose text layer cannot be used (its fonts carry no character map, or a program read it wrongly off pictures); ask for the Word file",
        ),
        Fault::OldExcel => (
            "là định dạng Excel cũ; hãy mở bằng Excel và lưu thành .xlsx",
            "it is in an old Excel format; open it in Excel and save it as .xlsx",
        ),
        Fault::NeedsOffice => (
            "là định dạng Word cũ; hãy mở bằng Word và lưu thành .docx, hoặc cài LibreOffice",
            "it is in an old Word format; open it in Word and save it as .docx, or install LibreOffice",
        ),
        _ => (
            "đọc không xong trong thời gian hoặc bộ nhớ cho phép; hãy mở bằng phần mềm đã tạo ra nó rồi lưu lại, hoặc gửi bản Word",
            "it could not be read within the time or memory allowed; open it in its own program and save it again, or send the Word file",
        ),
    };
    Bilingual::new(vi, en)
}
