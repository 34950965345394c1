/**
 * Resolves when an element is about to be seen: within one more screen's height of the window, or at once where it is
 * in it. What only then is worth fetching keeps the first screen light.
 */
export function whenNear(element: Element): Promise<void> {
  return new Promise((resolve) => {
    const observer = new IntersectionObserver(
      (entries) => {
        if (!entries.some(({ isIntersecting }) => isIntersecting)) return;
        observer.disconnect();
        resolve();
      },
      { rootMargin: '100% 0px' },
    );
    observer.observe(element);
  });
}
