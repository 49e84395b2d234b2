//! What all requests share: the desk of the use cases, and what is only the web's.

use std::ops::Deref;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering::Relaxed};

use nhip_office::Desk;
use tokio::sync::Semaphore;

use crate::alive::Remembered;
use crate::once::Answers;
use crate::reading::READERS;
use crate::turn::FORMS;

/// The running service; cheap to clone.
#[derive(Clone)]
pub struct App(Arc<Inner>);

struct Inner {
    desk: Desk,
    secure: bool,
    forms: Semaphore,
    refused: AtomicU64,
    answers: Answers,
    readers: Arc<Semaphore>,
    ready: Remembered,
}

impl Deref for App {
    type Target = Desk;

    fn deref(&self) -> &Desk {
        &self.0.desk
    }
}

impl App {
    /// A service of a desk. `secure`: browsers reach it by https, so cookies may insist on it.
    pub fn at(desk: Desk, secure: bool) -> App {
        App(Arc::new(Inner {
            desk,
            secure,
            forms: Semaphore::new(FORMS),
            refused: AtomicU64::new(0),
            answers: Answers::default(),
            readers: Arc::new(Semaphore::new(READERS)),
            ready: Remembered::default(),
        }))
    }

    /// The desk, for who works beside the requests.
    pub fn desk(&self) -> Desk {
        self.0.desk.clone()
    }

    /// Turns of the forms worked on.
    pub fn forms(&self) -> &Semaphore {
        &self.0.forms
    }

    /// Turns of the files read.
    pub(crate) fn readers(&self) -> Arc<Semaphore> {
        Arc::clone(&self.0.readers)
    }

    /// Whether it could be written last time somebody asked.
    pub(crate) fn ready(&self) -> &Remembered {
        &self.0.ready
    }

    /// A sign-in was refused; the log tells how many, never whose.
    pub fn sign_in_refused(&self) {
        self.0.refused.fetch_add(1, Relaxed);
    }

    /// How many were, since it was last asked.
    pub(crate) fn take_refused(&self) -> u64 {
        self.0.refused.swap(0, Relaxed)
    }

    /// Where the forms done last led on.
    pub fn answers(&self) -> &Answers {
        &self.0.answers
    }

    /// Whether cookies insist on https.
    pub fn secure(&self) -> bool {
        self.0.secure
    }
}
