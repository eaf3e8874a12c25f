// The data of the page: unpacked once, searched in memory. Articles' texts stay
// packed until somebody opens one.

const $ = (id) => document.getElementById(id);
const json = (id) => JSON.parse($(id).textContent);

// make builds an element; strings become text, never markup.
function make(tag, attrs, ...kids) {
  const node = document.createElement(tag);
  for (const [key, val] of Object.entries(attrs ?? {})) {
    if (val === null || val === undefined || val === false) continue;
    if (key.startsWith("on")) node.addEventListener(key.slice(2), val);
    else node.setAttribute(key, val === true ? "" : val);
  }
  node.append(...kids.filter((kid) => kid !== null && kid !== undefined));
  return node;
}

async function unpack(id) {
  const packed = atob($(id).textContent);
  const bytes = new Uint8Array(packed.length);
  for (let i = 0; i < packed.length; i++) bytes[i] = packed.charCodeAt(i);
  if (self.DecompressionStream) {
    const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
    return JSON.parse(await new Response(stream).text());
  }
  return JSON.parse(fflate.strFromU8(fflate.gunzipSync(bytes)));
}

const figures = Object.fromEntries(json("figures").map((fig) => [fig.id, fig]));
const records = (fig) => fig.rows.map((row) => Object.fromEntries(fig.columns.map((name, i) => [name, row[i]])));
const data = { contents: json("contents"), names: new Map(Object.entries(json("names"))), articles: [], claims: [], stances: [] };
data.names.set("author", "Articles’ authors").set("commenter", "Commenters");

// load reads the blocks of claims and stances and puts the articles back into
// the order of the snapshot.
async function load() {
  for (let i = 0; i < data.contents.index; i++) {
    const { actors, words, articles } = await unpack(`index-${i}`);
    const ids = actors.map(([id, name]) => (data.names.set(id, name), id));
    for (const [number, id, title, publisher, day, copy, claims, stances] of articles) {
      const art = { number, id, title, publisher: words[publisher], day, copy };
      art.claims = claims.map((c) => ({
        art, id: `${id}-c${c[0]}`, no: c[0], type: words[c[1]], voice: words[c[2]], kind: words[c[3]], quote: words[c[4]],
        negated: c[5] === 1, modality: words[c[6]], confidence: c[7] / 1000, sources: c[8].map((a) => ids[a]),
        targets: c[9].map((a) => ids[a]), source: c[10], cue: c[11], content: c[12], parent: c[13],
      }));
      art.stances = stances.map((s) => ({
        art, id: `${id}-t${s[0]}`, no: s[0], kind: words[s[1]], holder: ids[s[2]], target: ids[s[3]], label: words[s[4]],
        score: s[5] / 1000, confidence: s[6] / 1000, event: words[s[7]], evidence: s[8], claim: s[9],
      }));
      data.articles.push(art);
    }
  }
  data.articles.sort((a, b) => a.number - b.number);
  data.claims = data.articles.flatMap((art) => art.claims);
  data.stances = data.articles.flatMap((art) => art.stances);
  data.contents.texts.forEach((numbers, block) => numbers.forEach((number, place) => textAt.set(number, [block, place])));
}

const textAt = new Map();
let lastBlock = [-1, null];

// textOf unpacks an article's text, null where the page leaves it out.
async function textOf(art) {
  const at = textAt.get(art.number);
  if (!at) return null;
  if (lastBlock[0] !== at[0]) lastBlock = [at[0], await unpack(`text-${at[0]}`)];
  return lastBlock[1][at[1]];
}

const nameOf = (id) => data.names.get(id) ?? id;
const signed = (x) => (Math.abs(x) < 0.005 ? "0.00" : (x < 0 ? "−" : "+") + Math.abs(x).toFixed(2));
const count = (n) => String(n).replace(/\B(?=(\d{3})+$)/g, "\u2009");
