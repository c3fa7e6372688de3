"""Prints how many pages a second a Python package reads on one core: peer.py NAME FOLDER.

Prints nothing if the package is not installed.
"""

import gzip
import pathlib
import sys
import time


def reader(name):
    """The package's way from bytes to the text of an article."""
    if name == "trafilatura":
        import trafilatura

        return trafilatura.extract
    if name == "readability":
        import lxml.html
        from readability import Document

        def read(page):
            summary = Document(page).summary()
            return lxml.html.fromstring(summary).text_content()

        return read
    from resiliparse.extract.html2text import extract_plain_text
    from resiliparse.parse.encoding import bytes_to_str, detect_encoding

    def read(page):
        text = bytes_to_str(page, detect_encoding(page))
        return extract_plain_text(text, main_content=True)

    return read


def load(folder):
    """All saved pages below a folder."""
    for path in sorted(pathlib.Path(folder).rglob("*")):
        if path.name.endswith(".html"):
            yield path.read_bytes()
        elif path.name.endswith(".html.gz"):
            yield gzip.decompress(path.read_bytes())


def main():
    name, folder = sys.argv[1:]
    try:
        read = reader(name)
    except ImportError:
        return
    pages = list(load(folder))
    start = time.process_time()
    for page in pages:
        try:
            read(page)
        except Exception:  # a page that a package fails on is a page it was given
            pass
    print(len(pages) / (time.process_time() - start))


main()
