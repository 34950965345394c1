import { longestSql, mostStatements } from '../data/sql-desk.ts';
import { BrokenEngineError, RefusedTextError, SqlError, TimeLimitError } from '../data/sql-error.ts';
import { formatNumber } from '../i18n/format.ts';
import type { Language } from '../i18n/language.ts';
import type { Translate } from '../i18n/translate.ts';
import { element } from './element.ts';

export interface SqlProblemOptions {
  language: Language;
  t: Translate;
  /** The text that was run. */
  text: string;
  seconds: number;
  onGo: (at: number) => void;
}

/**
 * What went wrong with a reader's question, in words and with the engine's own; null where it is not about the question
 * but about files or the engine, which all pages explain the same way.
 */
export function sqlProblem(error: unknown, options: SqlProblemOptions): (Node | string)[] | null {
  const { language, t, text, seconds, onGo } = options;
  if (error instanceof SqlError) {
    const { at, line, message } = error;
    const where = line === null ? '' : t('workbench.errorAt', { line: formatNumber(line, language) });
    const words = element('pre', 'sql-error', message);
    words.lang = 'en';
    const title = element('strong', '', t('workbench.errorTitle'));
    if (at === null) return [title, words];
    const go = element('button', 'button', t('workbench.errorGo'));
    go.setAttribute('type', 'button');
    go.addEventListener('click', () => onGo(at));
    return [title, ' ', where, words, go];
  }
  if (error instanceof TimeLimitError)
    return [t('workbench.errorTime', { number: formatNumber(seconds, language) })];
  if (error instanceof DOMException && error.name === 'AbortError') return [t('workbench.errorCancelled')];
  if (error instanceof BrokenEngineError) return [t('workbench.errorBroken')];
  if (error instanceof RefusedTextError) return [refused(error, text, language, t)];
  return null;
}

function refused({ reason }: RefusedTextError, text: string, language: Language, t: Translate): string {
  const number = (value: number): string => formatNumber(value, language);
  if (reason === 'long')
    return t('workbench.errorLong', { number: number(text.length), most: number(longestSql) });
  if (reason === 'many') return t('workbench.errorMany', { most: number(mostStatements) });
  return t('workbench.errorNul');
}
