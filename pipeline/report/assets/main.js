// The browser of claims: filters, the query that counts the same, the list.

let list, results = [], ready = false;

const options = (name, label, pairs) => make("label", null, label,
  make("select", { "data-filter": name }, make("option", { value: "" }, "any"), ...pairs.map(([value, text]) => make("option", { value }, text ?? value))));
const field = (name, label, type, more) => make("label", more?.wide ? { class: "wide" } : null, label,
  make("input", { "data-filter": name, type, autocomplete: "off", ...more?.attrs }));

const distinct = (items, of) => [...new Set(items.map(of))].filter(Boolean).sort();

// parties lists actors by how often they have a part, for the fields that take
// a name.
function parties(items, of) {
  const times = new Map();
  for (const item of items) for (const id of of(item)) times.set(id, (times.get(id) ?? 0) + 1);
  return [...times].sort((a, b) => b[1] - a[1] || d3.ascending(a[0], b[0])).map(([id]) => id);
}

// chooser is a field for an actor, with suggestions; what is typed is a name or
// an id.
function chooser(name, label, ids) {
  const byName = new Map();
  for (const id of [...ids].reverse()) byName.set(nameOf(id).toLowerCase(), id);
  const suggestions = make("datalist", { id: "list-" + name }, ...ids.slice(0, 300).map((id) => make("option", { value: nameOf(id) })));
  const input = make("input", { type: "text", list: "list-" + name, autocomplete: "off", placeholder: "any name" });
  const box = make("label", null, label, input, suggestions);
  input.addEventListener("change", () => {
    const typed = input.value.trim();
    const id = byName.get(typed.toLowerCase()) ?? (ids.includes(typed) ? typed : ids.find((x) => nameOf(x).toLowerCase().includes(typed.toLowerCase())));
    set(name, typed === "" ? "" : id ?? "");
    if (typed !== "" && !id) tell("no actor of that name");
  });
  box.show = () => { input.value = state[name] ? nameOf(state[name]) : ""; };
  return box;
}

let form = null, formView = null;

function drawForm() {
  formView = state.view;
  const items = data[state.view];
  const outlets = options("outlet", "Outlet", distinct(items, (x) => x.art.publisher).map((name) => [name]));
  const days = [field("from", "Published from", "date"), field("to", "to", "date")];
  const search = field("q", state.view === "claims" ? "Words of source, cue or content" : "Words of the evidence", "search", { wide: true, attrs: { placeholder: "search" } });
  const parts = state.view === "claims" ? [
    search, options("type", "Type", distinct(items, (c) => c.type).map((t) => [t])),
    options("voice", "Voice", Object.entries(voiceNames)),
    chooser("source", "Source", parties(items, (c) => c.sources)), chooser("target", "About or to", parties(items, (c) => c.targets)),
    options("quote", "Quotation", [["direct"], ["mixed"], ["indirect"]]),
    options("negated", "Denied of the source", [["no"], ["yes"]]), outlets, ...days,
  ] : [
    search, options("label", "Stance", Object.entries(labelNames)),
    chooser("holder", "Holder", ["author", "commenter", ...parties(items, (s) => (s.kind === "actor" ? [s.holder] : []))]),
    chooser("target", "Target", parties(items, (s) => [s.target])), outlets, ...days,
  ];
  form.replaceChildren(...parts);
}

function showForm() {
  if (formView !== state.view) drawForm();
  for (const input of form.querySelectorAll("[data-filter]")) if (document.activeElement !== input || input.type !== "search") input.value = state[input.dataset.filter] ?? "";
  for (const box of form.children) box.show?.();
  for (const tab of document.querySelectorAll(".tabs button")) tab.setAttribute("aria-pressed", tab.dataset.view === state.view);
}

function set(name, value) {
  if (value) state[name] = value;
  else delete state[name];
  history.replaceState(null, "", addressOf());
  search();
}

// search filters and shows; the list keeps its place only if nothing changed.
function search() {
  showForm();
  const all = data[state.view];
  results = all.filter(matcher());
  list.set(results);
  const what = state.view === "claims" ? "claims" : "pieces of stance evidence";
  const left = data.contents.page[state.view === "claims" ? "Claims" : "Stances"];
  $("found").textContent = `${count(results.length)} of ${count(all.length)}`;
  $("what").textContent = ` ${what}` + (left.All > left.Shown ? ` on this page, which leaves out ${count(left.All - left.Shown)} others` : "");
  $("query").textContent = queryOf();
  $("said").textContent = `${results.length} ${what}`;
  list.box.setAttribute("aria-label", `${results.length} ${what}`);
}

function drawBrowser() {
  const tab = (view, label) => make("button", { type: "button", "data-view": view, onclick: () => {
    for (const key of [...filters.claims, ...filters.stances]) delete state[key];
    state.view = view;
    history.replaceState(null, "", addressOf());
    search();
  } }, `${label} (${count(data[view].length)})`);
  form = make("form", { class: "filters", role: "search", "aria-label": "Filters", onsubmit: (event) => event.preventDefault() });
  let wait;
  form.addEventListener("input", (event) => {
    const name = event.target.dataset.filter;
    if (!name) return;
    clearTimeout(wait);
    wait = setTimeout(() => set(name, event.target.value), event.target.type === "search" ? 150 : 0);
  });
  const box = make("div", { class: "list", tabindex: "0", role: "listbox" });
  $("browser").append(
    make("div", { class: "tabs", role: "group", "aria-label": "What to list" }, tab("claims", "Claims"), tab("stances", "Stances")),
    form,
    make("div", { class: "found" }, make("span", null, make("strong", { id: "found" }), make("span", { id: "what" })),
      make("button", { class: "plain", type: "button", onclick: () => {
        for (const key of filters[state.view]) delete state[key];
        history.replaceState(null, "", addressOf());
        search();
      } }, "Clear filters")),
    box,
    make("details", { class: "data" }, make("summary", null, "Query of this list"), make("pre", { class: "sql", tabindex: "0" }, make("code", { id: "query" }))));
  $("waiting").remove();
  $("browser").hidden = false;
  list = new List(box, (x) => { location.hash = ("cue" in x ? "#claim=" : "#stance=") + x.id; });
}

// go follows the address: a view, an opened article, or neither.
function go() {
  if (!ready || !readAddress()) {
    if (ready && reader.open && location.hash === "") reader.close();
    return;
  }
  if (state.open) {
    const [what, id] = state.open;
    const x = data[what === "claim" ? "claims" : "stances"].find((item) => item.id === id);
    if (!x) {
      tell("this page does not hold " + id);
      return;
    }
    const at = results.indexOf(x);
    if (at >= 0 && list.active !== at) list.move(at);
    openArticle(what, x, {
      has: (by) => at >= 0 && results[at + by] !== undefined,
      go: (by) => location.replace((("cue" in results[at + by]) ? "#claim=" : "#stance=") + results[at + by].id),
    });
    return;
  }
  if (reader.open) reader.close();
  search();
  $("browse").scrollIntoView();
  list.box.focus({ preventScroll: true });
}

// A closed article leaves the address of the list behind.
reader.addEventListener("close", () => {
  opened++;
  if (state.open) {
    state.open = null;
    history.replaceState(null, "", addressOf());
    list.box.focus({ preventScroll: true });
  }
});
reader.addEventListener("click", (event) => { if (event.target === reader) reader.close(); });
addEventListener("hashchange", go);

// On paper each chart has its query below it.
let closedForPrint = [];
addEventListener("beforeprint", () => {
  closedForPrint = [...document.querySelectorAll("details.data:not([open])")];
  for (const box of closedForPrint) box.open = true;
});
addEventListener("afterprint", () => { for (const box of closedForPrint) box.open = false; });

drawCharts();
load().then(() => {
  drawBrowser();
  ready = true;
  search();
  go();
  document.documentElement.dataset.ready = "";
}).catch((err) => {
  $("browse").append(make("p", { class: "none", role: "alert" }, "The data of this page could not be unpacked: " + err.message));
  throw err;
});
