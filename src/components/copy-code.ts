/** Lines with a button that copies them. Without JavaScript they are read and marked like any text. */
class CopyCode extends HTMLElement {
  connectedCallback(): void {
    const button = this.querySelector('button')!;
    button.hidden = false;
    button.addEventListener('click', () => void this.#copy());
  }

  async #copy(): Promise<void> {
    const lines = this.querySelector('pre')!;
    try {
      await navigator.clipboard.writeText(lines.textContent);
      this.#say(this.dataset['copied']);
    } catch {
      // Without permission, or on an address without TLS, the reader copies what is marked.
      getSelection()?.selectAllChildren(lines);
      this.#say(this.dataset['copyNot']);
    }
  }

  #say(text = ''): void {
    this.querySelector('[role="status"]')!.textContent = text;
  }
}

customElements.define('portal-copy', CopyCode);
