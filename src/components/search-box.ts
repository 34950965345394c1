import type { SearchList } from './search-list.ts';

/**
 * The search box of every page: an ARIA combobox whose list comes from names alone, in the browser. The program and
 * the names are fetched when a reader first goes into it; until then, and without them, it is a plain form.
 */
class SearchBox extends HTMLElement {
  #list: Promise<SearchList> | undefined;

  connectedCallback(): void {
    const input = this.querySelector('input')!;
    const list = this.querySelector<HTMLElement>('#site-search-list')!;
    list.setAttribute('role', 'listbox');
    list.setAttribute('aria-label', list.dataset['label'] ?? '');
    input.setAttribute('role', 'combobox');
    input.setAttribute('aria-autocomplete', 'list');
    input.setAttribute('aria-controls', 'site-search-list');
    input.setAttribute('aria-expanded', 'false');
    const open = (): void => void this.#open();
    input.addEventListener('focus', open);
    // A reader may have begun to type before this program was here.
    if (document.activeElement === input) open();
    this.dataset['ready'] = '';
  }

  #open(): Promise<unknown> {
    this.#list ??= import('./search-list.ts')
      .then(({ SearchList }) => SearchList.open(this))
      .catch((error: unknown) => {
        this.#list = undefined;
        this.dataset['reason'] = String(error);
        this.querySelector('[data-said]')!.textContent = this.dataset['offline'] ?? '';
        throw error;
      });
    // What went wrong has been said; the form works without.
    return this.#list.catch(() => undefined);
  }
}

customElements.define('portal-search', SearchBox);
