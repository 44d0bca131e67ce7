//! A CTAP2 security key in software, for tests: Google's OpenSK, the firmware of real security keys, in its environment in memory.
//! It reads CTAPHID packets of 64 bytes from its standard input, and writes those of its responses to its standard output. It
//! forgets everything when its input ends. Nobody need touch it: each question whether the user is present is answered with yes.

use std::env;
use std::error::Error;
use std::io::{self, ErrorKind, Read, Write};

use opensk::env::test::TestEnv;
use opensk::{Ctap, Transport};

/// Runs the security key whose random numbers start at the seed that is the only argument: two with one seed have the same keys.
fn main() -> Result<(), Box<dyn Error>> {
    let seed = env::args().nth(1).ok_or("the argument is missing: a number, the seed")?.parse()?;
    let mut environment = TestEnv::default();
    environment.seed_rng_from_u64(seed);
    let mut key = Ctap::<TestEnv>::new(environment);

    let (mut input, mut output) = (io::stdin().lock(), io::stdout().lock());
    let mut packet = [0; 64];
    loop {
        match input.read_exact(&mut packet) {
            Ok(()) => {}
            Err(error) if error.kind() == ErrorKind::UnexpectedEof => return Ok(()),
            Err(error) => return Err(error.into()),
        }
        for response in key.process_hid_packet(&packet, Transport::MainHid) {
            output.write_all(&response)?;
        }
        output.flush()?;
    }
}
