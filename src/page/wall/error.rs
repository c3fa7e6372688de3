//! Pages that say a page is not there, served as if it were.

use url::Url;

use super::super::outline::Tag;
use super::{Scene, THIN, has_any};

/// Words from which a page that is not known for an article is one all the same.
const MOST: usize = 150;
/// Linked headlines from which a page is a front page.
const HEADLINES: usize = 6;

/// Codes of answers that bring no page.
const CODES: &[&str] =
    &["400", "401", "403", "404", "410", "451", "500", "502", "503", "504"];

/// What may stand beside such a code in a title.
#[rustfmt::skip]
const BESIDE: &[&str] = &[
    "error", "http", "status", "code", "page", "not", "found", "gone", "forbidden", "bad",
    "request", "gateway", "service", "unavailable", "internal", "server", "timeout",
    "time", "out", "the", "file", "or", "directory", "temporarily", "unauthorized",
    "oops", "sorry", "fehler", "seite", "nicht", "gefunden", "erreur", "introuvable",
    "página", "no", "encontrada", "non", "trovata", "pagina", "niet", "gevonden", "não",
    "sidan", "hittades", "inte", "ошибка", "страница", "не", "найдена",
];

/// Whole titles or headings, folded.
#[rustfmt::skip]
const TITLES: &[&str] = &[
    "page not found", "not found", "file not found", "article not found",
    "story not found", "content not found", "document not found", "error page not found",
    "nothing found", "page unavailable", "content unavailable", "service unavailable",
    "temporarily unavailable", "internal server error", "server error", "bad gateway",
    "gateway timeout", "gateway time out", "forbidden", "page missing", "missing page",
    "page does not exist", "page doesnt exist", "page no longer available",
    "page no longer exists", "article no longer available", "story no longer available",
    "site maintenance", "down for maintenance", "under maintenance", "oops", "whoops",
    "uh oh", "something went wrong", "an error occurred", "an error has occurred",
    "error", "error page", "page removed", "article removed", "page introuvable",
    "page non trouvée", "cette page nexiste pas", "contenu introuvable",
    "article introuvable", "seite nicht gefunden", "seite nicht verfügbar",
    "seite existiert nicht", "artikel nicht gefunden", "inhalt nicht gefunden",
    "página no encontrada", "la página no existe", "contenido no encontrado",
    "noticia no encontrada", "pagina non trovata", "contenuto non trovato",
    "página não encontrada", "conteúdo não encontrado", "pagina niet gevonden",
    "sidan hittades inte", "sidan kunde inte hittas", "siden ble ikke funnet",
    "fant ikke siden", "siden blev ikke fundet", "siden findes ikke", "sivua ei löytynyt",
    "sivua ei löydy", "nie znaleziono strony", "strona nie została znaleziona",
    "strona nie istnieje", "страница не найдена", "stránka nenalezena",
    "az oldal nem található", "pagina nu a fost găsită", "sayfa bulunamadı",
    "η σελίδα δεν βρέθηκε", "الصفحة غير موجودة", "ページが見つかりません", "お探しのページは見つかりませんでした",
    "页面不存在", "页面未找到", "找不到页面", "找不到頁面", "페이지를 찾을 수 없습니다",
];

/// Names of `<body>` by which templates tell such a page.
#[rustfmt::skip]
const NAMES: &[&str] = &[
    "error404", "error-404", "error_404", "page-404", "page--404", "is-404", "is404",
    "template-404", "page-not-found", "pagenotfound", "error-page", "errorpage",
    "http-error", "not-found-page",
];

/// What a short page says of a page that is not there, in lower case.
#[rustfmt::skip]
const PHRASES: &[&str] = &[
    "page you requested", "page you are looking for", "page you were looking for",
    "page you're looking for", "page can't be found", "page cannot be found",
    "page could not be found", "page couldn't be found", "find that page",
    "find the page", "page doesn't exist", "page does not exist", "page no longer exists",
    "page isn't available", "page is not available", "is no longer available",
    "are no longer available", "has been removed", "has been deleted",
    "was not found on this server", "article has expired", "story has expired",
    "page has moved", "page may have moved", "link may be broken", "link you followed",
    "la page que vous", "page demandée", "n'existe plus", "n'est plus disponible",
    "seite, die sie", "gesuchte seite", "angeforderte seite", "nicht mehr verfügbar",
    "la página que", "página solicitada", "ya no está disponible", "la pagina che",
    "pagina richiesta", "non è più disponibile", "a página que",
    "não está mais disponível", "deze pagina bestaat niet", "niet meer beschikbaar",
    "finns inte längre", "finnes ikke lenger", "findes ikke længere", "nie istnieje",
    "больше не существует", "такой страницы", "お探しのページ", "您访问的页面", "您要查看的页面",
];

/// Whether the page is one of these; `message` is how it begins, in lower case.
pub(super) fn stands(scene: &Scene<'_>, message: &str) -> bool {
    let (words, is_article) = (scene.words, scene.is_article());
    if words >= MOST && is_article {
        return false;
    }
    let headings = scene.headings();
    if is_named(scene) {
        return true;
    }
    let mut errors = headings.iter().filter(|heading| is_error(heading));
    // A column may be called so, and stand on a page that tells nothing of it.
    let is_listing = || words < MOST || headlines(scene) >= HEADLINES / 2;
    if errors
        .any(|heading| heading.contains(|c: char| c.is_ascii_digit()) || is_listing())
    {
        return true;
    }
    let short = |heading: &String| heading.split(' ').count() <= 14;
    let told = |heading: &String| short(heading) && has_any(heading, SENTENCES);
    if headings.iter().any(told) && (words < THIN || (words < MOST && !is_article)) {
        return true;
    }
    if words >= THIN {
        return is_front(scene, is_article);
    }
    (!is_article && has_any(message, PHRASES))
        || found_nothing(&headings, message)
        || is_front(scene, is_article)
}

/// Ends of headings that are sentences, folded.
const SENTENCES: &[&str] = &[
    "page cant be found",
    "page cannot be found",
    "page could not be found",
    "page couldnt be found",
    "cant find that page",
    "cant find the page",
    "couldnt find that page",
    "couldnt find the page",
    "page youre looking for",
    "page you are looking for",
    "page you were looking for",
    "page you requested",
];

/// Whether a folded heading is nothing but the name of an error.
fn is_error(heading: &str) -> bool {
    let mut words = heading.split(' ');
    let n_words = words.clone().count();
    let is_coded = words.clone().any(|word| CODES.contains(&word))
        && words.all(|word| CODES.contains(&word) || BESIDE.contains(&word))
        && n_words <= 10;
    let bare = ["sorry ", "oops ", "error ", "whoops ", "the ", "this "]
        .iter()
        .fold(heading, |heading, word| heading.strip_prefix(word).unwrap_or(heading));
    // A lone number may as well be a headline's; a lone 404 in a title is none.
    is_coded || TITLES.contains(&heading) || TITLES.contains(&bare)
}

fn is_named(scene: &Scene<'_>) -> bool {
    let names = scene.marks.names.split_ascii_whitespace();
    names.into_iter().any(|name| NAMES.contains(&name))
}

/// What a page of search results is called, in lower case.
#[rustfmt::skip]
const SEARCHES: &[&str] = &[
    "search", "suche", "suchergebnis", "recherche", "búsqueda", "resultados", "ricerca",
    "pesquisa", "busca", "zoek", "sök", "søk", "søg", "haku", "szukaj", "wyszuk", "поиск",
    "検索", "搜索",
];

/// What it says when there are none, in lower case.
#[rustfmt::skip]
const NOTHING: &[&str] = &[
    "no results", "0 results", "nothing matched", "did not match any",
    "no articles found", "no posts found", "no matches", "keine ergebnisse",
    "keine treffer", "aucun résultat", "sin resultados", "no se encontraron",
    "nessun risultato", "nenhum resultado", "geen resultaten", "inga träffar",
    "ingen treff", "ingen resultater", "ei tuloksia", "brak wyników", "ничего не найдено",
    "見つかりませんでした", "没有找到",
];

/// Whether a search that found nothing stands there.
fn found_nothing(headings: &[String], message: &str) -> bool {
    headings.iter().any(|heading| has_any(heading, SEARCHES)) && has_any(message, NOTHING)
}

/// Whether a front page was served for an address inside the site.
fn is_front(scene: &Scene<'_>, is_article: bool) -> bool {
    let path = |address: &Option<String>| {
        let url = Url::parse(address.as_deref()?).ok()?;
        let path = url.path().trim_end_matches('/');
        let path = path.strip_suffix("/index.html").unwrap_or(path).to_owned();
        Some((path, url.query().is_some()))
    };
    // A front page's own address is not taken for the article's, so it is read as given.
    let given = path(&scene.facts.canonical).or_else(|| path(&scene.page.canonical));
    let (Some((asked, _)), Some((own, false))) = (path(&scene.page.url), given) else {
        return false;
    };
    // Some sites name their root as the address of every page they have.
    asked.len() > 12 && own.is_empty() && !is_article && headlines(scene) >= HEADLINES
}

/// Headings that are links to other pages.
fn headlines(scene: &Scene<'_>) -> usize {
    let elements = &scene.outline.elements;
    let is_headline = |element: usize, linked: usize, length: usize| {
        linked * 2 > length
            && length >= 20
            && scene
                .outline
                .chain(element)
                .take(3)
                .any(|(index, _)| matches!(elements[index].tag, Tag::Heading(_)))
    };
    let runs = scene.shown();
    runs.filter(|(_, run)| is_headline(run.element, run.linked, run.span.len())).count()
}
