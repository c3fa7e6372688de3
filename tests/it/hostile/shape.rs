//! Markup that no writer means, of any size.

/// A way to make a page large.
pub(crate) struct Shape {
    /// What it is called in tables.
    pub(crate) name: &'static str,
    /// What it begins with.
    head: &'static str,
    /// What is repeated; `#` is a number that grows.
    unit: &'static str,
    /// What is repeated as often at the end.
    close: &'static str,
}

impl Shape {
    const fn new(
        name: &'static str,
        head: &'static str,
        unit: &'static str,
        close: &'static str,
    ) -> Self {
        Self { name, head, unit, close }
    }

    /// A page of this shape, of as many bytes as asked for and hardly more.
    pub(crate) fn page(&self, bytes: usize) -> String {
        let mut page = String::with_capacity(bytes + 128);
        page.push_str("<html>");
        page.push_str(self.head);
        let mut count = 0;
        while page.len() + count * self.close.len() < bytes {
            count += 1;
            let mut parts = self.unit.split('#');
            page.extend(parts.next());
            for part in parts {
                page.push_str(&count.to_string());
                page.push_str(part);
            }
        }
        page.push_str(&self.close.repeat(count));
        page
    }
}

/// Every shape. Each was quadratic, deep or greedy in some parser of HTML, or is there to
/// be so in ours.
pub(crate) const SHAPES: &[Shape] = &[
    Shape::new("nested <div>", "", "<div>", "</div>"),
    Shape::new("nested <div>, text in each", "", "<div>w", "</div>"),
    Shape::new("nested <span>", "<p>", "<span>", "</span>"),
    Shape::new("nested <blockquote><ul><li>", "", "<blockquote><ul><li>word ", ""),
    Shape::new("nested <article><h1>", "", "<article><h1>word", ""),
    Shape::new("nested <button>", "", "<button>w", ""),
    Shape::new("nested <template>", "", "<template>w", ""),
    Shape::new("unclosed <p>", "", "<p>", ""),
    Shape::new(
        "unclosed <p>, deep",
        "<div><div><div><div><div><div><div>",
        "<p>word ",
        "",
    ),
    Shape::new("unclosed <li>", "<ul>", "<li>w", ""),
    Shape::new("unclosed <h1>", "", "<h1>w", ""),
    Shape::new("unclosed <section><p>", "", "<section><p>word ", ""),
    Shape::new("unclosed <b><i><u>", "", "<b><i><u>", ""),
    Shape::new("unclosed formatting, reopened", "", "<b class=#><i id=#><p>word ", ""),
    Shape::new("reopened, long class", HEAVY, "<p>w", ""),
    Shape::new("one paragraph", "<p>", "The council met # times. ", ""),
    Shape::new("one word", "<p>", "word", ""),
    Shape::new("lines of text", "<pre>", "The council met # times.\n", ""),
    Shape::new("lines of one letter", "<pre>", "w\n", ""),
    Shape::new("line breaks", "<p>", "w<br><br>", ""),
    Shape::new("links", "<p>", "<a href=/story/#>Story # of the day</a> ", ""),
    Shape::new("links, unclosed", "", "<a href=#>w", ""),
    Shape::new("links across blocks", "", "<a><div></a>w", ""),
    Shape::new("formatting across blocks", "", "<b><p></b>w</p>", ""),
    Shape::new("formatting across formatting", "<p>", "<b><i></b>w</i>", ""),
    Shape::new("formatting around many", "<b>", "<div><i><br></b>", ""),
    Shape::new("attributes, few a tag", "", "<p a#=1 b#=2 c#=3 d#=4>word ", ""),
    Shape::new("attributes, all in one tag", "<p ", "a#=# ", ""),
    Shape::new("attributes, one letter", "", "<p a b c d e f g h i j k l m n>", ""),
    Shape::new("attributes behind a title", "<svg><title><g ", "a# ", ""),
    Shape::new("attributes of <body>", "", "<body a#=1>", ""),
    Shape::new("attribute without an end", "<a href='", "a#=1 ", ""),
    Shape::new("class names", "<p class='", "has-related-story-# ", ""),
    Shape::new("styles", "", "<p style='color:red;margin:#'>w", ""),
    Shape::new("entities", "<p>", "&amp;&eacute;&#8217;&no;", ""),
    Shape::new("entities, half", "<p>", "&ngt", ""),
    Shape::new("entities in attributes", "", "<a title='&amp;&eacute;&#39;'>w</a>", ""),
    Shape::new("tables in tables", "", "<table><tr><td>", ""),
    Shape::new("tables, misnested", "", "<table><b>w<tr>w<td>w</table>w</b>", ""),
    Shape::new("tables, text beside cells", "<table>", "w<td>w</td>w<tr>", ""),
    Shape::new("tables, links beside cells", "<table>", "<a href=#>w<td>", ""),
    Shape::new("tables, <caption>", "", "<table><caption><table><tr><td>w", ""),
    Shape::new("rows", "<table>", "<tr><td>Year #<td>The tide was high.", ""),
    Shape::new("cells of one row", "<table><tr>", "<td>w #", ""),
    Shape::new("forms", "", "<form><table><form><input><tr></form><td>w", ""),
    Shape::new("<select> and <option>", "", "<select><option>w", ""),
    Shape::new("<option>", "<select>", "<option>w<optgroup>", ""),
    Shape::new("nested <svg>", "", "<svg><g>", ""),
    Shape::new("nested <math>", "", "<math><mi>w", ""),
    Shape::new("HTML in <svg>", "", "<svg><foreignObject><p>w", ""),
    Shape::new("comments", "", "<!-- word -->w", ""),
    Shape::new("comments without an end", "", "<!-- <p", ""),
    Shape::new("empty declarations", "", "<!><?w>", ""),
    Shape::new("angle brackets", "<p>", "< ", ""),
    Shape::new("end tags", "", "</p>", ""),
    Shape::new("end tags of nothing", "", "</b></div>", ""),
    Shape::new("<style>", "<style>", ".story-#{color:red}", ""),
    Shape::new("<style> and </", "<style>", "</st", ""),
    Shape::new("<script>", "", "<script>f(#)</script>", ""),
    Shape::new("<noscript>", "<body>", "<noscript>w", ""),
    Shape::new("<title>", "", "<title>w</title>", ""),
    Shape::new("<textarea>", "", "<textarea>w</textarea>", ""),
    Shape::new("<meta>", "", "<meta name=n# content=c#>", ""),
    Shape::new("<time>", "", "<time>The council met # times</time>", ""),
    Shape::new("nested <time>", "", "<time>w", ""),
    Shape::new("dates", "", "<p itemprop=datePublished>1 May #", ""),
    Shape::new("authors", "", "<a rel=author>w", ""),
    Shape::new("JSON-LD, deep", "<script type=application/ld+json>", "[", ""),
    Shape::new("JSON-LD, wide", "<script type=application/ld+json>[0", ",0", ""),
    Shape::new("JSON-LD, many", "", LINKED, ""),
    Shape::new("JSON-LD, many and wide", "", WIDE, ""),
    Shape::new("<article>", "", STORY, ""),
    Shape::new("hidden", "", HIDDEN, ""),
    Shape::new("hidden to the eye", "<p>", "<span class=sr-only>w</span>w", ""),
    Shape::new("captions", "", CAPTION, ""),
    Shape::new("lists of links", "", "<li><a href=#>The story # of the day</a>", ""),
    Shape::new("sidebars", "", "<div class=related><p>word ", ""),
    Shape::new("headings", "", "<h2>w</h2>", ""),
    Shape::new("headings of other sections", "", "<h2>Related stories</h2>", PROSE),
    Shape::new("lines that lead away", "<p>", "Read more: the tide<br><br>", PROSE),
    Shape::new("zeros", "<p>", "\0w", ""),
    Shape::new("white space", "<p>w", " \n", ""),
    Shape::new("soft hyphens", "<p>", "\u{ad}w", ""),
];

const PROSE: &str =
    "<div><p>The council met on the quay on Thursday, where it was cold.</div>";
const HEAVY: &str = "<b class='a-very-long-name-that-is-repeated-with-each-element-that-is-\
                     reopened'><b class=2><b class=3><i class=4><i class=5>";
const LINKED: &str = "<script type=application/ld+json>{\"@type\":\"NewsArticle\",\
                      \"headline\":\"Tide\",\"author\":{\"@id\":\"#\",\"name\":\"#\"}}</script>";
const WIDE: &str = "<script type=application/ld+json>[{},{},{},{},{},{},{},{},{},{},{},{},\
                    {},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{}]</script>";
const STORY: &str = "<article><h1>Story #</h1><p>The council met for the # time this year, \
                     and adjourned again.</p></article>";
const HIDDEN: &str =
    "<div hidden><p>The council met for the # time, and adjourned.</p></div>";
const CAPTION: &str = "<figure><img src=a alt=b><figcaption>The quay in #. Photograph: Ada \
                       Lane</figcaption></figure>";
