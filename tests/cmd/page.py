"""Is an HTML page well-formed, self-contained and labeled? page.py FILE; says what is wrong, exit 1."""
import re
import sys
import xml.etree.ElementTree
from html.parser import HTMLParser

VOID = {"meta", "link", "br", "hr", "img", "input"}
faults = []


class Page(HTMLParser):
    def __init__(self):
        super().__init__(convert_charrefs=False)
        self.open, self.ids, self.refs, self.headings = [], [], [], []
        self.tables = []

    def fault(self, text):
        faults.append("line %d: %s" % (self.getpos()[0], text))

    def handle_starttag(self, tag, attrs):
        names = [name for name, _ in attrs]
        values = dict(attrs)
        if len(names) != len(set(names)):
            self.fault("<%s> has an attribute twice" % tag)
        if tag in ("script", "iframe", "object", "embed", "link", "img", "base", "form"):
            self.fault("<%s> on a page that loads and runs nothing" % tag)
        for name, value in attrs:
            if name.startswith("on") or name in ("src", "srcdoc", "style"):
                self.fault("attribute %s" % name)
            if name in ("href", "xlink:href", "action") and not value.startswith("#"):
                self.fault("link to elsewhere: %s" % value)
        if "id" in values:
            self.ids.append(values["id"])
        self.refs += values.get("aria-labelledby", "").split()
        self.refs += [values["href"][1:]] if "href" in values else []
        self.refs += re.findall(r"url\(#([^)]*)\)", " ".join(v or "" for v in values.values()))
        if re.fullmatch("h[1-6]", tag):
            self.headings.append(int(tag[1]))
        if tag == "html" and values.get("lang") not in ("da", "en"):
            self.fault("no language")
        if tag == "svg" and (values.get("role") != "img" or "aria-labelledby" not in values):
            self.fault("<svg> without role or name")
        if tag == "th" and "scope" not in values:
            self.fault("<th> without scope")
        if tag == "table":
            self.tables.append(self.getpos()[0])
        if tag == "caption":
            self.tables.pop()
        if tag == "tr":
            self.cells = 0
        if tag in ("th", "td"):
            self.cells += 1
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag, attrs):
        if "svg" not in self.open:
            self.fault("<%s/> is no HTML" % tag)
        self.handle_starttag(tag, attrs)
        self.open.pop()

    def handle_endtag(self, tag):
        if not self.open or self.open[-1] != tag:
            self.fault("</%s> closes %s" % (tag, self.open[-1:] or "nothing"))
        else:
            self.open.pop()
        if tag == "tr":
            self.rows.append(self.cells)
        if tag == "table" and len(set(self.rows)) != 1:
            self.fault("rows of %s cells" % sorted(set(self.rows)))
        if tag == "table":
            self.rows = []

    rows = []

    def handle_data(self, data):
        if self.open and self.open[-1] != "style" and ("<" in data or "&" in data):
            self.fault("bare markup in text: %r" % data)


text = open(sys.argv[1], encoding="utf-8").read()
page = Page()
page.feed(text)
page.close()
if not text.startswith("<!DOCTYPE html>\n"):
    faults.append("no doctype")
if "default-src 'none'; style-src 'unsafe-inline'" not in text:
    faults.append("no policy")
if re.search(r"https?:|//|@import|javascript:", text):
    faults.append("something that looks like another resource")
if page.open:
    faults.append("left open: %s" % page.open)
if len(page.ids) != len(set(page.ids)):
    faults.append("an id twice: %s" % sorted(i for i in page.ids if page.ids.count(i) > 1))
faults += ["nothing has the id %s" % ref for ref in page.refs if ref not in page.ids]
faults += ["table in line %d without caption" % line for line in page.tables]
if page.headings[:1] != [1] or page.headings.count(1) != 1 or any(
        b > a + 1 for a, b in zip(page.headings, page.headings[1:])):
    faults.append("levels of headings: %s" % page.headings)
drawings = re.findall(r"<svg.*?</svg>", text, re.S)
for drawing in drawings:
    try:
        root = xml.etree.ElementTree.fromstring(drawing)
        if [child.tag for child in root[:2]] != ["title", "desc"]:
            faults.append("a drawing without title and description")
    except xml.etree.ElementTree.ParseError as error:
        faults.append("a drawing that is no XML: %s" % error)
if len(drawings) != text.count('role="img"'):
    faults.append("%d drawings, %d images" % (len(drawings), text.count('role="img"')))
print("\n".join(faults) or "%d drawings, %d ids, all well" % (len(drawings), len(page.ids)))
sys.exit(bool(faults))
