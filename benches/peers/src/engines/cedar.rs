//! cedar-policy: a `permit` for each rule; the answer is the set of policies that decided.

use cedar_policy::{Authorizer, Context, Entities, EntityUid, Policy, PolicyId, PolicySet, Request};
use zeren::logic::Formula;

use super::Engine;
use crate::situations::{Given, Kind, Shape};
use crate::words::{Dialect, Test, facts, text};

struct Cedar {
    authorizer: Authorizer,
    policies: PolicySet,
    entities: Entities,
    requests: Vec<Request>,
}

const WORDS: Dialect = Dialect { and: " && ", or: " || ", test };

fn test(test: &Test) -> String {
    let fact = format!("context.f{}", test.fact);
    match test.kind {
        Kind::Bool if test.wants() => fact,
        Kind::Bool => format!("!{fact}"),
        Kind::Tag(value) if test.wants() => format!("{fact}.contains(\"x{value}\")"),
        Kind::Tag(value) => format!("!{fact}.contains(\"x{value}\")"),
        Kind::One(classes) => match (test.range(classes), test.classes.as_slice()) {
            (Some(Ok(below)), _) => format!("{fact} < {below}"),
            (Some(Err(from)), _) => format!("{fact} >= {from}"),
            (None, [one]) => format!("{fact} == {one}"),
            (None, _) => format!("[{}].contains({fact})", test.list()),
        },
    }
}

pub fn build(shape: &Shape, conditions: &[Formula], asked: &[Vec<Given>]) -> Box<dyn Engine> {
    let mut policies = PolicySet::new();
    for (number, condition) in conditions.iter().enumerate() {
        let text = format!("permit(principal, action, resource) when {{ {} }};", text(shape, &WORDS, condition));
        let policy = Policy::parse(Some(PolicyId::new(number.to_string())), &text).unwrap_or_else(|e| panic!("{text}: {e}"));
        policies.add(policy).expect("a new policy");
    }
    let uid = |text: &str| text.parse::<EntityUid>().expect("an entity");
    let request = |given: &Vec<Given>| {
        let context = Context::from_json_value(facts(shape, given), None).expect("facts");
        Request::new(uid("U::\"u\""), uid("A::\"a\""), uid("R::\"r\""), context, None).expect("a request")
    };
    Box::new(Cedar {
        authorizer: Authorizer::new(),
        policies,
        entities: Entities::empty(),
        requests: asked.iter().map(request).collect(),
    })
}

impl Engine for Cedar {
    fn ask(&mut self, situation: usize) -> Vec<u32> {
        let answer = self.authorizer.is_authorized(&self.requests[situation], &self.policies, &self.entities);
        let number = |id: &PolicyId| AsRef::<str>::as_ref(id).parse().expect("a number");
        answer.diagnostics().reason().map(number).collect()
    }
}
