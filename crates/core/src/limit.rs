//! So many tries at once, then one after each pause: nobody is shut out for good, and no try is
//! remembered longer than it counts.

use std::collections::HashMap;
use std::hash::Hash;
use std::time::Duration;

/// How often something may be tried by each.
#[derive(Debug, Clone, Copy)]
pub struct Limit {
    /// Tries at once.
    pub at_once: u32,
    /// Pause after which one comes back.
    pub pause: Duration,
    /// How many are remembered; of more, those who tried least are forgotten.
    pub most: usize,
}

/// The tries of each. Times are of a clock that is never set.
#[derive(Debug)]
pub struct Tries<K> {
    limit: Limit,
    /// When all tries of each will have come back.
    whole_at: HashMap<K, Duration>,
}

impl<K: Eq + Hash + Copy + Ord> Tries<K> {
    /// Of nobody yet.
    pub fn new(limit: Limit) -> Tries<K> {
        Tries {
            limit,
            whole_at: HashMap::new(),
        }
    }

    /// Takes a try; if there is none left, how long until there is.
    pub fn take(&mut self, who: K, now: Duration) -> Result<(), Duration> {
        let Limit {
            at_once,
            pause,
            most,
        } = self.limit;
        // What lies further ahead than all tries together was noted by a clock that jumped.
        let whole_at = self.whole_at.get(&who).copied().unwrap_or(now);
        let whole_at = whole_at.clamp(now, now + pause * at_once);
        let free = now + pause * at_once.saturating_sub(1);
        if whole_at > free {
            self.whole_at.insert(who, whole_at);
            return Err(whole_at - free);
        }
        if self.whole_at.len() >= most && !self.whole_at.contains_key(&who) {
            self.forget_some(now);
        }
        self.whole_at.insert(who, whole_at + pause);
        Ok(())
    }

    /// Gives a try back that was none.
    pub fn give_back(&mut self, who: K) {
        if let Some(whole_at) = self.whole_at.get_mut(&who) {
            *whole_at = whole_at.saturating_sub(self.limit.pause);
        }
    }

    /// Forgets all tries of one.
    pub fn forget(&mut self, who: K) {
        self.whole_at.remove(&who);
    }

    /// Makes room: first those whose tries have all come back, then the half that tried least.
    fn forget_some(&mut self, now: Duration) {
        self.whole_at.retain(|_, whole_at| *whole_at > now);
        if self.whole_at.len() < self.limit.most {
            return;
        }
        let mut all: Vec<(Duration, K)> =
            self.whole_at.iter().map(|(who, at)| (*at, *who)).collect();
        all.sort_unstable();
        for (_, who) in all.iter().take(self.limit.most.div_ceil(2)) {
            self.whole_at.remove(who);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const LIMIT: Limit = Limit {
        at_once: 3,
        pause: Duration::from_secs(60),
        most: 100,
    };
    const NOW: Duration = Duration::from_secs(1_000_000);

    #[test]
    fn three_at_once_then_one_after_each_pause() {
        let mut tries = Tries::new(LIMIT);
        assert!((0..3).all(|_| tries.take("a", NOW).is_ok()));
        assert_eq!(tries.take("a", NOW), Err(LIMIT.pause));
        assert!(tries.take("b", NOW).is_ok(), "another is not told apart");
        let later = NOW + LIMIT.pause;
        assert!(tries.take("a", later).is_ok());
        assert_eq!(tries.take("a", later), Err(LIMIT.pause));
        tries.give_back("a");
        assert!(tries.take("a", later).is_ok());
    }

    #[test]
    fn a_clock_that_jumps_back_leaves_nobody_waiting_for_longer_than_the_limit() {
        let mut tries = Tries::new(LIMIT);
        (0..3).for_each(|_| tries.take("a", NOW).unwrap());
        let back = Duration::from_secs(10);
        let wait = tries.take("a", back).unwrap_err();
        assert!(wait <= LIMIT.pause, "{wait:?}");
        assert!(tries.take("a", back + LIMIT.pause * 3).is_ok());
    }

    #[test]
    fn a_flood_is_forgotten_before_who_tried_often_and_never_grows_beyond_the_bound() {
        let mut tries = Tries::new(LIMIT);
        (0..3).for_each(|_| tries.take(0, NOW).unwrap());
        for who in 1..1_000 {
            tries.take(who, NOW).unwrap();
            assert!(tries.whole_at.len() <= LIMIT.most);
        }
        assert!(tries.take(0, NOW).is_err());
    }
}
