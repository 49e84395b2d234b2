//! Where the service speaks to whoever runs it: standard error, as text or as JSON, a line each.

use tracing::Level;
use tracing_subscriber::filter::Targets;
use tracing_subscriber::fmt;
use tracing_subscriber::layer::SubscriberExt;
use tracing_subscriber::registry;
use tracing_subscriber::util::SubscriberInitExt;

/// Begins to write what our own crates tell. Libraries are not heard: what they say of a statement
/// or a request is not ours to repeat.
pub fn begin(json: bool) {
    let lines = fmt::layer().with_writer(std::io::stderr).with_ansi(false);
    let ours = Targets::new().with_target("nhip", Level::INFO);
    let begun = match json {
        true => registry()
            .with(ours)
            .with(lines.json().flatten_event(true))
            .try_init(),
        false => registry().with(ours).with(lines).try_init(),
    };
    // Somebody listens already, as the demo does that serves itself: then nothing is lost.
    begun.ok();
    std::panic::set_hook(Box::new(|panic| {
        // Where, never what: what a panic says may quote what somebody wrote.
        let at = panic
            .location()
            .map_or_else(String::new, ToString::to_string);
        tracing::error!(target: "nhip::panic", at);
    }));
}
