import type { Language } from '../i18n/language.ts';
import type { Translate } from '../i18n/translate.ts';
import type { Takeable } from './takeable.ts';

/** What a menu's contents are made with. */
export interface TakeTools {
  language: Language;
  t: Translate;
}

/**
 * Shows that something can be taken along. The menu, and what makes files, is fetched when a reader first opens it.
 * @param make says what can be taken; called once.
 */
export function offerTake(
  details: HTMLDetailsElement,
  make: (tools: TakeTools) => Promise<Takeable> | Takeable,
): void {
  details.hidden = false;
  const open = async (): Promise<void> => {
    if (!details.open) return;
    details.removeEventListener('toggle', toggle);
    const { openMenu } = await import('./take-menu.ts');
    await openMenu(details, make);
  };
  const toggle = (): void => {
    open().catch((error: unknown) => {
      details.dataset['reason'] = String(error);
      details.querySelector<HTMLElement>('[data-take-failed]')!.hidden = false;
    });
  };
  details.addEventListener('toggle', toggle);
}
