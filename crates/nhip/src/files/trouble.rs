//! What the system says about a file, in words a person understands.

use std::io;

use nhip_core::lang::Bilingual;

/// The reason, as the end of a sentence.
pub fn reason(error: &io::Error) -> Bilingual {
    let (vi, en) = match error.kind() {
        io::ErrorKind::NotFound => ("không tìm thấy", "not found"),
        io::ErrorKind::PermissionDenied => ("không có quyền truy cập", "permission denied"),
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => (
            "ổ đĩa đã đầy; hãy giải phóng chỗ rồi chạy lại",
            "the disk is full; free some space and try again",
        ),
        io::ErrorKind::ReadOnlyFilesystem => ("ổ đĩa chỉ cho đọc", "the disk is read-only"),
        io::ErrorKind::NotADirectory => (
            "một phần của đường dẫn không phải là thư mục",
            "part of the path is not a folder",
        ),
        io::ErrorKind::AlreadyExists => (
            "có tệp hoặc thư mục khác trùng tên",
            "another file or folder has that name",
        ),
        io::ErrorKind::IsADirectory => ("đây là một thư mục", "this is a folder"),
        _ => {
            return Bilingual::new(
                format!("hệ thống báo: {error}"),
                format!("the system says: {error}"),
            );
        }
    };
    Bilingual::new(vi, en)
}
