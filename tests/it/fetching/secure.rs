//! Connections that are not secure though they should be.

use std::io::Read;
use std::net::TcpListener;
use std::sync::{Arc, Mutex};
use std::thread;

use veracite::fetch::FetchProblem;

use super::client::{fetch_one, local, within};
use super::server::{Site, keep_silent, raw, send};
use crate::cli::veracite;

/// A certificate for localhost and 127.0.0.1 that nobody vouches for, and its key. Made by
///
/// ```sh
/// openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 36500 \
///     -subj /CN=localhost -addext subjectAltName=DNS:localhost,IP:127.0.0.1 \
///     -addext basicConstraints=critical,CA:FALSE \
///     -keyout key.pem -outform DER -out self-signed.der
/// openssl pkcs8 -topk8 -nocrypt -in key.pem -outform DER -out self-signed.key.der
/// ```
const CERTIFICATE: &[u8] = include_bytes!("self-signed.der");

const KEY: &[u8] = include_bytes!("self-signed.key.der");

/// The first one as a file that can be trusted.
const TRUSTED: &str =
    concat!(env!("CARGO_MANIFEST_DIR"), "/tests/it/fetching/self-signed.pem");

/// One of the same names and key that held for the year 2020 (`openssl ca -selfsign
/// -startdate 20200101000000Z -enddate 20210101000000Z`).
const EXPIRED: &[u8] = include_bytes!("expired.der");

#[test]
fn a_secure_address_is_not_asked_for_in_the_clear() {
    let site = Site::new(|_, stream| send(stream, "200 OK", &[], b"a page"));
    let fetched = fetch_one(local(), &format!("https://127.0.0.1:{}/", site.port));
    assert!(matches!(fetched.body, Err(FetchProblem::Tls(_))), "{fetched:?}");
    let heads = site.heads.lock().unwrap();
    assert!(heads.iter().all(|head| !head.contains("GET")), "{heads:?}");
}

/// A server with a certificate, which nobody should tell anything: its port, and what it was
/// told.
fn secured(certificate: &'static [u8]) -> (u16, Arc<Mutex<Vec<u8>>>) {
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let key = rustls::pki_types::PrivateKeyDer::try_from(KEY).unwrap();
    let config = rustls::ServerConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_no_client_auth()
        .with_single_cert(vec![certificate.into()], key)
        .unwrap();
    let config = Arc::new(config);
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = listener.local_addr().unwrap().port();
    let read: Arc<Mutex<Vec<u8>>> = Arc::default();
    let noted = Arc::clone(&read);
    thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            let connection = rustls::ServerConnection::new(Arc::clone(&config)).unwrap();
            let mut secured = rustls::StreamOwned::new(connection, stream);
            let _ = secured.read_to_end(&mut noted.lock().unwrap());
        }
    });
    (port, read)
}

#[test]
fn a_certificate_that_nobody_vouches_for_is_refused() {
    let (port, read) = secured(CERTIFICATE);
    let fetched = fetch_one(local(), &format!("https://127.0.0.1:{port}/"));
    let Err(FetchProblem::Tls(why)) = fetched.body else { panic!("{fetched:?}") };
    assert!(why.contains("certificate"), "{why}");
    assert_eq!(*read.lock().unwrap(), b"");
}

#[test]
fn a_certificate_that_is_trusted_holds_for_its_host_and_its_time() {
    let folder = tempfile::tempdir().unwrap();
    let check = |certificate: &'static [u8], host: &str, part: &str| {
        let (port, read) = secured(certificate);
        let url = format!("https://{host}:{port}/");
        let mut program = veracite();
        program.env("SSL_CERT_FILE", TRUSTED).env("XDG_CACHE_HOME", folder.path());
        program.args(["page", "--fetch", "--allow-private", "localhost", &url]);
        let said = program.output().unwrap().stderr;
        let said = String::from_utf8_lossy(&said).into_owned();
        assert!(said.contains("no secure connection") && said.contains(part), "{said}");
        assert_eq!(*read.lock().unwrap(), b"");
    };
    check(CERTIFICATE, "other.localhost", "not valid for name");
    check(EXPIRED, "localhost", "expired");
}

#[test]
fn no_older_protocol_is_spoken_for_a_server_that_knows_no_other() {
    // It would have TLS 1.0: an alert that says so, and an answer that begins in it.
    let alert = b"\x15\x03\x01\0\x02\x02\x46";
    let mut hello = b"\x16\x03\x01\0\x2a\x02\0\0\x26\x03\x01".to_vec();
    hello.extend([7; 32]);
    hello.extend(b"\0\0\x2f\0");
    for answer in [alert.to_vec(), hello] {
        let site = Site::new(move |_, stream| {
            raw(stream, &answer);
            keep_silent(stream);
        });
        let fetched =
            fetch_one(within(5000), &format!("https://127.0.0.1:{}/", site.port));
        assert!(matches!(fetched.body, Err(FetchProblem::Tls(_))), "{fetched:?}");
    }
}
