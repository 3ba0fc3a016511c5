/* Search without a server: fetches the few small files of the index that a query needs; generator/search/ writes them. */
(() => {
  const [form, off, said, list, more] = ["", "-off", "-said", "-found", "-more"].map(name => document.querySelector(".gs-search" + name));
  const words = form.dataset, input = form.q, files = {}, H = "々-〇〡-〩぀-ヿ㐀-鿿가-힯豈-﫿\u{20000}-\u{3ffff}", W = "0-9a-zß-öø-ɏͰ-ϿЀ-ԯ";
  const PART = `(?:[${W}]*\\d\\.(?=\\d))*[${W}]+`, RUN = RegExp(`(${PART}(?:[-/:_@]${PART})*)`), HAN = RegExp(`[${H}]`, "u"), WORD = RegExp(`[${W}]`);
  let index, variants = {}, timer, current;

  // files
  const once = (name, make) => files[name] = files[name] || make(name).catch(error => { delete files[name]; throw error; });
  const unpack = async raw => {
    if (raw[0] !== 31 || raw[1] !== 139) return raw; // the server has done it
    return new Response(new Response(raw).body.pipeThrough(new DecompressionStream("gzip"))).arrayBuffer();
  };
  const decode = raw => new TextDecoder().decode(raw);
  const get = name => once(name, async () => { // a line of JSON, and the bytes after it
    const answer = await fetch(name + ".bin");
    if (!answer.ok) throw name;
    const raw = new Uint8Array(await unpack(new Uint8Array(await answer.arrayBuffer()))), end = raw.indexOf(10);
    return [JSON.parse(decode(raw.subarray(0, end))), raw.subarray(end + 1)];
  });
  function* numbers(raw) {
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

  // folding, as in generator/search/folding.py
  const pairs = listed => { const out = {}; for (let i = 0; i < listed.length; i += 2) out[listed[i]] = listed[i + 1]; return out; };
  const kind = one => HAN.test(one) ? 2 : WORD.test(one || "") ? 1 : 0;
  function fold(plain, table) { // folded characters, their text, and where in the plain text each is from
    let all = [], at = [], place = 0;
    for (const one of plain) {
      for (const each of one.normalize("NFKC").toLowerCase()) { all.push(table[each] || each); at.push(place); }
      place += one.length;
    }
    const drop = test => { const kept = all.map((one, i) => !test(one, i)); at = at.filter((_, i) => kept[i]); all = all.filter((_, i) => kept[i]); };
    drop((one, i) => one === " " && (kind(all[i - 1]) !== 1 || kind(all[i + 1]) !== 1));
    drop((one, i) => one === "," && /^\d,\d{3}$/.test(all.slice(i - 1, i + 4).join("")));
    return { text: all.join(""), at: [].concat(...all.map((one, i) => Array(one.length).fill(at[i])), place) };
  }

  // finding, by the keys of generator/search/keys.py
  const split = query => query.split(/\s+/).map(typed => {
    const term = fold(typed, variants).text.replace(RegExp(`^[^${H}${W}]+|[^${H}${W}]+$`, "gu"), ""), runs = term.split(RUN), last = runs.length - 2;
    const all = [...term], han = i => HAN.test(all[i]), met = pattern => (term.match(RegExp(pattern, "gu")) || []).map(key => [key]);
    const needs = [...met(`[${W}]{1,2}[${H}]`), ...met(`[${H}][${W}]{1,2}`)];
    all.forEach((one, i) => { // of a long term, half the pairs will do
      if (!kind(one) && !/[/_@.-]/.test(one) && kind(all[i - 1]) && kind(all[i + 1])) needs.push([all[i - 1] + one + all[i + 1]]);
      if (han(i) && han(i + 1) && !(all[6] && i % 2 && han(i - 1) && han(i + 2))) needs.push([one + all[i + 1]]);
    });
    runs.forEach((run, i) => {
      const open = i === last && !runs[i + 1] && run.length;
      if (i % 2) needs.push(["=" + run + (open === 2 ? "*" : ""), open > 2]);
    });
    return { term, needs: needs[0] ? needs.slice(0, 8) : met(`[${H}]`) };
  }).filter(one => one.term);
  function place(key) {
    const word = key.replace("*", "").match(/^=(.*[-/:_@].|.{1,3})/);
    let crc = -1;
    for (const byte of new TextEncoder().encode(word ? word[0] : key)) {
      crc ^= byte;
      for (let bit = 0; bit < 8; bit++) crc = crc >>> 1 ^ (crc & 1 && 0xEDB88320);
    }
    return "hw"[+!!word] + (~crc >>> 0) % index.shards[+!!word];
  }
  async function candidates(terms) { // newest first, those with all of it in the title before
    const needs = [].concat(...terms.map(one => one.needs)), shards = await Promise.all(needs.map(([key]) => get("search/" + place(key))));
    const having = mark => {
      const seen = new Uint8Array(index.ages.length);
      needs.forEach(([key, open], step) => {
        const [sizes, raw] = shards[step];
        let at = 0;
        for (const name in sizes) {
          const posting = raw.subarray(at, at += sizes[name]);
          if (name !== mark + key && !(open && name.startsWith(mark + key) && !name.endsWith("*"))) continue;
          let page = -1;
          for (const gap of numbers(posting)) if (seen[page += gap + 1] === step) seen[page] = step + 1;
        }
      });
      return i => needs.length && seen[i] === needs.length;
    };
    const title = having("^"), age = i => index.ages[i] - (title(i) && 1e6);
    return index.ages.map((_, i) => i).filter(having("")).sort((a, b) => age(a) - age(b) || a - b);
  }
  async function find(query) {
    index = await once("index", open);
    let terms = split(query), pages = await candidates(terms);
    if (!pages.length && terms.length) { // perhaps it was typed in traditional characters
      variants = pairs((await get("search/folding"))[0]);
      pages = await candidates(terms = split(query));
    }
    return { terms, pages };
  }
  function hits({ text, at }, terms) { // where terms stand; a word or a number from its start
    const out = [];
    for (const { term } of terms)
      for (let i = -1; (i = text.indexOf(term, i + 1)) >= 0;)
        if (kind(term[0]) > 1 || !(kind(text[i - 1]) === 1 || /^\d\.\d/.test(text.slice(i - 2)))) out.push([at[i], at[i + term.length], term]);
    return out.sort((a, b) => a[0] - b[0]);
  }

  // showing
  const make = (name, parent, className) => { const made = document.createElement(name); made.className = className || ""; parent.append(made); return made; };
  function paint(element, plain, marks, from, to) {
    let at = from;
    if (from) element.append("…");
    for (const [start, end] of marks)
      if (start >= at && end <= to) { element.append(plain.slice(at, start)); make("mark", element).textContent = plain.slice(start, at = end); }
    element.append(plain.slice(at, to));
    if (to < plain.length) element.append("…");
  }
  function lies(page) { // the file of a page, and its place in there: meetings are four to a file
    for (const [folder, ...counts] of index.places) {
      let before = 0;
      for (const kind in counts) {
        const inside = kind === "1" ? page % 4 : 0;
        if (page < counts[kind]) return [folder + (before + page - inside), inside];
        before += counts[kind];
        page -= counts[kind];
      }
    }
  }
  async function row(page, terms) { // nothing where a term stands nowhere: then the page is no result after all
    const [file, inside] = lies(page), [{ name, fold: folded, rows }, raw] = await get(file), [path, title, kind, when] = rows[inside], table = pairs(folded);
    const lines = decode(raw).split("\f")[inside].split("\n"), marks = [title, ...lines].map(one => hits(fold(one, table), terms)), shown = new Set();
    for (const { term } of terms) {
      const where = marks.findIndex((some, i) => i !== 1 && some.some(mark => mark[2] === term)); // the text begins with the title
      if (where < 0) return;
      if (where) shown.add(where);
    }
    const item = document.createElement("li"), link = make("a", make("p", item), "gs-link");
    link.href = path;
    paint(link, title, marks[0], 0, title.length);
    make("p", item, "gs-small").textContent = [words.kinds.split("|")[kind], name, when].filter(Boolean).join(" · ");
    for (const i of shown.size ? [...shown].slice(0, 2) : marks[3] ? [3] : []) {
      const line = lines[i - 1], first = marks[i][0] ? marks[i][0][0] : 0, from = first < 24 ? 0 : first - 16;
      paint(make("p", item), line, marks[i], from, Math.min(line.length, from + 70));
    }
    return item;
  }
  async function show(result, wanted) {
    if (result.busy) return;
    result.busy = true;
    for (let shown = 0; shown < wanted && result.pages.length && result === current;) {
      const items = (await Promise.all(result.pages.splice(0, wanted - shown).map(i => row(i, result.terms)))).filter(item => item || !result.count--);
      if (result === current) list.append(...items);
      shown += items.length;
    }
    result.busy = false;
    if (result !== current) return;
    more.hidden = !result.pages.length;
    said.textContent = result.count ? words.found.replace("{count}", result.count) : words.none;
  }
  async function run() {
    const query = input.value.trim(), result = current = {};
    clearTimeout(timer);
    history.replaceState(null, "", "?q=" + encodeURIComponent(query));
    list.textContent = "";
    more.hidden = true;
    said.textContent = query && words.wait;
    try {
      if (query) Object.assign(result, await find(query));
      if (!query || result !== current) return;
      result.count = result.pages.length;
      await show(result, 3);
    } catch (error) {
      if (result === current) said.textContent = words.failed;
    }
  }

  // the form
  off.remove();
  const cannot = location.protocol === "file:" ? words.file : self.DecompressionStream ? "" : words.old; // iOS before 16.4
  if (cannot) { said.textContent = cannot; return; }
  form.hidden = false;
  form.find = find;
  const later = event => { clearTimeout(timer); if (!event.isComposing) timer = setTimeout(run, 400); };
  input.addEventListener("input", later);
  input.addEventListener("compositionend", () => later({}));
  form.addEventListener("submit", event => { event.preventDefault(); run(); });
  more.addEventListener("click", () => show(current, 20));
  addEventListener("scroll", () => { // the first screen is fetched at once, the others as they are scrolled to
    if (!more.hidden && list.children.length < 20 && more.getBoundingClientRect().top < innerHeight + 200) show(current, 4);
  }, { passive: true });
  document.addEventListener("keydown", event => {
    if (event.key === "/" && event.target !== input) { event.preventDefault(); input.focus(); }
  });
  input.value = new URLSearchParams(location.search).get("q") || "";
  if (input.value) run();
})();
