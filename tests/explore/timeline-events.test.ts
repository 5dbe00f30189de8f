import { timelineOf, type Member, type TimelineFacts } from '../../src/explore/timeline-events.js';

describe('the events of a lineage', () => {
  const member = (
    id: string,
    relation: Member['relation'],
    distance: number,
    introducedYear: number | null,
  ): Member => ({
    id,
    name: id.toUpperCase(),
    introducedYear,
    relation,
    distance,
  });
  const facts: TimelineFacts = {
    self: member('self', 'SELF', 0, 2015),
    others: [
      member('root', 'ANCESTOR', 2, null),
      member('mid', 'ANCESTOR', 1, 1990),
      member('kid', 'DESCENDANT', 1, null),
    ],
    parents: new Map([
      ['self', ['mid', 'elsewhere']],
      ['mid', ['root']],
      ['kid', ['self', 'mid']],
    ]),
    introductions: new Map([
      ['self', { id: 'p2', title: 'Late', date: '2016-02-01' }],
      ['kid', { id: 'p1', title: 'Kid', date: '2015-07-01' }],
    ]),
    uses: null,
    years: new Map([[2015, 1]]),
  };

  it('take the year that is known, else the paper’s, and leave out what has neither', () => {
    const { events, links } = timelineOf(facts);
    expect(events.map(({ kind, year, techniqueId, paperId }) => [kind, year, techniqueId, paperId])).toEqual([
      ['ANCESTOR_INTRODUCED', 1990, 'mid', null],
      ['INTRODUCED', 2015, 'self', 'p2'],
      ['VARIANT_INTRODUCED', 2015, 'kid', 'p1'],
    ]);
    expect(events.map(({ sentence }) => sentence)).toEqual([
      'MID, which SELF varies, was introduced in 1990; no paper here introduces it.',
      'SELF was introduced in 2015; the earliest paper here that introduces it is “Late” of 2016.',
      'KID, a variant of SELF, was introduced in 2015 by “Kid”.',
    ]);
    expect(links).toEqual([
      { parent: 'mid', child: 'kid' },
      { parent: 'mid', child: 'self' },
      { parent: 'root', child: 'mid' },
      { parent: 'self', child: 'kid' },
    ]);
  });
});
