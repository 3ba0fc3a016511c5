// What the gates ask of a page: an expression that gives one function for each, so that nothing is left behind in it.
(() => {
  const shown = e => e.checkVisibility({visibilityProperty: true, opacityProperty: true});
  const name = e => e ? e.tagName.toLowerCase() + (e.id && '#' + e.id) + [...e.classList].map(c => '.' + c).join('') : 'the edge';
  const say = (e, wrong) => `${name(e)} “${e.textContent.trim().replace(/\s+/g, ' ').slice(0, 20)}” ${wrong}`;

  // Every piece of text that is to be seen, with the element it stands in.
  const texts = () => {
    const found = [], walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      const text = walker.currentNode, e = text.parentElement;
      if (text.data.trim() && shown(e) && !e.closest('script, style, title, .gs-vh')) found.push([text, e]);
    }
    return found;
  };

  const scrolls = e => {
    for (; e && e !== document.body; e = e.parentElement)
      if (/auto|scroll/.test(getComputedStyle(e).overflowX)) return true;
    return false;
  };

  return {
    targets(least) {
      const aims = 'a[href], button, summary, select, textarea, input, label[for], [role=button]';
      const meant = e => shown(e) && !(e.control && e.control.getBoundingClientRect().width);  // else the field is the target
      return [...document.querySelectorAll(aims)].filter(meant).flatMap(e => {
        const {width, height} = e.getBoundingClientRect();
        const beside = [...e.parentElement.childNodes].some(n => n.nodeType === Node.TEXT_NODE && n.data.trim());
        const sentence = beside && getComputedStyle(e).display === 'inline';
        const small = width > 0 && Math.min(width, height) < least - .5;
        return small && !sentence ? [say(e, `${Math.round(width)} × ${Math.round(height)}`)] : [];
      });
    },

    letters(least) {
      const elements = [...texts().map(([, e]) => e), ...document.querySelectorAll('select, input, textarea')];
      return [...new Set(elements)].filter(shown).flatMap(e => {
        const size = parseFloat(getComputedStyle(e).fontSize);
        return size < least ? [say(e, `${size} px`)] : [];
      });
    },

    sideways() {
      const {clientWidth: width, scrollWidth: whole} = document.documentElement, range = document.createRange();
      const found = texts().flatMap(([text, e]) => {
        range.selectNodeContents(text);
        const right = Math.max(0, ...[...range.getClientRects()].map(box => box.right));
        return right > width + 1 && !scrolls(e) ? [say(e, `reaches to ${Math.round(right)}`)] : [];
      });
      return whole > width ? [`the page is ${whole} px wide`, ...found] : found;
    },

    cut() {
      return [...document.querySelectorAll('.gs-scroll, .md-typeset__scrollwrap')].flatMap(box =>
        shown(box) && box.scrollWidth > box.clientWidth + 1 ? [say(box, `${box.scrollWidth} px in ${box.clientWidth}`)] : []);
    },

    // What is wrong with the element that has the focus; null where the focus has left the page.
    focus() {
      let e = document.activeElement;
      if (e === document.body) return null;
      if (e.matches('input') && !e.getBoundingClientRect().width) e = e.nextElementSibling;  // its label is what shows
      const box = e.getBoundingClientRect(), style = getComputedStyle(e);
      const left = Math.max(box.left, 0), right = Math.min(box.right, innerWidth);
      const top = Math.max(box.top, 0), bottom = Math.min(box.bottom, innerHeight);
      if (!shown(e) || !box.width) return say(e, 'does not show');
      if (right - left < 1 || bottom - top < 1) return say(e, 'is off the screen');
      const over = [.1, .5, .9].map(part => document.elementFromPoint((left + right) / 2, top + (bottom - top) * part));
      if (!over.some(one => one && (e.contains(one) || one.contains(e)))) return say(e, `is behind ${name(over[1])}`);
      return style.outlineStyle === 'none' || !parseFloat(style.outlineWidth) ? say(e, 'has no outline') : '';
    },
  };
})()
