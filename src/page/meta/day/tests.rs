//! How outlets write their dates, and what is read of each: a table to measure by.
//!
//! The markup is our own, in the manner of the outlet or the software named. What is
//! expected was written down before anything was read.

use super::super::super::{Page, Tier, read};

/// A form in which a page tells its dates.
struct Form {
    /// In whose manner.
    manner: &'static str,
    url: Option<&'static str>,
    html: &'static str,
    /// When it was published: a day, or a moment; empty if the page does not tell.
    published: &'static str,
    /// The day of the last change; empty if the page tells none after publication.
    modified: &'static str,
}

const fn form(
    manner: &'static str,
    url: Option<&'static str>,
    html: &'static str,
    published: &'static str,
    modified: &'static str,
) -> Form {
    Form { manner, url, html, published, modified }
}

const FORMS: &[Form] = &[
    form(
        "WordPress with Yoast",
        Some("https://example.org/harbour-wall-raised/"),
        r#"<meta property="article:published_time" content="2026-01-22T09:30:00+00:00"/>
        <meta property="article:modified_time" content="2026-01-23T10:00:00+00:00"/>
        <script type="application/ld+json" class="yoast-schema-graph">{"@context":"https://schema.org","@graph":[
        {"@type":"WebPage","@id":"https://example.org/harbour-wall-raised/","url":"https://example.org/harbour-wall-raised/","name":"Harbour wall raised - Example","datePublished":"2026-01-22T09:30:00+00:00","dateModified":"2026-01-23T10:00:00+00:00"}]}</script>
        <h1 class="entry-title">Harbour wall raised</h1>"#,
        "2026-01-22T09:30:00+00:00",
        "2026-01-23",
    ),
    form(
        "WordPress, classic theme, hAtom",
        None,
        r#"<h1 class="entry-title">Harbour wall raised</h1><span class="posted-on">Posted on <a href="/a" rel="bookmark">
        <time class="entry-date published" datetime="2026-01-22T09:30:00+01:00">January 22, 2026</time>
        <time class="updated" datetime="2026-02-03T08:00:00+01:00">February 3, 2026</time></a></span>"#,
        "2026-01-22T09:30:00+01:00",
        "2026-02-03",
    ),
    form(
        "WordPress, published and updated in one element",
        None,
        r#"<h1>Harbour wall raised</h1><time class="entry-date published updated" datetime="2026-01-22T09:30:00+01:00">22/01/2026</time>"#,
        "2026-01-22T09:30:00+01:00",
        "",
    ),
    form(
        "WordPress, permalink with the day, title with a number",
        Some("https://example.org/2026/01/22/12-ways-to-raise-a-wall/"),
        r#"<meta property="article:published_time" content="2026-01-22T23:10:00+00:00"><h1>12 ways to raise a wall</h1>"#,
        "2026-01-22T23:10:00+00:00",
        "",
    ),
    form(
        "WordPress, permalink with the month, title with a number",
        Some("https://example.org/2026/01/12-ways-to-raise-a-wall/"),
        r#"<meta property="article:published_time" content="2026-01-22T09:30:00+00:00"><h1>12 ways to raise a wall</h1>"#,
        "2026-01-22T09:30:00+00:00",
        "",
    ),
    form(
        "Drupal, RDFa",
        None,
        r#"<h1>Harbour wall raised</h1><span property="dc:date dc:created schema:datePublished" content="2026-01-22T09:30:00+00:00" datatype="xsd:dateTime">Thu, 01/22/2026 - 09:30</span>"#,
        "2026-01-22T09:30:00+00:00",
        "",
    ),
    form(
        "Drupal, metatag module",
        None,
        r#"<meta name="dcterms.date" content="2026-01-22T09:30Z"/><meta name="dcterms.modified" content="2026-01-24T09:30Z"/><h1>Harbour wall raised</h1>"#,
        "2026-01-22T09:30:00+00:00",
        "2026-01-24",
    ),
    form(
        "Arc XP",
        Some("https://example.org/coast/2026/01/22/harbour-wall-raised/"),
        r#"<script type="application/ld+json">{"@type":"NewsArticle","headline":"Harbour wall raised","mainEntityOfPage":"https://example.org/coast/2026/01/22/harbour-wall-raised/","datePublished":"2026-01-23T01:15:42.120Z","dateModified":"2026-01-23T03:00:00.000Z"}</script><h1>Harbour wall raised</h1>"#,
        "2026-01-22",
        "2026-01-23",
    ),
    form(
        "Arc XP, display date",
        None,
        r#"<h1>Harbour wall raised</h1><time data-testid="display-date" class="c-date" dateTime="2026-01-22T23:30:00.000-05:00">January 22, 2026 at 11:30 pm EST</time>"#,
        "2026-01-22T23:30:00-05:00",
        "",
    ),
    form(
        "Chorus",
        Some("https://www.example.com/2026/1/22/20973355/harbour-wall-raised"),
        r#"<meta property="article:published_time" content="2026-01-22T19:53:52-05:00"><h1 class="c-page-title">Harbour wall raised</h1><time class="c-byline__item" data-ui="timestamp" datetime="2026-01-23T00:53:52"> Jan 22, 2026,  7:53pm EST </time>"#,
        "2026-01-22T19:53:52-05:00",
        "",
    ),
    form(
        "Ghost",
        None,
        r#"<meta property="article:published_time" content="2026-01-22T09:30:12.000Z"><meta property="article:modified_time" content="2026-01-22T11:00:00.000Z"><h1 class="post-full-title">Harbour wall raised</h1><time class="post-full-meta-date" datetime="2026-01-22">22 Jan 2026</time>"#,
        "2026-01-22T09:30:12+00:00",
        "2026-01-22",
    ),
    form(
        "Substack",
        None,
        r#"<script type="application/ld+json">{"@type":"NewsArticle","url":"https://tide.example.com/p/wall","headline":"On walls","datePublished":"2026-01-22T06:00:41-05:00","dateModified":"2026-01-22T06:00:41-05:00","isAccessibleForFree":true}</script><h1 class="post-title">On walls</h1><div class="meta">Jan 22</div>"#,
        "2026-01-22T06:00:41-05:00",
        "2026-01-22",
    ),
    form(
        "Medium",
        None,
        r#"<meta property="article:published_time" content="2026-01-22T14:01:36.322Z"><h1>On walls</h1><span data-testid="storyPublishDate">Jan 22, 2026</span>"#,
        "2026-01-22T14:01:36+00:00",
        "",
    ),
    form(
        "BBC",
        Some("https://www.example.co.uk/news/articles/cx2k9x7qj1jo"),
        r#"<script type="application/ld+json">{"@type":"NewsArticle","headline":"Harbour wall raised","datePublished":"2026-01-22T17:42:40.000Z","dateModified":"2026-01-22T19:00:01.000Z"}</script><h1 id="main-heading">Harbour wall raised</h1><time data-testid="timestamp" datetime="2026-01-22T17:42:40.000Z">3 hours ago</time>"#,
        "2026-01-22T17:42:40+00:00",
        "2026-01-22",
    ),
    form(
        "BBC, older pages",
        None,
        r#"<h1 class="story-body__h1">Harbour wall raised</h1><div class="date date--v2" data-seconds="1769076000" data-datetime="22 January 2026">22 January 2026</div>"#,
        "2026-01-22",
        "",
    ),
    form(
        "The Guardian",
        Some("https://www.example.com/environment/2026/jan/22/harbour-wall-raised"),
        r#"<meta property="article:published_time" content="2026-01-22T18:54:53.000Z"><meta property="article:modified_time" content="2026-01-23T08:00:00.000Z"><h1>Harbour wall raised</h1><details><summary><span>Thu 22 Jan 2026 18.54 GMT</span></summary>Last modified on Fri 23 Jan 2026 08.00 GMT</details>"#,
        "2026-01-22T18:54:53+00:00",
        "2026-01-23",
    ),
    form(
        "The Guardian, live blog",
        None,
        r#"<script type="application/ld+json">[{"@type":"LiveBlogPosting","headline":"Tide at Port Ellery – as it happened","coverageStartTime":"2026-01-22T06:00:00Z","datePublished":"2026-01-22T06:00:00Z","dateModified":"2026-01-23T00:10:00Z","liveBlogUpdate":[{"@type":"BlogPosting","headline":"Tide at Port Ellery","datePublished":"2026-01-22T20:00:00Z"}]}]</script><h1>Tide at Port Ellery – as it happened</h1>"#,
        "2026-01-22T06:00:00+00:00",
        "2026-01-23",
    ),
    form(
        "The New York Times",
        Some("https://www.example.com/2026/01/22/business/harbour-wall.html"),
        r#"<meta property="article:published" content="2026-01-23T00:12:00.000Z"/><meta property="article:modified" content="2026-01-23T04:00:00.000Z"/><meta name="pdate" content="20260122"/><h1 data-testid="headline">Harbour Wall Raised</h1><time datetime="2026-01-22T19:12:00-05:00">Jan. 22, 2026</time>"#,
        "2026-01-22",
        "",
    ),
    form(
        "The Washington Post",
        Some("https://www.example.com/climate/2026/01/22/harbour-wall-raised/"),
        r#"<script type="application/ld+json">{"@type":"NewsArticle","headline":"Harbour wall raised","datePublished":"2026-01-22T15:20:00.000Z","dateModified":"2026-01-22T21:00:00.000Z"}</script><h1>Harbour wall raised</h1><span data-testid="display-date">January 22, 2026 at 10:20 a.m. EST</span>"#,
        "2026-01-22T15:20:00+00:00",
        "2026-01-22",
    ),
    form(
        "CNN",
        Some("https://www.example.com/2026/01/22/business/harbour-wall/index.html"),
        r#"<meta property="article:published_time" content="2026-01-22T16:18:00Z"><meta property="article:modified_time" content="2026-01-22T19:09:03Z"><h1>Harbour wall raised</h1><div class="timestamp">Updated 2:09 PM EST, Thu January 22, 2026</div>"#,
        "2026-01-22T16:18:00+00:00",
        "2026-01-22",
    ),
    form(
        "CNN, without data",
        None,
        r#"<h1>Harbour wall raised</h1><div class="timestamp">Published 11:18 AM EST, Thu January 22, 2026</div>"#,
        "2026-01-22T11:18:00-05:00",
        "",
    ),
    form(
        "Reuters",
        Some("https://www.example.com/world/uk/harbour-wall-raised-2026-01-22/"),
        r#"<meta name="article:published_time" content="2026-01-22T21:57:01Z"><meta name="article:modified_time" content="2026-01-22T23:10:00Z"><h1>Harbour wall raised</h1><time datetime="2026-01-22T21:57:01Z"><span>January 22, 2026</span><span>9:57 PM UTC</span><span>Updated 2 hours ago</span></time>"#,
        "2026-01-22T21:57:01+00:00",
        "2026-01-22",
    ),
    form(
        "AP",
        Some("https://example.com/article/harbour-wall-5f0e0c9d0a1b2c3d"),
        r#"<script type="application/ld+json">{"@type":"NewsArticle","headline":"Harbour wall raised at Port Ellery","datePublished":"2026-01-22T20:03:00Z","dateModified":"2026-01-22T22:30:41Z"}</script><h1>Harbour wall raised at Port Ellery</h1><div class="Page-dateModified"><bsp-timestamp data-timestamp="1769121041000"><span>Updated 5:30 PM EST, January 22, 2026</span></bsp-timestamp></div>"#,
        "2026-01-22T20:03:00+00:00",
        "2026-01-22",
    ),
    form(
        "Axios",
        Some("https://www.example.com/2026/01/22/harbour-wall-raised"),
        r#"<h1>Harbour wall raised</h1><time datetime="2026-01-22">Jan 22, 2026</time> -<a>Climate</a>"#,
        "2026-01-22",
        "",
    ),
    form(
        "Politico",
        Some("https://www.example.com/news/2026/01/22/harbour-wall-00123456"),
        r#"<h2 class="headline">Harbour wall raised</h2><p class="story-meta__timestamp"><time datetime="2026-01-22T14:05:00-05:00">01/22/2026 02:05 PM EST</time></p><p class="story-meta__updated">Updated: <time datetime="2026-01-22T16:00:00-05:00">01/22/2026 04:00 PM EST</time></p>"#,
        "2026-01-22",
        "2026-01-22",
    ),
    form(
        "Der Spiegel",
        Some("https://www.example.de/panorama/hafenmauer-erhoeht-a-1a2b3c4d"),
        r#"<meta name="date" content="2026-01-22T18:30:00+01:00"><meta name="last-modified" content="2026-01-22T19:45:00+01:00"><h2>Hafenmauer erhöht</h2><time datetime="2026-01-22 18:30:00" class="timeformat">22.01.2026, 18.30 Uhr</time>"#,
        "2026-01-22T18:30:00+01:00",
        "2026-01-22",
    ),
    form(
        "a German regional, text alone",
        None,
        r#"<html lang="de"><h1>Hafenmauer erhöht</h1><p class="article__meta">Veröffentlicht: 22.01.2026, 18:30 Uhr | Aktualisiert: 24.01.2026, 09:00 Uhr</p>"#,
        "2026-01-22T18:30:00",
        "2026-01-24",
    ),
    form(
        "a German regional, state as of",
        None,
        r#"<html lang="de"><h1>Hafenmauer erhöht</h1><span class="meta-date">22. Januar 2026</span><span class="stand">Stand: 23.01.2026, 09:15 Uhr</span>"#,
        "2026-01-22",
        "2026-01-23",
    ),
    form(
        "Le Monde",
        Some(
            "https://www.example.fr/planete/article/2026/01/22/la-digue-relevee_6612345_3244.html",
        ),
        r#"<html lang="fr"><meta property="og:article:published_time" content="2026-01-22T05:30:12+00:00"><h1>La digue relevée</h1><span class="meta__date">Publié le 22 janvier 2026 à 06h30, mis à jour le 23 janvier 2026 à 10h02</span>"#,
        "2026-01-22T05:30:12+00:00",
        "",
    ),
    form(
        "a French daily, text alone",
        None,
        r#"<html lang="fr"><h1>La digue relevée</h1><p class="dates">Publié le 3/02/2026 à 06h30 • Mis à jour le 4/02/2026</p>"#,
        "2026-02-03T06:30:00",
        "2026-02-04",
    ),
    form(
        "El País",
        Some("https://www.example.es/sociedad/2026-01-22/el-puerto-eleva-su-muro.html"),
        r#"<html lang="es"><meta name="DC.date" scheme="W3CDTF" content="2026-01-22T18:41:00Z"><h1>El puerto eleva su muro</h1><a data-date="2026-01-22T18:41:00.000Z" class="a_ti">22 ene 2026 - 19:41 CET</a>"#,
        "2026-01-22T18:41:00+00:00",
        "",
    ),
    form(
        "a Latin American daily",
        None,
        r#"<html lang="es"><h1>El puerto eleva su muro</h1><span class="fecha">jueves 22 de enero de 2026 - 07:15 p. m.</span>"#,
        "2026-01-22T19:15:00",
        "",
    ),
    form(
        "Globo",
        Some("https://g1.example.com/mundo/noticia/2026/01/22/muro-do-porto.ghtml"),
        r#"<html lang="pt-BR"><h1>Muro do porto</h1><p class="content-publication-data__updated"><time itemprop="datePublished" datetime="2026-01-22T21:05:12.111Z">22/01/2026 18h05</time> <span>Atualizado <time itemprop="dateModified" datetime="2026-01-23T13:00:00.000Z">há um dia</time></span></p>"#,
        "2026-01-22T21:05:12+00:00",
        "2026-01-23",
    ),
    form(
        "an Italian daily",
        None,
        r#"<html lang="it"><h1>Il muro del porto</h1><div class="story__date">Pubblicato il 22 Gennaio 2026 alle 18:10 <span>Aggiornato il 23 Gennaio 2026</span></div>"#,
        "2026-01-22T18:10:00",
        "2026-01-23",
    ),
    form(
        "NHK",
        Some("https://www3.example.jp/news/html/20260122/k10014333000.html"),
        r#"<html lang="ja"><h1>港の壁を高く</h1><p class="title-date"><time datetime="2026-01-22T18:05">2026年1月22日 18時05分</time></p>"#,
        "2026-01-22T18:05:00",
        "",
    ),
    form(
        "a Japanese daily, text alone",
        None,
        r#"<html lang="ja"><h1>港の壁を高く</h1><div class="published">2026年1月22日 18時05分</div>"#,
        "2026-01-22T18:05:00",
        "",
    ),
    form(
        "a Korean daily, text alone",
        None,
        r#"<html lang="ko"><table><tr><td><b>항구의 벽</b><br>기사입력 :[ 2026-01-22 15:24 ]<br></td></tr></table>"#,
        "2026-01-22T15:24:00",
        "",
    ),
    form(
        "a Korean daily, entry and correction",
        None,
        r#"<html lang="ko"><h1>항구의 벽</h1><span class="info">입력 2026.01.22 15:24 수정 2026.01.23 08:00</span>"#,
        "2026-01-22T15:24:00",
        "2026-01-23",
    ),
    form(
        "Xinhua",
        Some("https://english.example.com/20260122/3f0c9a1b2c3d4e5f/c.html"),
        r#"<html lang="en"><h1>Harbour wall raised</h1><p class="time">Source: Example | 2026-01-22 20:15:30</p>"#,
        "2026-01-22",
        "",
    ),
    form(
        "a Russian daily",
        None,
        r#"<html lang="ru"><h1>Стена в порту</h1><div class="article__date">22 января 2026, 18:30</div>"#,
        "2026-01-22T18:30:00",
        "",
    ),
    form(
        "a Turkish daily",
        None,
        r#"<html lang="tr"><h1>Liman duvarı</h1><span class="date">Yayınlanma: 22 Ocak 2026 18:30</span><span class="date">Güncelleme: 23 Ocak 2026 09:00</span>"#,
        "2026-01-22T18:30:00",
        "2026-01-23",
    ),
    form(
        "an Indian daily",
        None,
        r#"<h1>Harbour wall raised</h1><div class="publish-time">Published - January 22, 2026 10:32 pm IST <span>Updated - January 23, 2026 09:00 am IST</span></div>"#,
        "2026-01-22T22:32:00",
        "2026-01-23",
    ),
    form(
        "microdata on meta elements in the body",
        None,
        r#"<article itemscope itemtype="https://schema.org/NewsArticle"><meta itemprop="datePublished" content="2026-01-22T08:00:00+02:00"><meta itemprop="dateModified" content="2026-01-25T08:00:00+02:00"><h1 itemprop="headline">Harbour wall raised</h1></article>"#,
        "2026-01-22T08:00:00+02:00",
        "2026-01-25",
    ),
    form(
        "microdata on a list item",
        None,
        r#"<h1>Harbour wall raised</h1><ul><li itemprop="datePublished" content="2026-01-22">22nd of January</li></ul>"#,
        "2026-01-22",
        "",
    ),
    form(
        "hAtom on an abbreviation",
        None,
        r#"<h1>Harbour wall raised</h1><abbr class="published" title="2026-01-22T08:00:00+0200">two days ago</abbr>"#,
        "2026-01-22T08:00:00+02:00",
        "",
    ),
    form(
        "Next.js data",
        None,
        r#"<div id="__next"><h1>Harbour wall raised</h1></div><script id="__NEXT_DATA__" type="application/json">{"props":{"article":{"headline":"Harbour wall raised","publishedAt":"2026-01-22T08:00:00.000Z"}}}</script>"#,
        "2026-01-22T08:00:00+00:00",
        "",
    ),
    form(
        "data of several stories",
        None,
        r#"<h1>Harbour wall raised</h1><script>window.state={"a":{"publishedAt":"2026-01-22T08:00:00Z"},"b":{"publishedAt":"2025-11-02T08:00:00Z"}}</script>"#,
        "",
        "",
    ),
    form(
        "a date of a letter, in RFC 2822",
        None,
        r#"<meta name="pubdate" content="Thu, 22 Jan 2026 10:00:00 -0500"><h1>Harbour wall raised</h1>"#,
        "2026-01-22T10:00:00-05:00",
        "",
    ),
    form(
        "seconds since 1970",
        None,
        r#"<meta name="cXenseParse:recs:publishtime" content="1769076000"><h1>Harbour wall raised</h1>"#,
        "2026-01-22T10:00:00+00:00",
        "",
    ),
    form(
        "a placeholder",
        None,
        r#"<meta property="article:published_time" content="1970-01-01T00:00:00+00:00"><meta name="date" content="0001-01-01T00:00:00Z"><h1>Harbour wall raised</h1>"#,
        "",
        "",
    ),
    form(
        "a change alone",
        None,
        r#"<meta property="article:modified_time" content="2026-01-23T08:00:00Z"><h1>Harbour wall raised</h1><p>Updated 23 January 2026</p>"#,
        "",
        "2026-01-23",
    ),
    form(
        "changed before it was published",
        None,
        r#"<meta property="article:published_time" content="2026-01-22T08:00:00Z"><meta property="article:modified_time" content="2026-01-19T08:00:00Z"><h1>Harbour wall raised</h1>"#,
        "2026-01-22T08:00:00+00:00",
        "",
    ),
    form(
        "JSON-LD of another story",
        None,
        r#"<script type="application/ld+json">{"@type":"NewsArticle","headline":"Ferry fares frozen again","datePublished":"2024-05-05"}</script><h1>Harbour wall raised</h1><p class="date">22 January 2026</p>"#,
        "2026-01-22",
        "",
    ),
    form(
        "JSON-LD of a list of stories",
        Some("https://example.org/coast/harbour-wall"),
        r#"<script type="application/ld+json">{"@type":"ItemList","itemListElement":[{"@type":"ListItem","item":{"@type":"NewsArticle","headline":"Harbour wall raised higher","url":"https://example.org/other","datePublished":"2024-05-05"}}]}</script><meta property="article:published_time" content="2026-01-22"><h1>Harbour wall raised</h1>"#,
        "2026-01-22",
        "",
    ),
    form(
        "a fact check that tells of what it checks",
        None,
        r#"<script type="application/ld+json">{"@type":"ClaimReview","url":"/check","datePublished":"2026-01-22","itemReviewed":{"@type":"NewsArticle","datePublished":"2025-12-01"}}</script><h1>No, the wall did not fall</h1>"#,
        "2026-01-22",
        "",
    ),
    form(
        "teasers with dates around the story",
        None,
        r#"<nav><time datetime="2026-02-01">1 February</time></nav><aside class="related"><time datetime="2025-06-01T08:00:00Z">June</time></aside><h1>Harbour wall raised</h1><time datetime="2026-01-22T08:00:00Z">22 January</time><div class="related-stories"><time datetime="2025-05-01">May</time></div>"#,
        "2026-01-22T08:00:00+00:00",
        "",
    ),
    form(
        "comments with dates, and a copyright",
        None,
        r#"<h1>Harbour wall raised</h1><p>The wall was raised.</p><div class="comments"><time datetime="2026-03-01T08:00:00Z">1 March</time></div><footer>© 2026 Example. 1 January 2026</footer>"#,
        "",
        "",
    ),
    form(
        "today's date over the page",
        None,
        r#"<div class="date">Saturday, 14 February 2026</div><h1>Harbour wall raised</h1><p class="byline">By Ada Lane, 22 January 2026</p>"#,
        "2026-01-22",
        "",
    ),
    form(
        "an id that looks like a date",
        Some("https://example.org/news/20191118"),
        r#"<meta property="article:published_time" content="2026-01-22T08:00:00Z"><h1>Harbour wall raised</h1>"#,
        "2026-01-22T08:00:00+00:00",
        "",
    ),
    form(
        "a title with another day in it",
        Some("https://example.org/news/what-happened-on-2001-09-11"),
        r#"<meta property="article:published_time" content="2026-01-22T08:00:00Z"><h1>What happened on 11 September 2001</h1>"#,
        "2026-01-22T08:00:00+00:00",
        "",
    ),
    form(
        "an event in the first line, and no date of its own",
        None,
        r#"<h1>Harbour wall to be raised</h1><p class="event-info">The fair is on 14 March 2026 at the quay.</p><p>The wall will be raised.</p>"#,
        "",
        "",
    ),
    form(
        "moved from an older system",
        Some("https://example.org/2015/03/30/harbour-wall"),
        r#"<script type="application/ld+json">{"@type":"NewsArticle","headline":"Harbour wall raised","datePublished":"2019-07-01T00:00:00Z"}</script><h1>Harbour wall raised</h1>"#,
        "2015-03-30",
        "",
    ),
    form(
        "UTC in JSON-LD, the outlet's own zone in a meta element",
        None,
        r#"<script type="application/ld+json">{"@type":"NewsArticle","headline":"Harbour wall raised","datePublished":"2026-01-23T04:30:00Z"}</script><meta property="article:published_time" content="2026-01-22T23:30:00-05:00"><h1>Harbour wall raised</h1>"#,
        "2026-01-22T23:30:00-05:00",
        "",
    ),
    form(
        "UTC in JSON-LD, the outlet's own zone in a line",
        None,
        r#"<script type="application/ld+json">{"@type":"NewsArticle","headline":"Harbour wall raised","datePublished":"2026-01-23T05:57:50Z","dateModified":"2026-01-23T06:01:20Z"}</script><h1>Harbour wall raised</h1><p class="updated-time">Updated 10:01 pm PST, Thursday, January 22, 2026</p>"#,
        "2026-01-22",
        "2026-01-22",
    ),
    form(
        "UTC in a meta element, the outlet's own day in a line",
        None,
        r#"<meta property="article:published_time" content="2026-01-23T04:50:22+00:00"><h1>Harbour wall raised</h1><span class="author">by Ada Lane</span> <time>January 22, 2026</time>"#,
        "2026-01-22",
        "",
    ),
    form(
        "UTC in a meta element, another day in a line",
        None,
        r#"<meta property="article:published_time" content="2026-01-23T14:50:22+00:00"><h1>Harbour wall raised</h1><p class="info">Taken 22 January 2026</p>"#,
        "2026-01-23",
        "",
    ),
    form(
        "day and month that can be taken for one another",
        None,
        r#"<html lang="en-US"><h1>Harbour wall raised</h1><span class="date">02/03/2026</span>"#,
        "",
        "",
    ),
    form(
        "day and month in a British page",
        None,
        r#"<html lang="en-GB"><h1>Harbour wall raised</h1><span class="date">02/03/2026</span>"#,
        "2026-03-02",
        "",
    ),
    form(
        "a relative time with a stamp for scripts",
        None,
        r#"<h1>Harbour wall raised</h1><span class="ago" data-published="1769076000000">3 days ago</span>"#,
        "2026-01-22T10:00:00+00:00",
        "",
    ),
    form(
        "a label and its date in two elements",
        None,
        r"<h1>Harbour wall raised</h1><dl><dt>Published</dt><dd>22 January 2026</dd><dt>Last updated</dt><dd>23 January 2026</dd></dl>",
        "2026-01-22",
        "2026-01-23",
    ),
    form(
        "a dateline with the day",
        None,
        r#"<h1>Harbour wall raised</h1><p class="dateline">PORT ELLERY, January 22, 2026</p>"#,
        "2026-01-22",
        "",
    ),
];

fn page(form: &Form) -> Page {
    let text = "<p>The harbour wall at Port Ellery was raised by two metres.</p>";
    let html = format!("<!DOCTYPE html><html><body>{}{text}</body></html>", form.html);
    read(form.url, html.as_bytes(), None)
}

/// Of the dates of publication read in a tier, how many are right and how many wrong.
fn score(tier: Tier) -> (usize, usize) {
    let (mut right, mut wrong) = (0, 0);
    for form in FORMS {
        let Some(dated) = page(form).published.filter(|dated| dated.tier == tier) else {
            continue;
        };
        let day = dated.day.to_string();
        let is_right = !form.published.is_empty() && form.published.starts_with(&day);
        *(if is_right { &mut right } else { &mut wrong }) += 1;
    }
    (right, wrong)
}

#[test]
fn every_form_is_read_as_a_person_reads_it() {
    let mut wrong = Vec::new();
    for form in FORMS {
        let page = page(form);
        let shown = page.published.as_ref().map_or(String::new(), |dated| {
            match dated.moment.filter(|_| form.published.contains('T')) {
                Some(moment) => moment.to_string(),
                None => dated.day.to_string(),
            }
        });
        let modified = page.modified.map_or(String::new(), |dated| dated.day.to_string());
        if (&*shown, &*modified) != (form.published, form.modified) {
            wrong.push(format!("{}: {shown}, changed {modified}", form.manner));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn the_tiers_are_as_precise_as_is_said() {
    let found = [Tier::Url, Tier::JsonLd, Tier::Meta, Tier::Time, Tier::Guess].map(score);
    assert_eq!(found, [(16, 0), (7, 0), (15, 0), (7, 0), (20, 0)]);
}

#[test]
fn nothing_is_concluded_from_a_guess_or_a_disputed_date() {
    let day = |manner: &str| {
        let form = FORMS.iter().find(|form| form.manner == manner).unwrap();
        let page = page(form);
        (page.day().map(|day| day.to_string()), page.notes.len())
    };
    let firm = Some("2026-01-22".to_owned());
    assert_eq!(day("hAtom on an abbreviation"), (firm, 0));
    assert_eq!(day("a dateline with the day"), (None, 0));
    assert_eq!(day("moved from an older system"), (None, 1));
}
