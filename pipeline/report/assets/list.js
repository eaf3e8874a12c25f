// The list of claims or stances: all that the filters leave, of which only the
// rows in sight are drawn. One of them is active; the arrow keys move it.

// tallest is the height that all browsers give an element; beyond it the list
// scrolls faster than its rows.
const tallest = 8e6;

class List {
  constructor(box, open) {
    this.box = box;
    this.open = open;
    this.tall = make("div", { class: "tall", role: "presentation" });
    box.append(this.tall);
    this.items = [];
    this.active = 0;
    this.measure();
    box.addEventListener("scroll", () => this.draw(), { passive: true });
    box.addEventListener("keydown", (event) => this.key(event));
    new ResizeObserver(() => { this.measure(); this.draw(); }).observe(box);
  }

  set(items) {
    this.items = items;
    this.active = 0;
    this.box.scrollTop = 0;
    this.measure();
    this.draw();
  }

  // measure reads the height of a row from the style sheet.
  measure() {
    const probe = make("div", { class: "row" });
    this.tall.append(probe);
    this.row = probe.offsetHeight || 100;
    probe.remove();
    this.real = this.items.length * this.row;
    this.high = Math.min(this.real, tallest);
    this.tall.style.height = this.high + "px";
    const view = this.box.clientHeight;
    this.ratio = this.real > this.high ? (this.real - view) / (this.high - view) : 1;
  }

  draw() {
    const scroll = this.box.scrollTop;
    const top = scroll * this.ratio;
    const first = Math.max(0, Math.floor(top / this.row) - 2);
    const last = Math.min(this.items.length, Math.ceil((top + this.box.clientHeight) / this.row) + 2);
    const rows = [];
    for (let i = first; i < last; i++) {
      const node = rowOf(this.items[i]);
      node.id = "row-" + i;
      node.setAttribute("role", "option");
      node.setAttribute("aria-posinset", i + 1);
      node.setAttribute("aria-setsize", this.items.length);
      node.setAttribute("aria-selected", i === this.active);
      node.classList.toggle("on", i === this.active);
      node.style.top = scroll + (i * this.row - top) + "px";
      node.addEventListener("click", () => this.choose(i));
      rows.push(node);
    }
    this.tall.replaceChildren(...rows);
    if (this.items.length > 0 && this.active >= first && this.active < last) this.box.setAttribute("aria-activedescendant", "row-" + this.active);
    else this.box.removeAttribute("aria-activedescendant");
  }

  choose(i) {
    this.active = i;
    this.draw();
    this.open(this.items[i]);
  }

  move(to) {
    if (this.items.length === 0) return;
    this.active = Math.max(0, Math.min(this.items.length - 1, to));
    const top = this.box.scrollTop * this.ratio;
    const at = this.active * this.row;
    if (at < top) this.box.scrollTop = at / this.ratio;
    else if (at + this.row > top + this.box.clientHeight) this.box.scrollTop = (at + this.row - this.box.clientHeight) / this.ratio;
    this.draw();
  }

  key(event) {
    const jump = Math.max(1, Math.floor(this.box.clientHeight / this.row) - 1);
    const to = { ArrowDown: this.active + 1, ArrowUp: this.active - 1, PageDown: this.active + jump, PageUp: this.active - jump, Home: 0, End: this.items.length - 1 }[event.key];
    if (to !== undefined) this.move(to);
    else if ((event.key === "Enter" || event.key === " ") && this.items.length > 0) this.choose(this.active);
    else return;
    event.preventDefault();
  }
}

function rowOf(x) {
  const { art } = x;
  const where = [art.publisher, art.day].filter(Boolean).join(" · ");
  const from = make("div", { class: "from" }, make("bdi", null, ...plain(art.title || "Article without a title")));
  if ("cue" in x) {
    const said = [];
    if (x.source) said.push(make("span", { class: "src" }, ...plain(x.source)), " ");
    said.push(make("span", { class: "cue" }, ...plain(x.cue)), " ", make("span", null, ...plain(x.content)));
    return make("div", { class: "row " + x.voice },
      make("div", { class: "meta" }, make("span", { class: "tag" }, (x.negated ? "not: " : "") + x.type),
        x.voice === "reported" ? null : make("span", { class: "tag " + x.voice }, voiceNames[x.voice]), make("bdi", null, where)),
      make("div", { class: "said" }, ...said), from);
  }
  return make("div", { class: "row " + { actor: "", author: "author", commenter: "comment" }[x.kind] },
    make("div", { class: "meta" }, make("span", { class: "tag " + x.label }, `${labelNames[x.label]} ${signed(x.score)}`),
      x.kind === "actor" ? null : make("span", { class: "tag " + (x.kind === "author" ? "author" : "comment") }, x.kind === "author" ? voiceNames.author : voiceNames.comment),
      make("bdi", null, where)),
    make("div", { class: "said" }, make("span", { class: "src" }, ...plain(nameOf(x.holder))), " → ", make("span", { class: "src" }, ...plain(nameOf(x.target))), ": ",
      make("span", { class: "cue" }, ...plain(x.evidence))), from);
}
