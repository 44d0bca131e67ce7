//! Plays random games of three browsers, two agents and the clock against the state machine, and checks the invariants after each
//! move.

use super::state::{Attempt, Ceremony, Life, Link, LinkState, MAX_REFUSALS, Refused};
use crate::access::Lapse;
use chrono::{DateTime, TimeDelta, Utc};
use model::{AttemptReport, AttemptState, CeremonyRefusal, DeviceFailure, LinkEnd, supervision::WRONG_CODES};
use proptest::prelude::*;
use uuid::Uuid;

const LIFE: TimeDelta = TimeDelta::minutes(60);
const CEREMONY_LIFE: TimeDelta = TimeDelta::minutes(10);

/// A move of one of the players.
#[derive(Clone, Copy, Debug)]
enum Move {
    Wait(i64),
    Join(u8),
    TypeCodeOf(u8),
    TypeWrongCode,
    Options(u8),
    Report(u8, AttemptReport),
    Refuse(u8),
    Finish(u8),
    Cancel,
    Replace,
    AgentLeaves,
    IssuerLapses,
}

fn moves() -> impl Strategy<Value = Move> {
    let browser = 0_u8..3;
    prop_oneof![
        3 => (1_i64..25).prop_map(Move::Wait),
        4 => browser.clone().prop_map(Move::Join),
        4 => browser.clone().prop_map(Move::TypeCodeOf),
        1 => Just(Move::TypeWrongCode),
        5 => browser.clone().prop_map(Move::Options),
        2 => browser.clone().prop_map(|browser| Move::Report(browser, AttemptReport::Prompted)),
        1 => browser.clone().prop_map(|browser| Move::Report(browser, AttemptReport::Ready)),
        2 => browser.clone().prop_map(|browser| Move::Report(browser, AttemptReport::Failed(DeviceFailure::NotAllowed))),
        2 => browser.clone().prop_map(Move::Refuse),
        4 => browser.prop_map(Move::Finish),
        1 => Just(Move::Cancel),
        1 => Just(Move::Replace),
        1 => Just(Move::AgentLeaves),
        1 => Just(Move::IssuerLapses),
    ]
}

fn id(browser: u8) -> Uuid {
    Uuid::from_u128(u128::from(browser) + 1)
}

/// The game: the link, the clock, and the time until which each browser may finish, recorded independently of the machine.
struct Game {
    link: Link,
    now: DateTime<Utc>,
    started: [Option<DateTime<Utc>>; 3],
}

impl Game {
    fn new(match_code_wanted: bool) -> Self {
        let now = DateTime::UNIX_EPOCH;
        let life = Life { state: LinkState::Open, expires_at: now + LIFE };
        let link = Link { life, match_code_wanted, wrong_codes: 0, attempts: Vec::new() };
        Self { link, now, started: [None; 3] }
    }

    /// Plays a move. `Err`: the machine refused it.
    fn play(&mut self, played: Move) -> Result<(), Refused> {
        let Self { link, now, started } = self;
        match played {
            Move::Wait(minutes) => *now += TimeDelta::minutes(minutes),
            Move::Join(browser) if link.attempt(id(browser)).is_ok() => {}
            Move::Join(browser) => {
                let code = link.match_code_wanted.then(|| vec![browser]);
                link.join(Attempt::new(id(browser), code), *now)?;
            }
            Move::TypeCodeOf(browser) => drop(link.admit(|attempt| attempt.id == id(browser), *now)?),
            Move::TypeWrongCode => drop(link.admit(|_| false, *now)?),
            Move::Options(browser) => {
                let until = *now + CEREMONY_LIFE;
                link.options(id(browser), ceremony(browser, until), *now)?;
                started[usize::from(browser)] = Some(until);
            }
            Move::Report(browser, report) => drop(link.report(id(browser), report)?),
            Move::Refuse(browser) => {
                link.use_up(id(browser), &challenge(browser))?;
                link.refuse(id(browser), Some(CeremonyRefusal::NotProven))?;
                started[usize::from(browser)] = None;
            }
            Move::Finish(browser) => link.finish(id(browser), &challenge(browser), *now)?,
            Move::Cancel => drop(link.cancel()?),
            Move::Replace => drop(link.replace(*now)?),
            Move::AgentLeaves => drop(link.end_with_agent("left", *now)),
            Move::IssuerLapses => drop(link.lapse(Lapse::Issuer("may not"))),
        }
        Ok(())
    }
}

/// The hash of the challenge of a browser.
fn challenge(browser: u8) -> [u8; 1] {
    [browser]
}

fn ceremony(browser: u8, until: DateTime<Utc>) -> Ceremony {
    Ceremony { challenge_hash: challenge(browser).to_vec(), until }
}

fn registered(link: &Link) -> usize {
    link.attempts.iter().filter(|attempt| attempt.state == AttemptState::Registered).count()
}

fn ended_before(life: Life) -> bool {
    life.state != LinkState::Open
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn whatever_is_played_a_link_keeps_its_promises(
        match_code_wanted in any::<bool>(),
        game in proptest::collection::vec(moves(), 1..60),
    ) {
        let mut board = Game::new(match_code_wanted);
        for played in game {
            let (before, now, started) = (board.link.clone(), board.now, board.started);
            let outcome = board.play(played);
            let after = &board.link;
            if outcome.is_err() {
                prop_assert_eq!(&before, after, "a refused move changed something: {:?}", played);
            }
            // At most one authenticator is registered, and exactly when the link's state says so.
            prop_assert!(registered(after) <= 1);
            prop_assert_eq!(registered(after) == 1, after.life.state == LinkState::Ended(LinkEnd::Registered));
            // An ended link stays as it ended.
            if ended_before(before.life) {
                prop_assert_eq!(before.life, after.life);
            }
            // A browser finishes only if it started in time, and within the life of that ceremony.
            if let (Move::Finish(browser), Ok(())) = (played, outcome) {
                let until = started[usize::from(browser)].filter(|until| now < *until);
                prop_assert!(until.is_some_and(|until| until - CEREMONY_LIFE < after.life.expires_at));
            }
            // A move of one browser never changes another one, except that all of them share the end of the link.
            if let Move::Options(browser) | Move::Report(browser, _) | Move::Refuse(browser) = played
                && !ended_before(after.life)
            {
                let others = |link: &Link| {
                    link.attempts.iter().filter(|attempt| attempt.id != id(browser)).cloned().collect::<Vec<_>>()
                };
                prop_assert_eq!(others(&before), others(after));
            }
            // A browser that joined in time, and whose code was typed, gets options while the link is usable.
            for attempt in &after.attempts {
                let (mut copy, until) = (after.clone(), board.now + CEREMONY_LIFE);
                let shut_out = copy.options(attempt.id, ceremony(0, until), board.now).is_err();
                let usable = after.life.end(board.now).is_none();
                prop_assert_eq!(shut_out, !(usable && attempt.is_admitted()));
            }
            // Three wrong codes end the link; fewer do not.
            prop_assert!(after.wrong_codes <= WRONG_CODES);
            if after.wrong_codes == WRONG_CODES {
                prop_assert!(ended_before(after.life));
            }
            // No ceremony is under way after the link has ended.
            if ended_before(after.life) {
                prop_assert!(after.attempts.iter().all(|attempt| attempt.ceremony.is_none()));
                prop_assert!(!after.may_be_finished(board.now));
            }
        }
    }

    #[test]
    fn too_many_refused_responses_lock_the_link_out_and_fewer_do_not(refusals in 1..=MAX_REFUSALS) {
        let mut board = Game::new(false);
        board.play(Move::Join(0)).map_err(|refused| TestCaseError::fail(format!("{refused:?}")))?;
        for _ in 0..refusals {
            board.play(Move::Refuse(0)).map_err(|refused| TestCaseError::fail(format!("{refused:?}")))?;
        }
        let locked_out = board.link.life.state == LinkState::Ended(LinkEnd::LockedOut);
        prop_assert_eq!(locked_out, refusals == MAX_REFUSALS);
    }
}

#[test]
fn a_link_at_its_last_moment_can_be_finished_but_no_more_started() {
    let mut board = Game::new(false);
    let started = board.play(Move::Join(0)).and_then(|()| {
        board.now += LIFE - TimeDelta::microseconds(1);
        board.play(Move::Options(0))
    });
    assert_eq!(started, Ok(()));
    board.now = board.link.life.expires_at;
    assert_eq!(board.play(Move::Options(0)), Err(Refused::Ended(LinkEnd::Expired)));
    assert_eq!((board.link.end_for(id(0), board.now), board.link.is_over(board.now)), (None, false));
    assert_eq!(board.play(Move::Finish(0)), Ok(()));
}

#[test]
fn a_user_who_is_not_active_keeps_the_link_and_is_told() {
    let mut link = Game::new(false).link;
    assert_eq!(link.lapse(Lapse::UserInactive), (CeremonyRefusal::UserInactive, None));
    assert_eq!(link.life.state, LinkState::Open);
}
