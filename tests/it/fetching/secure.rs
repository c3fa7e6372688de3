//! Connections that are not secure though they should be.

use std::io::Read;
use std::net::TcpListener;
use std::sync::{Arc, Mutex};
use std::thread;

use veracite::fetch::FetchProblem;

use super::client::{fetch_one, local};
use super::server::{Site, send};

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

#[test]
fn a_secure_address_is_not_asked_for_in_the_clear() {
    let site = Site::new(|_, stream| send(stream, "200 OK", &[], b"a page"));
    let fetched = fetch_one(local(), &format!("https://127.0.0.1:{}/", site.port));
    assert!(matches!(fetched.body, Err(FetchProblem::Tls(_))), "{fetched:?}");
    let heads = site.heads.lock().unwrap();
    assert!(heads.iter().all(|head| !head.contains("GET")), "{heads:?}");
}

#[test]
fn a_certificate_that_nobody_vouches_for_is_refused() {
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let key = rustls::pki_types::PrivateKeyDer::try_from(KEY).unwrap();
    let config = rustls::ServerConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_no_client_auth()
        .with_single_cert(vec![CERTIFICATE.into()], key)
        .unwrap();
    let config = Arc::new(config);
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("https://{}/", listener.local_addr().unwrap());
    let read: Arc<Mutex<Vec<u8>>> = Arc::default();
    let noted = Arc::clone(&read);
    thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            let connection = rustls::ServerConnection::new(Arc::clone(&config)).unwrap();
            let mut secured = rustls::StreamOwned::new(connection, stream);
            let _ = secured.read_to_end(&mut noted.lock().unwrap());
        }
    });
    let fetched = fetch_one(local(), &url);
    let Err(FetchProblem::Tls(why)) = fetched.body else { panic!("{fetched:?}") };
    assert!(why.contains("certificate"), "{why}");
    assert_eq!(*read.lock().unwrap(), b"");
}
