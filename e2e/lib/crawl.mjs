// Walks the pages that links lead to, one of each kind.

/** More kinds than any room has; a walk that comes to it has lost its way. */
const KINDS_MAX = 150;
/** A path whose next part is the name of one thing among many. */
const COLLECTIONS = new Set([
  'items', 'themes', 'departments', 'regions', 'cases', 'drafts', 'papers', 'forms', 'files',
  'apply', 'outlet', 'versions', 'new', 'taken', 'staff', 'kept',
]);

/** The kind of an address: `/zh/items/*?q`. */
export function kind(address) {
  const { pathname, searchParams } = new URL(address);
  const parts = pathname.split('/');
  const named = parts.map((part, at) =>
    COLLECTIONS.has(parts[at - 1]) && !['sign-in', 'verify'].includes(part) ? '*' : part,
  );
  const names = [...new Set(searchParams.keys())].filter((name) => name !== 'back').sort();
  return named.join('/') + (names.length ? `?${names.join('&')}` : '');
}

/**
 * Visits `starts` and whatever their links lead to below `below`, a page of each kind, and calls
 * `look(address, answer)` on each that is HTML.
 */
export async function crawl(page, starts, below, look) {
  const base = process.env.YICHUANG_URL;
  const seen = new Set();
  const waiting = starts.map((path) => base + path);
  while (waiting.length > 0) {
    const address = waiting.shift();
    if (seen.has(kind(address))) continue;
    if (seen.size === KINDS_MAX) throw new Error(`more kinds of pages than ${KINDS_MAX}`);
    seen.add(kind(address));
    const answer = await page.goto(address).catch((error) => {
      // A file is offered for saving instead of being shown.
      if (/Download is starting|ERR_ABORTED/.test(error.message)) return null;
      throw error;
    });
    if (!answer?.headers()['content-type']?.startsWith('text/html')) continue;
    await look(address.slice(base.length), answer);
    const links = await page.$$eval('a[href]:not([download])', (all) => all.map((a) => a.href));
    for (const link of links.map((href) => href.split('#')[0])) {
      if (link.startsWith(base + below) && !/\.(pdf|json|txt)$/.test(link)) waiting.push(link);
    }
  }
  return seen;
}
