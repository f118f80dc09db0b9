//! Serves Shiftline's page and forwards its reads to one CXone tenant.
//!
//! ```text
//! settings   what whoever hosts it writes down       credentials  what they keep secret
//! server     connections, and how they end           routes       which request goes where
//! guard      odd paths, foreign names, headers       gate         who may come in
//! calls      the only calls that are forwarded       forward      one call, there and back
//! token      one access token for everyone           oauth        how it is asked for
//! limit      how many calls at once                  site         the files of the page
//! peer       who is at the other end                 shares       room that nobody takes all of
//! secrets    files, and who else can get at them     refusal      answers of the proxy itself
//! open_files how many there may be, connections too
//! path       how paths are written                state        what all requests share
//! access     the same token for another program  archive      the files of an archive
//! ```

mod access;
mod archive;
mod calls;
mod credentials;
mod export;
mod forward;
mod gate;
mod guard;
mod limit;
mod oauth;
mod open_files;
mod path;
mod peer;
mod refusal;
mod routes;
mod secrets;
mod server;
mod settings;
mod shares;
mod site;
mod state;
mod token;

pub use access::{Access, Granted, NoAccess};
pub use credentials::{Credentials, Grant};
pub use gate::hash_password;
pub use secrets::read as read_secret;
pub use server::Running;
pub use settings::{
    CredentialSettings, Dialect, ExportSettings, GateSettings, GrantKind, Limits, Settings, is_local,
    secure_url,
};
