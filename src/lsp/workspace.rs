//! The plans that open files belong to, compiled anew when a file of theirs changes.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use super::Disk;
use super::document::Documents;
use crate::check::check;
use crate::compile::{Compiled, compile};
use crate::editor::Snapshot;
use crate::lint::Settings;
use crate::syntax::{self, keyword::Keyword};
use crate::text::{Source, SourceId};

/// The plans that the editor works on.
pub struct Workspace<'d> {
    disk: &'d dyn Disk,
    /// Open texts.
    pub documents: Documents,
    /// Folders that the editor has open.
    pub roots: Vec<PathBuf>,
    /// Plans by their folder, or by their file where a file is a plan alone.
    plans: BTreeMap<PathBuf, Snapshot>,
    /// Plans to compile anew.
    stale: BTreeSet<PathBuf>,
}

impl<'d> Workspace<'d> {
    pub fn new(disk: &'d dyn Disk, roots: Vec<PathBuf>) -> Workspace<'d> {
        Workspace {
            disk,
            documents: Documents::default(),
            roots,
            plans: BTreeMap::new(),
            stale: BTreeSet::new(),
        }
    }

    /// A file was opened, changed, closed, or written by someone else.
    pub fn touch(&mut self, file: &Path) {
        let known: Vec<PathBuf> = self
            .plans
            .iter()
            .filter(|(_, s)| s.source(&file.display().to_string()).is_some())
            .map(|(place, _)| place.clone())
            .collect();
        self.stale.extend(known);
        if !self.is_vocabulary(file) {
            let place = self.place(file);
            self.stale.insert(place);
        }
    }

    /// Opens the plans that a file belongs to: its own, or for a vocabulary all that may use it.
    pub fn open_plans_of(&mut self, file: &Path) {
        if !self.is_vocabulary(file) {
            return self.touch(file);
        }
        let above = file.parent().and_then(Path::parent);
        self.stale.extend(above.map(|f| self.disk.plans(f)).unwrap_or_default());
    }

    /// Compiles what has changed; returns whether anything had.
    pub fn refresh(&mut self) -> bool {
        let stale = std::mem::take(&mut self.stale);
        for place in &stale {
            self.plans.remove(place);
            if let Some(snapshot) = self.compile(place) {
                self.plans.insert(place.clone(), snapshot);
            }
        }
        !stale.is_empty()
    }

    /// All plans, by place.
    pub fn plans(&self) -> impl Iterator<Item = &Snapshot> {
        self.plans.values()
    }

    /// The plans that hold a file, with the file's number in each; a plan with a header first.
    pub fn holding(&self, file: &Path) -> Vec<(&Snapshot, SourceId)> {
        let name = file.display().to_string();
        let mut out: Vec<(&Snapshot, SourceId)> = self
            .plans
            .values()
            .filter_map(|s| s.source(&name).map(|id| (s, id)))
            .collect();
        out.sort_by_key(|(s, _)| s.plan().is_none());
        out
    }

    /// Opens every plan of the editor's folders.
    pub fn open_all(&mut self) {
        let places: Vec<PathBuf> = self.roots.iter().flat_map(|r| self.disk.plans(r)).collect();
        self.stale
            .extend(places.into_iter().filter(|p| !self.plans.contains_key(p)));
        self.refresh();
    }

    fn read(&self, file: &Path) -> Option<String> {
        self.documents
            .text(file)
            .map(ToOwned::to_owned)
            .or_else(|| self.disk.read(file))
    }

    fn source(&self, file: &Path) -> Option<Source> {
        self.read(file)
            .map(|text| Source::new(file.display().to_string(), text))
    }

    fn heads(&self, file: &Path, keyword: Keyword) -> bool {
        let Some(source) = self.source(file) else { return false };
        let (file, _) = syntax::parse(SourceId(0), &source);
        file.declarations.iter().any(|d| d.keyword == keyword)
    }

    fn is_vocabulary(&self, file: &Path) -> bool {
        self.heads(file, Keyword::VocabularyDecl) && !self.heads(file, Keyword::Plan)
    }

    /// The plan that a file belongs to: its folder, unless the folder holds several plans of one file each.
    fn place(&self, file: &Path) -> PathBuf {
        let Some(folder) = file.parent() else {
            return file.to_owned();
        };
        let others = self.disk.policy_files(folder).into_iter().filter(|f| f != file);
        let alone = self.heads(file, Keyword::Plan) && others.into_iter().any(|f| self.heads(&f, Keyword::Plan));
        if alone { file.to_owned() } else { folder.to_owned() }
    }

    /// The files of the plan at a place: those on disk, and those that are open and not yet written.
    fn files(&self, place: &Path) -> Vec<PathBuf> {
        if place.extension().is_some_and(|e| e == "zr") {
            return vec![place.to_owned()];
        }
        let mut out = self.disk.policy_files(place);
        let unsaved = self
            .documents
            .files()
            .filter(|f| f.parent() == Some(place) && f.extension().is_some_and(|e| e == "zr"));
        out.extend(unsaved.map(Path::to_owned));
        out.sort();
        out.dedup();
        out
    }

    fn compile(&self, place: &Path) -> Option<Snapshot> {
        let sources: Vec<Source> = self.files(place).iter().filter_map(|f| self.source(f)).collect();
        if sources.is_empty() {
            return None;
        }
        let folder = if place.extension().is_some_and(|e| e == "zr") {
            place.parent()?
        } else {
            place
        };
        let compiled = compile(sources, &mut |name| {
            let file = self.disk.vocabulary(folder, name)?;
            self.source(&file).map(|s| vec![s])
        });
        Some(self.checked(compiled, folder))
    }

    fn checked(&self, mut compiled: Compiled, folder: &Path) -> Snapshot {
        let found = std::mem::take(&mut compiled.diagnostics);
        let findings = match &compiled.plan {
            None => found,
            Some(plan) => {
                let settings = Settings {
                    levels: self.disk.levels(folder),
                    ..Settings::default()
                };
                check(plan, &compiled.sources, found, &settings)
            }
        };
        Snapshot::new(compiled, findings)
    }
}
