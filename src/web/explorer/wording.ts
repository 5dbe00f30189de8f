const LONGEST = 34;

/**
 * A title short enough for a label: what stands before its colon, where that is short, or its first
 * words.
 */
export function shortTitle(title: string): string {
  const head = title.split(/:\s/, 1)[0] ?? title;
  return head.length <= LONGEST ? head : cut(head, LONGEST);
}

/** The first words of a text, up to a length; an ellipsis tells that more follow. */
export function cut(text: string, length: number): string {
  if (text.length <= length) return text;
  const whole = text.slice(0, length + 1);
  const end = whole.lastIndexOf(' ');
  return `${whole.slice(0, end > length / 2 ? end : length).replace(/[\s,;:.–-]+$/, '')}…`;
}

/** `cs.LG: Machine Learning` is known by its code; other topics by their names. */
export function shortTopic(name: string): string {
  return cut(/^([a-z-]+\.[A-Za-z-]{2,})\s*:/.exec(name)?.[1] ?? name, LONGEST);
}

const NUMBER = new Intl.NumberFormat('en-US');

export function count(number: number, one: string, many = `${one}s`): string {
  return `${NUMBER.format(number)} ${number === 1 ? one : many}`;
}

/** A share of 1 as percent; what is there but tiny is not called nothing. */
export function percent(share: number): string {
  const rounded = Math.round(share * 100);
  return rounded === 0 && share > 0 ? '<1%' : `${rounded}%`;
}

/** `2017-06-12` as `June 12, 2017`. */
export function longDate(date: string): string {
  const day = new Date(`${date}T00:00:00Z`);
  if (Number.isNaN(day.getTime())) return date;
  return day.toLocaleDateString('en-US', { year: 'numeric', month: 'long', day: 'numeric', timeZone: 'UTC' });
}

/** `A. Author and B. Other`, or `A. Author and 92 others`. */
export function byline({ nodes, totalCount }: { nodes: readonly { name: string }[]; totalCount: number }): string {
  const [first, second] = nodes;
  if (!first) return '';
  if (totalCount === 1) return first.name;
  if (totalCount === 2 && second) return `${first.name} and ${second.name}`;
  return `${first.name} and ${totalCount - 1} others`;
}
