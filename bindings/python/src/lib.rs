//! Python bindings: policies from files or texts, one case as a dict, many as an Arrow record batch.

mod answers;
mod columns;
mod files;
mod policy;

/// Who must act on a situation, in what role, by when, on which clause's authority.
#[pyo3::pymodule(name = "zeren")]
mod module {
    #[pymodule_export]
    use super::policy::Policy;
    #[pymodule_export]
    use super::policy::PolicyError;
}
