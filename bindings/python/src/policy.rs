//! The class `Policy`.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;

use pyo3::create_exception;
use pyo3::exceptions::{PyOSError, PyValueError};
use pyo3::prelude::*;
use pyo3::types::{PyDict, PyString};
use pyo3_arrow::PyRecordBatch;
use zeren::model::{Date, FactType};
use zeren::route::{Options, Scopes};
use zeren::{Facts, Lang, Source};

use crate::{answers, files};

create_exception!(zeren, PolicyError, PyValueError, "The texts do not make a policy; the message says what is wrong and where.");

/// A plan made ready to be asked. It never changes and may be shared between threads.
#[pyclass(frozen, module = "zeren")]
pub struct Policy {
    inner: Arc<zeren::Policy>,
}

#[pymethods]
impl Policy {
    /// Reads a `.zr` file or a plan's folder, with the vocabularies that it names.
    #[staticmethod]
    fn load(py: Python<'_>, path: PathBuf) -> PyResult<Self> {
        py.detach(|| {
            let (sources, folder) = files::plan(&path).map_err(|e| PyOSError::new_err(e.to_string()))?;
            made(zeren::Policy::compile(sources, &mut |name| files::vocabulary(&folder, name)))
        })
    }

    /// Compiles texts: a dict from file name to text, and one from vocabulary name to text.
    #[staticmethod]
    #[pyo3(signature = (files, vocabularies = None))]
    fn compile(
        py: Python<'_>,
        files: BTreeMap<String, String>,
        vocabularies: Option<BTreeMap<String, String>>,
    ) -> PyResult<Self> {
        let vocabularies = vocabularies.unwrap_or_default();
        py.detach(|| {
            let sources = files.into_iter().map(|(name, text)| Source::new(name, text)).collect();
            made(zeren::Policy::compile(sources, &mut |name| {
                let text = vocabularies.get(name)?;
                Some(vec![Source::new(format!("{name}.zr"), text.clone())])
            }))
        })
    }

    /// The plan's id.
    #[getter]
    fn id(&self) -> &str {
        self.inner.id()
    }

    /// BLAKE3 of all sources: policies with one digest answer alike.
    #[getter]
    fn digest(&self) -> &str {
        self.inner.digest()
    }

    /// The facts: a dict from name to type (bool, one, ordered, set, int).
    #[getter]
    fn facts(&self) -> BTreeMap<String, &'static str> {
        let kind = |k: &FactType| match k {
            FactType::Bool => "bool",
            FactType::One => "one",
            FactType::Ordered => "ordered",
            FactType::Set => "set",
            FactType::Int { .. } => "int",
        };
        self.inner.model().facts().map(|(_, f)| (f.name.clone(), kind(&f.kind))).collect()
    }

    /// Answers one case, a dict from fact to value, in the form `zeren.route/v1`. ValueError where a word is not the policy's.
    #[pyo3(signature = (facts, *, all_scopes = false, as_of = None, lang = "zh"))]
    fn route<'py>(
        &self,
        py: Python<'py>,
        facts: &Bound<'py, PyDict>,
        all_scopes: bool,
        as_of: Option<&str>,
        lang: &str,
    ) -> PyResult<Bound<'py, PyAny>> {
        let json = py.import("json")?;
        let text: String = json.call_method1("dumps", (facts,))?.extract()?;
        let (options, lang) = (options(all_scopes, as_of)?, language(lang)?);
        let answer = py.detach(|| -> Result<String, String> {
            let facts = Facts::from_json(&text).map_err(|e| e.message(lang))?;
            let routing = self.inner.route_with(&facts, options).map_err(|e| e.message(lang))?;
            serde_json::to_string(&routing.wire(lang)).map_err(|e| e.to_string())
        });
        json.call_method1("loads", (PyString::new(py, &answer.map_err(PyValueError::new_err)?),))
    }

    /// Answers each row of an Arrow record batch. A column that bears the name of a fact gives it: a set as a list of strings (or one
    /// string with `、` between the words), a bool, an int, else a string; null leaves the fact unknown; columns of other names are not
    /// looked at. Returns a record batch of the same length: `assignments` (a list of unit, role, clause, item, status; null where the
    /// row is in error) and `error`. `threads`: 1 where the caller runs many workers, 0 for all cores.
    #[pyo3(signature = (batch, *, all_scopes = false, as_of = None, lang = "zh", threads = 1))]
    fn route_batch<'py>(
        &self,
        py: Python<'py>,
        batch: PyRecordBatch,
        all_scopes: bool,
        as_of: Option<&str>,
        lang: &str,
        threads: usize,
    ) -> PyResult<Bound<'py, PyAny>> {
        let batch = batch.into_inner();
        let (options, lang) = (options(all_scopes, as_of)?, language(lang)?);
        let answer = py.detach(|| answers::route(&self.inner, &batch, options, lang, threads));
        let answer = answer.map_err(PyValueError::new_err)?;
        Ok(PyRecordBatch::new(answer).into_pyarrow(py)?)
    }

    fn __repr__(&self) -> String {
        let digest: String = self.inner.digest().chars().take(12).collect();
        format!("<zeren.Policy {} {digest}>", self.inner.id())
    }
}

fn made(policy: Result<zeren::Policy, zeren::PolicyError>) -> PyResult<Policy> {
    match policy {
        Ok(policy) => Ok(Policy { inner: Arc::new(policy) }),
        Err(error) => Err(PolicyError::new_err(error.message(Lang::Zh))),
    }
}

fn options(all_scopes: bool, as_of: Option<&str>) -> PyResult<Options> {
    let day = match as_of {
        None => None,
        Some(text) => Some(Date::parse(text).ok_or_else(|| {
            PyValueError::new_err(format!("as_of: `{text}` is no date; write 2022-10-20"))
        })?),
    };
    Ok(Options {
        scopes: if all_scopes { Scopes::All } else { Scopes::Case },
        as_of: day,
    })
}

fn language(word: &str) -> PyResult<Lang> {
    match word {
        "zh" => Ok(Lang::Zh),
        "en" => Ok(Lang::En),
        other => Err(PyValueError::new_err(format!("lang: `{other}` is neither zh nor en"))),
    }
}
