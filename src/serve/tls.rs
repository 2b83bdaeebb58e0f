//! TLS by rustls: certificate and key from PEM files, read anew at every reload.

use std::path::Path;
use std::sync::Arc;

use arc_swap::ArcSwap;
use tokio::net::TcpStream;
use tokio_rustls::TlsAcceptor;
use tokio_rustls::rustls::pki_types::pem::PemObject as _;
use tokio_rustls::rustls::pki_types::{CertificateDer, PrivateKeyDer};
use tokio_rustls::rustls::{ServerConfig, crypto::ring};
use tokio_rustls::server::TlsStream;

use super::settings::TlsFiles;
use crate::diagnostic::Words;
use crate::words;

/// The certificate in use.
#[derive(Debug)]
pub struct Tls {
    files: TlsFiles,
    config: ArcSwap<ServerConfig>,
}

impl Tls {
    /// Reads certificate and key.
    ///
    /// # Errors
    /// Where they cannot be read or do not belong together.
    pub fn open(files: TlsFiles) -> Result<Self, Words> {
        let config = ArcSwap::from_pointee(config(&files)?);
        Ok(Tls { files, config })
    }

    /// Reads them anew; connections that stand keep what they have.
    ///
    /// # Errors
    /// As [`Tls::open`]; the old certificate then stays in use.
    pub fn reload(&self) -> Result<(), Words> {
        self.config.store(Arc::new(config(&self.files)?));
        Ok(())
    }

    /// Secures a connection.
    ///
    /// # Errors
    /// Where the peer breaks off or speaks something else.
    pub async fn accept(&self, stream: TcpStream) -> std::io::Result<TlsStream<TcpStream>> {
        TlsAcceptor::from(self.config.load_full()).accept(stream).await
    }
}

fn config(files: &TlsFiles) -> Result<ServerConfig, Words> {
    let failed = |path: &Path, error: &dyn std::fmt::Display| {
        let shown = path.display();
        words!(
            "TLS 文件 `{shown}` 不能用:{error}",
            "the TLS file `{shown}` cannot be used: {error}"
        )
    };
    let chain: Vec<CertificateDer<'static>> = CertificateDer::pem_file_iter(&files.certificate)
        .and_then(Iterator::collect)
        .map_err(|e| failed(&files.certificate, &e))?;
    if chain.is_empty() {
        return Err(failed(&files.certificate, &"no certificate"));
    }
    let key = PrivateKeyDer::from_pem_file(&files.key).map_err(|e| failed(&files.key, &e))?;
    let mut config = ServerConfig::builder_with_provider(Arc::new(ring::default_provider()))
        .with_safe_default_protocol_versions()
        .map_err(|e| failed(&files.certificate, &e))?
        .with_no_client_auth()
        .with_single_cert(chain, key)
        .map_err(|e| failed(&files.certificate, &e))?;
    config.alpn_protocols = vec![b"http/1.1".to_vec()];
    Ok(config)
}
