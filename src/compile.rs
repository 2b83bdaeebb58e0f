//! From sources to a compiled plan: never fails, always says what is wrong.

use crate::cores;
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::graph::Graph;
use crate::model::Model;
use crate::resolve::{self, Input};
use crate::syntax::{self, ast::File};
use crate::text::{Source, SourceId, Sources, Span};
use crate::words;
use crate::world::World;

/// A compiled plan.
#[derive(Debug, Clone)]
pub struct Compiled {
    /// All sources: the plan's files, then those of its vocabularies.
    pub sources: Sources,
    /// The parsed files of the plan, with their sources.
    pub files: Vec<(SourceId, File)>,
    /// The plan; absent where there is no header.
    pub plan: Option<CompiledPlan>,
    /// What is wrong, in the order of the text.
    pub diagnostics: Vec<Diagnostic>,
    /// BLAKE3 of all sources, in hexadecimal: two compilations with the same digest answer alike.
    pub digest: String,
}

/// The parts of a plan that answer questions.
#[derive(Debug, Clone)]
pub struct CompiledPlan {
    /// The model.
    pub model: Model,
    /// The graph of responsibilities.
    pub graph: Graph,
    /// The facts as dimensions.
    pub world: World,
}

impl Compiled {
    /// Number of findings of this severity.
    #[must_use]
    pub fn count(&self, severity: Severity) -> usize {
        self.diagnostics.iter().filter(|d| d.severity == severity).count()
    }

    /// The plan's id, or nothing.
    #[must_use]
    pub fn id(&self) -> &str {
        self.plan.as_ref().map_or("", |p| &p.model.plan.id)
    }
}

/// Compiles a plan from its files. `vocabulary` finds the files of a vocabulary by name.
///
/// ```
/// use zeren::{compile::compile, text::Source};
///
/// let plan = Source::new("plan.zr", r#"
///     方案 例 { 标题: "例" 词表: 无 }
///     单位 市公安局
///     事实 情形 { 类型: 多选  值 侵害 }
///     职责 处置 { 出处: 一/1  责任: 市公安局  当: 情形 含 侵害 }
/// "#);
/// let compiled = compile(vec![plan], &mut |_| None);
/// assert!(compiled.diagnostics.is_empty());
/// assert_eq!(compiled.id(), "例");
/// ```
pub fn compile(plan: Vec<Source>, vocabulary: &mut dyn FnMut(&str) -> Option<Vec<Source>>) -> Compiled {
    let mut sources = Sources::default();
    let mut diagnostics = Vec::new();
    let parsed = plan.into_iter().map(|s| parse(s, &mut sources, &mut diagnostics));
    let (ids, parsed): (Vec<SourceId>, Vec<File>) = parsed.collect();
    let (header, problems) = resolve::header(&parsed, &sources);
    let mut header_problems = problems;
    let mut input = Input {
        files: parsed,
        vocabularies: Vec::new(),
    };
    if let Some(header) = &header {
        for name in &header.vocabularies {
            match vocabulary(name) {
                Some(found) => input
                    .vocabularies
                    .extend(found.into_iter().map(|s| parse(s, &mut sources, &mut diagnostics).1)),
                None => header_problems.push(missing_vocabulary(name, header.span)),
            }
        }
    }
    diagnostics.append(&mut header_problems);
    let digest = digest(&sources);
    let compiled_plan = header.map(|header| {
        let (model, problems) = resolve::resolve(header, &input, &sources);
        diagnostics.extend(problems);
        let (graph, world) = cores::both(|| Graph::build(&model), || World::new(&model));
        CompiledPlan { model, graph, world }
    });
    sort(&mut diagnostics);
    Compiled {
        files: ids.into_iter().zip(input.files).collect(),
        sources,
        plan: compiled_plan,
        diagnostics,
        digest,
    }
}

fn parse(source: Source, sources: &mut Sources, diagnostics: &mut Vec<Diagnostic>) -> (SourceId, File) {
    let id = sources.add(source);
    let Some(source) = sources.get(id) else {
        return (id, File::default());
    };
    let (file, problems) = syntax::parse(id, source);
    diagnostics.extend(problems);
    (id, file)
}

/// Orders findings by place, and drops those said twice.
pub fn sort(diagnostics: &mut Vec<Diagnostic>) {
    diagnostics.sort_by(|a, b| (a.primary.span, a.code, &a.message.zh).cmp(&(b.primary.span, b.code, &b.message.zh)));
    diagnostics.dedup_by(|a, b| a.primary.span == b.primary.span && a.code == b.code && a.message == b.message);
}

fn missing_vocabulary(name: &str, span: Span) -> Diagnostic {
    Diagnostic::new(Code::VOCABULARY_NOT_FOUND, span, words!("找不到词表 `{name}`", "vocabulary `{name}` is not found"))
        .help(words!("把 `{name}.zr` 放进 `vocabulary/` 文件夹(在方案文件夹旁,或其上级文件夹旁);自带全部事实的方案写 `词表: 无`", "put `{name}.zr` into a folder `vocabulary/` beside the plan or one of its parent folders; a plan that brings all its facts says `vocabulary: none`"))
}

/// A digest over the names (without folders) and texts of all sources.
fn digest(sources: &Sources) -> String {
    let mut parts: Vec<(&str, &str)> = sources
        .iter()
        .map(|(_, s)| (s.name().rsplit(['/', '\\']).next().unwrap_or(""), s.text()))
        .collect();
    parts.sort_unstable();
    let mut hasher = blake3::Hasher::new();
    for (name, text) in parts {
        for part in [name, text] {
            hasher.update(&(part.len() as u64).to_le_bytes());
            hasher.update(part.as_bytes());
        }
    }
    hasher.finalize().to_hex().to_string()
}
