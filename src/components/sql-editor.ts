import { autocompletion, closeBrackets, completionKeymap } from '@codemirror/autocomplete';
import { defaultKeymap, history, historyKeymap } from '@codemirror/commands';
import { PostgreSQL, sql } from '@codemirror/lang-sql';
import { bracketMatching, HighlightStyle, syntaxHighlighting } from '@codemirror/language';
import { Compartment, EditorState, Prec, StateEffect, StateField } from '@codemirror/state';
import {
  Decoration,
  drawSelection,
  EditorView,
  highlightActiveLine,
  keymap,
  lineNumbers,
  type DecorationSet,
} from '@codemirror/view';
import { tags } from '@lezer/highlight';

export interface SqlEditorOptions {
  text: string;
  /** What the editor is, for those who hear the page. */
  label: string;
  onRun: () => void;
  onChange: () => void;
}

/** Names of columns by their table, for completion. */
export type SqlNames = Readonly<Record<string, readonly string[]>>;

const colors = HighlightStyle.define([
  { tag: tags.keyword, color: 'var(--harbor)', fontWeight: '620' },
  { tag: [tags.string, tags.special(tags.string)], color: 'var(--park)' },
  { tag: [tags.number, tags.bool, tags.null], color: 'var(--brick)' },
  { tag: tags.comment, color: 'var(--ink-soft)', fontStyle: 'italic' },
  { tag: tags.typeName, color: 'var(--harbor)' },
]);

const looks = EditorView.theme({
  '&': { color: 'var(--ink)', backgroundColor: 'var(--paper-raised)', fontSize: '0.94rem' },
  '&.cm-focused': { outline: '3px solid var(--marigold)', outlineOffset: '2px' },
  '.cm-scroller': {
    fontFamily: 'ui-monospace, SFMono-Regular, Menlo, Consolas, monospace',
    lineHeight: '1.55',
    minHeight: '15em',
    overflow: 'visible !important',
  },
  '.cm-content': { padding: '10px 0', caretColor: 'var(--ink)' },
  '.cm-cursor': { borderLeftColor: 'var(--ink)', borderLeftWidth: '2px' },
  '.cm-gutters': {
    color: 'var(--ink-soft)',
    backgroundColor: 'var(--paper)',
    borderRight: '1px solid var(--rule)',
  },
  '.cm-activeLine, .cm-activeLineGutter': { backgroundColor: 'transparent' },
  '&.cm-focused .cm-activeLineGutter': { color: 'var(--ink)', fontWeight: '700' },
  '&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground': {
    backgroundColor: 'var(--select)',
  },
  '&.cm-focused .cm-matchingBracket': { backgroundColor: 'var(--select)', outline: '1px solid var(--rule)' },
  '.cm-mistake': {
    textDecoration: 'underline wavy var(--brick) 2px',
    textUnderlineOffset: '4px',
    backgroundColor: 'var(--marigold-paper)',
  },
  '.cm-tooltip': {
    color: 'var(--ink)',
    backgroundColor: 'var(--paper-raised)',
    border: '1px solid var(--control-line)',
  },
  '.cm-tooltip-autocomplete ul li[aria-selected]': {
    color: 'var(--harbor-ink)',
    background: 'var(--harbor)',
  },
});

const setMistake = StateEffect.define<number | null>();

const mistake = StateField.define<DecorationSet>({
  create: () => Decoration.none,
  update(shown, transaction) {
    let next = transaction.docChanged ? Decoration.none : shown;
    for (const effect of transaction.effects) {
      if (!effect.is(setMistake)) continue;
      next = effect.value === null ? Decoration.none : markAt(transaction.state, effect.value);
    }
    return next;
  },
  provide: (field) => EditorView.decorations.from(field),
});

/** Marks the word at a place, or the last character where the text ends there. */
function markAt(state: EditorState, at: number): DecorationSet {
  const { length } = state.doc;
  if (length === 0) return Decoration.none;
  const from = Math.min(at, length - 1);
  const word = state.wordAt(from);
  const [start, end] = word === null ? [from, from + 1] : [word.from, word.to];
  return Decoration.set([Decoration.mark({ class: 'cm-mistake' }).range(start, end)]);
}

/**
 * An editor of SQL with highlighting and completion. It lives in a shadow root, where its styles are adopted sheets and need
 * nothing of the content security policy. Tab leaves it, as it leaves every field.
 */
export class SqlEditor {
  readonly #view: EditorView;
  readonly #names = new Compartment();

  constructor(host: HTMLElement, { text, label, onRun, onChange }: SqlEditorOptions) {
    const root = host.attachShadow({ mode: 'open' });
    const run = (): boolean => {
      onRun();
      return true;
    };
    this.#view = new EditorView({
      parent: root,
      root,
      state: EditorState.create({
        doc: text,
        extensions: [
          lineNumbers(),
          history(),
          drawSelection(),
          bracketMatching(),
          closeBrackets(),
          autocompletion(),
          highlightActiveLine(),
          EditorView.lineWrapping,
          this.#names.of(sql({ dialect: PostgreSQL })),
          syntaxHighlighting(colors),
          looks,
          mistake,
          Prec.highest(keymap.of([{ key: 'Mod-Enter', run }])),
          keymap.of([...completionKeymap, ...defaultKeymap, ...historyKeymap]),
          EditorView.contentAttributes.of({ 'aria-label': label }),
          EditorView.updateListener.of(({ docChanged }) => {
            if (docChanged) onChange();
          }),
        ],
      }),
    });
  }

  get text(): string {
    return this.#view.state.doc.toString();
  }

  set text(text: string) {
    this.#view.dispatch({ changes: { from: 0, to: this.#view.state.doc.length, insert: text } });
  }

  /** Offers these tables and columns while the reader types. */
  offer(names: SqlNames): void {
    const dialect = sql({ dialect: PostgreSQL, upperCaseKeywords: true, schema: { ...names } });
    this.#view.dispatch({ effects: this.#names.reconfigure(dialect) });
  }

  /** Puts a name where the cursor is, and the cursor after it. */
  insert(name: string): void {
    this.#view.dispatch(this.#view.state.replaceSelection(name));
    this.#view.focus();
  }

  /** Marks the place of a mistake; null takes the mark back. */
  mark(at: number | null): void {
    this.#view.dispatch({ effects: setMistake.of(at) });
  }

  /** Puts the cursor at a place and shows it. */
  goTo(at: number): void {
    const anchor = Math.min(at, this.#view.state.doc.length);
    this.#view.dispatch({ selection: { anchor }, scrollIntoView: true });
    this.#view.focus();
  }
}
