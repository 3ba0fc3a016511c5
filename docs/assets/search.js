/* Search without a server: fetches the few small files of the index that a query needs; generator/search/ writes them. */
(() => {
  const FIRST = 25000; // bytes that a query may fetch before anybody asks for more of its results
  const EACH = 4600; // bytes of a result, as files of a large site are
  const STEP = 20; // results that the button adds
  const SHARED = { 1: 4 }; // pages of a kind that share a file: meetings are short
  const MOST_KEYS = 8; // of one term: each may cost a file, and more would hardly narrow it further
  const HAN = "々-〇〡-〩぀-ヿ㐀-鿿가-힯豈-﫿\u{20000}-\u{3ffff}";
  const WORD = "0-9a-zß-öø-ɏͰ-ϿЀ-ԯ";

  const [form, off, said, list, more] = ["", "-off", "-said", "-found", "-more"].map(name => document.querySelector(".gs-search" + name));
  const words = form.dataset, input = form.q;
  let index, variants = {}, fetched = 0, timer, current;

  // ---------- files ----------

  const files = {};
  function once(name, make) { // a file that failed is asked for again
    files[name] = files[name] || make(name).catch(error => {
      delete files[name];
      throw error;
    });
    return files[name];
  }

  async function unpack(raw) {
    if (raw[0] !== 31 || raw[1] !== 139) return raw; // the server has done it
    return new Response(new Response(raw).body.pipeThrough(new DecompressionStream("gzip"))).arrayBuffer();
  }

  const decode = raw => new TextDecoder().decode(raw);

  async function read(name) { // a line of JSON, and the bytes after it
    const answer = await fetch(name + ".bin");
    if (!answer.ok) throw name;
    const packed = new Uint8Array(await answer.arrayBuffer()), raw = new Uint8Array(await unpack(packed));
    fetched += packed.length;
    const end = raw.indexOf(10);
    return [JSON.parse(decode(raw.subarray(0, end))), raw.subarray(end + 1)];
  }

  const get = name => once(name, read);

  function* numbers(raw) { // seven bits to a byte, the lowest first
    for (let at = 0; at < raw.length;) {
      let number = 0, by = 1;
      for (; raw[at] > 127; by *= 128) number += (raw[at++] & 127) * by;
      yield number + raw[at++] * by;
    }
  }

  async function open() {
    const [head, raw] = await get("search/index");
    let age = 0;
    head.ages = [...numbers(raw)].map(step => age = (age + step) % 65536);
    return head;
  }

  // ---------- folding, as in generator/search/folding.py ----------

  const isHan = RegExp(`[${HAN}]`, "u"), isWord = RegExp(`[${WORD}]`);
  const kind = one => isHan.test(one) ? 2 : isWord.test(one || "") ? 1 : 0;

  function pairs(listed) {
    const table = {};
    for (let i = 0; i < listed.length; i += 2) table[listed[i]] = listed[i + 1];
    return table;
  }

  const blank = (all, i) => all[i] === " " && (kind(all[i - 1]) !== 1 || kind(all[i + 1]) !== 1); // but between two words
  const grouping = (all, i) => all[i] === "," && /^\d,\d{3}$/.test(all.slice(i - 1, i + 4).join("")); // 1,000

  function without({ all, at }, test) {
    const kept = all.map((_, i) => !test(all, i));
    return { all: all.filter((_, i) => kept[i]), at: at.filter((_, i) => kept[i]) };
  }

  function fold(plain, table) { // the folded text, and where in the plain text each of its characters is from
    const all = [], at = [];
    let place = 0;
    for (const one of plain) {
      for (const each of one.normalize("NFKC").toLowerCase()) {
        all.push(table[each] || each);
        at.push(place);
      }
      place += one.length;
    }
    const folded = without(without({ all, at }, blank), grouping);
    const places = folded.all.map((one, i) => Array(one.length).fill(folded.at[i])); // beyond U+FFFF a character is two long
    return { text: folded.all.join(""), at: [].concat(...places, place) };
  }

  // ---------- finding, by the keys of generator/search/keys.py ----------

  const PART = `(?:[${WORD}]*\\d\\.(?=\\d))*[${WORD}]+`; // a decimal point is part of a number
  const RUN = RegExp(`(${PART}(?:[-/:_@]${PART})*)`);
  const EDGES = RegExp(`^[^${HAN}${WORD}]+|[^${HAN}${WORD}]+$`, "gu");

  const keysOf = (term, pattern) => (term.match(RegExp(pattern, "gu")) || []).map(key => [key]);

  function pairKeys(term) { // two characters that stand together, and three around a sign
    const all = [...term], han = i => isHan.test(all[i]), found = [];
    all.forEach((one, i) => {
      const sign = !kind(one) && !/[/_@.-]/.test(one);
      if (sign && kind(all[i - 1]) && kind(all[i + 1])) found.push([all[i - 1] + one + all[i + 1]]);
      const spared = all[6] && i % 2 && han(i - 1) && han(i + 2); // of a long term, half the pairs will do
      if (han(i) && han(i + 1) && !spared) found.push([one + all[i + 1]]);
    });
    return found;
  }

  function wordKeys(term) { // whole words; the last may go on, and then any key that begins so will do
    const runs = term.split(RUN), last = runs.length - 2, found = [];
    runs.forEach((run, i) => {
      const length = i === last && !runs[i + 1] && run.length;
      if (i % 2) found.push(["=" + run + (length === 2 ? "*" : ""), length > 2]);
    });
    return found;
  }

  function keys(term) {
    const mixed = [...keysOf(term, `[${WORD}]{1,2}[${HAN}]`), ...keysOf(term, `[${HAN}][${WORD}]{1,2}`)];
    const needs = [...mixed, ...pairKeys(term), ...wordKeys(term)];
    return needs.length ? needs.slice(0, MOST_KEYS) : keysOf(term, `[${HAN}]`);
  }

  function split(query) {
    const terms = query.split(/\s+/).map(typed => fold(typed, variants).text.replace(EDGES, ""));
    return terms.filter(Boolean).map(term => ({ term, needs: keys(term) }));
  }

  function crc32(bytes) {
    let crc = -1;
    for (const byte of bytes) {
      crc ^= byte;
      for (let bit = 0; bit < 8; bit++) crc = crc >>> 1 ^ (crc & 1 && 0xEDB88320);
    }
    return ~crc >>> 0;
  }

  function shardOf(key) {
    const word = key.replace("*", "").match(/^=(.*[-/:_@].|.{1,3})/); // words that begin alike lie together
    const number = crc32(new TextEncoder().encode(word ? word[0] : key));
    return "hw"[+!!word] + number % index.shards[+!!word];
  }

  function pagesHaving(needs, shards, mark) { // tells of a page whether it has all keys; mark "^": in its title
    const met = new Uint8Array(index.ages.length); // how many of the keys, in their order
    needs.forEach(([key, open], step) => {
      const [sizes, raw] = shards[step];
      let at = 0;
      for (const name in sizes) {
        const posting = raw.subarray(at, at += sizes[name]);
        const longer = open && name.startsWith(mark + key) && !name.endsWith("*");
        if (name !== mark + key && !longer) continue;
        let page = -1;
        for (const gap of numbers(posting)) if (met[page += gap + 1] === step) met[page] = step + 1;
      }
    });
    return page => needs.length && met[page] === needs.length;
  }

  async function candidates(terms) { // newest first, and before them those with all of it in the title
    const needs = [].concat(...terms.map(one => one.needs));
    const shards = await Promise.all(needs.map(([key]) => get("search/" + shardOf(key))));
    const titled = pagesHaving(needs, shards, "^");
    const age = page => index.ages[page] - (titled(page) && 1e6);
    const found = index.ages.map((_, page) => page).filter(pagesHaving(needs, shards, ""));
    return found.sort((a, b) => age(a) - age(b) || a - b);
  }

  async function find(query) {
    index = await once("index", open);
    let terms = split(query), pages = await candidates(terms);
    if (!pages.length && terms.length) { // perhaps it was typed in traditional characters
      variants = pairs((await get("search/folding"))[0]);
      terms = split(query);
      pages = await candidates(terms);
    }
    return { terms, pages };
  }

  // ---------- one result ----------

  function starts(text, i) { // a word or a number is found from its start only
    return kind(text[i]) > 1 || !(kind(text[i - 1]) === 1 || /^\d\.\d/.test(text.slice(i - 2)));
  }

  function hits(plain, table, terms) { // from where to where in the plain text which term stands
    const { text, at } = fold(plain, table), found = [];
    for (const { term } of terms) {
      for (let i = text.indexOf(term); i >= 0; i = text.indexOf(term, i + 1)) {
        if (starts(text, i)) found.push([at[i], at[i + term.length], term]);
      }
    }
    return found.sort((a, b) => a[0] - b[0]);
  }

  function make(name, parent, className) {
    const made = document.createElement(name);
    made.className = className || "";
    parent.append(made);
    return made;
  }

  function paint(element, plain, marks, from, to) { // always as text: what records say is never markup
    let at = from;
    if (from) element.append("…");
    for (const [start, end] of marks) {
      if (start < at || end > to) continue;
      element.append(plain.slice(at, start));
      make("mark", element).textContent = plain.slice(start, end);
      at = end;
    }
    element.append(plain.slice(at, to));
    if (to < plain.length) element.append("…");
  }

  function lies(page) { // the file of a page, and its place in there
    for (const [folder, ...counts] of index.places) {
      let before = 0;
      for (const kind in counts) {
        const inside = page % (SHARED[kind] || 1);
        if (page < counts[kind]) return [folder + (before + page - inside), inside];
        before += counts[kind];
        page -= counts[kind];
      }
    }
  }

  function lead(line, marks) { // a piece of a line that shows its first hit
    const first = marks.length ? marks[0][0] : 0, from = first < 24 ? 0 : first - 16;
    return [from, Math.min(line.length, from + 70)];
  }

  function linesToShow(marks, terms) { // nothing where a term stands nowhere
    const shown = new Set();
    for (const { term } of terms) {
      const where = marks.findIndex((some, i) => i !== 1 && some.some(mark => mark[2] === term)); // 1: the title once more
      if (where < 0) return;
      if (where) shown.add(where);
    }
    if (!shown.size && marks[3]) shown.add(3);
    return [...shown].slice(0, 2);
  }

  async function row(page, terms) { // nothing where the page is no result after all
    const [file, inside] = lies(page), [{ name, fold: folded, rows }, raw] = await get(file);
    const [path, title, kind, when] = rows[inside], table = pairs(folded);
    const lines = [title, ...decode(raw).split("\f")[inside].split("\n")];
    const marks = lines.map(line => hits(line, table, terms)), shown = linesToShow(marks, terms);
    if (!shown) return;
    const item = document.createElement("li"), link = make("a", make("p", item), "gs-link");
    link.href = path;
    paint(link, title, marks[0], 0, title.length);
    make("p", item, "gs-small").textContent = [words.kinds.split("|")[kind], name, when].filter(Boolean).join(" · ");
    for (const i of shown) paint(make("p", item), lines[i], marks[i], ...lead(lines[i], marks[i]));
    return item;
  }

  // ---------- all of them ----------

  function tell(result) {
    const left = result.pages.length;
    said.textContent = result.count ? words.found.replace("{count}", result.count) : words.none;
    more.hidden = !left;
    more.textContent = (left > STEP ? words.more : words.rest).replace("{count}", Math.min(left, STEP));
  }

  async function show(result, wanted) {
    if (result.busy) return;
    result.busy = true;
    for (let shown = 0; shown < wanted && result.pages.length && result === current;) {
      const rows = await Promise.all(result.pages.splice(0, wanted - shown).map(page => row(page, result.terms)));
      const items = rows.filter(Boolean);
      result.count -= rows.length - items.length;
      if (result === current) list.append(...items);
      shown += items.length;
    }
    result.busy = false;
    if (result === current) tell(result);
  }

  async function run() {
    const query = input.value.trim(), result = current = {}; // an answer that comes when another is current is dropped
    clearTimeout(timer);
    history.replaceState(null, "", "?q=" + encodeURIComponent(query));
    list.textContent = "";
    more.hidden = true;
    said.textContent = query && words.wait;
    if (!query) return;
    fetched = 0;
    try {
      Object.assign(result, await find(query));
      result.count = result.pages.length;
      if (result === current) await show(result, Math.max(1, Math.floor((FIRST - fetched) / EACH)));
    } catch (error) {
      if (result === current) said.textContent = words.failed;
    }
  }

  // ---------- the form ----------

  function cannot() {
    if (location.protocol === "file:") return words.file;
    return self.DecompressionStream ? "" : words.old; // iOS before 16.4
  }

  function later(event) { // not while an input method is still composing
    clearTimeout(timer);
    if (!event.isComposing) timer = setTimeout(run, 400);
  }

  off.remove();
  if (cannot()) {
    said.textContent = cannot();
    return;
  }
  form.hidden = false;
  form.find = find; // for the tests
  input.addEventListener("input", later);
  input.addEventListener("compositionend", () => later({}));
  form.addEventListener("submit", event => { event.preventDefault(); run(); });
  more.addEventListener("click", () => show(current, STEP));
  document.addEventListener("keydown", event => {
    if (event.key === "/" && event.target !== input) { event.preventDefault(); input.focus(); }
  });
  input.value = new URLSearchParams(location.search).get("q") || "";
  if (input.value) run();
})();
