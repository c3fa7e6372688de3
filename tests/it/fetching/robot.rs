//! robots.txt files, their absence and their faults.

use veracite::fetch::FetchProblem;
use veracite::fetch::live::Client;

use super::client::{ask, fetch, fetch_one, local, within};
use super::server::{Site, keep_silent, raw, send};

#[test]
fn a_page_that_robots_txt_forbids_is_not_asked_for() {
    let site =
        Site::page("User-agent: *\nDisallow: /live/\n\nUser-agent: other\nDisallow: /\n");
    let fetched = fetch(local(), &["/live/1", "/2026/wall"].map(|path| site.url(path)));
    assert_eq!(fetched[0].body, Err(FetchProblem::Disallowed));
    assert!(fetched[1].body.is_ok());
    assert_eq!(site.asked(), ["/2026/wall"]);
}

#[test]
fn robots_txt_is_asked_for_once_in_the_life_of_a_client() {
    let site = Site::page("User-agent: veracite\nDisallow: /live/\n");
    let client = Client::new(local()).unwrap();
    for paths in [["/1", "/2"], ["/live/3", "/4"]] {
        ask(&client, &paths.map(|path| site.url(path)));
    }
    assert_eq!((site.robots_asked(), site.asked().len()), (1, 3));
}

#[test]
fn robots_txt_of_each_host_on_the_way_is_obeyed() {
    let hidden = Site::page("User-agent: *\nDisallow: /hidden\n");
    let location = format!("Location: {}", hidden.url("/hidden"));
    let site = Site::new(move |_, stream| send(stream, "302 Found", &[&location], b""));
    let fetched = fetch_one(local(), &site.url("/"));
    let expected = (site.url("/"), Err(FetchProblem::Disallowed));
    assert_eq!((fetched.url, fetched.body), expected);
    assert!(hidden.asked().is_empty());
}

#[test]
fn without_robots_txt_all_is_allowed_and_with_one_that_fails_nothing() {
    for (status, is_allowed) in [
        ("204 No Content", true),
        ("403 Forbidden", true),
        ("404 Not Found", true),
        ("410 Gone", true),
        ("429 Too Many Requests", false),
        ("500 Internal Server Error", false),
        ("503 Service Unavailable", false),
    ] {
        let site = Site::bare(move |path, stream| match path {
            "/robots.txt" => send(stream, status, &[], b""),
            _ => send(stream, "200 OK", &[], b"a page"),
        });
        let fetched = fetch_one(local(), &site.url("/"));
        assert_eq!(fetched.body.is_ok(), is_allowed, "{status}");
        assert_eq!(site.asked().len(), usize::from(is_allowed), "{status}");
        if !is_allowed {
            let code = status.split(' ').next().unwrap();
            let why = format!("{} answered {code}", site.url("/robots.txt"));
            assert_eq!(fetched.body, Err(FetchProblem::Unasked(why)));
        }
    }
}

#[test]
fn a_robots_txt_that_does_not_come_or_breaks_off_allows_nothing() {
    let begun = b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nUser-agent: *\n";
    let silent = Site::bare(|_, stream| keep_silent(stream));
    let fetched = fetch_one(within(200), &silent.url("/"));
    assert_eq!(fetched.body, Err(FetchProblem::Timeout));
    let late = Site::bare(|_, stream| {
        raw(stream, begun);
        keep_silent(stream);
    });
    let broken = Site::bare(|_, stream| raw(stream, begun));
    for (site, options, part) in
        [(&late, within(500), "no answer in time"), (&broken, local(), "broke off")]
    {
        let fetched = fetch_one(options, &site.url("/"));
        let Err(FetchProblem::Unasked(why)) = fetched.body else { panic!("{fetched:?}") };
        assert!(why.contains(part), "{why}");
    }
    for site in [silent, late, broken] {
        assert!(site.asked().is_empty());
    }
}

#[test]
fn a_robots_txt_is_followed_over_five_redirects_and_no_private_door() {
    /// A site whose robots.txt is at the end of so many redirects.
    fn site(redirects: usize) -> Site {
        Site::bare(move |path, stream| {
            let step = match path {
                "/robots.txt" => 0,
                _ => path.trim_start_matches("/step/").parse().unwrap_or(usize::MAX),
            };
            let next = format!("Location: /step/{}", step.saturating_add(1));
            match step {
                usize::MAX => send(stream, "200 OK", &[], b"a page"),
                _ if step < redirects => send(stream, "301 Moved", &[&next], b""),
                _ => send(stream, "200 OK", &[], b"User-agent: *\nDisallow: /\n"),
            }
        })
    }
    let body = |site: &Site| fetch_one(local(), &site.url("/page")).body;
    assert_eq!(body(&site(1)), Err(FetchProblem::Disallowed));
    assert_eq!(body(&site(5)), Err(FetchProblem::Disallowed));
    assert!(body(&site(6)).is_ok());

    let private = Site::bare(|_, stream| {
        send(stream, "302 Found", &["Location: http://169.254.169.254/"], b"");
    });
    let Err(FetchProblem::Unasked(why)) = body(&private) else { panic!() };
    assert!(why.contains("169.254.169.254 is a link-local address"), "{why}");
}

#[test]
fn a_long_robots_txt_is_read_up_to_its_limit() {
    let filler = "# filler\n".repeat(200_000);
    let robots = format!("User-agent: *\nDisallow: /live/\n{filler}Disallow: /\n");
    let site = Site::page(robots.leak());
    let fetched = fetch(local(), &["/live/1", "/2"].map(|path| site.url(path)));
    assert_eq!(fetched[0].body, Err(FetchProblem::Disallowed));
    assert!(fetched[1].body.is_ok());
}
