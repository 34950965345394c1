import type { Drawing } from '../charts/drawing.ts';

/** A drawing as elements of the page. */
export function drawn({ name, attributes, parts }: Drawing): SVGElement {
  const made = document.createElementNS('http://www.w3.org/2000/svg', name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...parts.map((part) => (typeof part === 'string' ? part : drawn(part))));
  return made;
}
