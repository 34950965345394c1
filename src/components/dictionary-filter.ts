/** Shows the columns of the dictionary that hold what a reader types, in their name or meaning. */
class DictionaryFilter extends HTMLElement {
  connectedCallback(): void {
    const field = this.querySelector('input')!;
    field.parentElement!.hidden = false;
    field.addEventListener('input', () => this.#show(fold(field.value)));
  }

  #show(wanted: string): void {
    let isAny = false;
    for (const section of this.querySelectorAll<HTMLElement>('[data-table]')) {
      const isTable = fold(section.dataset['table'] ?? '').includes(wanted);
      let isOwn = false;
      for (const row of section.querySelectorAll<HTMLElement>('tbody tr')) {
        row.hidden = !isTable && !fold(row.textContent).includes(wanted);
        isOwn ||= !row.hidden;
      }
      section.hidden = !isOwn;
      isAny ||= isOwn;
    }
    this.querySelector<HTMLElement>('[data-none]')!.hidden = isAny;
  }
}

const fold = (text: string): string =>
  text
    .normalize('NFD')
    .replace(/\p{Diacritic}/gu, '')
    .toLowerCase();

customElements.define('portal-dictionary', DictionaryFilter);
