//! The two agent state APIs of NICE CXone, simulated over real HTTP.
//!
//! ```
//! use cxone_sim::{Dialect, Scenario, Sim, TUTORIAL_AGENT, truth};
//!
//! let sim = Sim::start()?;
//! let base = sim.scenario(Scenario { records: Some(2_345), ..Scenario::default() });
//! let (start, end) = (1_750_000_000_000, 1_750_086_400_000);
//! // ... a client reads {base}/api/reporting/v2/agent-state-history with sim.token(&base) ...
//! let truth = truth(&sim.current(&base), Dialect::ReportingV2, TUTORIAL_AGENT, start, end);
//! assert_eq!(truth.records, 2_345);
//! # Ok::<(), std::io::Error>(())
//! ```
//!
//! ```text
//! scenario/      what a tenant is like: data, manners, faults, odd rows
//! data/          made-up working days, known by agent and date
//! reporting_v2/  the tutorial's API        cxone/  the API of NICE's own SDK
//! http/          connections, base paths, tokens, faults, log
//! truth          what a client should find, by brute force
//! tutorial       the script of the tutorial, run against a simulator
//! ```

mod cxone;
mod data;
mod http;
mod reporting_v2;
mod scenario;
mod truth;
mod tutorial;
mod wire;

pub use cxone::EXPORT;
pub use data::shift::TUTORIAL_AGENT;
pub use http::{Options, Seen, Sim, token_label};
pub use scenario::{
    Auth, Client, Cors, Cxone, DurationForm, Emptiness, Epoch, ErrorPlace, Fault, FaultKind, LoggedOutRow,
    Lookup, Oddity, OddityKind, OpenRow, Paging, Scenario, ScheduleForm, Wait,
};
pub use truth::{Carried, Dialect, StateTruth, Truth, truth};
pub use tutorial::{fetched, run_tutorial};
