//! The plans that open files belong to, compiled anew when a file of theirs changes.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use super::Disk;
use super::checking::{Checked, Job};
use super::document::Documents;
use crate::compile::compile;
use crate::editor::Snapshot;
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
    /// Plans that have been compiled and not yet checked, with the number of the compilation.
    unchecked: BTreeMap<PathBuf, u64>,
    /// How often a plan was compiled.
    round: u64,
}

impl<'d> Workspace<'d> {
    pub fn new(disk: &'d dyn Disk, roots: Vec<PathBuf>) -> Workspace<'d> {
        Workspace {
            disk,
            documents: Documents::default(),
            roots,
            plans: BTreeMap::new(),
            stale: BTreeSet::new(),
            unchecked: BTreeMap::new(),
            round: 0,
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

    /// Compiles what has changed. Until it has been checked, a plan has the findings of compiling alone.
    pub fn refresh(&mut self) {
        for place in std::mem::take(&mut self.stale) {
            self.plans.remove(&place);
            self.unchecked.remove(&place);
            if let Some(snapshot) = self.compile(&place) {
                self.round += 1;
                self.unchecked.insert(place.clone(), self.round);
                self.plans.insert(place, snapshot);
            }
        }
    }

    /// The next plan to check: one that somebody has open before the others.
    pub fn next_check(&self) -> Option<Job> {
        let is_open = |place: &Path| self.documents.files().any(|f| f == place || f.parent() == Some(place));
        let open = self.unchecked.iter().find(|(place, _)| is_open(place));
        let (place, round) = open.or_else(|| self.unchecked.iter().next())?;
        let snapshot = self.plans.get(place)?;
        Some(Job {
            place: place.clone(),
            round: *round,
            compiled: snapshot.compiled.clone(),
            found: snapshot.findings.clone(),
            levels: self.disk.levels(Self::folder(place)?),
        })
    }

    /// Takes up what a check found, unless the plan has changed since.
    pub fn take_up(&mut self, checked: Checked) {
        if self.unchecked.get(&checked.place) != Some(&checked.round) {
            return;
        }
        self.unchecked.remove(&checked.place);
        if let Some(snapshot) = self.plans.get_mut(&checked.place) {
            snapshot.findings = checked.findings;
        }
    }

    /// All plans, by place.
    pub fn plans(&self) -> impl Iterator<Item = &Snapshot> {
        self.plans.values()
    }

    /// All plans, each with whether its findings are whole.
    pub fn plans_checked(&self) -> impl Iterator<Item = (&Snapshot, bool)> {
        let is_checked = |place: &PathBuf| !self.unchecked.contains_key(place) && !self.stale.contains(place);
        self.plans.iter().map(move |(place, s)| (s, is_checked(place)))
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
        let folder = Self::folder(place)?;
        let mut compiled = compile(sources, &mut |name| {
            let file = self.disk.vocabulary(folder, name)?;
            self.source(&file).map(|s| vec![s])
        });
        let found = std::mem::take(&mut compiled.diagnostics);
        Some(Snapshot::new(compiled, found))
    }

    /// The folder of the plan at a place.
    fn folder(place: &Path) -> Option<&Path> {
        match place.extension().is_some_and(|e| e == "zr") {
            true => place.parent(),
            false => Some(place),
        }
    }
}
