//! The child process that reads formats whose libraries may panic, loop or take all memory.
//!
//! The parent writes one line of JSON with the limits and then the file's bytes to the child's
//! standard input; the child answers on its standard output with [`MARK`] and the document
//! or fault as JSON. Anything a library prints before the mark is ignored.

use std::ffi::OsString;
use std::io::{self, BufRead, BufReader, Read, Write};
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::Duration;

use nhip_core::document::Document;
use wait_timeout::ChildExt;

use super::error::Fault;
use super::kind::Kind;
use super::limit::Limits;
use super::{pdf, sheet};

/// Stands before the answer.
const MARK: &str = "\u{1}nhip-answer\u{1}";

/// How to start the child: usually the program itself with a hidden subcommand that calls
/// [`serve`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Worker {
    /// The program.
    pub program: PathBuf,
    /// Its arguments.
    pub args: Vec<OsString>,
}

impl Worker {
    /// Lets a child read a document; it is killed when its time is over.
    pub(crate) fn read(&self, bytes: &[u8], limits: &Limits) -> Result<Document, Fault> {
        let mut command = Command::new(&self.program);
        command
            .args(&self.args)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null());
        let mut child = command.spawn().map_err(|_| Fault::Stopped)?;
        let answer = converse(&mut child, bytes, limits);
        let _ = child.kill();
        let _ = child.wait();
        let answer = answer.ok_or(Fault::Stopped)?;
        let (_, json) = answer.rsplit_once(MARK).ok_or(Fault::Stopped)?;
        serde_json::from_str::<Result<Document, Fault>>(json).map_err(|_| Fault::Stopped)?
    }
}

/// Writes the question and reads the answer while the clock runs.
fn converse(child: &mut Child, bytes: &[u8], limits: &Limits) -> Option<String> {
    let mut input = child.stdin.take()?;
    let output = child.stdout.take()?;
    // A document in JSON is a few times as long as its text.
    let most = (limits.text_bytes as u64).saturating_mul(16);
    let question = serde_json::to_string(limits).ok()?;
    thread::scope(|scope| {
        scope.spawn(move || {
            // The child may stop reading early; its answer says why.
            let _ = writeln!(input, "{question}").and_then(|()| input.write_all(bytes));
        });
        let answer = scope.spawn(move || {
            let mut answer = Vec::new();
            output.take(most).read_to_end(&mut answer).ok()?;
            String::from_utf8(answer).ok()
        });
        if !matches!(
            child.wait_timeout(Duration::from_secs(limits.seconds)),
            Ok(Some(_))
        ) {
            let _ = child.kill();
        }
        answer.join().ok().flatten()
    })
}

/// The child's side: bounds this process, then answers one question. Call it in a process that
/// does nothing else.
pub fn serve(input: impl Read, output: impl Write) -> io::Result<()> {
    respond(input, output, bound)
}

/// Answers one question without bounding this process (for tests).
pub fn answer(input: impl Read, output: impl Write) -> io::Result<()> {
    respond(input, output, |_| {})
}

fn respond(input: impl Read, mut output: impl Write, bound: impl Fn(&Limits)) -> io::Result<()> {
    let mut input = BufReader::new(input);
    let mut question = String::new();
    input.by_ref().take(10_000).read_line(&mut question)?;
    let limits: Limits = serde_json::from_str(&question)?;
    bound(&limits);
    let mut bytes = Vec::new();
    input.take(limits.file_bytes).read_to_end(&mut bytes)?;
    let answer = match Kind::of("", &bytes, &limits) {
        Ok(Kind::Xls) => sheet::read(Kind::Xls, &bytes, &limits),
        Ok(_) => pdf::read(&bytes, &limits),
        Err(fault) => Err(fault),
    };
    write!(output, "{MARK}{}", serde_json::to_string(&answer)?)?;
    output.flush()
}

/// Address space left beside what was set aside before, in bytes.
#[cfg(unix)]
const SPARE: u64 = 256 << 20;

/// Address space to allow, in bytes. The allocator sets aside a gigabyte at the start and works in
/// it; with no more than that allowed, one sound file in a hundred fails by chance.
#[cfg(unix)]
fn address_space(limits: &Limits, set_aside: u64) -> u64 {
    limits.memory_bytes.max(set_aside.saturating_add(SPARE))
}

/// Address space this process has already, in bytes; 0 where the system does not tell.
#[cfg(unix)]
fn set_aside() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let size = status.lines().find_map(|line| line.strip_prefix("VmSize:"));
    let size = size.and_then(|size| size.trim().strip_suffix(" kB")?.parse::<u64>().ok());
    size.unwrap_or_default().saturating_mul(1024)
}

/// Bounds memory and processor time of this process, where the system can.
fn bound(limits: &Limits) {
    #[cfg(unix)]
    {
        let seconds = limits.seconds;
        let memory = address_space(limits, set_aside());
        let _ = rlimit::setrlimit(rlimit::Resource::AS, memory, memory);
        let _ = rlimit::setrlimit(rlimit::Resource::CPU, seconds, seconds);
        let _ = rlimit::setrlimit(rlimit::Resource::CORE, 0, 0);
    }
    #[cfg(not(unix))]
    let _ = limits;
}

#[cfg(all(test, target_os = "linux"))]
mod tests {
    use super::*;

    #[test]
    fn what_the_allocator_set_aside_is_no_memory_the_file_took() {
        let limits = Limits::default();
        assert_eq!(address_space(&limits, 0), limits.memory_bytes);
        let set_aside = limits.memory_bytes;
        assert_eq!(address_space(&limits, set_aside), set_aside + SPARE);
        // A test program is megabytes large before it does anything.
        assert!(super::set_aside() > 1 << 20);
    }
}
