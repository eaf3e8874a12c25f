"""Draws the page of a snapshot, compares its figures with what DuckDB counts,
and uses it in a browser as a reader would.
"""

import glob
import html.parser
import json
import math
import os
import re
import shutil
import subprocess
import sys
import tempfile

import duckdb

HOSTILE = [
    ("<script>window.pwned = 1</script>", "</script><script>window.pwned = 2</script>"),
    ('<!--<script>', '--><img src=x onerror="window.pwned = 3">'),
    ("paper\u2028boat", "tide\u2029line"),
    ("\u202eesrever", "\u2066isolated and \u200bhidden"),
    ("' onmouseover='window.pwned = 4", "{{constructor.constructor('window.pwned = 5')()}}"),
    ("\U0001d4b3\U0001f600 wide", "caf\u00e9 \U0001f9ed"),
]


class Checks:
    """Counts what was asked and keeps what was wrong."""

    def __init__(self):
        self.asked, self.wrong = 0, []

    def want(self, ok, *what):
        self.asked += 1
        if not ok:
            self.wrong.append(" ".join(str(w) for w in what))

    def same(self, got, want, *what):
        self.want(got == want, *what, "is", repr(got)[:300], "and not", repr(want)[:300])


class Tables:
    """The tables of a snapshot, asked as the page's queries ask them."""

    def __init__(self, folder):
        self.folder = folder

    def rows(self, query):
        here = os.getcwd()
        os.chdir(self.folder)
        try:
            relation = duckdb.sql(query)
            return relation.columns, [list(row) for row in relation.fetchall()]
        finally:
            os.chdir(here)

    def one(self, query):
        return self.rows(query)[1][0][0]


class Blocks(html.parser.HTMLParser):
    """Reads the JSON of a page's data elements."""

    def __init__(self, text):
        super().__init__()
        self.found, self.open = {}, None
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        attrs = dict(attrs)
        if tag == "script" and attrs.get("type") == "application/json":
            self.open = attrs["id"]

    def handle_data(self, text):
        if self.open:
            self.found[self.open] = json.loads(text)
            self.open = None


def equal(got, want):
    if isinstance(got, float) or isinstance(want, float):
        return got is not None and want is not None and math.isclose(got, want, abs_tol=1e-9)
    return got == want


def check_figures(checks, page, tables):
    with open(page, encoding="utf-8") as f:
        figures = Blocks(f.read()).found["figures"]
    checks.want(len(figures) == 7, "the page has", len(figures), "figures")
    rows = 0
    for figure in figures:
        columns, want = tables.rows(figure["query"])
        checks.same(columns, figure["columns"], "columns of", figure["id"])
        checks.same(len(figure["rows"]), len(want), "number of rows of", figure["id"])
        for got, row in zip(figure["rows"], want):
            rows += 1
            checks.want(len(got) == len(row) and all(equal(x, y) for x, y in zip(got, row)), figure["id"], "shows", got, "and DuckDB counts", row)
    print(f"figures   {len(figures)} queries, {rows} rows that DuckDB counts, too")
    return {figure["id"]: figure for figure in figures}


def check_once(checks, sayso, folder):
    """Draws a page of stories that have copies, each counted once."""
    story = " ".join(f"The mayor accused harbour board {i} of wasting {7 * i} boats on quay {i * i}." for i in range(12))
    articles = os.path.join(folder, "copies.jsonl")
    with open(articles, "w", encoding="utf-8") as f:
        for text in [story, "LUND - " + story, "The board denied it.", story + " Nobody was surprised."]:
            f.write(json.dumps({"text": text, "date": "2021-03-04"}) + "\n")
    snapshot, page = os.path.join(folder, "copies"), os.path.join(folder, "once.html")
    subprocess.run([sayso, "run", articles, "-o", snapshot, "--quiet"], check=True, stdout=subprocess.DEVNULL)
    subprocess.run([sayso, "report", snapshot, "--once", "-o", page], check=True)
    totals = records(check_figures(checks, page, Tables(snapshot))["totals"])[0]
    checks.same((totals["articles"], totals["copies"]), (2, 2), "articles and copies of the page that counts stories once")


def records(figure):
    return [dict(zip(figure["columns"], row)) for row in figure["rows"]]


class Reader:
    """A browser's window that fails on any message and any request."""

    def __init__(self, checks, browser, page, **context):
        self.checks, self.url = checks, "file://" + os.path.abspath(page)
        self.context = browser.new_context(**{"viewport": {"width": 1280, "height": 900}, **context})
        self.window = self.context.new_page()
        self.asked = []
        self.told = []
        self.window.on("console", lambda m: self.told.append(m.text))
        self.window.on("pageerror", lambda e: checks.want(False, "the page fails:", e))
        self.window.on("dialog", lambda d: (checks.want(False, "a dialog opens:", d.message), d.dismiss()))
        self.window.on("request", lambda r: self.asked.append(r.url))

    def open(self, address="", ready=True):
        self.window.goto(self.url + address)
        if ready:
            self.window.wait_for_selector("html[data-ready]", timeout=60000)
        return self.window

    def go(self, address):
        self.window.evaluate("(address) => { location.hash = address }", address)

    def article(self, address):
        """Opens a claim or stance and waits for its article."""
        self.go(address)
        wanted = address.split("=")[1]
        self.window.wait_for_function(
            "(id) => document.querySelector('#reader[open] .row2 code')?.textContent === id && document.querySelector('#reader .text, #reader .none')", arg=wanted)

    def close(self):
        outside = [url for url in self.asked if url.split("#")[0] != self.url]
        self.checks.want(not outside, "the page asks for", outside[:3])
        self.checks.want(not self.told, "the console says", self.told[:3])
        self.context.close()


# MARKS reads what an opened article marks, as the stretches of the text that
# each kind of mark covers, and the text itself.
MARKS = """() => {
  const box = document.querySelector("#reader .text");
  const out = { text: "", kinds: {} };
  const walk = document.createTreeWalker(box, NodeFilter.SHOW_TEXT);
  for (let node = walk.nextNode(); node; node = walk.nextNode()) {
    if (node.parentElement.closest(".voice")) continue;
    const mark = node.parentElement.closest("mark");
    for (const kind of mark ? mark.classList : []) {
      const list = (out.kinds[kind] ??= []);
      const last = list[list.length - 1];
      if (last && last[1] === out.text.length) last[1] += node.data.length;
      else list.push([out.text.length, out.text.length + node.data.length]);
    }
    out.text += node.data;
  }
  return out;
}"""


def units(text):
    """Places of code points in a string of UTF-16."""
    places, n = [], 0
    for c in text:
        places.append(n)
        n += 2 if ord(c) > 0xFFFF else 1
    return places + [n]


def merged(spans):
    out = []
    for start, end in sorted(spans):
        if out and start <= out[-1][1]:
            out[-1][1] = max(out[-1][1], end)
        else:
            out.append([start, end])
    return out


def check_marks(checks, reader, tables, every=1):
    """Every claim and stance: what is marked is what the tables say."""
    window = reader.window
    texts = dict(tables.rows("select article_id, text from 'articles/*.parquet'")[1])
    places = {article: units(text) for article, text in texts.items()}
    spans = {}
    for claim, role, start, end in tables.rows("select claim_id, role, char_start, char_end from 'claim_spans/*.parquet'")[1]:
        spans.setdefault(claim, {}).setdefault(role, []).append((start, end))
    looked = 0
    for claim in sorted(spans)[::every]:
        article = claim.rsplit("-", 1)[0]
        reader.article("#claim=" + claim)
        seen = window.evaluate(MARKS)
        checks.same(seen["text"], texts[article], "text of", article)
        for role in ("source", "cue", "content"):
            want = merged((places[article][s], places[article][e]) for s, e in spans[claim].get(role, []))
            checks.same(merged(seen["kinds"].get(role, [])), want, role, "of", claim)
        looked += 1
    for stance, article, claim, start, end in tables.rows(
            "select stance_id, article_id, claim_id, char_start, char_end from 'stances/*.parquet' order by stance_id")[1][::every]:
        reader.article("#stance=" + stance)
        seen = window.evaluate("""() => [...document.querySelectorAll("#reader .text mark.evidence.here")].map((m) => m.textContent).join("")""")
        want = texts[article][start:end]
        checks.same(re.sub(r"\s+", " ", seen), re.sub(r"\s+", " ", want), "evidence of", stance)
        looked += 1
    window.keyboard.press("Escape")
    print(f"marks     {looked} claims and stances opened, each marks its words")


def found(window):
    return int(re.sub(r"\D", "", window.locator("#found").inner_text().split(" of ")[0]))


def check_filters(checks, reader, tables):
    window = reader.window
    typed = next(iter(tables.rows("select content_text from 'claims/*.parquet' where contains(content_text, '’') limit 1")[1]), ["it's"])[0][:12]
    source = tables.one("select source_actor_id from 'claims/*.parquet' where source_actor_id is not null group by 1 order by count(*) desc, 1 limit 1")
    addresses = ["#view=claims", "#view=claims&type=denial", "#view=claims&voice=comment", "#view=claims&voice=author", "#view=claims&voice=reported&quote=direct",
                 "#view=claims&negated=yes", "#view=claims&q=the&type=statement", "#view=claims&q=o'clock", f"#view=claims&source={source}",
                 "#view=claims&from=2000-01-01&to=2015-12-31", "#view=stances", "#view=stances&label=against", "#view=stances&holder=commenter", "#view=stances&q=a"]
    addresses += [a for a in window.eval_on_selector_all(".matrix a, [data-figure=toward] a, [data-figure=sources] a", "(list) => list.map((a) => a.getAttribute('href'))")]
    for address in addresses:
        reader.go(address)
        window.wait_for_function("(address) => decodeURIComponent(location.hash) === decodeURIComponent(address)", arg=address)
        query = window.locator("#query").text_content()
        checks.same(found(window), tables.one(query), "what", address, "finds")
    reader.go("#view=claims")
    window.fill("[data-filter=q]", typed)
    window.wait_for_function("() => location.hash.includes('q=')")
    query = window.locator("#query").text_content()
    checks.want(found(window) > 0, "nothing is found for", typed)
    checks.same(found(window), tables.one(query), "what typing", typed, "finds")
    window.select_option("[data-filter=type]", "statement")
    window.wait_for_function("() => location.hash.includes('type=statement')")
    checks.same(found(window), tables.one(window.locator("#query").text_content()), "what the two find")
    window.get_by_role("button", name="Clear filters").click()
    checks.same(found(window), tables.one("select count(*) from 'claims/*.parquet'"), "what no filter finds")
    print(f"filters   {len(addresses) + 3} states find what their queries count")


def waits(window, condition):
    """Whether a condition comes true, in the time that a window has for it."""
    from playwright.sync_api import TimeoutError

    try:
        window.wait_for_function(condition)
    except TimeoutError:
        return False
    return True


def check_page(checks, reader, figures, tables):
    window = reader.window
    # The tables and the matrix show the figures, and so do the charts.
    for name, figure in figures.items():
        cells = window.eval_on_selector_all(f"[data-figure={name}] tbody tr", "(rows) => rows.map((r) => [...r.cells].map((c) => c.textContent))")
        want = [[shown(float(value) if column == "mean" else value) for column, value in zip(figure["columns"], row)] for row in figure["rows"]]
        checks.same(cells, want, "table of", name)
    cells = window.eval_on_selector_all(".matrix a", "(list) => list.map((a) => [a.getAttribute('href'), a.firstChild.data, a.querySelector('small').textContent, a.parentElement.className])")
    by_link = {href: rest for href, *rest in cells}
    checks.same(len(by_link), len(figures["stances"]["rows"]), "number of cells of the matrix")
    for r in records(figures["stances"]):
        link = window.evaluate("(pair) => '#' + new URLSearchParams({ view: 'stances', holder: pair[0], target: pair[1] })", [r["holder"], r["target"]])
        mean, n, step = by_link.get(link, ("", "", ""))
        checks.want(abs(float(mean.replace("−", "-") or "nan") - r["mean"]) <= 0.005 + 1e-9 and int(n) == r["stances"] and abs(int(step[1:]) - r["mean"] * 4) <= 0.5 + 1e-9,
                    "the cell of", r, "shows", mean, n, step)
    bars = window.eval_on_selector_all("[data-chart=sources] rect", "(list) => list.length")
    checks.same(bars, sum((r["direct"] > 0) + (r["mixed"] > 0) + (r["indirect"] > 0) for r in records(figures["sources"])), "bars of sources")
    checks.same(window.locator("[data-chart=types] rect").count(), len(figures["types"]["rows"]), "bars of types")
    checks.same(window.locator("[data-chart=toward] .mark-arrow path").count(), len(figures["toward"]["rows"]), "arrows")
    checks.same(window.locator("[data-chart=time] h3").count(), len({r["type"] for r in records(figures["time"])}), "charts over time")

    # Only what is in sight is drawn, and all of it can be reached.
    claims = tables.one("select count(*) from 'claims/*.parquet'")
    reader.go("#view=claims")
    window.wait_for_function("() => document.activeElement?.role === 'listbox'")
    checks.want(window.locator(".list .row").count() < 30, "more rows are drawn than can be seen")
    window.keyboard.press("End")
    checks.same(window.locator(".row.on").get_attribute("aria-posinset"), str(claims), "place of the last claim")
    window.keyboard.press("Home")
    window.keyboard.press("ArrowDown")
    checks.same(window.locator(".row.on").get_attribute("aria-posinset"), "2", "place of the claim below the first")
    active = window.evaluate("() => document.getElementById(document.activeElement.getAttribute('aria-activedescendant'))?.getAttribute('aria-posinset')")
    checks.same(active, "2", "place of the active claim")
    window.keyboard.press("Enter")
    window.wait_for_selector("#reader[open] .text")
    checks.want(window.locator("#reader mark.cue").count() > 1, "no cue is marked")
    window.keyboard.press("Escape")
    # The browser tells the page of the closing after it has closed.
    closed = waits(window, "() => !document.querySelector('#reader').open && document.activeElement?.role === 'listbox' && location.hash.includes('view=claims')")
    checks.want(closed, "closing leaves the address", window.url, "and the focus on", window.evaluate("() => document.activeElement?.outerHTML.slice(0, 80)"))

    # A cell of the matrix opens its evidence.
    window.locator(".matrix a").first.click()
    window.wait_for_function("() => location.hash.includes('view=stances')")
    window.keyboard.press("Enter")
    window.wait_for_selector("#reader[open] mark.evidence.here")
    # Its link, copied, opens the same in another window.
    reader.context.grant_permissions(["clipboard-read", "clipboard-write"])
    window.get_by_role("button", name="Copy link").click()
    window.wait_for_function("() => document.querySelector('#said').textContent.includes('copied')")
    link = window.evaluate("() => navigator.clipboard.readText()")
    checks.want("#stance=" in link, "the copied link is", link)
    other = Reader(checks, reader.context.browser, reader.url.removeprefix("file://"))
    other.open("#" + link.split("#")[1])
    other.window.wait_for_selector("#reader[open] mark.evidence.here")
    other.close()
    window.get_by_role("button", name="Close").click()
    window.wait_for_selector("#reader:not([open])", state="attached")

    # On paper: the figures with their queries, without the browser of claims.
    window.emulate_media(media="print")
    checks.want(not window.locator("#browser").is_visible(), "the browser of claims is printed")
    window.emulate_media(media="screen")
    pdf = window.pdf(format="A4")
    pages = len(re.findall(rb"/Type\s*/Page\b", pdf))
    checks.want(2 <= pages <= 20, "the print has", pages, "pages")

    # Names for those who hear the page.
    nameless = window.evaluate("""() => [...document.querySelectorAll("button, select, input, a[href], dialog, [role=region], [role=listbox]")].filter((node) =>
      !(node.textContent.trim() || node.getAttribute("aria-label") || node.getAttribute("aria-labelledby") || node.labels?.length)).map((node) => node.outerHTML.slice(0, 80))""")
    checks.want(not nameless, "has no name:", nameless)
    levels = window.evaluate("() => [...document.querySelectorAll('main h1, main h2, main h3, header h1')].map((h) => Number(h.tagName[1]))")
    checks.want(levels[0] == 1 and all(b - a <= 1 for a, b in zip(levels, levels[1:])), "headings skip a level:", levels)
    print(f"page      tables, matrix, charts, keyboard, link and print ({pages} pages)")


def shown(value):
    if value is None:
        return "null"
    if isinstance(value, float):
        return f"{value:.3f}"
    if isinstance(value, int):
        return f"{value:,}".replace(",", "\u2009")
    return value


def check_widths(checks, browser, page):
    for width in (320, 390, 1280):
        for scheme in ("light", "dark"):
            reader = Reader(checks, browser, page, viewport={"width": width, "height": 800}, color_scheme=scheme)
            window = reader.open()
            checks.want(window.evaluate("() => document.documentElement.scrollWidth <= innerWidth"), "the page is wider than", width)
            paper, ink = window.evaluate("() => { const s = getComputedStyle(document.body); return [s.backgroundColor, s.color] }")
            light = sum(map(int, re.findall(r"\d+", paper)[:3])) > sum(map(int, re.findall(r"\d+", ink)[:3]))
            checks.want(light == (scheme == "light"), "the theme does not follow", scheme)
            reader.close()


def check_access(checks, browser, page):
    """Axe, which knows the rules of WCAG, finds nothing: with all tables open,
    and in an opened article, in both themes."""
    from axe_playwright_python.sync_playwright import Axe

    passed = 0
    for scheme in ("light", "dark"):
        # Axe is a script of its own, which the page's policy would refuse.
        reader = Reader(checks, browser, page, color_scheme=scheme, bypass_csp=True)
        window = reader.open()
        window.evaluate("() => document.querySelectorAll('details').forEach((box) => { box.open = true })")
        for article in (False, True):
            if article:
                window.locator(".row").first.click()
                window.wait_for_selector("#reader[open] .text")
            found = Axe().run(window).response
            passed += len(found["passes"])
            for rule in found["violations"]:
                checks.want(False, "axe,", scheme, rule["id"], rule["nodes"][0]["html"][:120])
        reader.close()
    checks.want(passed > 50, "axe looked at", passed, "rules")
    print(f"access    axe finds nothing wrong, {passed} rules hold in two themes")


def check_plain(checks, browser, page, figures):
    """An old browser unpacks with the library; none at all still has figures."""
    reader = Reader(checks, browser, page)
    reader.context.add_init_script("delete window.DecompressionStream")
    window = reader.open()
    checks.same(window.evaluate("() => 'DecompressionStream' in window"), False, "DecompressionStream")
    checks.same(found(window), records(figures["totals"])[0]["claims"], "claims in an old browser")
    reader.close()
    reader = Reader(checks, browser, page, java_script_enabled=False)
    window = reader.open(ready=False)
    checks.want(window.get_by_text("needs JavaScript").is_visible(), "nothing tells that scripts are off")
    checks.want(window.locator(".matrix").is_visible(), "there is no matrix without scripts")
    reader.close()


def check_hostile(checks, browser, sayso, folder):
    """Articles that try to break out of the page stay text."""
    source = os.path.join(folder, "hostile.jsonl")
    with open(source, "w", encoding="utf-8") as f:
        for title, words in HOSTILE:
            text = (f"Ada {words} Quill said that {title} was over. Ada Quill accused Brazil of cheating {words}. "
                    f"Brazil denied that {title} had begun.\n\nComments\n\nreader77 says:\nI think that Brazil lies {words}.")
            f.write(json.dumps({"title": title, "text": text, "publisher": words, "author": title, "url": "javascript:window.pwned=6"}) + "\n")
    snapshot, page = os.path.join(folder, "hostile"), os.path.join(folder, "hostile.html")
    subprocess.run([sayso, "run", source, "-o", snapshot, "--quiet", "--any-language"], check=True, stdout=subprocess.DEVNULL)
    subprocess.run([sayso, "report", snapshot, "-o", page, "--title", HOSTILE[0][1]], check=True, stderr=subprocess.DEVNULL)
    tables = Tables(snapshot)
    check_figures(checks, page, tables)
    reader = Reader(checks, browser, page)
    window = reader.open()
    scripts = window.evaluate("() => document.scripts.length")
    check_marks(checks, reader, tables)
    checks.same(window.evaluate("() => window.pwned"), None, "what an article's script has set")
    checks.same(window.evaluate("() => document.scripts.length"), scripts, "number of scripts")
    checks.same(window.locator("img, iframe, a[href^=javascript]").count(), 0, "number of smuggled elements")
    checks.same(window.locator("h1").text_content(), HOSTILE[0][1], "the headline")
    checks.want(not reader.told, "the console says", reader.told[:3])
    # Not even a script that got in would run, and the console says so.
    refused = window.evaluate("""() => new Promise((done) => {
      addEventListener("securitypolicyviolation", (event) => done(event.violatedDirective));
      setTimeout(() => done("nothing"), 2000);
      try { document.body.append(Object.assign(document.createElement("script"), { text: "window.pwned = 7" })) } catch { done("require-trusted-types-for") }
    })""")
    checks.want(refused != "nothing", "the policy lets a script in")
    checks.same(window.evaluate("() => window.pwned"), None, "what a smuggled script has set")
    reader.context.close()
    print(f"hostile   {len(HOSTILE)} articles stay text; a smuggled script meets {refused}")


def check_room(checks, browser, sayso, folder):
    """What does not fit is left out, and the page says so."""
    import random
    rng = random.Random(7)
    source = os.path.join(folder, "long.jsonl")
    with open(source, "w", encoding="utf-8") as f:
        f.write(json.dumps({"title": "Short", "text": "Brazil accused Peru of cheating. Peru denied it."}) + "\n")
        noise = "".join(rng.choice("abcdefghijklmnopqrstuvwxyz0123456789") for _ in range(1_500_000))
        f.write(json.dumps({"title": "Long", "text": "Chile warned Peru that it would leave.\n\n" + noise}) + "\n")
    snapshot, page = os.path.join(folder, "long"), os.path.join(folder, "long.html")
    subprocess.run([sayso, "run", source, "-o", snapshot, "--quiet", "--any-language"], check=True, stdout=subprocess.DEVNULL)
    subprocess.run([sayso, "report", snapshot, "-o", page, "--max-size", "1"], check=True, stderr=subprocess.DEVNULL)
    checks.want(os.path.getsize(page) <= 1 << 20, "the page has", os.path.getsize(page), "bytes")
    reader = Reader(checks, browser, page)
    window = reader.open()
    claims = dict(tables_claims(Tables(snapshot)))
    checks.want("the texts of 1 articles" in window.locator("#left").inner_text(), "the page does not say that it leaves a text out")
    reader.article("#claim=" + claims["warn"])
    checks.want("leaves out the text" in window.locator("#reader").inner_text(), "the article does not say that its text is left out")
    reader.article("#claim=" + claims["accuse"])
    checks.want(window.locator("#reader mark.cue").count() > 1, "the short article is left out, too")
    reader.close()
    # With room for it, it is drawn in part at first, and whole when asked for.
    subprocess.run([sayso, "report", snapshot, "-o", page], check=True, stderr=subprocess.DEVNULL)
    text = Tables(snapshot).one("select text from 'articles/*.parquet' where title = 'Long'")
    reader = Reader(checks, browser, page)
    window = reader.open()
    reader.article("#claim=" + claims["warn"])
    drawn = window.evaluate(MARKS)["text"]
    checks.want(1000 < len(drawn) < len(text) and text.startswith(drawn), len(drawn), "of", len(text), "characters are drawn at first")
    window.get_by_role("button", name="Draw all").click()
    checks.want(window.evaluate(MARKS)["text"] == text, "the article is not drawn whole")
    reader.close()
    print("room      a text too long for the page is left out, and the page says so")


def tables_claims(tables):
    return tables.rows("select cue_lemma, claim_id from 'claims/*.parquet'")[1]


def chromium():
    named = os.environ.get("CHROMIUM")
    return named or next((path for path in map(shutil.which, ("chromium", "chromium-browser", "google-chrome")) if path), None)


def main(sayso, snapshot):
    checks = Checks()
    with tempfile.TemporaryDirectory() as folder:
        page = os.path.join(folder, "page.html")
        subprocess.run([sayso, "report", snapshot, "-o", page], check=True)
        tables = Tables(snapshot)
        figures = check_figures(checks, page, tables)
        check_once(checks, sayso, folder)
        browser_file = chromium()
        if browser_file is None:
            print("skipped: the checks in a browser, since there is no Chromium (apt-get install chromium, or set CHROMIUM)")
        else:
            from playwright.sync_api import sync_playwright
            with sync_playwright() as driver:
                browser = driver.chromium.launch(executable_path=browser_file)
                reader = Reader(checks, browser, page)
                reader.open()
                check_page(checks, reader, figures, tables)
                check_filters(checks, reader, tables)
                check_marks(checks, reader, tables)
                reader.close()
                check_widths(checks, browser, page)
                check_access(checks, browser, page)
                check_plain(checks, browser, page, figures)
                check_hostile(checks, browser, sayso, folder)
                check_room(checks, browser, sayso, folder)
                browser.close()
    for wrong in checks.wrong[:20]:
        print(wrong, file=sys.stderr)
    if checks.wrong:
        sys.exit(f"{len(checks.wrong)} of {checks.asked} checks fail")
    print(f"all {checks.asked} checks hold")


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit("usage: check.py SAYSO SNAPSHOT")
    main(os.path.abspath(sys.argv[1]), os.path.abspath(sys.argv[2]))
