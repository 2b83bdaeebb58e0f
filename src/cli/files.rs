//! Policies on disk: a `.zr` file, a plan's folder, a folder of plans, or standard input. The only place that reads them.

use std::fmt::Display;
use std::io::{self, Read as _};
use std::path::{Path, PathBuf};

use crate::compile::{Compiled, CompiledPlan, compile};
use crate::diagnostic::Words;
use crate::syntax::MAX_FILE;
use crate::text::Source;
use crate::words;

/// A failure to read.
#[derive(Debug)]
pub struct ReadError {
    /// What is wrong.
    pub message: Words,
}

impl ReadError {
    fn new(message: Words) -> Self {
        ReadError { message }
    }
}

/// Why something could not be read.
pub fn unread(shown: &dyn Display, error: &io::Error) -> Words {
    let Words { zh, en } = reason(error);
    Words::new(format!("读不到 `{shown}`:{zh}"), format!("cannot read `{shown}`: {en}"))
}

/// Why something could not be written.
pub fn unwritten(shown: &dyn Display, error: &io::Error) -> Words {
    let Words { zh, en } = reason(error);
    Words::new(
        format!("写不了 `{shown}`:{zh}"),
        format!("cannot write `{shown}`: {en}"),
    )
}

/// The common reasons in the user's language; the system's own words for the others.
fn reason(error: &io::Error) -> Words {
    match error.kind() {
        io::ErrorKind::NotFound => words!("没有这个文件或文件夹", "there is no such file or folder"),
        io::ErrorKind::PermissionDenied => words!("没有权限", "permission is refused"),
        io::ErrorKind::IsADirectory => words!("这是文件夹,不是文件", "it is a folder, not a file"),
        io::ErrorKind::NotADirectory => words!("路径中间有一段不是文件夹", "a part of the path is no folder"),
        io::ErrorKind::StorageFull => words!("磁盘满了", "the disk is full"),
        io::ErrorKind::ReadOnlyFilesystem => words!("磁盘只能读", "the disk can only be read"),
        _ => words!("{error}", "{error}"),
    }
}

/// The files of one plan.
#[derive(Debug)]
pub struct PlanFiles {
    /// Its folder (the file's folder for a single file).
    pub folder: PathBuf,
    /// Its `.zr` files, by name.
    pub files: Vec<PathBuf>,
}

/// Finds the plans at a path: the file itself, the folder if it holds `.zr` files, else its subfolders that do.
pub fn plans(path: &Path) -> Result<Vec<PlanFiles>, ReadError> {
    if path == Path::new("-") {
        return Ok(vec![PlanFiles {
            folder: PathBuf::from("."),
            files: vec![path.to_owned()],
        }]);
    }
    let shown = path.display();
    let kind = std::fs::metadata(path).map_err(|e| ReadError::new(unread(&shown, &e)))?;
    if kind.is_file() {
        let folder = path
            .parent()
            .map(Path::to_owned)
            .filter(|p| !p.as_os_str().is_empty())
            .unwrap_or_else(|| PathBuf::from("."));
        return Ok(vec![PlanFiles {
            folder,
            files: vec![path.to_owned()],
        }]);
    }
    let own = policy_files(path)?;
    if !own.is_empty() {
        return Ok(vec![PlanFiles {
            folder: path.to_owned(),
            files: own,
        }]);
    }
    let mut out = Vec::new();
    for folder in folders(path)?
        .into_iter()
        .filter(|f| f.file_name() != Some("vocabulary".as_ref()))
    {
        let files = policy_files(&folder)?;
        if !files.is_empty() {
            out.push(PlanFiles { folder, files });
        }
    }
    if out.is_empty() {
        return Err(ReadError::new(words!(
            "`{shown}` 里没有 `.zr` 文件",
            "there are no `.zr` files in `{shown}`"
        )));
    }
    Ok(out)
}

/// Compiles the plan at each of the places that a path stands for.
pub fn compile_all(path: &Path) -> Result<Vec<(PlanFiles, Compiled)>, ReadError> {
    plans(path)?
        .into_iter()
        .map(|p| compile_plan(&p).map(|c| (p, c)))
        .collect()
}

/// Compiles the one plan that a path stands for.
pub fn compile_one(path: &Path) -> Result<Compiled, Words> {
    let mut found = plans(path).map_err(|e| e.message)?;
    match (found.pop(), found.is_empty()) {
        (Some(plan), true) => compile_plan(&plan).map_err(|e| e.message),
        _ => Err(words!(
            "`{}` 里有几份方案;请指明一份",
            "`{}` holds several plans; name one",
            path.display()
        )),
    }
}

/// The plan of what was compiled, or why there is none.
pub fn plan_of<'c>(compiled: &'c Compiled, path: &Path) -> Result<&'c CompiledPlan, Words> {
    let shown = path.display();
    compiled.plan.as_ref().ok_or_else(|| {
        words!(
            "`{shown}` 不是方案:先运行 zeren check",
            "`{shown}` is no plan: run zeren check first"
        )
    })
}

/// Compiles one plan.
pub fn compile_plan(plan: &PlanFiles) -> Result<Compiled, ReadError> {
    let sources: Vec<Source> = plan.files.iter().map(|f| source(f)).collect::<Result<_, _>>()?;
    let mut failure = None;
    let compiled = compile(sources, &mut |name| match vocabulary(&plan.folder, name) {
        Ok(found) => found,
        Err(error) => {
            failure = Some(error);
            None
        }
    });
    failure.map_or(Ok(compiled), Err)
}

/// The files of a vocabulary.
fn vocabulary(folder: &Path, name: &str) -> Result<Option<Vec<Source>>, ReadError> {
    vocabulary_file(folder, name)
        .map(|file| source(&file).map(|s| vec![s]))
        .transpose()
}

/// Where a vocabulary is: `vocabulary/NAME.zr` in the plan's folder or beside one of its parent folders.
pub fn vocabulary_file(folder: &Path, name: &str) -> Option<PathBuf> {
    // A name is a file name, never a path.
    if name.contains(['/', '\\']) || name.starts_with('.') {
        return None;
    }
    let start = std::fs::canonicalize(folder).unwrap_or_else(|_| folder.to_owned());
    let place = |folder: &Path| folder.join("vocabulary").join(format!("{name}.zr"));
    start.ancestors().take(6).map(place).find(|file| file.is_file())
}

/// A vocabulary for a plan in the first of some folders that has it near.
pub fn vocabulary_source<'a>(mut folders: impl Iterator<Item = &'a Path>, name: &str) -> Result<Source, Words> {
    match folders.find_map(|folder| vocabulary_file(folder, name)) {
        Some(file) => source(&file).map_err(|e| e.message),
        None => Err(words!(
            "找不到词表 `{name}`:应在 `vocabulary/{name}.zr`,在方案文件夹里,或在它的上级文件夹旁",
            "vocabulary `{name}` is not found: it stands in `vocabulary/{name}.zr`, in the plan's folder or beside one of its parent folders"
        )),
    }
}

/// The names of the vocabularies near a folder.
pub fn vocabularies(folder: &Path) -> Result<Vec<String>, Words> {
    let start = std::fs::canonicalize(folder).unwrap_or_else(|_| folder.to_owned());
    let near = start
        .ancestors()
        .take(6)
        .map(|f| f.join("vocabulary"))
        .find(|f| f.is_dir());
    let files = near
        .map_or(Ok(Vec::new()), |near| policy_files(&near))
        .map_err(|e| e.message)?;
    let stem = |file: &PathBuf| file.file_stem().and_then(|s| s.to_str()).map(ToOwned::to_owned);
    Ok(files.iter().filter_map(stem).collect())
}

/// Reads one file (or standard input) as UTF-8.
pub fn source(path: &Path) -> Result<Source, ReadError> {
    let bytes = first_bytes(path, MAX_FILE as u64 + 1)?;
    let name = if path == Path::new("-") {
        "<stdin>".to_owned()
    } else {
        relative(path)
    };
    text(&name, bytes).map(|t| Source::new(name.clone(), t))
}

/// Reads a file of at most `limit` bytes; a larger one is refused, never read in part.
pub fn bytes(path: &Path, limit: u64) -> Result<Vec<u8>, ReadError> {
    let bytes = first_bytes(path, limit + 1)?;
    if bytes.len() as u64 > limit {
        let (shown, limit) = (path.display(), limit / 1024 / 1024);
        return Err(ReadError::new(words!(
            "`{shown}` 超过 {limit} MiB",
            "`{shown}` has more than {limit} MiB"
        )));
    }
    Ok(bytes)
}

/// Reads a file, and no more than `limit` bytes of it: for readers that refuse what is too large themselves.
pub fn first_bytes(path: &Path, limit: u64) -> Result<Vec<u8>, ReadError> {
    let shown = path.display();
    let failed = |e: std::io::Error| ReadError::new(unread(&shown, &e));
    let mut bytes = Vec::new();
    if path == Path::new("-") {
        std::io::stdin()
            .lock()
            .take(limit)
            .read_to_end(&mut bytes)
            .map_err(failed)?;
    } else {
        std::fs::File::open(path)
            .map_err(failed)?
            .take(limit)
            .read_to_end(&mut bytes)
            .map_err(failed)?;
    }
    Ok(bytes)
}

/// Bytes as text: UTF-8, without a byte order mark.
pub fn text(name: &str, bytes: Vec<u8>) -> Result<String, ReadError> {
    match String::from_utf8(bytes) {
        Ok(text) => Ok(text.strip_prefix('\u{feff}').map(ToOwned::to_owned).unwrap_or(text)),
        Err(error) => {
            let at = error.utf8_error().valid_up_to();
            let line = error
                .as_bytes()
                .get(..at)
                .map_or(1, |b| b.iter().filter(|c| **c == b'\n').count() + 1);
            Err(ReadError::new(words!(
                "`{name}` 第 {line} 行不是 UTF-8。如果是 GB18030(记事本的“ANSI”),先转换:iconv -f GB18030 -t UTF-8 {name}",
                "`{name}` is not UTF-8 at line {line}. If it is GB18030, convert it first: iconv -f GB18030 -t UTF-8 {name}"
            )))
        }
    }
}

/// A path as shown: relative to where the user stands, where that is shorter.
fn relative(path: &Path) -> String {
    let here = std::env::current_dir().ok();
    let shown = here
        .and_then(|h| path.strip_prefix(h).ok().map(Path::to_owned))
        .unwrap_or_else(|| path.to_owned());
    shown.display().to_string()
}

/// The `.zr` files directly in a folder, by name.
pub fn policy_files(folder: &Path) -> Result<Vec<PathBuf>, ReadError> {
    let mut files: Vec<PathBuf> = entries(folder)?
        .into_iter()
        .filter(|p| p.is_file() && p.extension().is_some_and(|e| e == "zr"))
        .collect();
    files.sort();
    Ok(files)
}

fn folders(folder: &Path) -> Result<Vec<PathBuf>, ReadError> {
    let mut out: Vec<PathBuf> = entries(folder)?.into_iter().filter(|p| p.is_dir()).collect();
    out.sort();
    Ok(out)
}

/// Everything in a folder.
pub fn entries(folder: &Path) -> Result<Vec<PathBuf>, ReadError> {
    let shown = folder.display();
    let list = std::fs::read_dir(folder).map_err(|e| ReadError::new(unread(&shown, &e)))?;
    Ok(list.filter_map(Result::ok).map(|e| e.path()).collect())
}

/// Replaces a file's text: written beside it first, so that a failure leaves the old one whole.
pub fn write(path: &Path, text: &str) -> Result<(), ReadError> {
    let shown = path.display();
    let failed = |e: std::io::Error| ReadError::new(unwritten(&shown, &e));
    let beside = path.with_extension("zr.tmp");
    std::fs::write(&beside, text).map_err(failed)?;
    std::fs::rename(&beside, path).map_err(failed)
}
