//! `zeren.test/v1`: results of tests and cases.

use serde::Serialize;

/// The whole of a test run over one plan.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "serve", derive(schemars::JsonSchema))]
pub struct TestReport {
    /// `zeren.test/v1`
    #[cfg_attr(feature = "serve", schemars(extend("const" = "zeren.test/v1")))]
    pub schema: &'static str,
    /// The plan's id.
    pub plan: String,
    /// Each test.
    pub tests: Vec<TestResult>,
    /// How many passed.
    pub passed: usize,
    /// How many failed.
    pub failed: usize,
    /// Items that some test brought into its answer for certain.
    pub covered_items: usize,
    /// All items of case scope.
    pub items: usize,
    /// Items of case scope that no test brings in.
    pub untested: Vec<String>,
}

/// One test.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "serve", derive(schemars::JsonSchema))]
pub struct TestResult {
    /// Its name.
    pub name: String,
    /// The file it stands in.
    pub file: String,
    /// Whether it passed.
    pub passed: bool,
    /// What was expected and did not come, or came and was not to.
    pub failures: Vec<String>,
}
