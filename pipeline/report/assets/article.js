// An opened article: its text with the words of a claim or stance marked.

// controls are characters that reorder or hide text. Each is shown by its code
// and kept from touching the words around it.
const controls = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff]/g;

function plain(text) {
  const list = [];
  let from = 0;
  for (const hit of text.matchAll(controls)) {
    list.push(text.slice(from, hit.index));
    list.push(make("span", { class: "ctl", "data-code": "U+" + hit[0].charCodeAt(0).toString(16).toUpperCase().padStart(4, "0") }, hit[0]));
    from = hit.index + 1;
  }
  list.push(text.slice(from));
  return list.filter((part) => part !== "");
}

// A layer is a stretch of the text and what it is: {start, end, kind, ...}.
function layersOf(art, text, focus, show) {
  const layers = [];
  const [what, no] = focus;
  const stance = what === "stance" ? art.stances.find((s) => s.no === no) : null;
  const chosen = what === "claim" ? no : stance?.claim;
  for (const [claim, role, start, end] of text.claims) {
    if (claim === chosen) layers.push({ start, end, kind: role, claim });
    else if (show.others) layers.push({ start, end, kind: "other", role, claim });
  }
  for (const [number, start, end] of text.stances) {
    const s = art.stances.find((x) => x.no === number);
    if (!s) continue;
    if (what === "stance" ? number === no : s.claim === no && no > 0) layers.push({ start, end, kind: "evidence", label: s.label, focus: true });
    else if (show.evidence) layers.push({ start, end, kind: "evidence", label: s.label });
  }
  if (show.mentions) for (const [start, end, kind, actor] of text.mentions) layers.push({ start, end, kind: "mention", form: kind, actor: text.actors[actor] });
  return layers.filter((layer) => layer.end > layer.start).sort((a, b) => a.start - b.start || b.end - a.end);
}

const say = { source: "source:", cue: "cue:", content: "content:", evidence: "evidence:" };

// wrap makes one element of a stretch and of the layers that cover it.
function wrap(text, start, layers) {
  if (layers.length === 0) return plain(text);
  const classes = new Set();
  const titles = [];
  const spoken = [];
  let claim = null;
  for (const layer of layers) {
    classes.add(layer.kind);
    if (layer.kind === "evidence") {
      classes.add(layer.label);
      titles.push("evidence, " + layer.label);
    }
    if (layer.kind === "mention") titles.push(`${layer.actor[1]} (${layer.form})`);
    if (layer.kind === "other") {
      claim = layer.claim;
      if (layer.role === "cue") classes.add("othercue");
    } else if (say[layer.kind] && (layer.kind !== "evidence" || layer.focus)) {
      if (layer.focus) classes.add("here");
      if (layer.start === start) spoken.push(say[layer.kind]);
    }
  }
  return [make("mark", { class: [...classes].join(" "), title: titles.join("; ") || null, "data-say": spoken.join(" ") || null,
    "data-claim": claim }, ...plain(text))];
}

// around is how much of a very long article is drawn at first, to either side.
const around = 100000;

// body draws the text, all of it in order: sections, paragraphs, marks.
function body(art, text, layers, window) {
  const box = make("div", { class: "text", lang: "en", dir: "auto" });
  const cuts = new Set([0, text.text.length]);
  for (const l of layers) cuts.add(l.start).add(l.end);
  for (const s of text.sections) cuts.add(s[0]).add(s[1]);
  const blanks = [];
  for (const hit of text.text.matchAll(/\n[ \t\r]*\n\s*/g)) {
    blanks.push([hit.index, hit.index + hit[0].length]);
    cuts.add(hit.index).add(hit.index + hit[0].length);
  }
  const [first, last] = window;
  const points = [...cuts].filter((p) => p >= first && p <= last).concat(first, last).sort((a, b) => a - b);
  let section = null, home = box, para = null, active = [], li = 0, si = 0, bi = 0;
  for (let i = 0; i + 1 < points.length; i++) {
    const [start, end] = [points[i], points[i + 1]];
    if (start === end) continue;
    while (si < text.sections.length && text.sections[si][1] <= start) si++;
    const inside = si < text.sections.length && text.sections[si][0] <= start ? text.sections[si] : null;
    if (inside !== section) {
      section = inside;
      home = section ? sectionBox(section) : box;
      if (section) box.append(home);
      para = null;
    }
    while (bi < blanks.length && blanks[bi][1] <= start) bi++;
    const blank = bi < blanks.length && blanks[bi][0] <= start;
    while (li < layers.length && layers[li].start <= start) active.push(layers[li++]);
    active = active.filter((layer) => layer.end > start);
    const part = text.text.slice(start, end);
    if (blank || (section === null && part.trim() === "")) {
      home.append(make("span", { class: "gap" }, part));
      if (blank) para = null;
      continue;
    }
    if (para === null) home.append((para = make("p", { dir: "auto" })));
    para.append(...wrap(part, start, active));
  }
  return box;
}

function sectionBox([, , kind, author]) {
  const box = make(kind === "comment" ? "section" : "div", { class: kind === "list" ? "list-kind" : kind });
  if (kind === "comment") {
    const who = author ? `Comment by ${author}` : "Reader’s comment";
    box.setAttribute("aria-label", who);
    box.append(make("span", { class: "voice", "aria-hidden": "true" }, make("bdi", null, who)));
  }
  return box;
}

const marked = (kind, text) => make("mark", { class: kind }, ...plain(text));

// factsOf says in words what is marked.
function factsOf(x) {
  const rows = [];
  const row = (name, ...val) => rows.push(make("dt", null, name), make("dd", null, ...val));
  const list = (ids) => ids.map((id) => nameOf(id)).join(", ");
  if ("cue" in x) {
    row("source", x.source ? marked("source", x.source) : "not named", x.sources.length ? make("span", null, " — ", make("bdi", null, list(x.sources))) : null);
    row("cue", marked("cue", x.cue));
    row("content", x.content ? marked("content", x.content) : "not said");
    if (x.targets.length) row("toward", make("bdi", null, list(x.targets)));
    row("what it is", [x.type + (x.negated ? ", denied of the source" : ""), x.quote + " quotation", x.modality, voiceNames[x.voice], `confidence ${x.confidence.toFixed(2)}`].join(" · "));
  } else {
    row("holder", make("bdi", null, nameOf(x.holder)), x.kind === "actor" ? null : ` (the ${x.kind})`);
    row("target", make("bdi", null, nameOf(x.target)));
    row("evidence", make("mark", { class: "evidence " + x.label }, ...plain(x.evidence)));
    row("stance", [`${labelNames[x.label]}, score ${signed(x.score)}`, x.event ? `event ${x.event}` : null, `confidence ${x.confidence.toFixed(2)}`].filter(Boolean).join(" · "));
  }
  return make("dl", null, ...rows);
}

const labelNames = { against: "against", neutral: "neutral", favor: "in favour" };

const reader = $("reader");
const shows = { mentions: true, others: true, evidence: true };
let opened = 0;

// openArticle shows the article of a claim or stance in the dialog.
async function openArticle(what, x, walk) {
  const turn = ++opened;
  const { art } = x;
  const page = make("div", { class: "page", tabindex: "0", role: "region", "aria-label": "Article" }, make("p", { class: "load" }, "Unpacking the article…"));
  const step = (by, label, text) => make("button", { class: "plain", type: "button", "aria-label": label, disabled: !walk.has(by), onclick: () => walk.go(by) }, text);
  reader.replaceChildren(
    make("div", { class: "bar" },
      step(-1, "Previous result", "←"), step(1, "Next result", "→"), make("span", { class: "space" }),
      make("button", { class: "plain", type: "button", onclick: () => copy(location.href.split("#")[0] + `#${what}=${x.id}`, "Link") }, "Copy link"),
      make("button", { class: "plain", type: "button", onclick: () => copy(x.id, "Id") }, "Copy id"),
      make("button", { class: "plain close", type: "button", onclick: () => reader.close() }, "Close")),
    page);
  if (!reader.open) reader.showModal();
  const text = await textOf(art);
  if (turn !== opened) return;
  page.replaceChildren(
    make("h2", { id: "reader-title" }, make("bdi", null, ...plain(art.title || "Article without a title"))),
    make("p", { class: "sub" }, make("bdi", null, [text?.byline, art.publisher, art.day].filter(Boolean).join(" · ") || "no outlet or date known"),
      art.copy ? " · copy of another article" : "",
      text?.url ? " · " : "", text?.url ? make("a", { href: text.url, rel: "noopener noreferrer", target: "_blank" }, "original") : null),
    make("div", { class: "facts" }, factsOf(x), make("p", { class: "row2" }, make("code", null, x.id), text ? make("code", null, ...plain(text.uri)) : null)));
  if (!text || text.text === "") {
    page.append(make("p", { class: "none" }, "The page leaves out the text of this article. This prints it:"),
      make("pre", { class: "sql" }, make("code", null, `select text from 'articles/*.parquet'\nwhere article_id = '${art.id}'`)));
    return;
  }
  drawText(page, what, x, text);
}

function drawText(page, what, x, text) {
  const key = make("div", { class: "keys", "aria-hidden": "true" }, ...["source", "cue", "content", "evidence", "mention"].map((kind) => make("mark", { class: kind }, kind)));
  const place = make("div");
  const names = { mentions: "mentions", others: "other claims", evidence: "other stances" };
  let whole = text.text.length <= 3 * around;
  const draw = () => {
    const layers = layersOf(x.art, text, [what, x.no], shows);
    const here = layers.filter((l) => say[l.kind] && (l.kind !== "evidence" || l.focus));
    const middle = here[0]?.start ?? 0;
    const window = whole ? [0, text.text.length] : [Math.max(0, middle - around), Math.min(text.text.length, middle + around)];
    place.replaceChildren(body(x.art, text, layers, window));
    if (!whole) place.append(make("button", { class: "plain", type: "button", onclick: () => { whole = true; draw(); } }, `Draw all ${count(text.text.length)} characters of this article`));
    for (const mark of place.querySelectorAll("mark[data-claim]")) mark.addEventListener("click", () => {
      const claim = x.art.claims.find((c) => c.no === Number(mark.dataset.claim));
      if (claim) location.hash = "#claim=" + claim.id;
    });
  };
  const boxes = Object.entries(names).map(([name, label]) => make("label", null,
    make("input", { type: "checkbox", checked: shows[name], onchange: (event) => { shows[name] = event.target.checked; draw(); } }), label));
  page.append(make("fieldset", { class: "shows" }, make("legend", { class: "hide" }, "Also mark"), ...boxes), key, place);
  draw();
  const target = place.querySelector("mark.cue, mark.evidence.here, mark.source, mark.content");
  target?.scrollIntoView({ block: "center", behavior: "instant" });
  page.focus({ preventScroll: true });
}

async function copy(text, what) {
  try {
    await navigator.clipboard.writeText(text);
    tell(`${what} copied`);
  } catch {
    prompt(`${what}: copy it from here`, text);
  }
}

// tell says something to those who listen and shows it to those who see.
function tell(text) {
  $("said").textContent = text;
  const bar = reader.querySelector(".bar .space");
  if (bar) {
    bar.textContent = text;
    setTimeout(() => { if (bar.textContent === text) bar.textContent = ""; }, 2500);
  }
}
