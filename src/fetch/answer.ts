import type { Format } from './apis.js';

const MOST_SHOWN = 160;

// eslint-disable-next-line no-control-regex -- characters that control a terminal or turn the text around
const CONTROL = /[\u0000-\u001F\u007F-\u009F\u202A-\u202E\u2066-\u2069]+/g;

/** The start of a foreign text, safe to show in one line. */
export function excerpt(text: string, most = MOST_SHOWN): string {
  const line = text
    .slice(0, most * 8)
    .replaceAll(CONTROL, ' ')
    .replaceAll(/\s+/g, ' ')
    .trim();
  return line.length <= most ? line : `${line.slice(0, most)}…`;
}

/** Whether an answer is of the kind that was asked for, judged by its type or, without one, by its start. */
export function isExpected(contentType: string, text: string, format: Format): boolean {
  const type = mediaType(contentType);
  const json = /^(application|text)\/([\w.-]+\+)?json$|^application\/(x-)?(ndjson|jsonlines)$/;
  const xml = /^(application|text)\/([\w.-]+\+)?xml$/;
  if (type === '') return (format === 'atom' ? /^\s*</ : /^\s*[[{]/).test(text) && !isHtml(text);
  return (format === 'atom' ? xml : json).test(type) && type !== 'application/xhtml+xml';
}

/** What an answer is instead, as a noun phrase. */
export function kindOf(contentType: string, text: string): string {
  const type = mediaType(contentType);
  if (type === 'text/html' || type === 'application/xhtml+xml' || isHtml(text)) return 'an HTML page';
  return type === '' ? 'an answer of no stated type' : `an answer of type ${excerpt(type, 60)}`;
}

/** The API's own words in an answer that reports a failure, or an empty string. */
export function apiMessage(text: string): string {
  try {
    const words = failureIn(JSON.parse(text));
    return words === '' ? excerpt(text, 300) : words;
  } catch {
    // An Atom feed of arXiv's carries the reason in the summary of its one entry.
    const summary = /<entry[\s>][\s\S]*?<summary[^>]*>([\s\S]*?)<\/summary>/.exec(text)?.[1];
    const title = /<title[^>]*>([\s\S]*?)<\/title>/i.exec(text)?.[1];
    return excerpt((summary ?? title ?? text).replaceAll(/<[^>]*>/g, ' '), 300);
  }
}

/** What a JSON answer reports as a failure, or an empty string when it reports none. */
export function failureIn(value: unknown): string {
  if (typeof value !== 'object' || value === null) return '';
  const words = ['error', 'message', 'detail', 'msg']
    .map((key) => (Object.hasOwn(value, key) ? (value as Record<string, unknown>)[key] : undefined))
    .map((part) => (typeof part === 'string' ? part : failureIn(part)))
    .filter((part) => part !== '');
  return excerpt([...new Set(words)].join(': '), 300);
}

function mediaType(contentType: string): string {
  return contentType.split(';')[0]?.trim().toLowerCase() ?? '';
}

function isHtml(text: string): boolean {
  return /^\s*(<!--[\s\S]*?-->\s*)*<(!doctype html|html)[\s>]/i.test(text.slice(0, 2000));
}
