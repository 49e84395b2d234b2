//! Attacks by name; then any sequence of acts against a reference that knows nothing of the rules.

use crate::id::{AccountId, UnitId};
use proptest::prelude::*;

use super::*;
use crate::permission::Parents;

fn day(n: u64) -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, 1).unwrap() + chrono::Days::new(n)
}

/// A city with wards a, b, c; d has ended and became a and b.
struct City(Parents, Vec<UnitId>);

impl Tree for City {
    fn knows(&self, unit: &UnitId) -> bool {
        self.0.knows(unit)
    }
    fn parent(&self, unit: &UnitId) -> Option<&UnitId> {
        self.0.parent(unit)
    }
    fn keepers(&self, unit: &UnitId) -> &[UnitId] {
        if *unit == *"d" { &self.1 } else { &[] }
    }
}

fn city() -> City {
    let pair = |unit: &str, above: Option<&str>| (unit.into(), above.map(UnitId::from));
    let wards = ["a", "b", "c", "d"].map(|ward| pair(ward, Some("city")));
    let top = [pair("city", None)];
    City(
        Parents::new(top.into_iter().chain(wards)),
        vec!["a".into(), "b".into()],
    )
}

fn post(role: Role, unit: &str) -> Post {
    Post {
        role,
        unit: unit.into(),
        from: None,
        to: None,
    }
}

fn official(account: &str, posts: &[Post]) -> Official {
    Official {
        actor: Actor {
            account: account.into(),
            name: account.into(),
            posts: posts.to_vec(),
        },
        is_open: true,
        known_at: posts.iter().map(|post| post.unit.clone()).collect(),
    }
}

fn admin(account: &str, units: &[&str]) -> Actor {
    let posts: Vec<Post> = units
        .iter()
        .map(|unit| post(Role::Administrator, unit))
        .collect();
    official(account, &posts).actor
}

const ALL: [AccountAct; 5] = [
    AccountAct::Change,
    AccountAct::ResetPassword,
    AccountAct::ResetSecondFactor,
    AccountAct::EndSessions,
    AccountAct::Close,
];

fn on<T>(heads: &[(AccountId, Post)], asked: impl Fn(&Ground<'_, City>) -> T) -> T {
    let tree = city();
    asked(&Ground {
        tree: &tree,
        day: day(9),
        heads,
    })
}

/// Whether every act on the account, and ending its first role, is allowed; none, or all.
fn may_act(actor: &Actor, whom: &Official) -> bool {
    on(&[], |ground| {
        let mut allowed = ALL.map(|act| ground.act(act, actor, whom).is_ok()).to_vec();
        let first = whom.actor.posts.first();
        allowed.extend(first.map(|post| ground.end_role(actor, whom, post).is_ok()));
        allowed.dedup();
        assert_eq!(allowed.len(), 1, "some acts are allowed and others not");
        allowed[0]
    })
}

#[test]
fn an_act_asks_for_every_unit_where_the_person_holds_a_role() {
    let hoa = official("hoa", &[post(Role::Reporter, "a"), post(Role::Reader, "c")]);
    assert!(!may_act(&admin("x", &["a"]), &hoa));
    assert!(!may_act(&admin("x", &["a", "b"]), &hoa));
    assert!(may_act(&admin("x", &["a", "c"]), &hoa));
    assert!(may_act(&admin("x", &["city"]), &hoa));
    let seen = on(&[], |ground| {
        ground.act(AccountAct::Close, &admin("x", &["b"]), &hoa)
    });
    assert_eq!(seen, Err(Denied::Hidden));
}

#[test]
fn a_role_that_begins_later_protects_and_one_that_ended_does_not() {
    let mut hoa = official("hoa", &[post(Role::Reporter, "a"), post(Role::Reader, "c")]);
    hoa.actor.posts[1].from = Some(day(10));
    assert!(!may_act(&admin("x", &["a"]), &hoa));
    hoa.actor.posts[1] = Post {
        to: Some(day(8)),
        ..post(Role::Reader, "c")
    };
    assert!(may_act(&admin("x", &["a"]), &hoa));
    hoa.actor.posts[1].to = Some(day(9));
    assert!(!may_act(&admin("x", &["a"]), &hoa), "its last day counts");
}

#[test]
fn an_administrator_whose_role_has_ended_or_is_still_to_begin_has_no_right() {
    let hoa = official("hoa", &[post(Role::Reporter, "a")]);
    for (from, to) in [(None, Some(day(8))), (Some(day(10)), None)] {
        let mut past = admin("x", &["a"]);
        past.posts[0] = Post {
            from,
            to,
            ..past.posts[0].clone()
        };
        assert!(!may_act(&past, &hoa));
        let gives = on(&[], |ground| ground.give(&past, Some(&hoa), &"a".into()));
        assert_eq!(gives, Err(Denied::Hidden));
    }
}

#[test]
fn of_a_unit_that_became_several_all_have_to_agree() {
    let hoa = official("hoa", &[post(Role::Reporter, "d")]);
    assert!(!may_act(&admin("x", &["a"]), &hoa));
    assert!(!may_act(&admin("x", &["d"]), &hoa));
    assert!(may_act(&admin("x", &["a", "b"]), &hoa));
    let gives = |unit: &UnitId| on(&[], |ground| ground.make(&admin("x", &["city"]), unit));
    assert!(gives(&"a".into()).is_ok());
    assert_eq!(
        gives(&"d".into()),
        Err(Denied::Hidden),
        "nobody begins there"
    );
}

#[test]
fn somebody_without_a_role_is_brought_back_by_who_knew_her_only() {
    let mut lan = official("lan", &[]);
    let x = admin("x", &["a"]);
    let gives = |actor: &Actor, lan: &Official| {
        on(&[], |ground| ground.give(actor, Some(lan), &"a".into()))
    };
    assert_eq!(gives(&x, &lan), Ok(Giving::Offer));
    assert!(!may_act(&x, &lan));
    assert!(may_act(&admin("x", &["city"]), &lan));
    lan.known_at = vec!["a".into(), "c".into()];
    assert_eq!(gives(&x, &lan), Ok(Giving::Offer));
    lan.known_at = vec!["a".into()];
    assert_eq!(gives(&x, &lan), Ok(Giving::AtOnce));
    assert!(may_act(&x, &lan));
}

#[test]
fn nobody_gives_herself_a_role_and_a_role_for_somebody_from_elsewhere_is_an_offer() {
    let x = official("x", &[post(Role::Administrator, "city")]);
    let hoa = official("hoa", &[post(Role::Reader, "c")]);
    let (a, above) = (admin("y", &["a"]), admin("z", &["city"]));
    on(&[], |ground| {
        let own = ground.give(&x.actor, Some(&x), &"a".into());
        assert!(matches!(own, Err(Denied::Refused(_))));
        // Whether somebody has the name does not show.
        assert_eq!(ground.give(&a, Some(&hoa), &"a".into()), Ok(Giving::Offer));
        assert_eq!(ground.give(&a, None, &"a".into()), Ok(Giving::Offer));
        assert_eq!(
            ground.give(&above, Some(&hoa), &"a".into()),
            Ok(Giving::AtOnce)
        );
        assert_eq!(
            ground.give(&a, Some(&hoa), &"b".into()),
            Err(Denied::Hidden)
        );
    });
}

#[test]
fn an_offer_is_accepted_by_the_person_or_the_office_above_while_it_is_the_makers_to_give() {
    let hoa = official("hoa", &[post(Role::Reader, "c")]);
    let mut maker = official("y", &[post(Role::Administrator, "a")]);
    let accepts = |actor: &Actor, maker: &Official| {
        on(&[], |ground| {
            ground.accept(actor, &hoa, maker, &"a".into()).is_ok()
        })
    };
    assert!(accepts(&hoa.actor, &maker));
    assert!(accepts(&admin("z", &["city"]), &maker));
    assert!(accepts(&admin("z", &["a", "c"]), &maker));
    assert!(!accepts(&admin("z", &["a"]), &maker));
    assert!(!accepts(&admin("z", &["c"]), &maker));
    assert!(!accepts(&maker.actor, &maker));
    maker.actor.posts[0].to = Some(day(8));
    assert!(!accepts(&hoa.actor, &maker));
    maker.actor.posts[0].to = None;
    maker.is_open = false;
    assert!(!accepts(&hoa.actor, &maker));
}

#[test]
fn the_last_top_administrator_stays_whoever_asks() {
    let role = post(Role::Administrator, "city");
    let x = official("x", std::slice::from_ref(&role));
    let mut other = role.clone();
    let z = admin("z", &["city"]);
    let goes = |heads: &[(AccountId, Post)], open: bool| {
        let x = Official {
            is_open: open,
            ..x.clone()
        };
        on(heads, |ground| {
            let ended = ground.end_role(&x.actor, &x, &role).is_ok();
            assert_eq!(ended, ground.end_role(&z, &x, &role).is_ok());
            if open {
                assert_eq!(ended, ground.act(AccountAct::Close, &z, &x).is_ok());
                assert_eq!(ended, ground.may_close(&x).is_ok());
            }
            ended
        })
    };
    let alone = [(AccountId::from("x"), role.clone())];
    assert!(!goes(&alone, true));
    assert!(goes(&alone, false), "a closed account heads nothing");
    let with = |other: &Post| [alone[0].clone(), ("z".into(), other.clone())];
    assert!(goes(&with(&other), true));
    other.to = Some(day(30));
    assert!(!goes(&with(&other), true), "she leaves after it");
    other.to = None;
    other.from = Some(day(10));
    assert!(!goes(&with(&other), true), "she is not there yet");
    assert!(!goes(&with(&post(Role::Coordinator, "city")), true));
}

#[test]
fn on_her_own_account_an_administrator_does_nothing_here_but_lay_down_a_role() {
    let x = official("x", &[post(Role::Administrator, "a")]);
    on(&[], |ground| {
        for act in ALL {
            let own = ground.act(act, &x.actor, &x);
            assert!(matches!(own, Err(Denied::Refused(_))), "{act:?}");
        }
        assert!(ground.end_role(&x.actor, &x, &x.actor.posts[0]).is_ok());
    });
}

// ---------------------------------------------------------------------------------------------
// The reference: who stood where, who gave what. It asks none of the rules.

/// Units of the town: 0 is topmost; the last one has ended, and the two before it are what it became.
const UNITS: usize = 7;
const PEOPLE: usize = 5;

#[derive(Debug, Clone, PartialEq)]
struct Stood {
    role: usize,
    unit: usize,
    from: u64,
    to: Option<u64>,
}

#[derive(Debug, Clone)]
struct Person {
    open: bool,
    posts: Vec<Stood>,
    /// Whoever was told her password, until she chooses one.
    told: Vec<usize>,
}

#[derive(Debug, Clone)]
struct Town {
    above: Vec<usize>,
    day: u64,
    people: Vec<Person>,
    /// Maker, for whom, role, unit.
    offers: Vec<(usize, usize, usize, usize)>,
}

/// One thing somebody tries; the numbers are taken modulo what there is.
#[derive(Debug, Clone)]
struct Try {
    what: u8,
    actor: usize,
    whom: usize,
    unit: usize,
    role: usize,
    n: usize,
    later: u64,
    lasts: Option<u64>,
}

impl Town {
    fn manages(&self, who: usize, unit: usize) -> bool {
        if unit == UNITS - 1 {
            return self.manages(who, UNITS - 2) && self.manages(who, UNITS - 3);
        }
        let mut above = vec![unit];
        while let Some(&last) = above.last().filter(|last| **last != 0) {
            above.push(self.above[last]);
        }
        let held = |post: &Stood| post.from <= self.day && post.to.is_none_or(|to| self.day <= to);
        let posts = self.people[who].posts.iter();
        posts
            .filter(|post| Role::ALL[post.role] == Role::Administrator && held(post))
            .any(|post| post.unit != UNITS - 1 && above.contains(&post.unit))
    }

    /// Units that count for somebody.
    fn places(&self, whom: usize) -> Vec<usize> {
        let posts = &self.people[whom].posts;
        let stands = |post: &&Stood| post.to.is_none_or(|to| self.day <= to);
        let now: Vec<usize> = posts.iter().filter(stands).map(|post| post.unit).collect();
        match now.is_empty() {
            true if posts.is_empty() => vec![0],
            true => posts.iter().map(|post| post.unit).collect(),
            false => now,
        }
    }

    fn manages_all(&self, who: usize, whom: usize) -> bool {
        let places = self.places(whom);
        places.into_iter().all(|unit| self.manages(who, unit))
    }

    /// What somebody can do now or later, by herself or by the passwords she was told.
    fn powers(&self, who: usize) -> Vec<(usize, usize)> {
        let told = |(one, person): &(usize, &Person)| *one == who || person.told.contains(&who);
        let people = self.people.iter().enumerate().filter(told);
        let stands = |post: &&Stood| post.to.is_none_or(|to| self.day <= to);
        people
            .flat_map(|(_, person)| person.posts.iter().filter(stands))
            .map(|post| (post.role, post.unit))
            .collect()
    }

    fn heads(&self) -> usize {
        let heads = |person: &&Person| {
            person.open
                && person.posts.iter().any(|post| {
                    post.unit == 0
                        && Role::ALL[post.role] == Role::Administrator
                        && post.from <= self.day
                        && post.to.is_none_or(|to| self.day <= to)
                })
        };
        self.people.iter().filter(heads).count()
    }

    // From here on: the same people as the rules see them.

    fn post(&self, stood: &Stood) -> Post {
        Post {
            role: Role::ALL[stood.role],
            unit: stood.unit.to_string().into(),
            from: Some(day(stood.from)),
            to: stood.to.map(day),
        }
    }

    fn official(&self, who: usize) -> Official {
        let person = &self.people[who];
        let posts: Vec<Post> = person.posts.iter().map(|post| self.post(post)).collect();
        Official {
            is_open: person.open,
            ..official(&who.to_string(), &posts)
        }
    }

    fn tree(&self) -> Old {
        let pairs = (0..UNITS).map(|unit| {
            let above = (unit > 0).then(|| self.above[unit].to_string().into());
            (unit.to_string().into(), above)
        });
        Old(
            Parents::new(pairs),
            [UNITS - 2, UNITS - 3].map(|unit| unit.to_string().into()),
        )
    }

    /// The posts at the top of those whose account is open.
    fn standing_heads(&self) -> Vec<(AccountId, Post)> {
        let open = |(_, person): &(usize, &Person)| person.open;
        let people = self.people.iter().enumerate().filter(open);
        people
            .flat_map(|(who, person)| person.posts.iter().map(move |post| (who, post)))
            .filter(|(_, post)| post.unit == 0)
            .map(|(who, post)| (who.to_string().into(), self.post(post)))
            .collect()
    }

    /// Does what is tried if the rules allow it; who, by the reference, has to have had the right
    /// to what somebody gains by it.
    #[allow(clippy::too_many_lines, reason = "an arm for each act")]
    fn tried(&mut self, tried: &Try) -> Option<usize> {
        let (tree, heads) = (self.tree(), self.standing_heads());
        let ground = Ground {
            tree: &tree,
            day: day(self.day),
            heads: &heads,
        };
        let (actor, whom) = (tried.actor, tried.whom);
        let (me, her) = (self.official(actor).actor, self.official(whom));
        if !self.people[actor].open {
            return None;
        }
        let new = Stood {
            role: tried.role,
            unit: tried.unit,
            from: self.day + tried.later,
            to: tried.lasts.map(|lasts| self.day + tried.later + lasts),
        };
        match tried.what {
            0 | 1 => match ground.give(&me, Some(&her), &tried.unit.to_string().as_str().into()) {
                Ok(Giving::AtOnce) => {
                    self.people[whom].posts.push(new);
                    return Some(actor);
                }
                Ok(Giving::Offer) => self.offers.push((actor, whom, tried.role, tried.unit)),
                Err(_) => {}
            },
            2 if !self.offers.is_empty() => {
                let n = tried.n % self.offers.len();
                let (maker, whom, role, unit) = self.offers[n];
                let (her, him) = (self.official(whom), self.official(maker));
                if ground
                    .accept(&me, &her, &him, &unit.to_string().as_str().into())
                    .is_ok()
                {
                    self.offers.remove(n);
                    let new = Stood { role, unit, ..new };
                    self.people[whom].posts.push(new);
                    return Some(maker);
                }
            }
            3 if !self.people[whom].posts.is_empty() => {
                let n = tried.n % self.people[whom].posts.len();
                let going = self.post(&self.people[whom].posts[n]);
                if ground.end_role(&me, &her, &going).is_ok() {
                    let last = self.day.saturating_sub(1);
                    self.people[whom].posts[n].to = Some(last);
                }
            }
            4 if ground.act(AccountAct::ResetPassword, &me, &her).is_ok() => {
                self.people[whom].told = vec![actor];
                return Some(actor);
            }
            5 if ground.act(AccountAct::Close, &me, &her).is_ok() => self.people[whom].open = false,
            6 if ground.act(AccountAct::Reopen, &me, &her).is_ok() => self.people[whom].open = true,
            7 => self.people[actor].told.clear(),
            8 => self.day += 1 + tried.later,
            9 if ground
                .make(&me, &tried.unit.to_string().as_str().into())
                .is_ok() =>
            {
                self.people.push(Person {
                    open: true,
                    posts: vec![new],
                    told: vec![actor],
                });
                return Some(actor);
            }
            _ => {}
        }
        None
    }
}

/// The last unit has ended.
struct Old(Parents, [UnitId; 2]);

impl Tree for Old {
    fn knows(&self, unit: &UnitId) -> bool {
        self.0.knows(unit)
    }
    fn parent(&self, unit: &UnitId) -> Option<&UnitId> {
        self.0.parent(unit)
    }
    fn keepers(&self, unit: &UnitId) -> &[UnitId] {
        if **unit == *(UNITS - 1).to_string() {
            &self.1
        } else {
            &[]
        }
    }
}

/// What a step did, held against what was before it.
fn is_right(before: &Town, after: &Town, tried: &Try, by: Option<usize>) -> Result<(), String> {
    let (actor, whom) = (tried.actor, tried.whom);
    for who in 0..after.people.len() {
        let had = if who < before.people.len() {
            before.powers(who)
        } else {
            Vec::new()
        };
        for power in after
            .powers(who)
            .into_iter()
            .filter(|power| !had.contains(power))
        {
            let given = by.is_some_and(|by| before.manages(by, power.1));
            if !given {
                return Err(format!("{who} gained {power:?} that nobody gave who could"));
            }
        }
    }
    for (who, was) in before.people.iter().enumerate() {
        let is = &after.people[who];
        let herself = actor == who;
        if is.posts.len() > was.posts.len() {
            let unit = is.posts.last().map(|post| post.unit).unwrap_or_default();
            let by = by.ok_or("a role came from nowhere")?;
            let above = before.manages_all(actor, who) && before.manages(actor, unit);
            if by == who {
                return Err(format!("{who} gave herself a role"));
            }
            if !before.manages_all(by, who) && !herself && !above {
                return Err(format!(
                    "{who} was given a role over the head of her own office"
                ));
            }
            if !before.people[by].open || unit == UNITS - 1 {
                return Err("given by a closed account, or at a unit that has ended".to_owned());
            }
        } else if is.posts != was.posts && !herself && !before.manages_all(actor, who) {
            return Err(format!("{actor} ended a role of {who}"));
        }
        let touched = is.open != was.open || is.told != was.told && !herself;
        if touched && (herself || !before.manages_all(actor, whom)) {
            return Err(format!("{actor} acted on the account of {who}"));
        }
    }
    match before.day == after.day && before.heads() > 0 && after.heads() == 0 {
        true => Err("nobody heads the topmost unit any more".to_owned()),
        false => Ok(()),
    }
}

fn stood() -> impl Strategy<Value = Stood> {
    let lasts = proptest::option::weighted(0.4, 0u64..4);
    (0usize..5, 0..UNITS, 0u64..4, lasts).prop_map(|(role, unit, from, lasts)| Stood {
        // Every other role is an administrator's: it is about them.
        role: if role % 2 == 0 { 4 } else { role },
        unit,
        from,
        to: lasts.map(|lasts| from + lasts),
    })
}

fn town() -> impl Strategy<Value = Town> {
    let person = proptest::collection::vec(stood(), 0..3);
    let people = proptest::collection::vec(person, PEOPLE);
    let above = proptest::collection::vec(0usize..UNITS, UNITS);
    (above, people).prop_map(|(above, people)| {
        let person = |posts| Person {
            open: true,
            posts,
            told: Vec::new(),
        };
        let mut people: Vec<Person> = people.into_iter().map(person).collect();
        people[0].posts.push(Stood {
            role: 4,
            unit: 0,
            from: 0,
            to: None,
        });
        // A unit stands below one with a smaller number, and none below the one that has ended.
        let above = above.into_iter().enumerate();
        Town {
            above: above.map(|(unit, above)| above % unit.max(1)).collect(),
            day: 2,
            people,
            offers: Vec::new(),
        }
    })
}

fn tries() -> impl Strategy<Value = Vec<Try>> {
    let whole = (
        0u8..10,
        0usize..64,
        0usize..64,
        0..UNITS,
        0usize..5,
        0usize..8,
        0u64..3,
    );
    let one = (whole, proptest::option::weighted(0.3, 0u64..3));
    let one = one.prop_map(|((what, actor, whom, unit, role, n, later), lasts)| Try {
        what,
        actor,
        whom,
        unit,
        role: if role % 2 == 0 { 4 } else { role },
        n,
        later,
        lasts,
    });
    proptest::collection::vec(one, 1..40)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(4 * ProptestConfig::default().cases))]
    #[test]
    fn whatever_people_do_nobody_gains_a_right_that_nobody_with_rights_over_that_place_gave(
        mut town in town(), tries in tries(),
    ) {
        for mut tried in tries {
            let people = town.people.len();
            (tried.actor, tried.whom) = (tried.actor % people, tried.whom % people);
            let before = town.clone();
            let by = town.tried(&tried);
            let right = is_right(&before, &town, &tried, by);
            prop_assert!(right.is_ok(), "{} by {:?} from {:?}", right.unwrap_err(), tried, before);
        }
    }
}
