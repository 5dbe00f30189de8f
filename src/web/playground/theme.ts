import type { editor } from 'monaco-editor';

/** The names of the code editor's themes, as GraphiQL takes them. */
export const editorTheme = { light: 'related-work-light', dark: 'related-work-dark' } as const;

interface Palette {
  /** What panes and pop-ups lie on. */
  readonly ground: string;
  readonly text: string;
  /** Text of less weight, still readable on the ground. */
  readonly muted: string;
  readonly accent: string;
  /** The accent as a ground for text. */
  readonly tint: string;
}

const LIGHT: Palette = { ground: '#ffffff', text: '#3b4b68', muted: '#5f6e8a', accent: '#d60590', tint: '#d6059019' };
const DARK: Palette = { ground: '#212a3b', text: '#b7c2d7', muted: '#8f9cb5', accent: '#ff5794', tint: '#ff579419' };

const TRANSPARENT = '#ffffff00';

function colorsOf({ ground, text, muted, accent, tint }: Palette): editor.IColors {
  return {
    'editor.background': TRANSPARENT,
    'scrollbar.shadow': TRANSPARENT,
    'editorLineNumber.foreground': muted,
    'editorLineNumber.activeForeground': text,
    'editorLineNumber.dimmedForeground': muted,
    focusBorder: accent,
    'textLink.foreground': accent,
    'textLink.activeForeground': accent,
    'editorWidget.background': ground,
    'editorHoverWidget.background': ground,
    'editorSuggestWidget.background': ground,
    'editorSuggestWidget.selectedBackground': tint,
    'editorSuggestWidget.selectedForeground': text,
    'list.hoverBackground': tint,
    'menu.background': ground,
    'menu.selectionBackground': tint,
    'menu.selectionForeground': text,
    'quickInput.background': ground,
    'quickInputList.focusBackground': tint,
    'quickInputList.focusForeground': text,
    'pickerGroup.foreground': muted,
    'toolbar.hoverBackground': tint,
    'inputOption.hoverBackground': tint,
  };
}

type DefineTheme = typeof editor.defineTheme;

/** Defines themes in GraphiQL's colors; its own have comments, numbers and pop-ups too pale to read. */
export function defineEditorThemes(defineTheme: DefineTheme): void {
  const argument = 'argument.identifier.gql';
  defineTheme(editorTheme.light, {
    base: 'vs',
    inherit: true,
    colors: colorsOf(LIGHT),
    rules: [{ token: argument, foreground: '#6c69ce' }],
  });
  defineTheme(editorTheme.dark, {
    base: 'vs-dark',
    inherit: true,
    colors: colorsOf(DARK),
    rules: [
      { token: argument, foreground: '#908aff' },
      { token: 'comment', foreground: '#8cbf7a' },
    ],
  });
}
