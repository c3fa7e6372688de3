//! A page as an outlet prints it.

use serde_json::json;

use super::Site;
use crate::web::outlet::{AGENCY, Article, OUTLETS};

impl Site {
    pub(super) fn html(&self, article: &Article) -> String {
        let Article { outlet, title, day, .. } = article;
        let name = OUTLETS[*outlet].name;
        let canonical = match &article.agency {
            Some(path) => self.url(AGENCY, path),
            None => self.url(*outlet, &article.path),
        };
        let mut about = json!({
            "@context": "https://schema.org", "@type": "NewsArticle", "headline": title,
            "datePublished": format!("{day}T08:00:00Z"),
            "publisher": { "@type": "Organization", "name": name },
        });
        let told = article.event.paragraphs(article.voice);
        let shown = if article.paywall { 2 } else { told.len() };
        let mut text = format!("<p>{}</p>\n", told[..shown].join("</p>\n<p>"));
        if article.paywall {
            about["isAccessibleForFree"] = json!(false);
            text += "<div class=\"paywall\"><h2>Subscribe to read on</h2><p>This article is for \
                     subscribers.</p></div>\n";
        }
        let credit = match &article.agency {
            Some(_) => format!("<p class=\"byline\">By {}</p>", OUTLETS[AGENCY].name),
            None => "<p class=\"byline\">By our reporter</p>".to_owned(),
        };
        format!(
            "<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">\n\
             <title>{title} | {name}</title>\n<meta property=\"og:title\" content=\"{title}\">\n\
             <meta property=\"og:site_name\" content=\"{name}\">\n\
             <link rel=\"canonical\" href=\"{canonical}\">\n\
             <script type=\"application/ld+json\">{about}</script></head>\n<body>\n\
             <header><nav><ul><li><a href=\"/\">Home</a></li><li><a href=\"/world\">World</a></li>\
             <li><a href=\"/sport\">Sport</a></li></ul></nav></header>\n\
             <main><article><h1>{title}</h1>\n{credit}\n<time datetime=\"{day}T08:00:00Z\">{}</time>\n\
             {text}</article></main>\n\
             <footer><p>{name}. All rights kept.</p><a href=\"/contact\">Contact</a></footer>\n\
             </body></html>\n",
            day.strftime("%-d %B %Y"),
        )
    }
}
