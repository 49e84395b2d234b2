//! Files people send, read away from the threads that answer others. Only kinds that are read
//! without a process of their own: of the rest the sentence says what to save them as.

use nhip_core::document::Document;
use nhip_core::lang::Bilingual;
use nhip_documents::read::{Kind, Limits, Reader};

use crate::app::App;
use crate::form::{FILE_BYTES, SentFile};

/// Kinds of files that hold running text.
pub const TEXTS: &[Kind] = &[Kind::Docx, Kind::Markdown, Kind::Text];
/// Kinds of files that hold a table.
pub const TABLES: &[Kind] = &[Kind::Xlsx, Kind::Ods, Kind::Csv];
/// Kinds our blank forms have.
pub const FORMS: &[Kind] = &[Kind::Docx, Kind::Xlsx, Kind::Ods];

/// Text of a plan or report, in bytes: three hundred pages.
const PROSE_BYTES: usize = 1 << 20;
/// Files read at once: a reader may take a quarter of a gigabyte of a machine that has one.
pub const READERS: usize = 2;

/// What is made of the document in a file, or one sentence why nothing is. It is made where it is
/// read, in its turn, for that may take as long.
pub async fn document<T: Send + 'static>(
    app: &App,
    file: SentFile,
    kinds: &'static [Kind],
    make: impl FnOnce(&Document) -> T + Send + 'static,
) -> Result<T, Bilingual> {
    let name = file.name.clone();
    let turn = app.readers().acquire_owned().await;
    let read = tokio::task::spawn_blocking(move || {
        // Given back when the work is done, not when nobody waits for it any more.
        let _turn = turn;
        read(&file, kinds).map(|document| make(&document))
    });
    read.await.unwrap_or_else(|_| {
        Err(Bilingual::new(
            format!("“{name}”: không đọc được tệp này; hãy mở bằng Word hoặc Excel, lưu thành tệp mới rồi gửi lại."),
            format!("“{name}”: the file cannot be read; open it, save it as a new file and send it again."),
        ))
    })
}

fn read(file: &SentFile, kinds: &[Kind]) -> Result<Document, Bilingual> {
    let usual = Limits::default();
    let limits = Limits {
        file_bytes: FILE_BYTES as u64,
        // What is made of prose takes many times its size; of a list, little.
        text_bytes: match kinds.contains(&Kind::Docx) {
            true => PROSE_BYTES,
            false => usual.text_bytes,
        },
        ..usual
    };
    // An empty file has no kind to speak of; the reader says so better.
    let kind = Kind::of(&file.name, &file.bytes, &limits).ok();
    if kind.is_some_and(|kind| !kinds.contains(&kind)) && !file.bytes.is_empty() {
        return Err(other_kind(&file.name, kinds));
    }
    let reader = Reader {
        limits,
        worker: None,
    };
    let document = reader.read_bytes(&file.name, &file.bytes);
    document.map_err(|error| error.text())
}

fn other_kind(name: &str, kinds: &[Kind]) -> Bilingual {
    let (program, ending) = match (kinds.contains(&Kind::Docx), kinds.contains(&Kind::Xlsx)) {
        (true, true) => {
            return Bilingual::new(
                "Hãy chọn biểu mẫu Word (.docx) hoặc Excel (.xlsx).",
                "Choose a Word (.docx) or Excel (.xlsx) form.",
            );
        }
        (true, false) => ("Word", ".docx"),
        _ => ("Excel", ".xlsx"),
    };
    Bilingual::new(
        format!(
            "“{name}”: ở đây chỉ nhận tệp {ending}; hãy mở tệp bằng {program}, chọn Lưu thành {ending} rồi gửi lại."
        ),
        format!(
            "“{name}”: only {ending} is taken here; open the file in {program}, save it as {ending} and send it again."
        ),
    )
}

/// The one file of a form's field.
pub fn sent(files: Vec<SentFile>, field: &str) -> Option<SentFile> {
    files.into_iter().find(|file| file.field == field)
}
