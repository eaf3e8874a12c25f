// Charts are drawn by Observable Plot from the rows of the figures, which also
// stand below each chart as a table. Colours are the style sheet's, so that they
// follow the theme.

const linkTo = (view, filter) => "#" + new URLSearchParams({ view, ...filter });
const cut = (name, most) => (name.length <= most ? name : name.slice(0, most - 1).trimEnd() + "…");

// plot draws a chart without the style that Plot brings along: the policy of the
// page forbids it, and page.css has what is needed.
function plot(label, options) {
  const svg = Plot.plot({ color: { type: "identity" }, style: { fontSize: "13px" }, ...options });
  svg.querySelector("style")?.remove();
  svg.setAttribute("role", "group");
  svg.setAttribute("aria-label", label + ". The table below holds the same numbers.");
  for (const group of svg.querySelectorAll("g[aria-label]")) { // a name without a role says nothing
    group.classList.add("mark-" + group.getAttribute("aria-label").replaceAll(" ", "-"));
    group.removeAttribute("aria-label");
  }
  for (const link of svg.querySelectorAll("a")) link.setAttribute("tabindex", "-1");
  return svg;
}

function swatches(list) {
  return make("ul", { class: "swatches" }, ...list.map(([name, color, dash]) => {
    const sign = dash === undefined ? make("i") : svgLine(color, dash);
    if (dash === undefined) sign.style.background = color;
    return make("li", null, sign, name);
  }));
}

function svgLine(color, dash) {
  const svg = d3.create("svg").attr("viewBox", "0 0 36 10").attr("aria-hidden", "true");
  svg.append("line").attr("x1", 0).attr("x2", 36).attr("y1", 5).attr("y2", 5).attr("stroke-width", 3)
    .attr("stroke-dasharray", dash || null).style("stroke", color);
  return svg.node();
}

const voiceColors = [["reported", "var(--bar1)"], ["author", "var(--bar2)"], ["comment", "var(--bar3)"]];
const quoteColors = [["direct", "var(--bar1)"], ["mixed", "color-mix(in oklab, var(--bar1) 60%, var(--faint))"], ["indirect", "var(--faint)"]];

// bars are horizontal, each a stack of parts: [key, part, n, color, href].
function bars(label, width, parts, names) {
  const totals = d3.rollup(parts, (list) => d3.sum(list, (p) => p.n), (p) => p.key);
  const most = width < 520 ? 15 : 34;
  const left = Math.min(width * 0.42, 12 + 7.9 * d3.max(totals.keys(), (key) => cut(names(key), most).length));
  return plot(label, {
    width, height: totals.size * 27 + 14, marginLeft: left, marginRight: 52, marginTop: 2, marginBottom: 12,
    x: { axis: null }, y: { domain: [...totals.keys()], label: null, tickSize: 0, tickFormat: (key) => cut(names(key), most), padding: 0.25 },
    marks: [
      Plot.barX(parts, { x: "n", y: "key", fill: "color", href: "href", order: null, insetRight: 0.5,
        title: (p) => `${names(p.key)}, ${p.part}: ${p.n}` }),
      Plot.text([...totals], { x: (t) => t[1], y: (t) => t[0], text: (t) => count(t[1]), textAnchor: "start", dx: 6 }),
    ],
  });
}

const charts = {
  types(box, width) {
    const rows = records(figures.types);
    const totals = d3.rollup(rows, (list) => d3.sum(list, (r) => r.claims), (r) => r.type);
    const colors = new Map(voiceColors);
    const rank = voiceColors.map(([name]) => name);
    const parts = rows.map((r) => ({ key: r.type, part: voiceNames[r.voice], n: r.claims, color: colors.get(r.voice), at: rank.indexOf(r.voice),
      href: linkTo("claims", { type: r.type, voice: r.voice }) }));
    parts.sort((a, b) => totals.get(b.key) - totals.get(a.key) || d3.ascending(a.key, b.key) || a.at - b.at);
    box.append(swatches(voiceColors.map(([name, color]) => [voiceNames[name], color])), bars("Claims by type and voice", width, parts, (key) => key));
  },

  sources(box, width) {
    const parts = records(figures.sources).flatMap((r) => quoteColors.filter(([form]) => r[form] > 0).map(([form, color]) => ({
      key: r.source, part: form + " quotation", n: r[form], color, href: linkTo("claims", { source: r.source, quote: form }) })));
    box.append(swatches(quoteColors.map(([form, color]) => [form, color])), bars("Most quoted sources", width, parts, nameOf));
  },

  time(box, width) {
    const fig = figures.time;
    const step = { day: d3.utcDay, week: d3.utcMonday, month: d3.utcMonth, quarter: d3.utcMonth.every(3), year: d3.utcYear }[fig.unit];
    const rows = records(fig).map((r) => ({ ...r, date: new Date(r.since) }));
    const all = d3.sum(rows, (r) => r.claims);
    let sum = 0;
    const middle = rows.filter((r) => ((sum += r.claims), sum * 200 >= all && (sum - r.claims) * 200 <= all * 199));
    const domain = [d3.min(middle, (r) => r.date), step.offset(d3.max(middle, (r) => r.date), 1)];
    const shown = rows.filter((r) => r.date >= domain[0] && r.date < domain[1]);
    const groups = d3.sort(d3.groups(shown, (r) => r.type), (g) => -d3.sum(g[1], (r) => r.claims));
    const grid = make("div", { class: "many" });
    box.append(grid);
    const columns = getComputedStyle(grid).gridTemplateColumns.split(" ").length;
    const each = Math.floor((width - (columns - 1) * 28) / columns);
    for (const [type, list] of groups) {
      const top = d3.max(list, (r) => r.claims);
      grid.append(make("div", null,
        make("h3", null, make("a", { href: linkTo("claims", { type }) }, type), make("span", null, count(d3.sum(list, (r) => r.claims)))),
        plot(`${type} over time`, {
          width: each, height: 104, marginLeft: 14, marginRight: 14, marginTop: 18, marginBottom: 32,
          x: { type: "utc", domain, label: null, ticks: Math.max(2, Math.floor(each / 70)), tickSize: 3 }, y: { axis: null, domain: [0, top] },
          marks: [
            Plot.ruleY([0], { stroke: "var(--line)" }),
            Plot.ruleY([top], { stroke: "var(--line)", strokeDasharray: "2,3" }),
            Plot.text([top], { y: (d) => d, frameAnchor: "top-left", dy: -14, text: count, fill: "var(--soft)" }),
            Plot.rectY(list, { x1: "date", x2: (r) => step.offset(r.date, 1), y: "claims", fill: "var(--bar1)", insetLeft: 0.5, insetRight: 0.5,
              href: (r) => linkTo("claims", { type, from: r.since, to: new Date(step.offset(r.date, 1) - 864e5).toISOString().slice(0, 10) }),
              title: (r) => `${type}, ${fig.unit} from ${r.since}: ${r.claims}` }),
          ],
        })));
    }
    const out = all - d3.sum(shown, (r) => r.claims);
    if (out > 0) box.append(make("p", null, `${count(out)} claims of earlier or later articles are in the table and not in the charts.`));
  },

  toward(box, width) {
    const kinds = [["accusation", "accuses", "var(--against)", ""], ["support", "supports", "var(--favor)", "7,3"], ["pledge", "pledges to", "var(--pledge)", "2,3"]];
    const edges = records(figures.toward);
    if (edges.length === 0) return;
    const ids = [...new Set(edges.flatMap((e) => [e.source, e.target]))];
    const wide = Math.max(width, ids.length > 24 ? 800 : 520);
    const high = Math.round(Math.min(900, 220 + 15 * ids.length));
    const nodes = ids.map((id) => ({ id, name: cut(nameOf(id), width < 520 ? 17 : 24) }));
    layOut(nodes, edges, wide, high);
    const at = new Map(nodes.map((node) => [node.id, node]));
    // A name stands on the side of its dot where fewer arrows meet it.
    for (const node of nodes) {
      const ends = edges.filter((e) => e.source === node.id || e.target === node.id).map((e) => at.get(e.source === node.id ? e.target : e.source).y);
      node.side = d3.mean(ends) < node.y ? 1 : -1;
    }
    const thick = d3.scaleSqrt([1, Math.max(4, d3.max(edges, (e) => e.claims))], [1.6, 6]);
    const scroll = make("div", { class: "scroll", tabindex: wide > width ? "0" : null, role: "region", "aria-label": "Graph" });
    box.append(swatches(kinds.map(([, verb, color, dash]) => [verb, color, dash])), scroll);
    scroll.append(plot("Who accuses, supports and pledges to whom", {
      width: wide, height: high, margin: 0, x: { axis: null, domain: [0, wide], range: [0, wide] }, y: { axis: null, domain: [0, high], range: [0, high] },
      marks: [
        ...kinds.map(([kind, verb, color, dash]) => Plot.arrow(edges.filter((e) => e.type === kind), {
          x1: (e) => at.get(e.source).x, y1: (e) => at.get(e.source).y, x2: (e) => at.get(e.target).x, y2: (e) => at.get(e.target).y,
          bend: 16, insetStart: 6, insetEnd: 8, stroke: color, strokeDasharray: dash || undefined, strokeWidth: (e) => thick(e.claims), headLength: 7,
          href: (e) => linkTo("claims", { type: kind, source: e.source, target: e.target, negated: "no" }),
          title: (e) => `${nameOf(e.source)} ${verb} ${nameOf(e.target)}: ${e.claims}` })),
        Plot.dot(nodes, { x: "x", y: "y", r: 4.5, fill: "var(--ink)" }),
        ...[1, -1].map((side) => Plot.text(nodes.filter((n) => n.side === side), { x: "x", y: "y", text: "name", dy: 14 * side, fontSize: 13,
          fill: "var(--ink)", stroke: "var(--bg)", strokeWidth: 4, href: (n) => linkTo("claims", { source: n.id }), title: (n) => nameOf(n.id) })),
      ],
    }));
    scroll.scrollLeft = (wide - width) / 2;
  },
};

// layOut places nodes by forces, the same for the same edges, and then fits them
// into the frame with room for their names.
function layOut(nodes, edges, wide, high) {
  const links = edges.map(({ source, target }) => ({ source, target }));
  const sim = d3.forceSimulation(nodes)
    .force("link", d3.forceLink(links).id((n) => n.id).distance(120).strength(0.6))
    .force("charge", d3.forceManyBody().strength(-300).distanceMax(320))
    .force("x", d3.forceX(0).strength(0.09 * (high / wide)))
    .force("y", d3.forceY(0).strength(0.09))
    .force("room", d3.forceCollide((n) => 22 + 2.4 * n.name.length))
    .stop();
  sim.tick(400);
  for (const [axis, size, pad] of [["x", wide, 92], ["y", high, 30]]) {
    const scale = d3.scaleLinear(d3.extent(nodes, (n) => n[axis]), [pad, size - pad]);
    const one = nodes.length < 2;
    for (const n of nodes) n[axis] = one ? size / 2 : scale(n[axis]);
  }
}

// drawCharts draws all charts, and again when their width changes.
function drawCharts() {
  const widths = new Map();
  const draw = (box) => {
    const width = Math.floor(box.clientWidth);
    if (width === 0 || widths.get(box) === width) return;
    widths.set(box, width);
    box.replaceChildren();
    if (figures[box.dataset.chart].rows.length > 0) charts[box.dataset.chart](box, width);
  };
  const watch = new ResizeObserver((list) => requestAnimationFrame(() => list.forEach((item) => draw(item.target))));
  for (const box of document.querySelectorAll("[data-chart]")) {
    draw(box);
    watch.observe(box);
  }
}
