//! What the service says of itself, and answers of several plans at once.

use serde::Serialize;

use super::brief::Brief;
use super::route::Route;

/// `zeren.routes/v1`: the answers of all plans that know the facts.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "serve", derive(schemars::JsonSchema))]
pub struct Routes<'a> {
    /// `zeren.routes/v1`
    #[cfg_attr(feature = "serve", schemars(extend("const" = "zeren.routes/v1")))]
    pub schema: &'static str,
    /// The answers, in the order of the plans' ids.
    pub answers: Vec<&'a Route>,
    /// Plans with another vocabulary, which were not asked.
    pub not_asked: Vec<NotAsked>,
}

/// `zeren.briefs/v1`: the brief answers of all plans that know the facts.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "serve", derive(schemars::JsonSchema))]
pub struct Briefs<'a> {
    /// `zeren.briefs/v1`
    #[cfg_attr(feature = "serve", schemars(extend("const" = "zeren.briefs/v1")))]
    pub schema: &'static str,
    /// The answers, in the order of the plans' ids.
    pub answers: &'a [Brief<'a>],
    /// Plans with another vocabulary, which were not asked.
    pub not_asked: Vec<NotAsked>,
}

/// A plan that was not asked.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "serve", derive(schemars::JsonSchema))]
pub struct NotAsked {
    /// The plan's id.
    pub plan: String,
    /// What of the facts it does not know.
    pub because: Vec<String>,
}

/// Whether the service should be sent work.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "serve", derive(schemars::JsonSchema))]
pub struct Ready {
    /// ready, stopping or decision-log-broken
    pub status: &'static str,
    /// How many plans are in service.
    pub plans: usize,
    /// BLAKE3 over the ids and digests of all plans: replicas with the same digest answer alike.
    pub policies_digest: String,
    /// Why the last reload was refused; the policies before it go on.
    pub reload_refused: Option<String>,
}
