// What the browser of claims shows stands in the address: #view=claims&type=denial.
// A link to it shows the same again. #claim=ID and #stance=ID open an article.

const voiceNames = { reported: "reported", author: "author’s own voice", comment: "reader’s comment" };

const filters = {
  claims: ["q", "type", "voice", "quote", "source", "target", "negated", "outlet", "from", "to"],
  stances: ["q", "label", "holder", "target", "outlet", "from", "to"],
};

const state = { view: "claims", open: null };

// readAddress takes the state from the address and reports whether it is ours.
function readAddress() {
  const query = new URLSearchParams(location.hash.slice(1));
  state.open = query.has("claim") ? ["claim", query.get("claim")] : query.has("stance") ? ["stance", query.get("stance")] : null;
  if (state.open) return true;
  if (!query.has("view")) return false;
  const view = query.get("view") === "stances" ? "stances" : "claims";
  for (const key of [...filters.claims, ...filters.stances]) delete state[key];
  state.view = view;
  for (const key of filters[view]) if (query.get(key)) state[key] = query.get(key);
  return true;
}

function addressOf() {
  const query = new URLSearchParams({ view: state.view });
  for (const key of filters[state.view]) if (state[key]) query.set(key, state[key]);
  return "#" + query;
}

// matcher makes the test of a row from the filters that are set.
function matcher() {
  const tests = [];
  const words = state.q?.toLowerCase();
  const within = (text) => text.toLowerCase().includes(words);
  if (state.view === "claims") {
    if (words) tests.push((c) => within(c.source) || within(c.cue) || within(c.content));
    for (const key of ["type", "voice", "quote"]) if (state[key]) tests.push((c) => c[key] === state[key]);
    if (state.negated) tests.push((c) => c.negated === (state.negated === "yes"));
    if (state.source) tests.push((c) => c.sources.includes(state.source));
    if (state.target) tests.push((c) => c.targets.includes(state.target));
  } else {
    if (words) tests.push((s) => within(s.evidence));
    if (state.label) tests.push((s) => s.label === state.label);
    if (state.holder === "author" || state.holder === "commenter") tests.push((s) => s.kind === state.holder);
    else if (state.holder) tests.push((s) => s.kind === "actor" && s.holder === state.holder);
    if (state.target) tests.push((s) => s.target === state.target);
  }
  if (state.outlet) tests.push((x) => x.art.publisher === state.outlet);
  if (state.from) tests.push((x) => x.art.day >= state.from);
  if (state.to) tests.push((x) => x.art.day !== "" && x.art.day <= state.to);
  return (x) => tests.every((test) => test(x));
}

// queryOf prints the query that counts what the filters leave.
function queryOf() {
  const quote = (s) => "'" + s.replaceAll("'", "''") + "'";
  const has = (column, s) => `contains(lower(coalesce(${column}, '')), ${quote(s.toLowerCase())})`;
  const party = (id, roles) =>
    `c.claim_id in (select claim_id from 'claim_actors/*.parquet' where actor_id = ${quote(id)} and role in (${roles}))`;
  const where = [];
  let from;
  if (state.view === "claims") {
    from = "from 'claims/*.parquet' c\njoin 'articles/*.parquet' a using (article_id)";
    if (state.voice) from += "\njoin 'sentences/*.parquet' s using (sentence_id)\njoin 'sections/*.parquet' e using (section_id)";
    if (state.q) where.push(`(${["c.source_text", "c.cue_text", "c.content_text"].map((col) => has(col, state.q)).join("\n    or ")})`);
    if (state.type) where.push(`c.type = ${quote(state.type)}`);
    if (state.voice === "comment") where.push("e.kind = 'comment'");
    if (state.voice === "author") where.push("e.kind <> 'comment' and c.source_kind = 'author'");
    if (state.voice === "reported") where.push("e.kind <> 'comment' and c.source_kind <> 'author'");
    if (state.quote) where.push(`c.quote = ${quote(state.quote)}`);
    if (state.negated) where.push(state.negated === "yes" ? "c.negated" : "not c.negated");
    if (state.source) where.push(party(state.source, "'source'"));
    if (state.target) where.push(party(state.target, "'target', 'addressee'"));
  } else {
    from = "from 'stances/*.parquet' c\njoin 'articles/*.parquet' a using (article_id)";
    if (state.q) where.push(has("c.evidence_text", state.q));
    if (state.label) where.push(`c.label = ${quote(state.label)}`);
    if (state.holder === "author" || state.holder === "commenter") where.push(`c.holder_kind = ${quote(state.holder)}`);
    else if (state.holder) where.push(`c.holder_kind = 'actor' and c.holder_id = ${quote(state.holder)}`);
    if (state.target) where.push(`c.target_id = ${quote(state.target)}`);
  }
  if (state.outlet) where.push(`a.publisher = ${quote(state.outlet)}`);
  if (state.from) where.push(`a.published_on >= ${quote(state.from)}`);
  if (state.to) where.push(`a.published_on <= ${quote(state.to)}`);
  return `select count(*)\n${from}` + (where.length ? `\nwhere ${where.join("\n  and ")}` : "");
}
