//! Findings as the protocol's diagnostics, file by file.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

use lsp_types::{Diagnostic as LspDiagnostic, PublishDiagnosticsParams};

use super::convert;
use super::uri;
use super::workspace::Workspace;
use crate::diagnostic::Lang;

/// What has been sent, so that findings which are gone are taken back.
#[derive(Debug, Default)]
pub struct Published {
    files: BTreeSet<PathBuf>,
}

impl Published {
    /// What to send: the findings of every file of the plans that have been checked, and an empty list for files that no longer have any.
    /// Of a plan that is still being checked, what was sent before stands until the check is done.
    pub fn next(&mut self, workspace: &Workspace<'_>, lang: Lang) -> Vec<PublishDiagnosticsParams> {
        let mut found: BTreeMap<PathBuf, Vec<LspDiagnostic>> = BTreeMap::new();
        let mut waiting: BTreeSet<PathBuf> = BTreeSet::new();
        for (plan, is_checked) in workspace.plans_checked() {
            if !is_checked {
                waiting.extend(plan.compiled.sources.iter().map(|(_, s)| PathBuf::from(s.name())));
                continue;
            }
            for (_, source) in plan.compiled.sources.iter() {
                found.entry(PathBuf::from(source.name())).or_default();
            }
            for finding in &plan.findings {
                let Some(source) = plan.compiled.sources.get(finding.primary.span.source) else {
                    continue;
                };
                let list = found.entry(PathBuf::from(source.name())).or_default();
                let diagnostic = convert::diagnostic(&plan.compiled.sources, finding, lang);
                // Plans that share a vocabulary find the same in it.
                if !list.contains(&diagnostic) {
                    list.push(diagnostic);
                }
            }
        }
        let mut now: BTreeSet<PathBuf> = found.keys().cloned().collect();
        now.extend(self.files.intersection(&waiting).cloned());
        for gone in self.files.difference(&now) {
            found.insert(gone.clone(), Vec::new());
        }
        self.files = now;
        found
            .into_iter()
            .filter_map(|(file, list)| Some(PublishDiagnosticsParams::new(uri::of(&file)?, list, None)))
            .collect()
    }
}
