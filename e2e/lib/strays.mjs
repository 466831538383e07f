// Chinese on an English page: only what has no English.

/** Marked as Chinese, so that it is read aloud as such: what is Chinese by its nature. */
const MARKED = [
  'a[hreflang]', // the other language, in its own words
  '.official, .official *', // the official term beside plain words
  '.cite, .cite *', // law, in its own words
  'pre.specimen', // a paper that is filled in in Chinese
  'h1 ~ p.soft > span', // an item's official name below its English one
  '.sign, .sign *', // an organ's name on its seal
];

/** Not marked: names, addresses and what somebody has typed, which may be in any language. */
const TYPED = [
  '.tools .small', 'main h1', 'main .lead', // the name of whoever is signed in
  'td, th, td *, th *', 'dd, dd *', 'option', 'strong', '.sr', '.lines, .lines *',
  '.paper .to, .paper .number, .case-file p', '.acts p', 'textarea', 'title',
  'input[type=text], input[type=search]',
  'main a[href*="/files/"]',
  'mark, p:has(mark)', // words that were searched for, and names that people use
];

/** Parts of a sentence that are names, in brackets or quoted, and what staff have typed. */
const NAMES = [
  /《[^》]+》[第零一二三四五六七八九十百千条款项之、]*/gu,
  /\p{Script=Han}+〔\d{4}〕\p{Script=Han}*\d+号/gu,
  /\([^()]*\)/g,
  /“[^”]*”/g,
  /^(Reason|Holder): .*$/gs,
];

/** Chinese of the page that should be English, each with where it is. */
export function strays(page) {
  const names = NAMES.map(({ source, flags }) => [source, flags]);
  return page.evaluate(([marked, typed, patterns]) => {
    const han = /[\p{Script=Han}\u3000-\u303f\uff00-\uffef]/u;
    const cut = patterns.map(([source, flags]) => new RegExp(source, flags));
    const found = [];
    const tell = (element, words) => {
      const left = cut.reduce((rest, name) => rest.replace(name, ''), words);
      if (!han.test(left)) return;
      const foreign = element.closest('[lang]').getAttribute('lang') === 'zh-CN';
      if (element.closest(foreign ? `${marked}, ${typed}` : typed)) return;
      const place = element.parentElement?.outerHTML.slice(0, 160);
      found.push(`${foreign ? 'marked' : 'unmarked'}: ${words.trim()} in ${place}`);
    };
    const texts = document.createTreeWalker(document.documentElement, NodeFilter.SHOW_TEXT);
    while (texts.nextNode()) {
      const { parentElement, data } = texts.currentNode;
      if (!parentElement.closest('script')) tell(parentElement, data);
    }
    for (const name of ['aria-label', 'alt', 'title', 'placeholder', 'content', 'value']) {
      for (const one of document.querySelectorAll(`[${name}]:not([type=hidden], option)`)) {
        tell(one, one.getAttribute(name));
      }
    }
    return found;
  }, [MARKED.join(), TYPED.join(), names]);
}
