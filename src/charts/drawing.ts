/** An SVG element as plain data, which a page builds element by element: text in it can never become markup. */
export interface Drawing {
  name: string;
  attributes: Record<string, string>;
  parts: (Drawing | string)[];
}

/** A drawn element as data. Numbers lose what no screen shows: more than a tenth of a unit. */
export function drawingOf(element: Element): Drawing {
  return {
    name: element.localName,
    attributes: Object.fromEntries([...element.attributes].map(({ name, value }) => [name, inTenths(value)])),
    parts: [...element.childNodes].flatMap((node): (Drawing | string)[] => {
      if (node.nodeType === 1) return [drawingOf(node as Element)];
      return node.textContent === null || node.textContent === '' ? [] : [node.textContent];
    }),
  };
}

function inTenths(value: string): string {
  return value.replace(/-?\d+\.\d{2,}/g, (number) => String(Math.round(Number(number) * 10) / 10));
}
