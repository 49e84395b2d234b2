//! The allocator, and how soon it gives memory back.

use mimalloc::MiMalloc;

/// Gives back what a busy hour took: each password checked takes 19 MiB for a moment, on any thread.
#[global_allocator]
static MEMORY: MiMalloc = MiMalloc;

/// How long memory nobody uses is kept for the next who asks, in milliseconds, as the allocator
/// reads it.
#[cfg(unix)]
const KEPT: (&str, &str) = ("MIMALLOC_PURGE_DELAY", "0");

/// Begins the program anew as the same process, with memory given back at once: a service lives for
/// months beside others on a small machine, and what one joined month took would stay with it.
///
/// The allocator reads this before the first line of the program runs, so it cannot be told
/// otherwise. Whoever has set it is not overruled. Returns where it is set, and where the system
/// cannot begin the program anew: then the service runs with more memory.
#[cfg(unix)]
pub fn give_back_at_once() {
    use std::env;
    use std::os::unix::process::CommandExt;
    use std::process::Command;

    let (name, value) = KEPT;
    let Some(program) = env::current_exe()
        .ok()
        .filter(|_| env::var_os(name).is_none())
    else {
        return;
    };
    // Returns only where it failed.
    let _failed = Command::new(program)
        .args(env::args_os().skip(1))
        .env(name, value)
        .exec();
}

/// Elsewhere the service runs with the allocator's own habit.
#[cfg(not(unix))]
pub fn give_back_at_once() {}
