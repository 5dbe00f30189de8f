import { CLOSE_FEED, openFeed, readFeed } from '../../src/fetch/atom.js';
import { AnswerFault } from '../../src/fetch/errors.js';
import { arxivEntry, arxivFeed } from './support/apis.js';

const HEAD = openFeed({ title: 'all:"x" & <y>', id: 'urn:x', updated: '2025-01-31T12:00:00.000Z' });

/** The faults of a text: its message and whether it may pass. */
function faultOf(xml: string): { message: string; passing: boolean } {
  try {
    readFeed(xml);
  } catch (error) {
    if (error instanceof AnswerFault) return { message: error.message, passing: error.passing };
    throw error;
  }
  throw new Error('It was read.');
}

it('takes entries as they stand', () => {
  const entries = [arxivEntry(1), '<entry><id>x</id><summary>ä 𝕏 <![CDATA[<b>]]></summary></entry>', '<entry/>'];
  const feed = readFeed(arxivFeed(entries, 12));
  expect(feed.total).toBe(12);
  expect(feed.entries.map(({ text }) => text)).toEqual(entries);
  expect(feed.entries[1]).toMatchObject({ id: 'x', summary: 'ä 𝕏 <b>' });
});

it('makes one feed of the entries of many', () => {
  const pages = [arxivFeed([arxivEntry(1)], 2), arxivFeed([arxivEntry(2)], 2)].flatMap(
    (page) => readFeed(page).entries,
  );
  const one = `${HEAD}${pages.map(({ text }) => text).join('\n')}${CLOSE_FEED}`;
  expect(readFeed(one).entries.map(({ id }) => id)).toEqual(pages.map(({ id }) => id));
});

it('carries along names that only the feed declared', () => {
  const page =
    '<a:feed xmlns:a="http://www.w3.org/2005/Atom" xmlns:arxiv="http://example.org/other" xmlns:m="http://m/?a&amp;b">' +
    '<a:entry m:x="1"><a:id>1</a:id><arxiv:doi>10.1/x</arxiv:doi></a:entry></a:feed>';
  const [entry] = readFeed(page).entries;
  const one = `${HEAD}${entry?.text ?? ''}${CLOSE_FEED}`;
  expect(readFeed(one).entries).toMatchObject([{ id: '1' }]);
  expect(entry?.text).toContain('xmlns:arxiv="http://example.org/other"');
  expect(entry?.text).toContain('xmlns:m="http://m/?a&amp;b"');
});

it('ignores entries and totals at other places', () => {
  const page =
    '<feed xmlns="http://www.w3.org/2005/Atom" xmlns:o="http://a9.com/-/spec/opensearch/1.1/">' +
    '<x:entry xmlns:x="http://x/"/><source><entry/><o:totalResults>9</o:totalResults></source></feed>';
  expect(readFeed(page)).toEqual({ entries: [] });
});

it('tells broken XML, which may pass, from other XML, which does not', () => {
  expect(faultOf(arxivFeed([arxivEntry(1)], 1).slice(0, -20))).toMatchObject({ passing: true });
  expect(faultOf('<feed xmlns="http://www.w3.org/2005/Atom"><entry></feed>').message).toContain('sent broken XML');
  expect(faultOf('<feed xmlns="http://www.w3.org/2005/Atom">&nbsp;</feed>').message).toContain('sent broken XML');
  expect(faultOf('   ')).toEqual({ message: 'sent nothing: the answer is empty', passing: true });
  expect(faultOf('<rss/>')).toEqual({ message: 'sent XML that is not an Atom feed but <rss>', passing: false });
});
