//! The JSON Schemas (2020-12) of every JSON form, made from the types that write them.

use schemars::JsonSchema;
use schemars::generate::{SchemaGenerator, SchemaSettings};
use serde_json::{Map, Value, json};

use super::body::RouteRequest;
use super::case::{ChainRequest, DispatchRequest, WhyNotRequest};
use super::handlers::check::CheckRequest;
use super::handlers::draft::DraftRequest;
use crate::wire::v1;

/// The forms, each with the name of its file: `zeren.route.v1`.
#[must_use]
pub fn schemas() -> Vec<(&'static str, Value)> {
    vec![
        ("zeren.analyze.v1", answer::<v1::Analyze>()),
        ("zeren.brief.v1", answer::<v1::Brief<'_>>()),
        ("zeren.briefs.v1", answer::<v1::Briefs<'_>>()),
        ("zeren.chain-request.v1", request::<ChainRequest>()),
        ("zeren.check.v1", answer::<v1::Check>()),
        ("zeren.check-request.v1", request::<CheckRequest>()),
        ("zeren.decision.v1", answer::<v1::Decision>()),
        ("zeren.diff.v1", answer::<v1::DiffReport>()),
        ("zeren.dispatch.v1", answer::<v1::Sheet>()),
        ("zeren.dispatch-request.v1", request::<DispatchRequest>()),
        ("zeren.draft.v1", answer::<v1::Draft>()),
        ("zeren.draft-request.v1", request::<DraftRequest>()),
        ("zeren.duty_list.v1", answer::<v1::DutyListReport>()),
        ("zeren.graph.v1", answer::<v1::Graph>()),
        ("zeren.impact.v1", answer::<v1::ImpactReport>()),
        ("zeren.import.v1", answer::<v1::ImportReport>()),
        ("zeren.import-update.v1", answer::<v1::UpdateReport>()),
        ("zeren.items.v1", answer::<v1::Items>()),
        ("zeren.matrix.v1", answer::<v1::MatrixReport>()),
        ("zeren.matrix_compare.v1", answer::<v1::CompareReport>()),
        ("zeren.matrix_edits.v1", answer::<v1::EditsReport>()),
        ("zeren.plan.v1", answer::<v1::PlanPage>()),
        ("zeren.plans.v1", answer::<v1::Plans>()),
        ("zeren.problem.v1", answer::<v1::Problem>()),
        ("zeren.ready.v1", answer::<v1::Ready>()),
        ("zeren.replay.v1", answer::<v1::Replay>()),
        ("zeren.route.v1", answer::<v1::Route>()),
        ("zeren.route-request.v1", request::<RouteRequest>()),
        ("zeren.routes.v1", answer::<v1::Routes<'_>>()),
        ("zeren.test.v1", answer::<v1::TestReport>()),
        ("zeren.tests.v1", answer::<v1::Tests>()),
        ("zeren.texts.v1", answer::<v1::Texts>()),
        ("zeren.trace.v1", answer::<v1::TraceReport>()),
        ("zeren.units.v1", answer::<v1::Units>()),
        ("zeren.vocabulary.v1", answer::<v1::Vocabulary>()),
        ("zeren.why-not.v1", answer::<v1::WhyNotAnswer>()),
        ("zeren.why-not-request.v1", request::<WhyNotRequest>()),
    ]
}

/// A form that the engine writes.
fn answer<T: JsonSchema>() -> Value {
    SchemaSettings::draft2020_12()
        .for_serialize()
        .into_generator()
        .into_root_schema_for::<T>()
        .to_value()
}

/// A form that it reads.
fn request<T: JsonSchema>() -> Value {
    SchemaSettings::draft2020_12()
        .into_generator()
        .into_root_schema_for::<T>()
        .to_value()
}

/// Collects the schemas of an OpenAPI document.
#[derive(Debug)]
pub struct Components {
    answers: SchemaGenerator,
    requests: SchemaGenerator,
}

impl Components {
    /// Without schemas.
    #[must_use]
    pub fn new() -> Self {
        let settings = || {
            SchemaSettings::draft2020_12().with(|s| {
                s.definitions_path = "/components/schemas".into();
                s.meta_schema = None;
            })
        };
        Components {
            answers: settings().for_serialize().into_generator(),
            requests: settings().into_generator(),
        }
    }

    /// A reference to a form that the service writes.
    pub fn answer<T: JsonSchema>(&mut self) -> Value {
        self.answers.subschema_for::<T>().to_value()
    }

    /// A reference to a form that it reads.
    pub fn request<T: JsonSchema>(&mut self) -> Value {
        self.requests.subschema_for::<T>().to_value()
    }

    /// Everything that was referred to.
    #[must_use]
    pub fn finish(mut self) -> Value {
        let mut all: Map<String, Value> = self.requests.take_definitions(true);
        all.extend(self.answers.take_definitions(true));
        json!(all)
    }
}

impl Default for Components {
    fn default() -> Self {
        Components::new()
    }
}
