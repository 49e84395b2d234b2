//! Who is connected, and who gives way: a service has so many seats, and nobody takes them all.
//!
//! When every seat is taken, or too much of what was sent waits in memory, the address that holds
//! most gives one back: the one that has been silent for longest. A request being answered is never
//! cut for it.

use std::collections::HashMap;
use std::fmt;
use std::net::IpAddr;
use std::pin::Pin;
use std::sync::atomic::{AtomicBool, AtomicU64, AtomicUsize, Ordering::Relaxed};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::{Context, Poll, ready};
use std::time::Duration;

use axum::body::Bytes;
use hyper::body::{Body, Frame, Incoming, SizeHint};
use tokio::sync::Notify;
use tokio::time::{Instant, Sleep, sleep_until};

/// How long the service waits for whom, and how much it holds for them.
#[derive(Debug, Clone, Copy)]
pub struct Limits {
    /// For the head of a request, and between two requests.
    pub head: Duration,
    /// For the next piece of a body.
    pub piece: Duration,
    /// Bytes in a second, on the whole, below which a body is given up.
    pub pace: u64,
    /// For an answer, from when the request is there.
    pub answer: Duration,
    /// For a browser that takes nothing of its answer.
    pub taking: Duration,
    /// For what was begun, when told to stop.
    pub stop: Duration,
    /// Connections at once.
    pub connections: usize,
    /// Bytes of bodies that have come and are not worked on yet.
    pub bodies: usize,
}

impl Default for Limits {
    fn default() -> Limits {
        Limits {
            head: Duration::from_secs(10),
            piece: Duration::from_secs(15),
            pace: 8 << 10,
            answer: Duration::from_secs(60),
            taking: Duration::from_secs(30),
            stop: Duration::from_secs(7),
            connections: 1_000,
            bodies: 128 << 20,
        }
    }
}

/// Where a request comes from: the connection, or what the proxy on this machine says of it. It is
/// held in memory only, and never shown.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Peer(pub IpAddr);

impl fmt::Debug for Peer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Peer")
    }
}

/// All who are connected.
pub(crate) struct Seats {
    limits: Limits,
    began: Instant,
    held: AtomicUsize,
    taken: Mutex<HashMap<u64, Arc<Seat>>>,
    next: AtomicU64,
}

/// One connection.
pub(crate) struct Seat {
    seats: Arc<Seats>,
    number: u64,
    from: IpAddr,
    /// Milliseconds after the beginning at which something whole came last.
    heard: AtomicU64,
    /// Bytes of a body that it holds.
    bytes: AtomicUsize,
    answering: AtomicBool,
    leave: Notify,
}

impl Seats {
    pub(crate) fn new(limits: Limits) -> Arc<Seats> {
        Arc::new(Seats {
            limits,
            began: Instant::now(),
            held: AtomicUsize::new(0),
            taken: Mutex::default(),
            next: AtomicU64::new(0),
        })
    }

    fn taken(&self) -> MutexGuard<'_, HashMap<u64, Arc<Seat>>> {
        self.taken.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// A seat for who comes now; `None` where all others are being answered.
    pub(crate) fn take(self: &Arc<Seats>, from: IpAddr) -> Option<Taken> {
        let mut taken = self.taken();
        if taken.len() >= self.limits.connections {
            let given = longest_silent(&taken, |_| 1)?;
            taken.remove(&given.number);
            given.leave.notify_one();
        }
        let seat = Arc::new(Seat {
            seats: Arc::clone(self),
            number: self.next.fetch_add(1, Relaxed),
            from,
            heard: AtomicU64::new(self.now()),
            bytes: AtomicUsize::new(0),
            answering: AtomicBool::new(false),
            leave: Notify::new(),
        });
        taken.insert(seat.number, Arc::clone(&seat));
        Some(Taken(seat))
    }

    /// Sends everybody away.
    pub(crate) fn clear(&self) {
        for (_, seat) in self.taken().drain() {
            seat.leave.notify_one();
        }
    }

    fn now(&self) -> u64 {
        u64::try_from(self.began.elapsed().as_millis()).unwrap_or(u64::MAX)
    }
}

/// Of the address that weighs most, the seat that has been silent for longest.
fn longest_silent(
    taken: &HashMap<u64, Arc<Seat>>,
    weight: impl Fn(&Seat) -> usize,
) -> Option<Arc<Seat>> {
    let waiting = || taken.values().filter(|seat| !seat.answering.load(Relaxed));
    let mut of: HashMap<IpAddr, usize> = HashMap::new();
    for seat in waiting() {
        *of.entry(seat.from).or_default() += weight(seat);
    }
    let most = of.values().copied().max()?;
    waiting()
        .filter(|seat| of.get(&seat.from) == Some(&most))
        .min_by_key(|seat| (seat.heard.load(Relaxed), seat.number))
        .cloned()
}

/// A seat while somebody sits on it.
pub(crate) struct Taken(Arc<Seat>);

impl Taken {
    pub(crate) fn seat(&self) -> Arc<Seat> {
        Arc::clone(&self.0)
    }

    /// When another needs it.
    pub(crate) async fn asked_to_leave(&self) {
        self.0.leave.notified().await;
    }
}

impl Drop for Taken {
    fn drop(&mut self) {
        self.0.seats.taken().remove(&self.0.number);
    }
}

impl Seat {
    /// Who sits here.
    pub(crate) fn from(&self) -> IpAddr {
        self.from
    }

    /// Something whole came, or went out.
    pub(crate) fn heard(&self) {
        self.heard.store(self.seats.now(), Relaxed);
    }

    /// All of a request is there, and its answer is not.
    pub(crate) fn answering(&self, yes: bool) {
        self.answering.store(yes, Relaxed);
        self.heard();
    }

    fn hold(&self, bytes: usize) {
        self.heard();
        self.bytes.fetch_add(bytes, Relaxed);
        let held = self.seats.held.fetch_add(bytes, Relaxed) + bytes;
        if held > self.seats.limits.bodies {
            let heaviest = longest_silent(&self.seats.taken(), |seat| seat.bytes.load(Relaxed));
            if let Some(seat) = heaviest {
                seat.leave.notify_one();
            }
        }
    }

    fn let_go(&self) {
        let bytes = self.bytes.swap(0, Relaxed);
        self.seats.held.fetch_sub(bytes, Relaxed);
    }
}

/// A body that must keep coming.
pub(crate) struct Paced {
    body: Incoming,
    seat: Arc<Seat>,
    began: Instant,
    seen: u64,
    until: Pin<Box<Sleep>>,
}

impl Paced {
    pub(crate) fn new(body: Incoming, seat: Arc<Seat>) -> Paced {
        let began = Instant::now();
        let until = Box::pin(sleep_until(began + seat.seats.limits.piece));
        seat.answering(body.is_end_stream());
        Paced {
            body,
            seat,
            began,
            seen: 0,
            until,
        }
    }

    fn came(&mut self, bytes: usize) {
        self.seat.hold(bytes);
        self.seen += bytes as u64;
        let Limits { piece, pace, .. } = self.seat.seats.limits;
        let on_the_whole = self.began + piece + Duration::from_secs(self.seen / pace.max(1));
        let next = (Instant::now() + piece).min(on_the_whole);
        self.until.as_mut().reset(next);
    }
}

impl Body for Paced {
    type Data = Bytes;
    type Error = axum::BoxError;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, axum::BoxError>>> {
        match Pin::new(&mut self.body).poll_frame(context) {
            Poll::Ready(Some(Ok(frame))) => {
                self.came(frame.data_ref().map_or(0, Bytes::len));
                if self.body.is_end_stream() {
                    self.seat.answering(true);
                }
                Poll::Ready(Some(Ok(frame)))
            }
            Poll::Ready(end) => {
                self.seat.answering(true);
                Poll::Ready(end.map(|failed| failed.map_err(Into::into)))
            }
            Poll::Pending => {
                ready!(self.until.as_mut().poll(context));
                Poll::Ready(Some(Err("the body stopped coming".into())))
            }
        }
    }

    fn is_end_stream(&self) -> bool {
        self.body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.body.size_hint()
    }
}

impl Drop for Paced {
    fn drop(&mut self) {
        self.seat.let_go();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn seats(connections: usize) -> Arc<Seats> {
        Seats::new(Limits {
            connections,
            bodies: 100,
            ..Limits::default()
        })
    }

    fn sat(seats: &Arc<Seats>, from: [u8; 4]) -> Taken {
        seats.take(IpAddr::from(from)).unwrap()
    }

    fn still(seats: &Seats, taken: &Taken) -> bool {
        seats.taken().contains_key(&taken.0.number)
    }

    #[tokio::test]
    async fn the_address_that_holds_most_gives_way_with_its_longest_silent_seat() {
        let seats = seats(4);
        let alone = sat(&seats, [192, 0, 2, 1]);
        let many = [0; 3].map(|_| sat(&seats, [192, 0, 2, 2]));
        let new = sat(&seats, [192, 0, 2, 3]);
        many[0].asked_to_leave().await;
        assert!(still(&seats, &alone) && still(&seats, &new) && still(&seats, &many[1]));
        drop(new);
        assert_eq!(seats.taken().len(), 3);
    }

    #[tokio::test]
    async fn who_is_being_answered_keeps_the_seat_and_where_all_are_nobody_else_comes_in() {
        let seats = seats(2);
        let both = [0; 2].map(|_| sat(&seats, [192, 0, 2, 2]));
        both[0].0.answering(true);
        let new = sat(&seats, [192, 0, 2, 3]);
        assert!(still(&seats, &both[0]) && !still(&seats, &both[1]));
        new.0.answering(true);
        assert!(seats.take(IpAddr::from([192, 0, 2, 4])).is_none());
    }

    #[tokio::test]
    async fn too_much_that_waits_in_memory_sends_away_whose_it_is() {
        let seats = seats(4);
        let (small, large) = (sat(&seats, [192, 0, 2, 1]), sat(&seats, [192, 0, 2, 2]));
        large.0.hold(90);
        small.0.hold(20);
        large.asked_to_leave().await;
        large.0.let_go();
        assert_eq!(seats.held.load(Relaxed), 20);
    }
}
