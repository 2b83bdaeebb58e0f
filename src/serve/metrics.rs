//! Figures for Prometheus.

use std::sync::atomic::AtomicU64;

use prometheus_client::encoding::EncodeLabelSet;
use prometheus_client::encoding::text::encode;
use prometheus_client::metrics::counter::Counter;
use prometheus_client::metrics::family::Family;
use prometheus_client::metrics::gauge::Gauge;
use prometheus_client::metrics::histogram::Histogram;
use prometheus_client::registry::Registry;

/// Labels of a request: never a value that a caller chooses.
#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
struct RequestLabels {
    method: &'static str,
    path: String,
    status: u16,
}

#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
struct PathLabels {
    path: String,
}

#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
struct KindLabels {
    kind: &'static str,
}

#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
struct PolicyLabels {
    plan: String,
    digest: String,
}

/// The figures.
#[derive(Debug)]
pub struct Metrics {
    registry: Registry,
    requests: Family<RequestLabels, Counter>,
    seconds: Family<PathLabels, Histogram, fn() -> Histogram>,
    shed: Family<KindLabels, Counter>,
    reloads: Family<KindLabels, Counter>,
    rows: Family<KindLabels, Counter>,
    policies: Family<PolicyLabels, Gauge>,
    /// Requests under way.
    pub in_flight: Gauge,
    /// Whether the last reload was taken up: 1, or 0 where the old policies go on because the new ones cannot serve.
    pub reload_ok: Gauge,
    /// When the policies in service were loaded, in seconds of Unix time.
    pub loaded_at: Gauge<f64, AtomicU64>,
    /// Decisions that were written down.
    pub decisions: Counter,
}

fn seconds() -> Histogram {
    Histogram::new([
        0.000_25, 0.000_5, 0.001, 0.002_5, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 10.0,
    ])
}

impl Metrics {
    /// All at zero.
    #[must_use]
    pub fn new() -> Self {
        let mut m = Metrics {
            registry: Registry::with_prefix("zeren"),
            requests: Family::default(),
            seconds: Family::new_with_constructor(seconds as fn() -> Histogram),
            shed: Family::default(),
            reloads: Family::default(),
            rows: Family::default(),
            policies: Family::default(),
            in_flight: Gauge::default(),
            reload_ok: Gauge::default(),
            loaded_at: Gauge::default(),
            decisions: Counter::default(),
        };
        let r = &mut m.registry;
        r.register("requests", "Requests answered", m.requests.clone());
        r.register(
            "request_seconds",
            "Time from the head of a request to the head of its answer",
            m.seconds.clone(),
        );
        r.register("shed", "Requests refused, by the limit that was met", m.shed.clone());
        r.register("reloads", "Reloads of the policies, by outcome", m.reloads.clone());
        r.register("batch_rows", "Rows of batches, by outcome", m.rows.clone());
        r.register(
            "policy",
            "The plans in service, each with its digest",
            m.policies.clone(),
        );
        r.register("in_flight", "Requests under way", m.in_flight.clone());
        r.register(
            "reload_ok",
            "1 where the last reload was taken up, 0 where the old policies go on",
            m.reload_ok.clone(),
        );
        r.register(
            "policies_loaded_at_seconds",
            "When the policies in service were loaded",
            m.loaded_at.clone(),
        );
        r.register("decisions", "Decisions written down", m.decisions.clone());
        m.reload_ok.set(1);
        m
    }

    /// A request was answered. `path` is the route's pattern.
    pub fn answered(&self, method: &'static str, path: &str, status: u16, seconds: f64) {
        let path = path.to_owned();
        self.seconds
            .get_or_create(&PathLabels { path: path.clone() })
            .observe(seconds);
        self.requests
            .get_or_create(&RequestLabels { method, path, status })
            .inc();
    }

    /// A request was refused.
    pub fn shed(&self, kind: &'static str) {
        self.shed.get_or_create(&KindLabels { kind }).inc();
    }

    /// A reload ended.
    pub fn reloaded(&self, kind: &'static str) {
        self.reloads.get_or_create(&KindLabels { kind }).inc();
    }

    /// Rows of a batch were answered.
    pub fn rows(&self, kind: &'static str, count: u64) {
        self.rows.get_or_create(&KindLabels { kind }).inc_by(count);
    }

    /// These plans are in service, and no others.
    pub fn policies<'a>(&self, plans: impl Iterator<Item = (&'a str, &'a str)>) {
        self.policies.clear();
        for (plan, digest) in plans {
            let labels = PolicyLabels {
                plan: plan.to_owned(),
                digest: digest.to_owned(),
            };
            self.policies.get_or_create(&labels).set(1);
        }
        self.loaded_at
            .set(jiff::Timestamp::now().as_millisecond() as f64 / 1000.0);
    }

    /// The text of the OpenMetrics exposition.
    #[must_use]
    pub fn text(&self) -> String {
        let mut out = String::new();
        // Writing to a string cannot fail.
        let _ = encode(&mut out, &self.registry);
        out
    }
}

impl Default for Metrics {
    fn default() -> Self {
        Metrics::new()
    }
}
