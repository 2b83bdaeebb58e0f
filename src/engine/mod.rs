//! What a program that calls the engine needs, and nothing else: a [`Policy`] made from texts, [`Facts`] of a case, and the [`Routing`]
//! that the two give. Reads no file, no clock and no environment; everything here can be shared between threads.
//!
//! ```
//! use zeren::{Facts, Lang, Policy};
//!
//! let policy = Policy::from_text(r#"
//!     方案 例 { 标题: "例" 词表: 无 }
//!     单位 市公安局
//!     事实 情形 { 类型: 多选  值 侵害  值 失踪 }
//!     职责 处置 { 出处: 一/1  责任: 市公安局  当: 情形 含 侵害 }
//! "#)?;
//! let facts = Facts::from_json(r#"{"情形": ["侵害"]}"#)?;
//! let routing = policy.route(&facts)?;
//! let json = routing.to_json(Lang::Zh);
//! assert_eq!(json["assignments"][0]["unit"], "市公安局");
//! assert_eq!(json["policy_digest"], policy.digest());
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod brief;
mod error;
mod facts;
mod lexicon;
mod phrases;
mod policy;
mod quick_reading;
mod registry;
mod territory;

pub use brief::{BriefRouting, Desk};
pub use error::{FactProblem, FactProblemKind, FactsError, PolicyError};
pub use facts::{Facts, RawValue};
pub use policy::{Policy, Routing};
pub use registry::{Addressed, Asked, Registry, Routings};
