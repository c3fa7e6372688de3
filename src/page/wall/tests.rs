//! Pages with walls and pages without, in the markup of those who build them.

use super::super::{Wall, read};

/// Paragraphs of an article, 21 words each.
fn prose(paragraphs: usize) -> String {
    let places =
        ["quay", "lock", "mill", "ferry", "school", "market", "bridge", "chapel"];
    let paragraph = |at: usize| {
        let (here, there) = (places[at % 8], places[(at / 8 + at + 3) % 8]);
        format!(
            "<p>On day {at} the council walked from the {here} to the {there}, counted its \
             lamps, and asked what each would cost to mend.</p>"
        )
    };
    (0..paragraphs).map(paragraph).collect()
}

/// What an article has in its head.
const HEAD: &str = "<meta property='og:type' content='article'><meta name=author content='Ada \
    Lane'><meta property='article:published_time' content='2026-01-22T10:00:00Z'>";

fn linked(members: &str) -> String {
    format!(
        "<script type='application/ld+json'>{{\"@context\":\"https://schema.org\",\"@type\":\
         \"NewsArticle\",\"headline\":\"Lamps of the quay\",{members}}}</script>"
    )
}

/// An article page: extra head, the article's text, what follows it.
fn article(head: &str, text: &str, after: &str) -> String {
    format!(
        "<!DOCTYPE html><html lang=en><head><title>Lamps of the quay | The Post</title>{HEAD}\
         {head}</head><body><nav><a href=/>Home</a><a href=/in>Sign in</a></nav><main><article>\
         <h1>Lamps of the quay</h1><div class=article-body>{text}</div>{after}</article></main>\
         <footer><p>© The Post. Subscribe to The Post for the news of the quay.</p></footer>\
         </body></html>"
    )
}

/// A page that is no article.
fn bare(head: &str, body: &str) -> String {
    format!("<!DOCTYPE html><html><head>{head}</head><body>{body}</body></html>")
}

/// Checks the wall of each page of a table; all that are wrong are told at once.
#[track_caller]
fn check<'c>(
    cases: impl IntoIterator<Item = (&'c str, String)>,
    url: Option<&str>,
    expected: Option<Wall>,
) {
    let wrong = cases.into_iter().filter_map(|(name, html)| {
        let page = read(url, html.as_bytes(), None);
        (page.wall != expected).then(|| format!("{name}: {:?} {}", page.wall, page.text))
    });
    assert_eq!(wrong.collect::<Vec<_>>(), Vec::<String>::new());
}

#[test]
fn paywalls_of_many_makers_are_seen() {
    let not_free = linked("\"isAccessibleForFree\":false,\"wordCount\":900");
    let parts = linked(
        "\"isAccessibleForFree\":\"False\",\"hasPart\":{\"@type\":\"WebPageElement\",\
         \"isAccessibleForFree\":\"False\",\"cssSelector\":\".paywall\"}",
    );
    let only_parts = linked(
        "\"hasPart\":[{\"@type\":\"WebPageElement\",\"isAccessibleForFree\":false,\
         \"cssSelector\":\"#rest\"}]",
    );
    let counted = linked("\"wordCount\":\"1240\"");
    let locked = "<meta property='article:content_tier' content=locked>";
    let metered = "<meta property='article:content_tier' content=metered>";
    let tier = format!("{metered}{counted}");
    let dots =
        format!("{}<p>Nobody knew what the last of the lamps would …</p>", prose(9));
    let cases = [
        ("JSON-LD", article(&not_free, &prose(4), "")),
        ("JSON-LD as text, with a selector", article(&parts, &prose(4), "")),
        ("JSON-LD of parts", article(&only_parts, &prose(4), "")),
        ("locked tier", article(locked, &prose(5), "")),
        ("metered and counted", article(&tier, &prose(14), "")),
        ("counted and short", article(&counted, &prose(5), "")),
        ("not free and cut in dots", article(&parts, &dots, "")),
        (
            "Piano",
            article(
                "",
                &prose(14),
                "<div class='tp-container-inner'><h3>Subscribe to continue reading</h3><p>From \
                 1 pound a week.</p><a href=/offer>See the offers</a></div>",
            ),
        ),
        (
            "Leaky Paywall",
            article(
                "",
                &prose(6),
                "<div id=leaky_paywall_message class=leaky_paywall_message_wrap><p><a \
                 href=/join>Subscribe</a> or <a href=/in>log in</a> to read the rest of this \
                 content.</p></div>",
            ),
        ),
        (
            "Zephr registration",
            article(
                "",
                &prose(6),
                "<div class=zephr-registration-form><h2>Create a free account to keep reading\
                 </h2><form><input type=email><button>Go on</button></form></div>",
            ),
        ),
        (
            "Poool in French",
            article(
                "",
                &prose(12),
                "<div id=poool-widget class=p3-container><p>La suite de cet article est pour \
                 nos abonnés.</p><a href=/abo>Je m’abonne</a></div>",
            ),
        ),
        (
            "Evolok",
            article(
                "",
                &prose(7),
                "<div class='ev-engagement evolok-paywall'><p>You have reached your limit for \
                 this month.</p><button>Subscribe</button></div>",
            ),
        ),
        (
            "Memberful",
            article(
                "",
                &prose(3),
                "<div class=memberful-restricted><p>Join to read this post. It takes a minute. \
                 Members sign in.</p></div>",
            ),
        ),
        (
            "Substack",
            article(
                "",
                &prose(9),
                "<div class=paywall data-testid=paywall><h2 class=paywall-title>This post is for \
                 paid subscribers</h2><a href=/s>Subscribe</a></div>",
            ),
        ),
        (
            "Substack's trial",
            article(
                "",
                &prose(20),
                "<div class=paywall><h2>Keep reading with a 7-day free trial</h2></div>",
            ),
        ),
        (
            "a gateway in the article itself",
            article(
                "",
                &format!(
                    "{}<p>Subscribe or sign in to read the full story.</p>",
                    prose(11)
                ),
                "",
            ),
        ),
        (
            "a snippet's offer",
            article(
                "",
                &prose(4),
                "<div class=snippet-promotion><h4>Continue reading your article with a Post \
                 subscription</h4></div>",
            ),
        ),
        (
            "a barrier page",
            bare(
                "<title>Subscribe to read | The Post</title>",
                "<div id=barrier-page><h1>Subscribe to read: Lamps of the quay</h1><p>Choose \
                 your subscription, 1 a week for a month, and unlock this article.</p></div>",
            ),
        ),
        (
            "Le Monde's share left",
            article(
                "",
                &prose(13),
                "<section class='paywall paywall-article'><p>Il vous reste 74.5% de cet article \
                 à lire. La suite est réservée aux abonnés.</p></section>",
            ),
        ),
        (
            "German",
            article(
                "",
                &prose(6),
                "<div class=offer-box><p>Jetzt weiterlesen mit dem Digitalzugang: 4 Wochen \
                 testen für 1 €</p></div>",
            ),
        ),
        (
            "Spanish",
            article(
                "",
                &prose(8),
                "<div class=a_b_wall><p>Suscríbete para seguir leyendo</p><p>Lee sin \
                 límites.</p></div>",
            ),
        ),
        (
            "Portuguese",
            article(
                "",
                &prose(8),
                "<div class=c-paywall><p>Conteúdo exclusivo para assinantes da casa.</p>\
                 <a>Assine</a></div>",
            ),
        ),
        (
            "Italian",
            article(
                "",
                &prose(8),
                "<div class=wall><p>Abbonati per continuare a leggere questo articolo</p></div>",
            ),
        ),
        (
            "Dutch",
            article(
                "",
                &prose(8),
                "<div class=box><p>Wilt u verder lezen? Neem een abonnement.</p></div>",
            ),
        ),
        (
            "Swedish",
            article(
                "",
                &prose(8),
                "<div class=box><p>Logga in för att läsa hela artikeln</p></div>",
            ),
        ),
        (
            "Japanese",
            article(
                "",
                &prose(8),
                "<div><p>この記事は有料記事です。残り1240文字</p></div>",
            ),
        ),
        (
            "a gate in words that are not known",
            article(
                "",
                &prose(5),
                "<div class=article-paywall><p>Zbytek textu je jen pro ty, kdo platí.</p></div>",
            ),
        ),
        (
            "an overlay at the end of the page",
            article("", &prose(5), "").replace(
                "</body>",
                "<div><p>Subscribe to unlock this article</p></div></body>",
            ),
        ),
    ];
    check(cases, None, Some(Wall::Paywall));
}

#[test]
fn consent_screens_are_seen() {
    let family = "<title>Ours is part of a family of brands</title>";
    let cases = [
        (
            "a portal's own page",
            bare(
                family,
                "<form action='https://consent.example.com/v2/collectConsent' method=post>\
                 <h2>We value what is yours</h2><p>When you use our sites and apps we use \
                 cookies so as to provide them, to know you again and to keep what is bad \
                 away.</p><p>If you click on Accept all, we and our partners, 240 of whom are \
                 part of a framework of the trade, will also store and read what your device \
                 has about you with cookies, and use your place and personal data for \
                 personalised adverts and content.</p><p>If you do not want us and our \
                 partners to use cookies and personal data for these purposes, click on \
                 Reject all. You can change this at any time under privacy settings.</p>\
                 <button type=submit name=agree>Accept all</button><button>Reject all</button>\
                 </form>",
            ),
        ),
        (
            "a search engine's",
            bare(
                "<title>Before you go on</title>",
                "<div><h1>Before you go on</h1><p>We use cookies and data to keep services \
                 up.</p><form action='https://consent.google.com/save'><input type=submit \
                 value='Reject all'><input type=submit value='Accept all'></form></div>",
            ),
        ),
        (
            "OneTrust over an empty page",
            bare(
                "<title>The Post</title><script src=otSDKStub.js></script>",
                "<div id=onetrust-banner-sdk role=dialog><p>We and our partners store cookies \
                 on your device to show personalised adverts.</p><button \
                 id=onetrust-accept-btn-handler>Accept all cookies</button></div>",
            ),
        ),
        (
            "Sourcepoint in German, advert or subscription",
            bare(
                "<title>Die Post | Zustimmung</title>",
                "<div id=sp_message_container><h1>Weiter mit Werbung lesen</h1><p>Mit Ihrer \
                 Zustimmung verarbeiten wir und unsere Partner personenbezogene Daten mit \
                 Cookies.</p><button>Akzeptieren und weiter</button></div>",
            ),
        ),
        (
            "Didomi in French",
            bare(
                "<title>Le Journal</title>",
                "<div id=didomi-host><p>Avec votre consentement, nos partenaires et nous \
                 utilisons des cookies et des données personnelles.</p><button>Accepter et \
                 fermer</button></div>",
            ),
        ),
        (
            "Quantcast in Spanish",
            bare(
                "<title>El Diario</title>",
                "<div class=qc-cmp2-container><p>Nosotros y nuestros socios usamos cookies y \
                 datos personales.</p><button>Aceptar todo</button></div>",
            ),
        ),
    ];
    check(cases, None, Some(Wall::Consent));
}

#[test]
fn empty_shells_are_seen() {
    let title = "<title>The Post</title>";
    let cases = [
        (
            "React",
            bare(
                title,
                "<noscript>You need to enable JavaScript to run this app.</noscript>\
                 <div id=root></div><script src=main.js></script>",
            ),
        ),
        (
            "Next",
            bare(
                title,
                "<div id=__next></div><script id=__NEXT_DATA__ type=application/json>{}\
                 </script><p>A footer with a few words and a menu that is always there.</p>",
            ),
        ),
        ("Angular", bare(title, "<app-root></app-root><script src=runtime.js></script>")),
        (
            "Nuxt that loads",
            bare(
                title,
                "<div id=__nuxt><div class=spinner>Loading</div></div><script></script>",
            ),
        ),
        (
            "a request in Portuguese",
            bare(
                title,
                "<p>Para ler este site é preciso ativar o JavaScript no navegador.</p>\
                 <p>Contato, anúncios, trabalho, termos de uso e muito mais sobre nós: tudo \
                 isso está no rodapé da página, onde sempre esteve, e onde também vai ficar \
                 para quem quiser ler um pouco mais do que isso.</p>",
            ),
        ),
    ];
    check(cases, None, Some(Wall::Script));
}

#[test]
fn tests_for_machines_are_seen() {
    let cases = [
        (
            "Cloudflare",
            bare(
                "<title>Just a moment...</title>",
                "<div class=main-wrapper><h1>example.org</h1><p>The site needs to check the \
                 security of your connection.</p></div><script>window._cf_chl_opt={cvId:'3'}\
                 </script><noscript>Enable JavaScript and cookies to continue</noscript>",
            ),
        ),
        (
            "Cloudflare in German",
            bare(
                "<title>Nur einen Moment…</title>",
                "<div id=cf-wrapper></div><script src='/cdn-cgi/challenge-platform/h/b/\
                 orchestrate/chl_page/v1'></script>",
            ),
        ),
        (
            "Cloudflare's block",
            bare(
                "<title>Attention Required! | Cloudflare</title>",
                "<div id=cf-error-details><h1>Sorry, you have been blocked</h1><h2>Why have I \
                 been blocked?</h2><p>The owner keeps this site from attacks by a service, and \
                 what you just did set it off.</p><p>Cloudflare Ray ID: 8f2</p></div>",
            ),
        ),
        (
            "DataDome",
            bare(
                "<title>example.org</title>",
                "<p>Please turn on JS and switch off any blocker of adverts</p><script \
                 src='https://ct.captcha-delivery.com/c.js'></script>",
            ),
        ),
        (
            "PerimeterX",
            bare(
                "<title>Access to this page has been denied</title>",
                "<div class=px-captcha-container><div id=px-captcha></div><p>Press & Hold to \
                 confirm you are a human (and not a bot).</p><p>Reference ID 1a2b</p></div>",
            ),
        ),
        (
            "Akamai",
            "<HTML><HEAD><TITLE>Access Denied</TITLE></HEAD><BODY><H1>Access Denied</H1>You \
             don't have permission to access \"http&#58;&#47;&#47;example&#46;org\" on this \
             server.<P>Reference&#32;&#35;18&#46;2d351ab8<P>https&#58;&#47;&#47;errors&#46;\
             edgesuite&#46;net</BODY></HTML>"
                .to_owned(),
        ),
        (
            "Incapsula",
            bare(
                "<meta name=robots content='noindex,nofollow'><script \
                 src='/_Incapsula_Resource?SWJIYLWA=71'></script>",
                "<iframe id=main-iframe src='/_Incapsula_Resource?CWUDNSAI=9'>Request \
                 unsuccessful. Incapsula incident ID: 5</iframe>",
            ),
        ),
        (
            "Imperva",
            bare(
                "<title>Pardon Our Interruption</title>",
                "<h1>Pardon Our Interruption</h1><p>Something about your browser made us think \
                 you were a bot. There are a few reasons: you move very fast, cookies are off, \
                 or a plugin keeps scripts from running. Once you are done with that, load \
                 the page again, and write to us if it does not help.</p>",
            ),
        ),
        (
            "AWS",
            bare(
                "<title>Human Verification</title><script>window.awsWafCookieDomainList=[];\
                 window.gokuProps={}</script>",
                "<div id=captcha-container></div>",
            ),
        ),
        (
            "a financial paper's own",
            bare(
                "<title>The Ledger - Are you a robot?</title>",
                "<section><h1>The Ledger</h1><h2>We have seen unusual activity from your \
                 network of computers</h2><p>So as to continue, click on the box below and let \
                 us know you're not a robot.</p><h3>Why did this happen?</h3><p>See that your \
                 browser supports JavaScript and cookies and does not block them. You can \
                 read more in our terms and in our policy on cookies.</p><h3>Need help?</h3>\
                 <p>Write to the support team and tell them the reference ID below.</p>\
                 </section>",
            ),
        ),
        (
            "a search engine's",
            bare(
                "<title>https://www.example.org/search</title>",
                "<form id=captcha-form action=index><div class=g-recaptcha></div></form><p>Our \
                 systems have seen unusual traffic from your network. This page checks that it \
                 is really you.</p>",
            ),
        ),
        (
            "hCaptcha by itself",
            bare(
                "<title>Security check</title><script src='https://hcaptcha.com/1/api.js'>\
                 </script>",
                "<form><div class=h-captcha></div><button>Go on</button></form>",
            ),
        ),
    ];
    check(cases, None, Some(Wall::Bot));
}

#[test]
fn pages_that_are_not_there_are_seen() {
    let teasers: String = (0..8)
        .map(|at| {
            format!(
                "<div class=card><h3><a href=/s{at}>What the council counted on day {at} of \
                 its walk</a></h3><p>It was a long walk, and at the end of it there were {at} \
                 lamps that did not burn at all.</p></div>"
            )
        })
        .collect();
    let wordpress = "<!DOCTYPE html><html><head><title>The Post</title></head><body \
                     class='error404 wp-theme'><main><h1>Well.</h1>"
        .to_owned()
        + &teasers;
    let cases = [
        (
            "a plain 404",
            bare(
                "<title>404 Not Found</title>",
                "<center><h1>404 Not Found</h1></center><hr><center>nginx</center>",
            ),
        ),
        (
            "a page not found, with other stories",
            bare(
                "<title>Page not found | The Post</title>",
                &format!("<h1>We looked everywhere</h1>{teasers}"),
            ),
        ),
        ("a template's name", wordpress),
        (
            "a heading that is a sentence",
            bare(
                "<title>The Post</title>",
                "<h1>Sorry, the page you’re looking for could not be found</h1><p>Try the \
                 search.</p>",
            ),
        ),
        (
            "taken down",
            bare(
                "<title>The Post</title>",
                "<h1>The Post</h1><p>This article is no longer available.</p>",
            ),
        ),
        (
            "expired, with a shell's scripts",
            bare(
                "<title>The Post</title><script></script>",
                "<p>The page you requested has expired.</p>",
            ),
        ),
        (
            "out of service",
            bare(
                "<title>503 Service Temporarily Unavailable</title>",
                "<h1>503 Service Temporarily Unavailable</h1>",
            ),
        ),
        (
            "gone",
            bare("<title>410 Gone</title>", "<h1>Gone</h1><p>The resource is gone.</p>"),
        ),
        (
            "German",
            bare(
                "<title>Seite nicht gefunden - Die Post</title>",
                "<h1>Fehler 404</h1><p>Die gesuchte Seite gibt es nicht.</p>",
            ),
        ),
        (
            "French",
            bare("<title>Le Journal</title>", "<h1>Page introuvable</h1><p>Désolés.</p>"),
        ),
        (
            "Spanish",
            bare("<title>Página no encontrada | El Diario</title>", "<h1>Error 404</h1>"),
        ),
        (
            "Japanese",
            bare(
                "<title>新聞</title>",
                "<h1>お探しのページは見つかりませんでした</h1><p>ホームへ</p>",
            ),
        ),
        (
            "a search that found nothing",
            bare(
                "<title>Search results for lamps | The Post</title>",
                "<h1>Search results</h1><p>No results for lamps.</p>",
            ),
        ),
    ];
    check(cases, None, Some(Wall::Error));
    let front = bare(
        "<title>The Post</title><link rel=canonical href='https://example.org/'>",
        &format!("<main>{teasers}</main>"),
    );
    let dead = Some("https://example.org/2019/03/lamps-of-the-quay");
    check([("a front page", front.clone())], dead, Some(Wall::Error));
    check([("the same, asked for", front)], Some("https://example.org/"), None);
}

#[test]
fn what_is_not_walled_is_read() {
    let not_free = linked("\"isAccessibleForFree\":false");
    let counted = linked("\"isAccessibleForFree\":false,\"wordCount\":252");
    let free = linked("\"isAccessibleForFree\":true,\"wordCount\":170");
    let metered = "<meta property='article:content_tier' content=metered><meta name=robots \
                   content=noarchive>";
    let about = |title: &str, text: &str, after: &str| {
        article("", &(text.to_owned() + &prose(10)), after)
            .replace("Lamps of the quay", title)
    };
    let newsletter = "<div class=newsletter-signup><h3>Sign up for our newsletter</h3><p>Subscribe \
                      to read the full week in your inbox.</p><form action=/nl><input type=email>\
                      <button>Sign up</button></form></div>";
    let cases = [
        ("a plain article", article("", &prose(12), "")),
        ("not free, and all there", article(&not_free, &prose(14), "")),
        (
            "not free, all there, and an ask below",
            article(
                &counted,
                &prose(12),
                "<div class=paywall-offer><p>Subscribe to keep reading the Post.</p></div>",
            ),
        ),
        ("metered and not archived", article(metered, &prose(11), "")),
        ("metered and short", article(metered, &prose(6), "")),
        ("an article that says it is free", article(&free, &prose(8), newsletter)),
        ("a newsletter box", article("", &prose(6), newsletter)),
        (
            "a newsletter box in between",
            article("", &(prose(5) + newsletter + &prose(6)), ""),
        ),
        (
            "a bar that asks readers to subscribe",
            article("", &prose(5), "").replace(
                "<main>",
                "<div class=top-bar><p>Already a subscriber? Sign in. Subscribe for 1 a \
                 week.</p></div><main>",
            ),
        ),
        (
            "an ask above a short article",
            article("", &prose(6), "").replace(
                "<main>",
                "<div class=bar><a href=/s>Subscribe for full access to this and all we \
                 print</a></div><main>",
            ),
        ),
        (
            "an ask among the comments",
            article(
                "",
                &prose(6),
                "<section id=comments class=comments><p>Log in or register to continue.</p>\
                 </section>",
            ),
        ),
        (
            "labels on other stories",
            article(
                "",
                &prose(6),
                "<section class=related><h3>Also of interest</h3><a href=/1>The mill \
                 <span>Réservé aux abonnés</span></a><a href=/2>The lock</a></section>",
            ),
        ),
        (
            "a label above the title",
            article("", &prose(12), "").replace("<h1>", "<p>Réservé aux abonnés</p><h1>"),
        ),
        (
            "a gate that is not shown",
            article(
                "",
                &prose(8),
                "<div class=paywall style='display:none'><h2>Subscribe to continue \
                 reading</h2></div>",
            ),
        ),
        (
            "a link to a report",
            article(
                "",
                &prose(6),
                "<p>Click here to read the full report. Members of the board signed it.</p>",
            ),
        ),
        (
            "a thanks to readers below a free post",
            article(
                "",
                &prose(9),
                "<div class=subscription-widget><p>Thanks for reading the Post! Subscribe for \
                 free to get new posts.</p></div>",
            ),
        ),
        ("dots for effect", article("", &(prose(8) + "<p>And then the lamps went out…</p>"), "")),
        (
            "about paywalls",
            about(
                "Why papers ask you to subscribe to continue reading",
                "<p>Readers who are asked to subscribe to continue reading mostly go away, and \
                 those who have reached their limit of free articles do so all the more, says \
                 a study.</p>",
                "",
            ),
        ),
        (
            "about captchas",
            about(
                "Are you a robot?",
                "<p>Everyone has been asked to verify that they are human. “You are not a \
                 robot,” the box says, and it has seen unusual traffic.</p>",
                "",
            ),
        ),
        (
            "about a 404",
            about(
                "404: how page not found became a work of art",
                "<p>The page you are looking for does not exist, it says, and a whale is \
                 carried away by birds.</p>",
                "",
            ),
        ),
        (
            "about cookies",
            about(
                "The end of the cookie banner",
                "<p>Consent to cookies is asked for by partners who want personal data, the \
                 council for privacy said; nobody reads what they accept.</p>",
                "<div id=cookie-banner><p>We use cookies.</p><button>Accept all</button></div>",
            ),
        ),
        (
            "a cookie banner before and a dialog after",
            article("", &prose(5), "").replace(
                "<main>",
                "<div id=onetrust-consent-sdk role=dialog><p>We and our 1,240 partners store \
                 cookies and personal data on your device for personalised adverts, with your \
                 consent. See our privacy policy.</p><button>Accept all</button></div><main>",
            ),
        ),
        (
            "reCAPTCHA in a form for comments",
            article(
                "<script src='https://www.google.com/recaptcha/api.js'></script>",
                &prose(5),
                "<form id=commentform><div class=g-recaptcha></div><p>Please show that you are \
                 not a robot.</p></form>",
            ),
        ),
        (
            "a page that is let through a challenge",
            article(
                "<script src='/cdn-cgi/challenge-platform/scripts/jsd/main.js'></script><script>\
                 window._pxAppId='PX1'</script>",
                &prose(5),
                "",
            ),
        ),
        (
            "a pixel for browsers without scripts",
            bare(
                "<title>The mill</title>",
                &format!(
                    "<noscript><img height=1 src='https://example.org/tr?noscript=1'></noscript>\
                     <div id=root><h1>The mill</h1>{}</div><script></script>",
                    prose(4)
                ),
            ),
        ),
        (
            "a request for scripts beside an article",
            article("", &format!("<noscript>Enable JavaScript</noscript>{}", prose(4)), ""),
        ),
        (
            "an article that Next has filled in",
            bare("<title>The mill</title>", &format!("<div id=__next>{}</div>", prose(4))),
        ),
        (
            "an article that says access was denied",
            about(
                "Access denied at the gate of the quay",
                "<p>Access to this page of the town’s past has been denied to historians.</p>",
                "",
            ),
        ),
        (
            "something is no longer available",
            about(
                "Service unavailable: the ferry stops",
                "<p>The ferry is no longer available, and its timetable has been removed.</p>",
                "",
            ),
        ),
        (
            "a brief that is all there is",
            article(&linked("\"wordCount\":42"), &prose(2), ""),
        ),
        (
            "an article with an error's code in its title",
            about("500 lamps, 404 of them broken", "", ""),
        ),
        (
            "no data about it, and a question for a title",
            bare("<title>Blocked: the quay</title>", &prose(14)),
        ),
        (
            "a search page's name in a title",
            about("Search results: the ferry was not found", "<p>No results yet.</p>", ""),
        ),
        (
            "a canonical address that is the root",
            bare(
                "<title>The mill</title><link rel=canonical href='https://example.org/'>",
                &format!("<h1>The mill</h1>{}", prose(8)),
            ),
        ),
        (
            "a call for members",
            article(
                "",
                &prose(6),
                "<div class=appeal><p>We have no paywall. Support us from 1 a month, become a \
                 member, and help us to continue our work.</p></div>",
            ),
        ),
        (
            "a podcast and an app",
            article(
                "",
                &prose(6),
                "<p>Sign up to listen to the full podcast.</p><p>Get the app.</p>",
            ),
        ),
    ];
    check(cases, Some("https://example.org/2026/01/22/lamps-of-the-quay"), None);
}
