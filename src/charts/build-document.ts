import { parseHTML } from 'linkedom';

/** A document to draw in while the site is built, where there is no browser. */
export const buildDocument: Document = parseHTML('<html></html>').document;
