import { useEffect, useId, useRef, useState, type KeyboardEvent } from 'react';
import { navigate } from 'wouter/use-browser-location';
import { pathOf } from '../address.js';
import { SUGGEST } from '../queries/documents.js';
import type { SearchType, Suggestion } from '../queries/answers.js';
import { useAnswer } from '../use-answer.js';

const PAUSE_MS = 120;
const MOST = 8;
const LONGEST_PREFIX = 200;
const NONE: readonly Suggestion[] = [];

const TYPE_WORDS: Readonly<Record<SearchType, string>> = {
  PAPER: 'paper',
  AUTHOR: 'author',
  TOPIC: 'topic',
  TECHNIQUE: 'technique',
};

interface SearchBoxProps {
  readonly label: string;
  readonly placeholder: string;
  readonly start?: string;
  readonly types?: readonly SearchType[];
  /** Whether `/` leads here and the page starts here. */
  readonly isMain?: boolean;
  readonly clears?: boolean;
  readonly onChoose: (suggestion: Suggestion) => void;
  /** Enter without a suggestion. */
  readonly onText: (text: string) => void;
}

/** A text field that suggests what could be meant (ARIA 1.2 combobox with a list). */
export function SearchBox(props: SearchBoxProps) {
  const { label, placeholder, start = '', types, isMain = false, clears = false, onChoose, onText } = props;
  const [text, setText] = useState(start);
  const [active, setActive] = useState(-1);
  const [isOpen, setOpen] = useState(false);
  const input = useRef<HTMLInputElement>(null);
  const list = useId();
  const suggestions = useSuggestions(isOpen ? text.trim() : '', types);

  useEffect(() => setText(start), [start]);
  useMainField(input, isMain);

  const shown = isOpen ? suggestions : [];
  const leave = (): void => {
    setOpen(false);
    setActive(-1);
    if (clears) setText('');
  };
  const choose = (suggestion: Suggestion): void => {
    setText(suggestion.text);
    leave();
    onChoose(suggestion);
  };

  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      setOpen(true);
      const step = event.key === 'ArrowDown' ? 1 : -1;
      setActive((at) =>
        shown.length === 0 ? -1 : at < 0 && step < 0 ? shown.length - 1 : (at + step + shown.length) % shown.length,
      );
    } else if (event.key === 'Escape') {
      if (isOpen) setOpen(false);
      else setText('');
      setActive(-1);
    } else if (event.key === 'Enter') {
      event.preventDefault();
      const suggestion = shown[active];
      if (suggestion) choose(suggestion);
      else if (text.trim() !== '') {
        const words = text.trim();
        leave();
        onText(words);
      }
    }
  };

  return (
    <div className="search">
      <input
        ref={input}
        type="text"
        role="combobox"
        aria-label={label}
        aria-expanded={shown.length > 0}
        aria-controls={list}
        aria-autocomplete="list"
        aria-activedescendant={active >= 0 && shown[active] ? `${list}-${active}` : undefined}
        placeholder={placeholder}
        autoComplete="off"
        spellCheck={false}
        enterKeyHint="go"
        dir="auto"
        maxLength={500}
        value={text}
        onChange={(event) => {
          setText(event.target.value);
          setOpen(true);
          setActive(-1);
        }}
        onKeyDown={onKeyDown}
        onBlur={() => setOpen(false)}
      />
      {isMain && <kbd aria-hidden="true">/</kbd>}
      <ul id={list} role="listbox" aria-label="Suggestions" hidden={shown.length === 0}>
        {shown.map((suggestion, index) => (
          <li
            key={`${suggestion.type} ${suggestion.ref}`}
            id={`${list}-${index}`}
            role="option"
            aria-selected={index === active}
            // The field would lose the focus, and with it the list, before the click.
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => choose(suggestion)}
          >
            <span dir="auto">{suggestion.text}</span>
            <span className="detail">
              {TYPE_WORDS[suggestion.type]}
              {suggestion.detail && ` · ${suggestion.detail}`}
            </span>
          </li>
        ))}
      </ul>
    </div>
  );
}

/** What could be meant by what is typed, once the typing pauses. Without suggestions one can press Enter. */
function useSuggestions(prefix: string, types: readonly SearchType[] | undefined): readonly Suggestion[] {
  const [asked, setAsked] = useState('');
  useEffect(() => {
    const timer = setTimeout(() => setAsked(prefix.slice(0, LONGEST_PREFIX)), prefix === '' ? 0 : PAUSE_MS);
    return () => clearTimeout(timer);
  }, [prefix]);
  const variables = { prefix: asked, types: types ?? null, first: MOST };
  const { data } = useAnswer(SUGGEST, variables, { when: asked !== '', keeps: true });
  return prefix === '' || asked === '' ? NONE : (data?.suggest ?? NONE);
}

/** The field has the focus at the start, and gets it by the key `/`. */
function useMainField(input: React.RefObject<HTMLInputElement | null>, isMain: boolean): void {
  useEffect(() => {
    if (!isMain) return;
    // On a touch screen the focus would cover half of the page with a keyboard.
    if (matchMedia('(pointer: fine)').matches) input.current?.focus({ preventScroll: true });
    const onKey = (event: globalThis.KeyboardEvent): void => {
      const target = event.target as HTMLElement | null;
      if (event.key !== '/' || event.ctrlKey || event.metaKey || event.altKey) return;
      if (target?.closest('input, textarea, select, [contenteditable]')) return;
      event.preventDefault();
      input.current?.focus();
      input.current?.select();
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, [input, isMain]);
}

/** Goes to what a suggestion names, or looks for what was typed. */
export const go = {
  to: ({ type, ref }: Suggestion): void => navigate(pathOf(type, ref)),
  find: (text: string): void => navigate(`/search?q=${encodeURIComponent(text)}`),
};
