//! What the service does by itself: looks who is to be reminded, and sends what waits. However many
//! processes share a database, each thing is entered once and done by one of them.

use std::time::Duration;

use nhip_core::lang::Bilingual;
use nhip_store::job::{self, Job};
use nhip_store::operation;
use tokio::sync::watch::Receiver;

use crate::desk::Desk;
use crate::error::Error;
use crate::mail::{self, Trouble};
use crate::reminder::{self, Note};
use crate::setting::{self, Mail};
use crate::sign_in;

/// Between two rounds.
const EVERY: Duration = Duration::from_secs(60);
/// Seconds a taken job is left to its taker: longer than [`mail::PATIENCE`].
const LEASE_SECONDS: i64 = 300;
/// Seconds for which a form sent again is known as done: a long week in a drawer without a network.
const OPERATIONS_SECONDS: i64 = 10 * 24 * 3600;
/// Seconds before the second try, the third, …; after the last the message is given up.
const AGAIN_AFTER: [i64; 5] = [60, 300, 1800, 2 * 3600, 6 * 3600];

/// Rounds until told to stop; a message being sent is sent first.
pub async fn keep_going(desk: Desk, mut stopped: Receiver<bool>) {
    while !*stopped.borrow() {
        // The next round tries again.
        let sent = round(&desk, &stopped).await.map(drop);
        for done in [sent, sign_in::tell_refusals(&desk, false).await] {
            if let Err(Error::Broken(cause)) = done {
                tracing::error!(target: "nhip::jobs", cause);
            }
        }
        tokio::select! {
            _ = stopped.changed() => break,
            () = tokio::time::sleep(EVERY) => {}
        }
    }
    let _ = sign_in::tell_refusals(&desk, true).await;
}

/// Enters the reminders of this moment and sends everything that waits; how many were sent.
pub async fn once(desk: &Desk) -> Result<usize, Error> {
    let (_go, stopped) = tokio::sync::watch::channel(false);
    round(desk, &stopped).await
}

async fn round(desk: &Desk, stopped: &Receiver<bool>) -> Result<usize, Error> {
    let old = desk.now().plus_seconds(-OPERATIONS_SECONDS);
    operation::forget(desk.db(), old).await?;
    let mail: Mail = setting::of(desk).await?;
    if !mail.on || !mail.is_known() {
        return Ok(0);
    }
    reminder::enter(desk, &mail).await?;
    let mut sent = 0;
    while !*stopped.borrow() {
        let now = desk.now();
        let until = now.plus_seconds(LEASE_SECONDS);
        let Some(job) = job::take(desk.db(), now, until).await? else {
            break;
        };
        sent += usize::from(done(desk, &mail, &job).await?);
    }
    Ok(sent)
}

/// Does a job and notes what came of it; whether something was sent.
async fn done(desk: &Desk, mail: &Mail, job: &Job) -> Result<bool, Error> {
    let tried = tried(desk, mail, job).await?;
    let (words, again) = match tried {
        Ok(sent) => {
            job::done(desk.db(), &job.id, desk.now()).await?;
            return Ok(sent);
        }
        Err(Trouble::Lasting(words)) => (words, None),
        Err(Trouble::Passing(words)) => (words, again_after(job.tries)),
    };
    let text = serde_json::to_string(&words).map_err(|error| Error::Broken(error.to_string()))?;
    let again = again.map(|seconds| desk.now().plus_seconds(seconds));
    job::failed(desk.db(), &job.id, &text, again, desk.now()).await?;
    Ok(false)
}

/// Seconds to wait after so many tries.
fn again_after(tries: i64) -> Option<i64> {
    let before = usize::try_from(tries).ok()?.checked_sub(1)?;
    AGAIN_AFTER.get(before).copied()
}

/// Whether a message went out; none does that nobody needs any more.
async fn tried(desk: &Desk, mail: &Mail, job: &Job) -> Result<Result<bool, Trouble>, Error> {
    let note: Option<Note> = match job.kind.as_str() {
        reminder::KIND => serde_json::from_str(&job.payload).ok(),
        _ => None,
    };
    let Some(note) = note else {
        return Ok(Err(unknown(&job.kind)));
    };
    let Some(letter) = reminder::letter(desk, &note, &job.id).await? else {
        return Ok(Ok(false));
    };
    Ok(mail::send(desk, mail, &letter).await.map(|()| true))
}

/// Entered by a newer program on the same server.
fn unknown(kind: &str) -> Trouble {
    Trouble::Lasting(Bilingual::new(
        format!("Bản Nhịp này không biết loại việc “{kind}”."),
        format!("This Nhịp does not know jobs of kind “{kind}”."),
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_message_waits_longer_after_each_try_and_is_given_up_after_six() {
        let waits: Vec<Option<i64>> = (1..=6).map(again_after).collect();
        assert!(waits.windows(2).take(4).all(|pair| pair[0] < pair[1]));
        assert!(waits[4].is_some() && waits[5].is_none());
    }
}
